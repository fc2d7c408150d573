import { z } from 'zod';
import { levels } from '#foundation/check-level.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** Level of the authority that ordered a check. */
export { type Level, levelLabels, levels } from '#foundation/check-level.ts';
export const levelSchema = z.enum(levels);

/** Kinds of check. They are never mixed in one rate. */
export const checkKinds = ['regular', 'special', 'follow-up', 'urgent'] as const;
export type CheckKind = (typeof checkKinds)[number];
export const checkKindSchema = z.enum(checkKinds);
export const checkKindLabels: Readonly<Record<CheckKind, TextPair>> = {
  regular: { zh: '定期抽查', en: 'Regular check' },
  special: { zh: '专项抽查', en: 'Special check' },
  'follow-up': { zh: '跟踪抽查', en: 'Follow-up check' },
  urgent: { zh: '应急抽查', en: 'Urgent check' },
};

/** Verdict on a sampled batch, as published. */
export const verdicts = ['pass', 'fail', 'refused', 'none'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictSchema = z.enum(verdicts);
export const verdictLabels: Readonly<Record<Verdict, TextPair>> = {
  pass: { zh: '合格', en: 'Passed' },
  fail: { zh: '不合格', en: 'Failed' },
  refused: { zh: '拒检', en: 'Refused' },
  none: { zh: '未给结论', en: 'No verdict' },
};

/** Verdict of the engine on one measured item. */
export const itemVerdictSchema = z.enum(['pass', 'fail', 'unreadable']);

/** Roles of the firms that a producer cell names; the factory is the actual producer. */
export const partyRoles = ['factory', 'principal', 'distributor', 'importer', 'unknown'] as const;
export const partyRoleSchema = z.enum(partyRoles);
export const partyRoleLabels: Readonly<Record<(typeof partyRoles)[number], TextPair>> = {
  factory: { zh: '生产厂', en: 'Factory' },
  principal: { zh: '制造商／委托方', en: 'Principal' },
  distributor: { zh: '经销商', en: 'Distributor' },
  importer: { zh: '进口商', en: 'Importer' },
  unknown: { zh: '身份不明', en: 'Role unknown' },
};

/** What a sheet of an import holds. `items-matrix` are results with measured values. */
export const tableKinds = [
  'results',
  'refusals',
  'post-handling',
  'consecutive-failures',
  'items-matrix',
  'unknown',
] as const;
export const tableKindSchema = z.enum(tableKinds);
export const tableKindLabels: Readonly<Record<(typeof tableKinds)[number], TextPair>> = {
  results: { zh: '抽查结果', en: 'Results' },
  refusals: { zh: '拒检名单', en: 'Refusals' },
  'post-handling': { zh: '后处理情况', en: 'Follow-up' },
  'consecutive-failures': { zh: '连续不合格名单', en: 'Consecutive failures' },
  'items-matrix': { zh: '抽查结果（附检验数据）', en: 'Results with measured values' },
  unknown: { zh: '未能识别', en: 'Not recognised' },
};

/** A check by its authority and title; the authority is not said twice where the title names it. */
export const checkName = ({ authority, title }: { readonly authority: string; readonly title: string }): string =>
  title.includes(authority) ? title : `${authority} ${title}`;

/** A check where one is chosen of many: the day of publication where the title does not say it, and whether its results are public yet. */
export const checkChoice = (check: {
  readonly authority: string;
  readonly title: string;
  readonly publishedOn: string | null;
  readonly withheld: boolean;
}): TextPair => {
  const name = checkName(check);
  if (check.withheld) return pair(`${name}（结果尚未公布）`, `${name} (results not published yet)`);
  if (check.publishedOn === null) return pair(name, name);
  const day = printDate(check.publishedOn as LocalDate);
  return pair(name.includes(day.zh) ? name : `${name}（${day.zh}公布）`, `${name} (published ${day.en})`);
};
