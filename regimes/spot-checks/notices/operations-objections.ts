import type { Dataset } from '#foundation/dataset.ts';
import { deadline } from '#foundation/deadline.ts';
import { localDate, printDate } from '#foundation/local-date.ts';
import { effectiveDay, type ServiceInput } from '#foundation/service.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import type { ActInput } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { reportsChangedType } from '../facts.ts';
import { voidReport as voidReportPaper } from '../papers/operations.ts';
import { issueObjectionDecision, shareAbandonment } from '../papers/operations-notices.ts';
import { objectionProcess, type ObjectionState, type ObjectionVerb } from './objection.ts';
import { finaliseSamples } from './operations-final.ts';
import { placeOf } from './operations-notices.ts';
import { decideTelling } from './rules.ts';
import { findRetest, insertRetest, type LockedObjection, lockObjection, objectionIsVisible, settleNotices, storeDecision, storeObjectionState, storeTelling, voidReport } from './storage-objections.ts'; // prettier-ignore
import { lockSample, moveSamples } from './storage.ts';
import { formalitiesWork, objectionKey, tellKey, wordKey } from './operations-work.ts';
import { recordWord, settleWord, type WordInput } from './operations-words.ts';

const objectionKeeping = (call: Call): Keeping<ObjectionState, ObjectionVerb, LockedObjection> => ({
  flow: objectionProcess,
  isVisible: objectionIsVisible,
  lock: lockObjection,
  placeOf: (thing, verb) => placeOf(call, thing, objectionProcess.acts[verb].permission),
  notBy: ({ filedBy, word }, verb) => {
    if (verb === 'accept' || verb === 'refuse' || verb === 'uphold') return [filedBy];
    return (verb === 'confirm-withdrawal' || verb === 'reject-withdrawal') && word ? [word.by] : [];
  },
  storeState: storeObjectionState,
});

/** Opens the retest that an accepted objection asks for; two parties that object share one. */
const openRetest = async (act: Act, objection: LockedObjection): Promise<Result<number>> => {
  const { tx, call, law } = act;
  const sample = await lockSample(tx, objection.sampleId);
  const open = await findRetest(tx, objection.sampleId);
  if (open?.state === 'done') return refuse('retest-open');
  if (open) return ok(open.id);
  if (sample?.reserve !== 'kept') return refuse('no-reserve-sample');
  const days = law.get<number>('spot-checks.formalities-days', call.today).value;
  const until = deadline(call.today, { days, count: 'natural' }, law.calendar);
  if (!until.ok) return until;
  const { dataset, sampleId, enterpriseId, noticeId } = objection;
  const id = await insertRetest(tx, {
    dataset,
    sampleId,
    objectionId: objection.id,
    formalitiesUntil: until.value.due,
    designateUntil: null,
    reason: null,
    orderedBy: null,
  });
  await recordEvents(tx, [
    { kind: 'retest', id, verb: 'apply', state: 'applied', account: call.actor.accountId, at: call.services.now() },
  ]);
  if (enterpriseId !== null)
    await openWork(act, [formalitiesWork(id, noticeId, dataset, enterpriseId, until.value.due)]);
  return ok(id);
};

/** Objections that ended with the service of the notice of abandonment: their notices are settled, and what is ready becomes final. */
export const finishTold = async (
  act: Act,
  dataset: Dataset,
  told: readonly { readonly id: number; readonly noticeId: number; readonly sampleId: number }[],
): Promise<void> => {
  if (told.length === 0) return;
  const at = act.call.services.now();
  const settled = { account: null, at, verb: 'settle', state: 'settled' } as const;
  await settleNotices(
    act.tx,
    told.map(({ noticeId }) => noticeId),
  );
  await recordEvents(act.tx, [
    ...told.map(({ id }) => ({ kind: 'objection', id, ...settled })),
    ...told.map(({ noticeId }) => ({ kind: 'notice', id: noticeId, ...settled })),
  ]);
  act.journal({
    act: 'spot-checks.settle-objection',
    subject: told.length === 1 ? `objection/${told[0]?.id}` : `objections/${told.length}`,
    dataset,
    payload: { objections: told.map(({ id }) => id) },
  });
  await finaliseSamples(act, dataset, [...new Set(told.map(({ sampleId }) => sampleId))]);
};

/** Records the service of the notice that a retest counts as given up; once it is in effect the objection is settled. */
export const tellAbandonment = (
  call: Call,
  id: number,
  { service, ...input }: ActInput & { readonly service: ServiceInput },
): Promise<Result<undefined>> =>
  takeAct(call, objectionKeeping(call), id, 'tell-abandonment', input, async ({ act, thing }) => {
    const { dataset, noticeId, sampleId, enterpriseId, givenUpOn, toldEffectiveOn } = thing;
    if (toldEffectiveOn !== null) return refuse('abandonment-told', { day: printDate(toldEffectiveOn) });
    const day = localDate(service.day);
    const sound = decideTelling(day, givenUpOn ?? day, call.today);
    if (!sound.ok) return sound;
    const publicNoticeDays = act.law.get<number>('spot-checks.public-notice-days', day).value;
    const effectiveOn = effectiveDay(service.manner, day, { publicNoticeDays });
    await storeTelling(act.tx, id, service, effectiveOn);
    await closeWork(act, [tellKey(id)]);
    if (enterpriseId !== null) await shareAbandonment(act, { id, dataset, enterpriseId });
    const payload = { service, effectiveOn };
    if (effectiveOn > call.today) return ok({ value: undefined, payload });
    return ok({
      value: undefined,
      payload,
      next: 'settled',
      after: () => finishTold(act, dataset, [{ id, noticeId, sampleId }]),
    });
  });

/** Verbs that end the wait for a decision. */
export type DecisiveVerb = Extract<ObjectionVerb, 'accept' | 'refuse' | 'uphold' | 'withdraw' | 'confirm-withdrawal'>;

const wordOf = ({ id, ...objection }: LockedObjection) => ({ ...objection, objectionId: id });

/** Records a written withdrawal with its scan. It counts when another person has confirmed it. */
export const recordWithdrawal = (call: Call, id: number, { files, ...input }: WordInput): Promise<Result<undefined>> =>
  takeAct(call, objectionKeeping(call), id, 'record-withdrawal', input, async ({ act, thing, reason }) => {
    const recorded = await recordWord(act, wordOf(thing), { files, reason });
    return recorded.ok ? ok({ value: undefined, payload: recorded.value }) : recorded;
  });

/** What was recorded is no withdrawal; the objection waits for its decision as before. */
export const rejectWithdrawal = (call: Call, id: number, input: ActInput): Promise<Result<undefined>> =>
  takeAct(call, objectionKeeping(call), id, 'reject-withdrawal', input, async ({ act, thing, reason }) => {
    const settled = await settleWord(act, wordOf(thing), thing.word, 'rejected', reason);
    return settled.ok ? ok({ value: undefined, payload: settled.value }) : settled;
  });

/** Accepts, refuses, upholds or withdraws an objection. */
export const actOnObjection = (
  call: Call,
  id: number,
  verb: DecisiveVerb,
  input: ActInput,
): Promise<Result<undefined>> =>
  takeAct(call, objectionKeeping(call), id, verb, input, async ({ act, thing, reason, account }) => {
    const { tx } = act;
    const at = call.services.now();
    if (verb === 'confirm-withdrawal') {
      const settled = await settleWord(act, wordOf(thing), thing.word, 'confirmed', reason);
      if (!settled.ok) return settled;
    }
    await closeWork(act, [objectionKey(id), wordKey(wordOf(thing))]);
    if (verb === 'accept' || verb === 'refuse' || verb === 'uphold') await storeDecision(tx, id, account, at, reason);
    switch (verb) {
      case 'accept': {
        const retest = await openRetest(act, thing);
        if (!retest.ok) return retest;
        const paper = await issueObjectionDecision(act, id, 'accepted', reason);
        return paper.ok
          ? ok({ value: undefined, payload: { retest: retest.value, paper: paper.value.number } })
          : paper;
      }
      case 'refuse':
      case 'withdraw':
      case 'confirm-withdrawal': {
        if (verb === 'refuse') {
          const paper = await issueObjectionDecision(act, id, 'refused', reason);
          if (!paper.ok) return paper;
        }
        await settleNotices(tx, [thing.noticeId]);
        await recordEvents(tx, [{ kind: 'notice', id: thing.noticeId, verb: 'settle', state: 'settled', account, at }]);
        return ok({ value: undefined, after: () => finaliseSamples(act, thing.dataset, [thing.sampleId]) });
      }
      case 'uphold': {
        const sample = await lockSample(tx, thing.sampleId);
        if (sample?.state !== 'noticed') return refuse('sample-is-final');
        const { sampleId, reportId, dataset } = thing;
        await moveSamples(tx, [sampleId], ['noticed'], 'void');
        const paper = await issueObjectionDecision(act, id, 'upheld', reason);
        if (!paper.ok) return paper;
        await voidReport(tx, reportId, reason);
        await voidReportPaper(act, { id: reportId, dataset }, reason ?? '');
        await recordEvents(tx, [
          { kind: 'sample', id: sampleId, verb: 'annul', state: 'void', account, at, reason },
          { kind: 'report', id: reportId, verb: 'annul', state: 'void', account, at, reason },
        ]);
        // Its notices are void by the reaction that hears of the report.
        act.emit({ type: reportsChangedType, payload: { dataset, state: 'void', reportIds: [reportId] } });
        return ok({ value: undefined, payload: { report: reportId } });
      }
    }
  });
