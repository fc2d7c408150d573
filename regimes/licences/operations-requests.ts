import type { Dataset } from '#foundation/dataset.ts';
import { daysBetween, localDate } from '#foundation/local-date.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { offerActs } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { attachEvidence, evidenceOf } from '#platform/evidence/index.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct, wordEvents } from '#platform/process/index.ts';
import type { AnswerInput, RecordInput, RequestDetail } from './contracts/requests.ts';
import { takeAnswer } from './operations-answers.ts';
import { closeAnswer, lapse } from './operations-bodies.ts';
import { answerOfVerb, decisionDay, nextOfRequest, requestEventWords, requestProcess, type RequestState, requestStates, type RequestVerb, stateOfAnswer } from './request.ts'; // prettier-ignore
import { lockHold } from './storage-holds.ts';
import { countRequests, findRequest, lockRequest, pageOfRequests, type RequestRecord, requestIsVisible, storeDecision, storeRequestState } from './storage-requests.ts'; // prettier-ignore
import { licenceLineOf, takeTurn } from './storage.ts';

const { eventsOf } = eventsIn('licences');
const read = { permission: 'licences.read' } as const;

/** The body decides for itself; its letter is recorded where the holder is. */
const placeOf = ({ certifier, place }: RequestRecord, verb: RequestVerb): string | null =>
  verb === 'record' ? place : `certifier/${certifier.id}`;

const keeping: Keeping<RequestState, RequestVerb, RequestRecord> = {
  flow: requestProcess,
  isVisible: requestIsVisible,
  lock: async (tx, id) => {
    await takeTurn(tx);
    return lockRequest(tx, id);
  },
  placeOf,
  regionOf: ({ place }) => place,
  storeState: storeRequestState,
};

/** A page of requests to certification bodies with the counts by state; a body sees its own. */
export const listRequests = (
  call: Call,
  { dataset, state, ...page }: PageQuery & { readonly dataset: Dataset; readonly state?: RequestState | undefined },
) =>
  inPages(byNumber, page, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfRequests(tx, dataset, state, after, most),
        countRequests(tx, dataset),
      ]);
      return ok({ ...cut(rows), ...countStates(requestStates, groups, state) });
    }),
  );

const detailOf = async ({ tx, call }: View, id: number): Promise<Result<RequestDetail>> => {
  const request = await findRequest(tx, id);
  const certificate = request && (await licenceLineOf(tx, request.licence.id, call.today));
  if (!request || !certificate) return refuse('not-found', { thing: requestProcess.name });
  const [events, files] = await Promise.all([eventsOf(tx, 'request', id), evidenceOf(tx, [`request/${id}`])]);
  const { cardId: _card, licenceKind: _kind, validFrom: _from, place: _place, ...rest } = request;
  return ok({
    ...rest,
    daysLeft: request.state === 'asked' ? daysBetween(call.today, request.dueOn) : null,
    next: nextOfRequest(request.state, request.certifier.name, request.dueOn),
    acts: offerActs(requestProcess, request.state, call.actor.accountId, (permission) =>
      holds(call.actor, permission, placeOf(request, permission === 'licences.record' ? 'record' : 'keep')),
    ),
    events: wordEvents(events, requestEventWords),
    files: files.get(`request/${id}`) ?? [],
    certificate,
  });
};

/** One request: what the body is asked, until when, and what it has decided. */
export const getRequest = (call: Call, id: number): Promise<Result<RequestDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

/** The body decides in its own account, or an officer records the letter that says what it has decided. */
export const actOnRequest = async (
  call: Call,
  id: number,
  verb: RequestVerb,
  input: AnswerInput | RecordInput,
): Promise<Result<RequestDetail>> => {
  const { on: day, documentNumber, files, ...given } = input;
  const done = await takeAct(call, keeping, id, verb, given, async ({ act, thing, reason }) => {
    const on = localDate(day);
    const answer = verb === 'record' ? (input as RecordInput).answer : answerOfVerb[verb];
    const fits = decisionDay(on, call.today, thing);
    if (!fits.ok) return fits;
    const hold = await lockHold(act.tx, thing.holdId);
    if (!hold) return refuse('conflict');
    const attached = await attachEvidence(act, {
      subject: `request/${id}`,
      dataset: thing.dataset,
      ids: files,
      readers: [
        { permission: 'licences.read', place: `certifier/${thing.certifier.id}` },
        { permission: 'licences.read', place: thing.place },
      ],
    });
    if (!attached.ok) return attached;
    const why = reason ?? '';
    await storeDecision(act.tx, id, { on, documentNumber, reason: why });
    await takeAnswer(act, hold, { answer, on, words: `${documentNumber}：${why}` });
    return ok({
      value: undefined,
      next: stateOfAnswer[answer],
      payload: {
        licenceId: thing.licence.id,
        holdId: thing.holdId,
        answer,
        on,
        documentNumber,
        files: attached.value.map(({ sha256 }) => sha256),
      },
      after: async () => {
        await closeAnswer(act, id);
        // Withdrawn, the certificate leaves nothing to decide about it for other cards.
        await lapse(act, thing.dataset);
      },
    });
  });
  return done.ok ? getRequest(call, id) : done;
};
