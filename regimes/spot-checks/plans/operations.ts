import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import type { ActInput } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import { takeNumbers } from '../common/numbers-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import type { LoopNumbers } from '../law-loop.ts';
import { findPlanDetail, getPlan } from './operations-read.ts';
import type { PlanDetail } from './contract.ts';
import { type PlanInput, planProcess, type PlanState, type PlanVerb } from './plan.ts';
import { decidePlan } from './operations-sound.ts';
import { copyForNextYear, loopNumber } from './rules.ts';
import {
  countUnfinished,
  findPlanAuthority,
  insertPlan,
  type LockedPlan,
  lockPlan,
  planAsInput,
  planIsVisible,
  storeApproval,
  storeLines,
  storePlanState,
  storeSubmitter,
  updatePlan,
} from './storage.ts';

export const planKeeping: Keeping<PlanState, PlanVerb, LockedPlan> = {
  flow: planProcess,
  isVisible: planIsVisible,
  lock: lockPlan,
  placeOf: ({ regionCode }) => regionCode,
  notBy: ({ draftedBy, submittedBy }, verb) => (verb === 'approve' ? [draftedBy, submittedBy] : []),
  storeState: storePlanState,
};

const authorityUnknown = () =>
  refuseFields({ authorityId: pair('请选择质监（市场监管）机关', 'Choose a quality authority') });

const note = (act: Act, id: number, dataset: Dataset, verb: string, region: string, payload: object) => {
  act.journal({
    act: `spot-checks.${verb}-plan`,
    subject: `plan/${id}`,
    dataset,
    region,
    payload: { ...payload },
  });
};

const storeDraft = async (
  act: Act,
  plan: PlanInput,
  dataset: Dataset,
  copiedFrom: number | null,
): Promise<Result<PlanDetail>> => {
  await act.asEngine();
  const authority = await findPlanAuthority(act.tx, plan.authorityId);
  if (!authority) return authorityUnknown();
  const refused = await act.authorise(authority.regionCode);
  if (refused) return refused;
  const account = act.call.actor.accountId;
  const id = await insertPlan(act.tx, plan, { dataset, authority, account, copiedFrom });
  await storeLines(act.tx, id, plan.lines);
  await recordEvents(act.tx, [
    { kind: 'plan', id, verb: 'create', state: 'draft', account, at: act.call.services.now() },
  ]);
  note(act, id, dataset, 'create', authority.regionCode, { title: plan.title, copiedFrom });
  return findPlanDetail(act, id);
};

/** Drafts a plan for an authority in whose region the actor may plan. */
export const createPlan = (call: Call, dataset: Dataset, plan: PlanInput): Promise<Result<PlanDetail>> =>
  perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.create-plan' }, (act) =>
    storeDraft(act, plan, dataset, null),
  );

/** Drafts next year's plan from one that stands: its categories with the rules now in force, its quotas and laboratories. */
export const copyPlan = (call: Call, id: number): Promise<Result<PlanDetail>> =>
  perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.create-plan' }, async (act) => {
    const plan = await planAsInput(act.tx, id);
    if (!plan) return refuse('not-found', { thing: planProcess.name });
    return storeDraft(act, copyForNextYear(plan), plan.dataset, id);
  });

/** Changes a draft, as a whole. */
export const editPlan = (call: Call, id: number, version: number, plan: PlanInput): Promise<Result<PlanDetail>> =>
  perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.edit-plan' }, async (act) => {
    const missing = refuse('not-found', { thing: planProcess.name });
    if (!(await planIsVisible(act.tx, id))) return missing;
    await act.asEngine();
    const [stored, authority] = [await lockPlan(act.tx, id), await findPlanAuthority(act.tx, plan.authorityId)];
    if (!stored) return missing;
    if (!authority) return authorityUnknown();
    const refused = (await act.authorise(stored.regionCode)) ?? (await act.authorise(authority.regionCode));
    if (refused) return refused;
    if (stored.state !== 'draft')
      return refuse('state-not-allowed', {
        state: planProcess.states[stored.state],
        act: pair('修改草案，请用“变更”', 'change the draft; propose an amendment instead'),
      });
    if (stored.version !== version) return refuse('conflict');
    await updatePlan(act.tx, id, plan, authority);
    await storeLines(act.tx, id, plan.lines);
    note(act, id, stored.dataset, 'edit', authority.regionCode, { title: plan.title });
    return findPlanDetail(act, id);
  });

/** Submits, returns, approves, discards or closes a plan. Approval numbers it and freezes it. */
export const actOnPlan = async (
  call: Call,
  id: number,
  verb: PlanVerb,
  input: ActInput,
): Promise<Result<PlanDetail>> => {
  const done = await takeAct(call, planKeeping, id, verb, input, async ({ act, thing, account }) => {
    switch (verb) {
      case 'submit': {
        const decided = await decidePlan(act, thing, thing.startsOn);
        if (!decided.ok) return decided;
        await storeSubmitter(act.tx, id, account);
        return ok({ value: undefined });
      }
      case 'approve': {
        const decided = await decidePlan(act, thing, thing.startsOn);
        if (!decided.ok) return decided;
        const prefix = act.law.get<LoopNumbers>('spot-checks.numbers', call.today).value.plan;
        const ordinal = await takeNumbers(act.tx, thing.dataset, prefix, thing.year);
        const number = loopNumber(prefix, thing.year, ordinal, thing.dataset);
        await storeApproval(act.tx, id, number, account, call.services.now());
        return ok({ value: undefined, payload: { number, plan: await planAsInput(act.tx, id) } });
      }
      case 'close': {
        const count = await countUnfinished(act.tx, id);
        return count > 0 ? refuse('plan-not-finished', { count }) : ok({ value: undefined });
      }
      case 'discard':
      case 'return':
        return ok({ value: undefined });
    }
  });
  return done.ok ? getPlan(call, id) : done;
};
