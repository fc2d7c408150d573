import { z } from 'zod';
import { pair, type TextPair } from '#foundation/text-pair.ts';

const count = z.number().int();
/** What is counted of a plan. Visits are counted by firms, everything after them by samples and papers. */
export const boardCountsSchema = z.object({
  drawn: count,
  visited: count,
  /** Visits that are not over, and those over without a sample. */
  pending: count,
  unsampled: count,
  sampled: count,
  tested: count,
  noticed: count,
  served: count,
  objected: count,
  final: count,
});
export type BoardCounts = z.output<typeof boardCountsSchema>;

/** The numbers of a plan in the order in which it comes on, each with its unit. */
export const boardNumbers: readonly { readonly key: keyof BoardCounts; readonly header: TextPair }[] = [
  { key: 'drawn', header: pair('抽取（家）', 'Drawn (firms)') },
  { key: 'visited', header: pair('到企（家）', 'Visited (firms)') },
  { key: 'pending', header: pair('未了（家）', 'Not over (firms)') },
  { key: 'unsampled', header: pair('未抽到样（家）', 'No sample (firms)') },
  { key: 'sampled', header: pair('抽样（批次）', 'Sampled') },
  { key: 'tested', header: pair('检毕（批次）', 'Tested') },
  { key: 'noticed', header: pair('告知（份）', 'Notices') },
  { key: 'served', header: pair('送达（份）', 'Served') },
  { key: 'objected', header: pair('异议（件）', 'Objections') },
  { key: 'final', header: pair('终局（批次）', 'Final') },
];

/** What can be overdue. */
export const dueKinds = ['visit', 'report', 'notice', 'objection', 'retest'] as const;
export type DueKind = (typeof dueKinds)[number];
export const dueLabels: Readonly<Record<DueKind, TextPair>> = {
  visit: pair('抽样', 'Visits'),
  report: pair('检验报告', 'Reports'),
  notice: pair('送达', 'Service'),
  objection: pair('异议审定', 'Objections'),
  retest: pair('指定复检机构', 'Retests'),
};
export const overdueSchema = z.object({ visit: count, report: count, notice: count, objection: count, retest: count });
export type Overdue = z.output<typeof overdueSchema>;

/** How many things are overdue in all. */
export const overdueIn = (overdue: Overdue): number => dueKinds.reduce((sum, kind) => sum + overdue[kind], 0);

/**
 * How much of a plan is done: results that are final and visits over without a sample, of those, of what is under way and of what is
 * still to be drawn. A sample more than one in a firm counts as one more.
 */
export const progressOf = (
  counts: BoardCounts,
  targets: number | null,
): { readonly done: number; readonly all: number } => ({
  done: counts.final + counts.unsampled,
  all: counts.sampled + counts.unsampled + counts.pending + Math.max(0, (targets ?? 0) - counts.drawn),
});

/** What an approved plan can wait for, apart from its visits. */
export const waitingFor = ['amendment', 'freeze', 'draw', 'publish'] as const;
export type WaitingFor = (typeof waitingFor)[number];
export const waitingLabels: Readonly<Record<WaitingFor, TextPair>> = {
  amendment: pair('变更待审定', 'Amendment to decide'),
  freeze: pair('名单待冻结', 'Pool to freeze'),
  draw: pair('名单已冻结，待抽取', 'Frozen, to be drawn'),
  publish: pair('抽样全部结束，待公开证明', 'Visits over, proof to publish'),
};
