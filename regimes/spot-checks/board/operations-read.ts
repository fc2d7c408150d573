import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import { planProcess } from '../plans/plan.ts';
import type { BoardFilter, PlanBoard } from './contract.ts';
import { findPlanBoard, pageOfBoard } from './storage-reading.ts';

const read = { permission: 'spot-checks.plans' } as const;

/** A page of the plan board, newest plan first. */
export const listBoard = (
  call: Call,
  { cursor, limit, ...filter }: BoardFilter & { readonly cursor?: string | undefined; readonly limit: number },
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
    const after = cursor === undefined ? null : Number(cursor);
    const { rows, total } = await pageOfBoard(tx, filter, call.today, after, limit + 1);
    const page = rows.slice(0, limit);
    return ok({ rows: [...page], next: rows.length > limit ? String(page.at(-1)?.id) : null, total });
  });
};

/** The board of one plan in force, by city and by laboratory: numbers, no names of firms. */
export const getPlanBoard = (call: Call, planId: number): Promise<Result<PlanBoard>> =>
  observe(call, read, async ({ tx }) => {
    const board = await findPlanBoard(tx, planId, call.today);
    return board ? ok(board) : refuse('not-found', { thing: planProcess.name });
  });
