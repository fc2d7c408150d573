import { localDate } from '#foundation/local-date.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refusal, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { openFile } from '#platform/files/index.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf } from '../common/events-storage.ts';
import type { VisitDetail, VisitFilter } from './contract.ts';
import { fieldMessageWords } from './field/message.ts';
import { clockWarning, visitNotBy } from './rules.ts';
import { messagesOfVisit } from './storage-field.ts';
import { countVisits, findVisit, findVisitFile, ownVisits, pageOfVisits, type VisitRecord } from './storage-reading.ts';
import { reasonWords, visitEventWords, visitProcess, visitStates } from './visit.ts';

/** A page of visits with counts per state. */
export const listVisits = (call: Call, { cursor, limit, ...filter }: VisitFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'spot-checks.see-visits' }, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfVisits(tx, filter, call.today, after ?? null, most),
        countVisits(tx, filter, call.today),
      ]);
      return ok({ ...cut(rows), ...countStates(visitStates, groups, filter.state) });
    }),
  );

/** The open visits of the actor. */
export const listMyVisits = (call: Call, dataset: string) =>
  observe(call, { permission: 'spot-checks.sample' }, async ({ tx }) =>
    ok({ rows: await ownVisits(tx, dataset, call.today) }),
  );

const inspectors = pair('本任务的抽样人员', 'The inspectors of the visit');
const dispatcher = pair('调度人员', 'The dispatcher');

const nextStep = (visit: VisitRecord): NextStep => {
  if (visit.unconfirmed)
    return { words: pair('审定指定的对象和抽样人员', 'Decide on the named target and its inspectors'), by: pair('签发人（指定人和抽样人员以外）', 'An approver other than who named it or goes there'), due: visit.dueOn }; // prettier-ignore
  if (visit.proposedBy !== null)
    return { words: pair('审定人员更换', 'Decide the change of inspectors'), by: pair('提出人以外的调度人员', 'A dispatcher other than who proposed it'), due: visit.dueOn }; // prettier-ignore
  switch (visit.state) {
    case 'assigned':
      return { words: pair('到企业出示通知书和证件，开始抽样', 'Show notice and identity at the firm, and start'), by: inspectors, due: visit.dueOn }; // prettier-ignore
    case 'started':
      return { words: pair('抽样、封样，填写抽样单，报告结果', 'Sample, seal, fill in the sheet, report the outcome'), by: inspectors, due: visit.dueOn }; // prettier-ignore
    case 'ordered':
      return { words: pair('企业接受抽查的继续抽样；期满仍拒绝的认定拒检', 'Go on when the firm admits; after the day, find that it refused'), by: pair('责令人和抽样人员以外的调度人员', 'A dispatcher other than who ordered or visited'), due: visit.orderedUntil }; // prettier-ignore
    case 'refused-by-right':
      return { words: pair('更换或补足人员、文书后重新抽样', 'Repeat the visit properly, with other inspectors'), by: dispatcher, due: visit.dueOn }; // prettier-ignore
    case 'sampled':
    case 'no-sample':
    case 'refused':
    case 'not-found':
    case 'stopped':
    case 'cancelled':
      return null;
  }
};

const withinTheOffice: readonly string[] = [
  'name',
  'confirm',
  'propose',
  'reassign',
  'decline',
  'set-aside',
] satisfies string[];

/** One visit as its page shows it, for officials of the place, its inspectors and the firm. */
export const getVisit = (call: Call, id: number): Promise<Result<VisitDetail>> =>
  observe(call, { permission: null }, async ({ tx, law }) => {
    const found = await findVisit(tx, id, call.today);
    if (!found) return refuse('not-found', { thing: visitProcess.name });
    const { reasonCode, orderedBy, accounts, proposedBy, namedBy, ...visit } = found;
    const account = call.actor.accountId;
    const own = account !== null && accounts.includes(account);
    const may = (permission: string): boolean =>
      holds(call.actor, permission, visit.place?.code ?? null) && (permission !== 'spot-checks.sample' || own);
    const official = holds(call.actor, 'spot-checks.see-visits') || own;
    const [events, messages] = await Promise.all([eventsOf(tx, 'visit', id), official ? messagesOfVisit(tx, id) : []]);
    const day = localDate(call.today);
    return ok({
      ...visit,
      // Why it was chosen may name who complained; why people were changed is no business of the firm.
      namedBecause: official ? visit.namedBecause : null,
      reasonWords: reasonCode === null ? null : reasonWords(reasonCode),
      lawful: {
        noSample: [...law.get<readonly string[]>('spot-checks.no-sample-reasons', day).value],
        refusals: [...law.get<readonly string[]>('spot-checks.rightful-refusals', day).value],
      },
      messages: messages.map(({ skewSeconds, ...message }) => ({
        ...message,
        words: fieldMessageWords(message.kind),
        clockWarning: clockWarning(skewSeconds),
      })),
      next: nextStep(found),
      acts: offerActs(visitProcess, visit.state, account, may, (verb) =>
        visitNotBy({ orderedBy, accounts, proposedBy, namedBy }, verb),
      )
        .filter(({ act }) => {
          if (act === 'reassign' || act === 'decline') return proposedBy !== null;
          return (act !== 'confirm' && act !== 'dismiss') || visit.unconfirmed;
        })
        .map((one) =>
          one.act === 'start' && visit.unconfirmed && one.refusal === null
            ? { ...one, refusal: refusal('target-not-confirmed') }
            : one,
        ),
      events: wordEvents(
        official ? events : events.filter(({ verb }) => !withinTheOffice.includes(verb)),
        visitEventWords,
      ),
    });
  });

/** A photo or signature, for whoever sees the visit; what is kept as a conflict for officials alone. */
export const getVisitFile = async (call: Call, visitId: number, fileId: number) => {
  const missing = () => refuse('not-found', { thing: pair('该文件', 'The file') });
  const found = await observe(call, { permission: null }, async ({ tx }) => {
    const file = await findVisitFile(tx, visitId, fileId, holds(call.actor, 'spot-checks.see-visits'));
    return file ? ok(file) : missing();
  });
  if (!found.ok) return found;
  const { storedAt, mediaType } = found.value;
  const stream = await openFile(call.services, storedAt);
  if (!stream.ok) return stream;
  const ending = mediaType === 'image/png' ? 'png' : mediaType === 'image/webp' ? 'webp' : 'jpg';
  return { ok: true as const, stream: stream.value, fileName: `${visitId}-${fileId}.${ending}`, mediaType };
};
