import { daysLeft } from '#foundation/deadline.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { evidenceOf } from '#platform/evidence/index.ts';
import { type OfferedAct, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf } from '../common/events-storage.ts';
import type { NoticeDetail, NoticeFilter, ObjectionFilter } from './contract.ts';
import { nextStep } from './operations-next-step.ts';
import { identityProcess, noticeEventWords, noticeProcess, noticeStates } from './notice.ts';
import { objectionEventWords, objectionProcess, objectionStates } from './objection.ts';
import { placeOf } from './operations-notices.ts';
import { retestEventWords, retestProcess } from './retest.ts';
import { lateness } from './rules.ts';
import { wordsOfNotice } from './storage-words.ts';
import { identitySubject, writtenWordSubject } from './written-word.ts';
import { countNotices, countObjections, countOverdue, findNotice, listObjectionLines, namesOfEnterprises, noticeOfObjection, noticesOfEnterprises, type NoticeRow, otherNotices, pageOfNotices } from './storage-reading.ts'; // prettier-ignore

type Reading = 'spot-checks.see-visits' | 'spot-checks.answer';

/** A page of notices, newest first, with counts per state and how many were not served in time. */
export const listNotices = (call: Call, { cursor, limit, ...filter }: NoticeFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'spot-checks.see-visits' }, async ({ tx }) => {
      const overdueOn = filter.overdue ? call.today : null;
      const [rows, groups, overdue] = await Promise.all([
        pageOfNotices(tx, filter, overdueOn, after ?? null, most),
        countNotices(tx, filter, overdueOn),
        countOverdue(tx, filter.dataset, call.today),
      ]);
      return ok({
        ...cut(rows.map(withDays(call.today))),
        ...countStates(noticeStates, groups, filter.state),
        overdue,
      });
    }),
  );

/** Objections, those first that wait for their decision. */
export const listObjections = (call: Call, { limit, ...filter }: ObjectionFilter & { readonly limit: number }) =>
  observe(call, { permission: 'spot-checks.see-visits' }, async ({ tx }) => {
    const [rows, groups] = await Promise.all([listObjectionLines(tx, filter, limit), countObjections(tx, filter)]);
    return ok({ rows, counts: countStates(objectionStates, groups).counts });
  });

/** A line with the days that are left today. */
const withDays =
  (today: LocalDate) =>
  <Row extends NoticeRow>(row: Row): Row & { readonly daysLeft: number | null } => {
    const due = row.state === 'to-serve' ? row.dueOn : row.state === 'served' ? row.objectionUntil : null;
    return { ...row, daysLeft: due === null ? null : daysLeft(localDate(due), today) };
  };

const confirms = (verb: string): boolean => verb.startsWith('confirm-w') || verb.startsWith('reject-w');
/** Who recorded what was written does not confirm it. */
const notByWord = (verb: string, by: string | undefined): string[] => (confirms(verb) && by !== undefined ? [by] : []);
/** A written word that waits is confirmed or rejected before the next is recorded. */
const withWord = <Verb extends string>(offers: OfferedAct<Verb>[], waits: boolean): OfferedAct<Verb>[] =>
  offers.flatMap((offer) => {
    if (confirms(offer.act)) return waits ? [offer] : [];
    return offer.act.startsWith('record-w') && waits && !offer.refusal
      ? [{ ...offer, refusal: refuse('word-to-confirm').refusal }]
      : [offer];
  });

const detail = async ({ call, tx }: View, id: number): Promise<Result<NoticeDetail>> => {
  const found = await findNotice(tx, id);
  if (!found) return refuse('not-found', { thing: noticeProcess.name });
  const { objections, retests, reserve, sampleState, deniedBy, ...notice } = found;
  const account = call.actor.accountId;
  const may = (permission: string): boolean =>
    holds(
      call.actor,
      permission,
      placeOf(call, found, permission) ?? (permission === 'spot-checks.answer' ? '-' : null),
    );
  const late = lateness(
    {
      effectiveOn: notice.effectiveOn === null ? null : localDate(notice.effectiveOn),
      objectionUntil: notice.objectionUntil === null ? null : localDate(notice.objectionUntil),
    },
    call.today,
  );
  // What a person can't do at all is not shown to him; what he can't do now says why.
  const mine = <Verb extends string>(acts: OfferedAct<Verb>[]): OfferedAct<Verb>[] =>
    acts.filter(({ permission }) => holds(call.actor, permission));
  const final = sampleState !== 'noticed';
  const written = await wordsOfNotice(tx, id);
  const waiting = new Map(
    written.flatMap((word) => (word.state === 'recorded' ? [[word.objectionId, word.account]] : [])),
  );
  const scans = await evidenceOf(tx, [identitySubject(id), ...written.map((word) => writtenWordSubject(word.id))]);
  const offered = withWord(
    mine(offerActs(noticeProcess, notice.state, account, may, (verb) => notByWord(verb, waiting.get(null)))),
    waiting.has(null),
  );
  const acts = offered.flatMap((offer) => {
    const objects = offer.act === 'object' || offer.act === 'register-objection';
    if (!objects || offer.refusal) return [offer];
    if (final) return [{ ...offer, refusal: refuse('sample-is-final').refusal }];
    return [{ ...offer, refusal: offer.act === 'object' ? (late ?? null) : null }];
  });
  const answerable = notice.state !== 'to-serve' && notice.state !== 'void';
  const decides = ['accept', 'refuse', 'uphold'];
  return ok({
    ...withDays(call.today)(notice),
    next: nextStep(found, new Set(waiting.keys())),
    acts,
    identityActs: answerable
      ? mine(
          offerActs(identityProcess, notice.identity, account, may, (verb) =>
            verb === 'prove-denial' || verb === 'reject-denial' ? [deniedBy] : [],
          ),
        )
      : [],
    late: late ?? null,
    mayOrderRetest:
      may('spot-checks.decide') &&
      !final &&
      reserve === 'kept' &&
      !retests.some(({ state }) => state === 'applied' || state === 'designated' || state === 'done'),
    objections: await Promise.all(
      objections.map(async ({ filedBy, ...objection }) => ({
        ...objection,
        acts: withWord(
          mine(
            offerActs(objectionProcess, objection.state, account, may, (verb) =>
              decides.includes(verb) ? [filedBy] : notByWord(verb, waiting.get(objection.id)),
            ),
          ),
          waiting.has(objection.id),
        ).filter(({ act }) => act !== 'tell-abandonment' || objection.told === null),
        events: wordEvents(await eventsOf(tx, 'objection', objection.id), objectionEventWords),
      })),
    ),
    retests: await Promise.all(
      retests.map(async (retest) => ({
        ...retest,
        acts: mine(offerActs(retestProcess, retest.state, account, may)),
        events: wordEvents(await eventsOf(tx, 'retest', retest.id), retestEventWords),
      })),
    ),
    identityFiles: scans.get(identitySubject(id)) ?? [],
    writtenWords: written.map(({ account: _, ...word }) => ({
      ...word,
      files: scans.get(writtenWordSubject(word.id)) ?? [],
    })),
    others: (await otherNotices(tx, notice.sampleId, id)).map(withDays(call.today)),
    events: wordEvents(await eventsOf(tx, 'notice', id), noticeEventWords),
  });
};

/** One notice as its page shows it, for an official or for its enterprise. */
export const getNotice = (call: Call, id: number, permission: Reading): Promise<Result<NoticeDetail>> =>
  observe(call, { permission }, (view) => detail(view, id));

/** The notice that an objection answers. */
export const getObjection = (call: Call, id: number): Promise<Result<NoticeDetail>> =>
  observe(call, { permission: 'spot-checks.see-visits' }, async (view) => {
    const noticeId = await noticeOfObjection(view.tx, id);
    return noticeId === undefined ? refuse('not-found', { thing: objectionProcess.name }) : detail(view, noticeId);
  });

/** What an account sees of its own enterprises. */
export const getMyEnterprise = (call: Call) =>
  observe(call, { permission: 'spot-checks.answer' }, async ({ tx }) => {
    const ids = (call.actor.permissions.get('spot-checks.answer') ?? []).flatMap((place) => {
      const [kind, id] = place.split('/');
      return kind === 'enterprise' ? [Number(id)] : [];
    });
    return ok({
      enterprises: await namesOfEnterprises(tx, ids),
      notices: (await noticesOfEnterprises(tx, ids)).map(withDays(call.today)),
    });
  });
