import { localDate } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { requireAnotherPerson } from '#platform/identity/four-eyes.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { stopVisits } from '../visits/operations.ts';
import type { PlanDetail } from './contract.ts';
import { getPlan } from './operations-read.ts';
import { type PlanChanges, planProcess } from './plan.ts';
import { decidePlan } from './operations-sound.ts';
import { withdrawnBy } from './rules.ts';
import { applyChanges, decideAmendmentRow, drawIsOpen, findOpenAmendment, insertAmendment, type LockedPlan, lockPlan, planIsVisible, quotasOf, raiseVersion, storeLines } from './storage.ts'; // prettier-ignore

/** Loads an approved plan for an act of amending: seen by the actor, in his region, of the version he saw. */
const approvedPlan = async (act: Act, id: number, version: number): Promise<Result<LockedPlan>> => {
  const missing = refuse('not-found', { thing: planProcess.name });
  if (!(await planIsVisible(act.tx, id))) return missing;
  await act.asEngine();
  const plan = await lockPlan(act.tx, id);
  if (!plan) return missing;
  const refused = await act.authorise(plan.regionCode);
  if (refused) return refused;
  if (plan.state !== 'approved')
    return refuse('state-not-allowed', {
      state: planProcess.states[plan.state],
      act: pair('变更', 'amend it'),
    });
  return plan.version === version ? ok(plan) : refuse('conflict');
};

const note = async (act: Act, plan: LockedPlan, verb: string, reason: string, payload: object): Promise<void> => {
  await recordEvents(act.tx, [
    {
      kind: 'plan',
      id: plan.id,
      verb,
      state: plan.state,
      account: act.call.actor.accountId,
      at: act.call.services.now(),
      reason,
    },
  ]);
  act.journal({
    act: `spot-checks.${verb}-plan`,
    subject: `plan/${plan.id}`,
    dataset: plan.dataset,
    region: plan.regionCode,
    payload: { ...payload, reason },
  });
};

/** Carries an amendment out on the plan, and gives what it withdraws. */
const carryOut = async (
  act: Act,
  plan: LockedPlan,
  changes: PlanChanges,
): Promise<Result<readonly { readonly lineId: number; readonly regionCode: string | null }[]>> => {
  const startsOn = localDate(changes.startsOn ?? plan.startsOn);
  if (startsOn > (changes.endsOn ?? plan.endsOn))
    return refuseFields({ endsOn: pair('结束日期不能早于开始日期', 'The last day is before the first') });
  const stands = await quotasOf(act.tx, plan.id);
  await applyChanges(act.tx, plan.id, changes);
  if (changes.lines) await storeLines(act.tx, plan.id, changes.lines);
  const sound = await decidePlan(act, plan, startsOn);
  if (!sound.ok) return sound;
  const lineOf = new Map(stands.map(({ categoryId, lineId }) => [categoryId, lineId]));
  return ok(
    (changes.lines ? withdrawnBy(stands, changes.lines) : []).map(({ categoryId, regionCode }) => ({
      lineId: lineOf.get(categoryId) ?? 0,
      regionCode,
    })),
  );
};

/** Whether an amendment could be approved as it is; nothing of the attempt stays. */
const tryOut = async (act: Act, plan: LockedPlan, changes: PlanChanges): Promise<Result<unknown>> => {
  let tried: Result<unknown> = ok(undefined);
  const undo = new Error('tried out');
  try {
    await act.tx.savepoint(async () => {
      tried = await carryOut(act, plan, changes);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return tried;
};

/** Proposes a change of an approved plan, with its reason; one at a time, and none that could not be approved. */
export const proposeAmendment = async (
  call: Call,
  id: number,
  input: { readonly version: number; readonly changes: PlanChanges; readonly reason: string },
): Promise<Result<PlanDetail>> => {
  const done = await perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.propose-plan' }, async (act) => {
    const plan = await approvedPlan(act, id, input.version);
    if (!plan.ok) return plan;
    if (await findOpenAmendment(act.tx, id)) return refuse('amendment-open');
    const possible = await tryOut(act, plan.value, input.changes);
    if (!possible.ok) return possible;
    await insertAmendment(act.tx, id, input.changes, input.reason, call.actor.accountId, call.services.now());
    await raiseVersion(act.tx, id);
    await note(act, plan.value, 'propose', input.reason, { changes: input.changes });
    return ok(undefined);
  });
  return done.ok ? getPlan(call, id) : done;
};

/** Approves or rejects the open amendment, by another person; while a draw is under way none is approved. */
export const decideAmendment = async (
  call: Call,
  id: number,
  input: { readonly version: number; readonly decision: 'approved' | 'rejected'; readonly reason?: string | undefined },
): Promise<Result<PlanDetail>> => {
  const { decision } = input;
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason;
  if (decision === 'rejected' && reason === null) return refuse('reason-required');
  const demand = {
    permission: 'spot-checks.approve',
    act: `spot-checks.${decision === 'approved' ? 'amend' : 'reject'}-plan`,
  };
  const done = await perform(call, demand, async (act) => {
    const found = await approvedPlan(act, id, input.version);
    if (!found.ok) return found;
    const plan = found.value;
    const amendment = await findOpenAmendment(act.tx, id);
    if (!amendment) return refuse('not-found', { thing: pair('待审的变更', 'An amendment waiting for its decision') });
    const same = requireAnotherPerson(act, amendment.proposedBy);
    if (same) return same;
    let stopped = 0;
    if (decision === 'approved') {
      if (await drawIsOpen(act.tx, id)) return refuse('draw-under-way');
      const withdrawn = await carryOut(act, plan, amendment.changes);
      if (!withdrawn.ok) return withdrawn;
      stopped = await stopVisits(act, plan, withdrawn.value, amendment.reason);
    } else await raiseVersion(act.tx, id);
    await decideAmendmentRow(act.tx, amendment.id, {
      state: decision,
      account: call.actor.accountId,
      at: call.services.now(),
      reason,
      revision: decision === 'approved' ? plan.revision + 1 : null,
    });
    await note(act, plan, decision === 'approved' ? 'amend' : 'reject', reason ?? amendment.reason, {
      changes: amendment.changes,
      ...(stopped === 0 ? {} : { cancelledVisits: stopped }),
    });
    return ok(undefined);
  });
  return done.ok ? getPlan(call, id) : done;
};
