import { byNumber, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import { type ExportColumn, exportTable } from '#platform/spreadsheets/index.ts';
import { planProcess } from '../plans/plan.ts';
import { checkKindLabels, levelLabels } from '../spot-check.ts';
import { boardNumbers, dueKinds, dueLabels } from './board.ts';
import type { BoardFilter, BoardRow, PlanBoard } from './contract.ts';
import { findPlanBoard, pageOfBoard } from './storage-reading.ts';

const read = { permission: 'spot-checks.plans' } as const;

/** A page of the plan board, newest plan first. */
export const listBoard = (call: Call, { cursor, limit, ...filter }: BoardFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const { rows, total } = await pageOfBoard(tx, filter, call.today, after ?? null, most);
      return ok({ ...cut(rows), total });
    }),
  );

const number = (header: TextPair, value: (row: BoardRow) => number | null): ExportColumn<BoardRow> => ({
  header,
  width: 8,
  value,
});
const exported: readonly ExportColumn<BoardRow>[] = [
  { header: pair('计划编号', 'Number'), width: 24, value: (row) => row.number },
  { header: pair('计划名称', 'Plan'), width: 40, value: (row) => row.title },
  { header: pair('年度', 'Year'), width: 8, value: (row) => row.year },
  { header: pair('级别', 'Level'), width: 8, value: (row, say) => say(levelLabels[row.level]) },
  { header: pair('抽查类别', 'Kind'), width: 12, value: (row, say) => say(checkKindLabels[row.kind]) },
  { header: pair('状态', 'State'), width: 10, value: (row, say) => say(planProcess.states[row.state]) },
  { header: pair('地域', 'Region'), width: 12, value: (row) => row.region.name },
  { header: pair('抽样开始', 'From'), width: 12, value: (row) => row.startsOn },
  { header: pair('抽样截止', 'Until'), width: 12, value: (row) => row.endsOn },
  number(pair('应抽（家）', 'Targets'), (row) => row.targets),
  ...boardNumbers.map(({ key, header }) => number(header, ({ counts }) => counts[key])),
  ...dueKinds.map((kind) =>
    number(pair(`逾期：${dueLabels[kind].zh}`, `Overdue: ${dueLabels[kind].en}`), ({ overdue }) => overdue[kind]),
  ),
];

/** Streams the board of every plan that matches as a file; one city's or one laboratory's part where the filter says so. */
export const exportBoard = (call: Call, { format, ...filter }: BoardFilter & { readonly format: 'xlsx' | 'csv' }) =>
  exportTable(call, read, {
    format,
    name: pair('抽查进度', 'Plan board'),
    columns: exported,
    pieces: async function* ({ tx }) {
      for (let after: number | null = null; ;) {
        const { rows } = await pageOfBoard(tx, filter, call.today, after, 1000);
        yield rows;
        if (rows.length < 1000) return;
        after = rows.at(-1)?.id ?? null;
      }
    },
  });

/** The board of one plan in force, by city and by laboratory: numbers, no names of firms. */
export const getPlanBoard = (call: Call, planId: number): Promise<Result<PlanBoard>> =>
  observe(call, read, async ({ tx }) => {
    const board = await findPlanBoard(tx, planId, call.today);
    return board ? ok(board) : refuse('not-found', { thing: planProcess.name });
  });
