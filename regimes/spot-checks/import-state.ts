import { z } from 'zod';
import type { TextPair } from '#foundation/text-pair.ts';

/** States of an import. It is one unit: what is not `done` has left nothing in the results. */
export const importStates = ['received', 'running', 'done', 'cancelled', 'failed', 'withdrawn'] as const;
export type ImportState = (typeof importStates)[number];
export const importStateSchema = z.enum(importStates);

interface StateOfImport {
  readonly label: TextPair;
  readonly to: readonly ImportState[];
}

/** Where an import can go from each state. A failed one may be started again: its files are kept. */
export const importTransitions = {
  received: { label: { zh: '待核对', en: 'To be checked' }, to: ['running', 'cancelled'] },
  running: { label: { zh: '导入中', en: 'Under way' }, to: ['done', 'cancelled', 'failed'] },
  done: { label: { zh: '已完成', en: 'Done' }, to: ['withdrawn'] },
  cancelled: { label: { zh: '已取消', en: 'Cancelled' }, to: [] },
  failed: { label: { zh: '未完成', en: 'Failed' }, to: ['running', 'cancelled'] },
  withdrawn: { label: { zh: '已撤回', en: 'Withdrawn' }, to: [] },
} as const satisfies Record<ImportState, StateOfImport>;

/** True when an import may go from one state to the other. */
export const mayGo = (from: ImportState, to: ImportState): boolean =>
  (importTransitions[from].to as readonly ImportState[]).includes(to);

/** Stages of a running import, in order; people read the label. */
export const importStages = {
  waiting: { zh: '等待另一项导入完成', en: 'Waiting for another import to finish' },
  reading: { zh: '读取表格', en: 'Reading the tables' },
  matching: { zh: '核对企业、产品和机构', en: 'Matching enterprises, products and laboratories' },
  storing: { zh: '保存结果', en: 'Storing the results' },
  counting: { zh: '汇总统计', en: 'Counting' },
  deciding: { zh: '提出黄牌和曝光建议', en: 'Proposing cards and exposures' },
} as const satisfies Record<string, TextPair>;
export type ImportStage = keyof typeof importStages;
export const importStageSchema = z.enum(Object.keys(importStages) as [ImportStage, ...ImportStage[]]);
