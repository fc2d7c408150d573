import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Call } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct, type Taken } from '#platform/process/index.ts';
import { reportsChangedType } from '../facts.ts';
import { issueReport, voidReport } from '../papers/operations.ts';
import { sampleProcess } from '../visits/sample.ts';
import { storeSampleStates } from '../visits/storage-samples.ts';
import type { ReportActInput, ReportDetail } from './contract.ts';
import { getReport, signersBefore } from './operations-read.ts';
import { testUntil } from './operations-open.ts';
import { scopes } from './operations-scope.ts';
import { reportProcess, type ReportState, type ReportVerb } from './report.ts';
import { decideComplete, differs, findingsOf } from './rules.ts';
import { clearSignatures, itemsOf, type LockedReport, lockReport, noticeWasServed, openCorrection, reportIsVisible, storeApproved, storeConfirmation, storeReportState, storeReviewed, storeTested, storeVoid } from './storage.ts'; // prettier-ignore

const keepingAt = (at: Date): Keeping<ReportState, ReportVerb, LockedReport> => ({
  flow: reportProcess,
  isVisible: reportIsVisible,
  lock: lockReport,
  placeOf: ({ laboratoryId }) => `laboratory/${laboratoryId}`,
  notBy: signersBefore,
  storeState: (tx, id, state) => storeReportState(tx, id, state, at),
});

type Acting = Taken<ReportState, LockedReport>;
type Work = Promise<
  Result<{
    readonly value: undefined;
    readonly next?: ReportState;
    readonly payload?: Readonly<Record<string, unknown>>;
  }>
>;

const test = async ({ act, thing, account }: Acting, input: ReportActInput): Work => {
  const { conclusion } = input;
  if (conclusion === undefined) return refuse('conclusion-missing');
  const items = await itemsOf(act.tx, thing.id);
  const complete = decideComplete(items);
  if (!complete.ok) return complete;
  const outside = await scopes(act)(thing, items);
  if (outside) return outside;
  const findings = findingsOf(items, thing.verdictRule, conclusion);
  const tested = { ...findings, conclusion, remark: input.remark ?? '' };
  await storeTested(act.tx, thing.id, tested, account, act.call.services.now());
  return ok({ value: undefined, payload: { ...tested } });
};

/** The report takes effect: the sample is tested, and the notices hear of it. */
const takeEffect = async ({ act, thing, account }: Acting): Promise<void> => {
  if (thing.purpose === 'first' && thing.sampleState === 'received') {
    const state = sampleProcess.transitions.received.report;
    await storeSampleStates(act.tx, [thing.sampleId], state);
    await recordEvents(act.tx, [
      { kind: 'sample', id: thing.sampleId, verb: 'report', state, account, at: act.call.services.now() },
    ]);
  }
  act.emit({
    type: reportsChangedType,
    payload: { dataset: thing.dataset, state: 'effective', reportIds: [thing.id] },
  });
};

const approve = async (taken: Acting): Work => {
  const { act, thing, account } = taken;
  if (thing.conclusion === null) return refuse('conclusion-missing');
  const items = await itemsOf(act.tx, thing.id);
  const queried = differs(items, thing.verdictRule, thing.conclusion);
  const at = act.call.services.now();
  const paper = await issueReport(act, thing.id);
  if (!paper.ok) return paper;
  const { number } = paper.value;
  await storeApproved(act.tx, thing.id, number, account, at);
  if (!queried) await takeEffect(taken);
  return ok({
    value: undefined,
    next: queried ? reportProcess.transitions.reviewed.query : reportProcess.transitions.reviewed.approve,
    payload: { number, conclusion: thing.conclusion, queried },
  });
};

/** Voids a report, keeps it, and opens the one that corrects it. */
const replace = async ({ act, thing, reason, account }: Acting): Promise<number> => {
  const at = act.call.services.now();
  await storeVoid(act.tx, thing.id, reason ?? '');
  await voidReport(act, thing, reason ?? '');
  const dueOn = testUntil(act, thing.sampledOn);
  const id = await openCorrection(act.tx, thing.id, dueOn, at);
  await recordEvents(act.tx, [
    { kind: 'report', id, verb: 'reopen', state: 'open', account, at, reason, detail: { corrects: thing.id } },
  ]);
  return id;
};

const withdraw = async (taken: Acting): Work => {
  const { act, thing, reason, account } = taken;
  if (thing.sampleState === 'final') return refuse('result-is-final');
  if (await noticeWasServed(act.tx, thing.id)) return refuse('notice-was-served');
  const replacedBy = await replace(taken);
  if (thing.purpose === 'first' && (thing.sampleState === 'tested' || thing.sampleState === 'noticed')) {
    const state = sampleProcess.transitions[thing.sampleState].reopen;
    await storeSampleStates(act.tx, [thing.sampleId], state);
    const at = act.call.services.now();
    await recordEvents(act.tx, [{ kind: 'sample', id: thing.sampleId, verb: 'reopen', state, account, at, reason }]);
  }
  act.emit({ type: reportsChangedType, payload: { dataset: thing.dataset, state: 'void', reportIds: [thing.id] } });
  return ok({ value: undefined, payload: { number: thing.number, replacedBy } });
};

const carryOut = async (taken: Acting, verb: ReportVerb, input: ReportActInput): Work => {
  const { act, thing, account, reason } = taken;
  const at = act.call.services.now();
  switch (verb) {
    case 'test':
      return test(taken, input);
    case 'review':
      await storeReviewed(act.tx, thing.id, account, at);
      return ok({ value: undefined });
    case 'approve':
      return approve(taken);
    case 'return':
    case 'send-back':
      await clearSignatures(act.tx, thing.id);
      return ok({ value: undefined });
    case 'confirm':
      await storeConfirmation(act.tx, thing.id, reason ?? '', account, at);
      await takeEffect(taken);
      return ok({ value: undefined, payload: { number: thing.number } });
    case 'correct':
      return ok({ value: undefined, payload: { number: thing.number, replacedBy: await replace(taken) } });
    case 'void':
      return withdraw(taken);
  }
};

/** Takes an act on a report; its laboratory's people alone can, officials never alter a conclusion. */
export const actOnReport = async (
  call: Call,
  id: number,
  verb: ReportVerb,
  input: ReportActInput,
): Promise<Result<ReportDetail>> => {
  const done = await takeAct(call, keepingAt(call.services.now()), id, verb, input, (taken) =>
    carryOut(taken, verb, input),
  );
  return done.ok ? getReport(call, id) : done;
};
