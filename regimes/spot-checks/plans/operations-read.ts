import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf } from '../common/events-storage.ts';
import type { PlanDetail, PlanFilter } from './contract.ts';
import { planEventWords, planProcess, planStates } from './plan.ts';
import { findScopeGaps, scopeDay } from './operations-sound.ts';
import { countPlans, findPlan, pageOfPlans, type PlanRecord } from './storage-reading.ts';

const read = { permission: 'spot-checks.plans' } as const;

/** A page of plans, newest first, with counts per state. */
export const listPlans = (call: Call, { cursor, limit, ...filter }: PlanFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([pageOfPlans(tx, filter, after ?? null, most), countPlans(tx, filter)]);
      return ok({ ...cut(rows), ...countStates(planStates, groups, filter.state) });
    }),
  );

const planner = pair('计划承办人', 'The officer who plans');
const approver = pair('签发人（起草、送审人以外）', 'An approver other than who drafted or submitted');

const nextStep = (plan: PlanRecord): NextStep => {
  switch (plan.state) {
    case 'draft':
      return { words: pair('填写完整后送审', 'Complete it and submit'), by: planner, due: null };
    case 'submitted':
      return { words: pair('审核后批准或退回', 'Examine, then approve or return'), by: approver, due: plan.startsOn };
    case 'approved':
      return plan.openAmendmentBy === null
        ? {
            words: pair('抽取、抽样、检验，全部终局后办结', 'Draw, visit and test; close it when all is final'),
            by: planner,
            due: plan.endsOn,
          }
        : { words: pair('审定待审的变更', 'Decide the amendment'), by: approver, due: null };
    case 'closed':
    case 'discarded':
      return null;
  }
};

/** One plan with what may be done next; for an operation that has the transaction open. */
export const findPlanDetail = async (
  { call, tx }: Pick<View | Act, 'call' | 'tx'>,
  id: number,
): Promise<Result<PlanDetail>> => {
  const found = await findPlan(tx, id);
  if (!found) return refuse('not-found', { thing: planProcess.name });
  const { draftedBy, submittedBy, openAmendmentBy, ...plan } = found;
  const may = (permission: string): boolean => holds(call.actor, permission, plan.region.code);
  const account = call.actor.accountId;
  const open = plan.amendments.some(({ state }) => state === 'proposed');
  const done = plan.state === 'closed' || plan.state === 'discarded';
  return ok({
    ...plan,
    scopeGaps: done ? [] : await findScopeGaps(tx, id, scopeDay(plan.startsOn, call.today)),
    next: nextStep(found),
    acts: offerActs(planProcess, plan.state, account, may, (verb) =>
      verb === 'approve' ? [draftedBy, submittedBy] : [],
    ),
    mayAmend: plan.state === 'approved' && !open && may('spot-checks.plan'),
    mayDecideAmendment: open && may('spot-checks.approve') && openAmendmentBy !== account,
    events: wordEvents(await eventsOf(tx, 'plan', id), planEventWords),
  });
};

/** One plan as its page shows it. */
export const getPlan = (call: Call, id: number): Promise<Result<PlanDetail>> =>
  observe(call, read, (view) => findPlanDetail(view, id));
