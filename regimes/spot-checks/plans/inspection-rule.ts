import { labelsOf } from '#foundation/process-labels.ts';
import { z } from 'zod';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

/** A: serious, bears on health and safety; B: ordinary; C: labelling and the like. */
export const itemClasses = ['A', 'B', 'C'] as const;
export type ItemClass = (typeof itemClasses)[number];
export const itemClassLabels: Readonly<Record<ItemClass, TextPair>> = {
  A: pair('A类（严重）', 'Class A (serious)'),
  B: pair('B类（一般）', 'Class B (ordinary)'),
  C: pair('C类（标识等）', 'Class C (labelling)'),
};

export const verdictRules = ['any-item', 'class-a-or-two-b'] as const;
export type VerdictRule = (typeof verdictRules)[number];
export const verdictRuleLabels: Readonly<Record<VerdictRule, TextPair>> = {
  'any-item': pair('任一项目不合格，判该批次不合格', 'One failing item fails the batch'),
  'class-a-or-two-b': pair(
    'A类一项或B类两项不合格，判该批次不合格',
    'One failing item of class A or two of class B fail the batch',
  ),
};

export const comparisons = ['full', 'rounded'] as const;
export const comparisonLabels: Readonly<Record<(typeof comparisons)[number], TextPair>> = {
  full: pair('全数值比较', 'Full value'),
  rounded: pair('修约值比较', 'Rounded value'),
};

export const ruleStates = ['draft', 'submitted', 'in-force', 'withdrawn'] as const;
export type RuleState = (typeof ruleStates)[number];
export const ruleVerbs = ['submit', 'return', 'enforce'] as const;
export type RuleVerb = (typeof ruleVerbs)[number];

/** Inspection rules of a category. A revision in force is replaced by the next one, never changed. */
export const ruleProcess = {
  room: 'spot-checks',
  kind: 'rule',
  name: pair('检验细则', 'The inspection rules'),
  states: {
    draft: pair('起草', 'Draft'),
    submitted: pair('已送审', 'Submitted'),
    'in-force': pair('现行', 'In force'),
    withdrawn: pair('已被替代', 'Replaced'),
  },
  acts: {
    submit: { label: pair('送审', 'Submit'), permission: 'spot-checks.plan' },
    return: { label: pair('退回', 'Return'), permission: 'spot-checks.approve', reason: true },
    enforce: { label: pair('批准施行', 'Put in force'), permission: 'spot-checks.approve' },
  },
  transitions: {
    draft: { submit: 'submitted' },
    submitted: { return: 'draft', enforce: 'in-force' },
    'in-force': { replace: 'withdrawn' },
    withdrawn: {},
  },
} as const satisfies Process<RuleState, RuleVerb, 'replace'>;

export const ruleEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(ruleProcess),
  create: pair('起草', 'Drafted'),
  edit: pair('修改草案', 'Draft changed'),
  replace: pair('被新版替代', 'Replaced by a new revision'),
};

export const ruleJournal = journalWordsOf(ruleProcess, '/rules/$id', ruleEventWords);

export const inspectionItem = z.object({
  item: z.string().trim().min(1).max(120),
  method: z.string().trim().max(120).default(''),
  /** As the standard writes it; an unreadable one is allowed and then each value is judged by the laboratory. */
  limit: z.string().trim().min(1).max(200),
  limitStandard: z.string().trim().max(120).default(''),
  unit: z.string().trim().max(30).default(''),
  class: z.enum(itemClasses),
  comparison: z.enum(comparisons),
});
export type InspectionItem = z.output<typeof inspectionItem>;

export const ruleInput = z.object({
  title: z.string().trim().min(2).max(120),
  basis: z.string().trim().max(500),
  verdictRule: z.enum(verdictRules),
  sampleQuantity: z.string().trim().min(1).max(60),
  reserveQuantity: z.string().trim().max(60),
  leastLot: z.number().int().min(1).nullable(),
  items: z
    .array(inspectionItem)
    .min(1)
    .max(200)
    .refine((items) => new Set(items.map(({ item }) => item)).size === items.length),
});
export type RuleInput = z.output<typeof ruleInput>;
