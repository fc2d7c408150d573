import { deadline } from '#foundation/deadline.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Act, type Call, insist, perform } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { ActInput } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { issueAbandonments, issueRetestOrder, issueRetestResults } from '../papers/operations-notices.ts';
import { callReserve } from '../visits/operations-reserves.ts';
import { finaliseSamples } from './operations-final.ts';
import { decideRetestScope } from './operations-laboratories.ts';
import { noticeProcess } from './notice.ts';
import { retestProcess, type FeeRule, type RetestState, type RetestVerb } from './retest.ts';
import { decideLaboratory, dueOrNull, placeWithin, retestOutcome } from './rules.ts';
import { abandonedObjections, type EndedRetest, findRetest, finishRetests, giveUpOfSamples, insertRetest, type LockedRetest, lockRetest, retestIsVisible, settleOfSamples, spoilRetests, storeFormalities, storeLaboratory, storeRetestState } from './storage-objections.ts'; // prettier-ignore
import { lockNotice, lockSample, noticeIsVisible } from './storage.ts';
import { designateKey, designateWork, formalitiesKey, tellWork } from './operations-work.ts';

const retestKeeping = (call: Call): Keeping<RetestState, RetestVerb, LockedRetest> => ({
  flow: retestProcess,
  isVisible: retestIsVisible,
  lock: lockRetest,
  placeOf: (thing) => placeWithin(thing, call.services.province),
  storeState: storeRetestState,
});

/** Until when the laboratory is to be designated. */
const designationDue = (act: Act) =>
  deadline(
    act.call.today,
    {
      days: act.law.get<number>('spot-checks.designation-days', act.call.today).value,
      count: 'natural',
    },
    act.law.calendar,
  );

/** Records that the applicant has completed the formalities. */
export const recordFormalities = (call: Call, id: number, input: ActInput): Promise<Result<undefined>> =>
  takeAct(call, retestKeeping(call), id, 'record-formalities', input, async ({ act, thing }) => {
    const due = designationDue(act);
    if (!due.ok) return due;
    await storeFormalities(act.tx, id, call.today, due.value.due);
    await closeWork(act, [formalitiesKey(id)]);
    const link = thing.objectionId === null ? '/objections' : `/objections/${thing.objectionId}`;
    const region = placeWithin(thing, call.services.province);
    await openWork(act, [designateWork(id, link, thing.dataset, region, due.value.due)]);
    return ok({ value: undefined });
  });

/** Designates the laboratory of a retest, another than the first, and calls the reserve for it. */
export const designateLaboratory = (
  call: Call,
  id: number,
  { laboratoryId, ...input }: ActInput & { readonly laboratoryId: number },
): Promise<Result<undefined>> =>
  takeAct(call, retestKeeping(call), id, 'designate', input, async ({ act, thing, reason }) => {
    if (thing.objectionId !== null && thing.formalitiesOn === null) return refuse('retest-formalities-open');
    const decided = decideLaboratory(laboratoryId, thing.firstLaboratoryId, thing.planned, reason);
    if (!decided.ok) return decided;
    const accredited = await decideRetestScope(act, id, laboratoryId);
    if (!accredited.ok) return accredited;
    const called = await callReserve(act, thing.sampleId, laboratoryId);
    if (!called.ok) return called;
    await storeLaboratory(act.tx, id, laboratoryId, reason);
    const order = await issueRetestOrder(act, id);
    if (!order.ok) return order;
    await closeWork(act, [designateKey(id)]);
    return ok({ value: undefined, payload: { laboratoryId } });
  });

/** Officials order a retest where a dispute about a report stays, without waiting for a party to ask. */
export const orderRetest = (call: Call, noticeId: number, reason: string): Promise<Result<undefined>> =>
  perform(call, { permission: 'spot-checks.decide', act: 'spot-checks.order-retest' }, async (act) => {
    const missing = refuse('not-found', { thing: noticeProcess.name });
    if (!(await noticeIsVisible(act.tx, noticeId))) return missing;
    await act.asEngine();
    const notice = await lockNotice(act.tx, noticeId);
    if (!notice) return missing;
    const region = placeWithin(notice, call.services.province);
    const refused = await act.authorise(region);
    if (refused) return refused;
    const { sampleId, dataset } = notice;
    const sample = await lockSample(act.tx, sampleId);
    if (sample?.state !== 'noticed') return refuse('sample-is-final');
    if (await findRetest(act.tx, sampleId)) return refuse('retest-open');
    if (sample.reserve !== 'kept') return refuse('no-reserve-sample');
    const due = designationDue(act);
    if (!due.ok) return due;
    const { accountId: account } = call.actor;
    const id = await insertRetest(act.tx, {
      dataset, sampleId, objectionId: null, formalitiesUntil: null, designateUntil: due.value.due, reason, orderedBy: account,
    }); // prettier-ignore
    await recordEvents(act.tx, [
      { kind: 'retest', id, verb: 'order', state: 'applied', account, at: call.services.now(), reason },
    ]);
    await openWork(act, [designateWork(id, `/notices/${noticeId}`, dataset, region, due.value.due)]);
    act.journal({
      act: 'spot-checks.order-retest',
      subject: `retest/${id}`,
      dataset,
      ...(region === null ? {} : { region }),
      payload: { sampleId, reason },
    });
    return ok(undefined);
  });

/**
 * Gives up retests whose formalities were not done in time. Each party that objected gets a notice of it; when it was served, its clock
 * is over. The first result becomes final then, not before.
 */
export const giveUpRetests = async (
  act: Act,
  dataset: Dataset,
  ended: readonly { readonly id: number; readonly sampleId: number }[],
): Promise<void> => {
  if (ended.length === 0) return;
  const { tx, call, law } = act;
  const samples = ended.map(({ sampleId }) => sampleId);
  const objections = (await giveUpOfSamples(tx, samples, call.today)).map(({ id }) => id);
  insist(await issueAbandonments(act, objections));
  const at = call.services.now();
  await recordEvents(tx, [
    ...ended.map(({ id }) => ({ kind: 'retest', id, verb: 'abandon', state: 'abandoned', account: null, at })),
    ...objections.map((id) => ({ kind: 'objection', id, verb: 'give-up', state: 'given-up', account: null, at })),
  ]);
  await closeWork(
    act,
    ended.flatMap(({ id }) => [formalitiesKey(id), designateKey(id)]),
  );
  const dueOn = dueOrNull(
    call.today,
    law.get<number>('spot-checks.service-days', call.today).value,
    'working',
    law.calendar,
  );
  await openWork(
    act,
    (await abandonedObjections(tx, objections)).map((objection) =>
      tellWork({ ...objection, region: placeWithin(objection, call.services.province) }, dueOn),
    ),
  );
  const [only] = ended;
  act.journal({
    act: 'spot-checks.abandon-retest',
    subject: ended.length === 1 && only ? `retest/${only.id}` : `retests/${ended.length}`,
    dataset,
    payload: { retests: ended, objections },
  });
};

/** What follows when retests are over, but for those given up: their objections and notices are settled, and what is ready becomes final. */
export const settleRetests = async (
  act: Act,
  dataset: Dataset,
  ended: readonly { readonly id: number; readonly sampleId: number }[],
  verb: 'finish' | 'tamper',
): Promise<void> => {
  if (ended.length === 0) return;
  const { tx, call } = act;
  const samples = ended.map(({ sampleId }) => sampleId);
  const { objections, notices } = await settleOfSamples(tx, samples);
  const at = call.services.now();
  const settled = { account: null, at, verb: 'settle', state: 'settled' } as const;
  const state = { finish: 'done', tamper: 'tampered' }[verb];
  await recordEvents(tx, [
    ...ended.map(({ id }) => ({ kind: 'retest', id, verb, state, account: null, at })),
    ...objections.map((id) => ({ kind: 'objection', id, ...settled })),
    ...notices.map((id) => ({ kind: 'notice', id, ...settled })),
  ]);
  await closeWork(
    act,
    ended.flatMap(({ id }) => [formalitiesKey(id), designateKey(id)]),
  );
  const [only] = ended;
  act.journal({
    act: `spot-checks.${verb}-retest`,
    subject: ended.length === 1 && only ? `retest/${only.id}` : `retests/${ended.length}`,
    dataset,
    payload: { retests: ended },
  });
  await finaliseSamples(act, dataset, samples);
};

const tellResults = async (act: Act, ended: readonly EndedRetest[]): Promise<void> => {
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0) insist(await issueRetestResults(act, ids));
};

/** Ends retests by their reports: the same as the first result or another, and who bears the fee. */
export const finishByReports = async (act: Act, dataset: Dataset, ended: readonly EndedRetest[]): Promise<void> => {
  const fee = act.law.get<FeeRule>('spot-checks.retest-fee', act.call.today).value;
  await finishRetests(
    act.tx,
    ended.map(({ id, reportId, first, again }) => ({ id, reportId, ...retestOutcome(first, again ?? first, fee) })),
  );
  await tellResults(act, ended);
  await settleRetests(act, dataset, ended, 'finish');
};

/** Ends retests whose reserve was found tampered with: the first results stand. */
export const spoil = async (act: Act, dataset: Dataset, ended: readonly EndedRetest[]): Promise<void> => {
  await spoilRetests(
    act.tx,
    ended.map(({ id }) => id),
  );
  await tellResults(act, ended);
  await settleRetests(act, dataset, ended, 'tamper');
};
