import type { CatalogueEntry } from './entry.ts';

/** What stands in the way of a sampling plan. */
export const samplingRefusals = {
  'invalid-lot-size': {
    status: 400,
    zh: '批量“{value}”无效，请填写 2 至 {most} 的整数',
    en: '“{value}” is not a size of lot; give a whole number from 2 to {most}',
  },
  'unknown-inspection-level': {
    status: 400,
    zh: '检验水平“{value}”无效，应为 S-1、S-2、S-3、S-4、I、II 或 III',
    en: '“{value}” is not an inspection level; use S-1, S-2, S-3, S-4, I, II or III',
  },
  'unknown-aql': {
    status: 400,
    zh: '接收质量限“{value}”不在 GB/T 2828.1 所列数值中，请从中选取：{known}',
    en: '“{value}” is not an AQL of GB/T 2828.1; choose one of {known}',
  },
  'unknown-severity': {
    status: 400,
    zh: '检验严格度“{value}”无效，应为 normal（正常）、tightened（加严）或 reduced（放宽）',
    en: '“{value}” is not a severity of inspection; use normal, tightened or reduced',
  },
  'unknown-lqr-level': {
    status: 400,
    zh: '极限质量比水平“{value}”无效，应为 0、I、II 或 III',
    en: '“{value}” is not an LQR level; use 0, I, II or III',
  },
  'invalid-declared-level': {
    status: 400,
    zh: '声明质量水平“{value}”无效，请填写 0.01 至 99.999 的百分数',
    en: '“{value}” is not a declared quality level; give a percentage from 0.01 to 99.999',
  },
  'lot-not-small': {
    status: 400,
    zh: '小总体核查适用于批量 2 至 {most}，声明的不合格品数为 0 至批量的整数',
    en: 'A small lot has 2 to {most} items, and the declared number nonconforming is a whole number up to the lot',
  },
  'no-plan-for-declaration': {
    status: 422,
    zh: '按此声明，抽取一件就会使误判风险超过 5%，请选用更高的水平',
    en: 'With this declaration even one item would carry a risk above 5 %; choose a higher level',
  },
} as const satisfies Record<string, CatalogueEntry>;
