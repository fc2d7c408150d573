import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { requireAnotherPerson } from '#platform/identity/four-eyes.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import type { PlanDetail } from './contract.ts';
import { getPlan } from './operations-read.ts';
import { type PlanChanges, planProcess } from './plan.ts';
import { decideSubmission } from './rules.ts';
import { applyChanges, checkLines, decideAmendmentRow, drawIsOpen, findCovering, findOpenAmendment, insertAmendment, type LockedPlan, lockPlan, planIsVisible, raiseVersion, storeLines } from './storage.ts'; // prettier-ignore

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

/** Proposes a change of an approved plan, with its reason; one at a time. */
export const proposeAmendment = async (
  call: Call,
  id: number,
  input: { readonly version: number; readonly changes: PlanChanges; readonly reason: string },
): Promise<Result<PlanDetail>> => {
  const done = await perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.propose-plan' }, async (act) => {
    const plan = await approvedPlan(act, id, input.version);
    if (!plan.ok) return plan;
    if (await findOpenAmendment(act.tx, id)) return refuse('amendment-open');
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
    if (decision === 'approved') {
      if (await drawIsOpen(act.tx, id)) return refuse('draw-under-way');
      await applyChanges(act.tx, id, amendment.changes);
      if (amendment.changes.lines) await storeLines(act.tx, id, amendment.changes.lines);
      const sound = decideSubmission(await checkLines(act.tx, id), await findCovering(act.tx, id), plan.startsOn);
      if (!sound.ok) return sound;
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
    });
    return ok(undefined);
  });
  return done.ok ? getPlan(call, id) : done;
};
