import type { RouteInput, RouteOutput } from '#foundation/contract.ts';
import { daysLeft } from '#foundation/deadline.ts';
import { byNumber, countStates, inPages } from '#foundation/paging.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import { offerAll, wordEvents } from '#platform/process/index.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import { commendationOwnWords, commendationProcess, type CommendationState, commendationStates, firmActs } from './commendation.ts'; // prettier-ignore
import type * as contract from './contract.ts';
import { placeOf } from './operations.ts';
import { commendationRules } from './rules.ts';
import { countCommendations, eventsOf, findCommendation, ownCommendations, pageOfCommendations } from './storage.ts';

const read = { permission: 'publicity.read' } as const;
const bureau = pair('省局签发人员', 'A signing officer of the provincial bureau');
const editor = pair('承办人员', 'An officer');
const firm = pair('企业，或到期由系统', 'The firm, or the program when its time is over');
const program = pair('系统', 'The program');

/** The one next act, who must do it, and by when. */
const nextOf = (state: CommendationState, { answerUntil, releaseAt }: { answerUntil: string | null; releaseAt: string | null }): NextStep => {
  switch (state) {
    case 'proposed':
      return { words: pair('核对依据，报审', 'Check its grounds and submit it'), by: editor, due: null };
    case 'submitted':
      return { words: pair('决定是否表扬，由另一人办理', 'Decide on it, by another person'), by: bureau, due: null };
    case 'told':
      return { words: pair('答复是否同意公布', 'Say whether it agrees to be named'), by: firm, due: answerUntil };
    case 'ready':
      return { words: pair('发布，由报审人以外的人办理', 'Release it, by another than who submitted it'), by: bureau, due: null }; // prettier-ignore
    case 'scheduled':
      return { words: pair('到时发布', 'Released at its time'), by: program, due: releaseAt };
    case 'released':
    case 'dismissed':
    case 'left-out':
    case 'lapsed':
    case 'ended':
      return null;
  }
}; // prettier-ignore

/** A page of commendations, newest first, with counts per state. */
export const listOfCommendations = (
  call: Call,
  { cursor, limit, ...filter }: RouteInput<typeof contract.listCommendations>['query'],
): Promise<Result<RouteOutput<typeof contract.listCommendations>>> =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const rows = await pageOfCommendations(tx, filter, after ?? null, most);
      const groups = await countCommendations(tx, filter);
      return ok({ ...cut(rows), ...countStates(commendationStates, groups, filter.state) });
    }),
  );

/** One commendation: its grounds, what may be done, what happened. */
export const commendationDetail = (
  call: Call,
  id: number,
): Promise<Result<RouteOutput<typeof contract.getCommendation>>> =>
  observe(call, read, async ({ tx }) => {
    const found = await findCommendation(tx, id);
    if (!found) return refuse('not-found', { thing: commendationProcess.name });
    const { provinceCode: _, proposedBy, submittedBy, ...shown } = found;
    const events = await eventsOf(tx, 'commendation', id);
    const place = { producerId: found.producer.id, cityCode: found.city?.code ?? null, countyCode: null };
    const thing = { state: found.state, proposedBy, submittedBy };
    const acts = offerAll(call.actor, commendationRules, thing, (act) => placeOf(call, place, act)).filter(
      ({ act }) => !(firmActs as readonly string[]).includes(act),
    );
    return ok({
      ...shown,
      next: nextOf(found.state, found),
      acts,
      events: wordEvents(events, { ...commendationOwnWords, ...labelsOf(commendationProcess) }),
    });
  });

/** What a firm was told of, for its account. */
export const ownCommendationsOf = (call: Call): Promise<Result<RouteOutput<typeof contract.myCommendations>>> =>
  observe(call, { permission: 'publicity.answer' }, async ({ tx }) => {
    const rows = await ownCommendations(tx);
    return ok({
      rows: rows.map((row) => ({
        ...row,
        daysLeft: row.state === 'told' ? daysLeft(row.answerUntil, call.today) : null,
        acts: offerActs(commendationProcess, row.state, call.actor.accountId, (permission) =>
          holds(call.actor, permission, `enterprise/${row.enterpriseId}`),
        ).filter(({ act }) => (firmActs as readonly string[]).includes(act)),
      })),
    });
  });
