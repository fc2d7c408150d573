import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf } from '../common/events-storage.ts';
import type { PlanDetail, PlanFilter } from './contract.ts';
import { planEventWords, planProcess, type PlanState, planStates } from './plan.ts';
import { findScopeGaps, scopeDay } from './operations-sound.ts';
import { countPlans, findPlan, pageOfPlans, type PlanRecord } from './storage-reading.ts';

const read = { permission: 'spot-checks.plans' } as const;

/** A page of plans, newest first, with counts per state. */
export const listPlans = (
  call: Call,
  { cursor, limit, ...filter }: PlanFilter & { readonly cursor?: string | undefined; readonly limit: number },
) => {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
    return Promise.resolve(
      refuseFields({
        cursor: pair(
          '翻页位置无效，请从第一页重新查看',
          'This place in the list is not valid; start at the first page',
        ),
      }),
    );
  return observe(call, read, async ({ tx }) => {
    const [rows, groups] = await Promise.all([
      pageOfPlans(tx, filter, cursor === undefined ? null : Number(cursor), limit + 1),
      countPlans(tx, filter),
    ]);
    const counts = Object.fromEntries(
      planStates.map((state) => [state, groups.find((group) => group.state === state)?.n ?? 0]),
    ) as Record<PlanState, number>;
    const total = filter.state === undefined ? groups.reduce((sum, group) => sum + group.n, 0) : counts[filter.state];
    const page = rows.slice(0, limit);
    return ok({ rows: page, next: rows.length > limit ? String(page.at(-1)?.id) : null, total, counts });
  });
};

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
