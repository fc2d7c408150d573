import { cite } from '#foundation/citation.ts';
import type { GroundFact, Grounds } from '#foundation/grounds.ts';
import type { ResolvedParameter } from '#foundation/law.ts';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type DrawState, type DrawVerb, type ExclusionReason, exclusionLabels } from './draw.ts';

/** What the weight of an enterprise rests on: its record of the last three years, its scale, complaints. */
export interface Record3Years {
  readonly failures: number;
  readonly passes: number;
  readonly refusals: number;
  readonly complaints: number;
  readonly scale: 'large' | 'medium' | 'small' | 'micro' | null;
  /** Days since the last check of the category; null when it never was. */
  readonly daysSinceCheck: number | null;
}

interface Step {
  readonly points: number;
  readonly words: TextPair;
}

/** The steps of the stated rule, in order; a weight is 3 and what they add, between 1 and 10. */
const steps = (record: Record3Years): Step[] => [
  {
    points: Math.min(4, record.failures * 2),
    words: pair(`近三年不合格 ${record.failures} 批次`, `${record.failures} failed batches in three years`),
  },
  {
    points: Math.min(3, record.refusals * 3),
    words: pair(`近三年拒检 ${record.refusals} 次`, `${record.refusals} refusals in three years`),
  },
  {
    points: Math.min(2, record.complaints),
    words: pair(`近一年投诉 ${record.complaints} 件`, `${record.complaints} complaints in a year`),
  },
  {
    points: record.scale === 'large' ? 1 : 0,
    words: pair('大型企业，影响面大', 'Large, so many are concerned'),
  },
  {
    points: record.daysSinceCheck === null ? 2 : record.daysSinceCheck >= 730 ? 1 : 0,
    words:
      record.daysSinceCheck === null
        ? pair('本种类从未抽查', 'Never checked for this category')
        : pair('两年以上未抽查', 'Not checked for two years or more'),
  },
  {
    points: record.failures === 0 && record.passes >= 3 ? -2 : 0,
    words: pair(`近三年 ${record.passes} 批次全部合格`, `All of ${record.passes} batches passed in three years`),
  },
];

export interface Weight {
  readonly weight: number;
  readonly reasons: readonly Step[];
}

/** The weight of an enterprise in a draw, 1 to 10, with its reasons; they are never published. */
export const weightOf = (record: Record3Years): Weight => {
  const reasons = steps(record).filter(({ points }) => points !== 0);
  const sum = reasons.reduce((total, { points }) => total + points, 3);
  return { weight: Math.min(10, Math.max(1, sum)), reasons };
};

/** The first day of the months before a day: what was sampled on it or later counts. */
export const monthsBefore = (day: LocalDate, months: number): LocalDate => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const first = localDate(`${Math.trunc(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`);
  const next = addDays(first, 32);
  const last = Number(addDays(localDate(`${next.slice(0, 7)}-01`), -1).slice(8, 10));
  return addDays(first, Math.min(date, last) - 1);
};

/** Why an enterprise was left out, as it is stored, shown and explained. */
export const exclusionGrounds = (
  reason: ExclusionReason,
  facts: readonly GroundFact[],
  parameter: ResolvedParameter<number> | undefined,
  on: LocalDate,
): Grounds => ({
  facts,
  citations: reason === 'checked-lately' ? [cite('product-quality-law', '15', on)] : [],
  parameters: reason === 'checked-lately' && parameter ? [parameter] : [],
  explanation: exclusionLabels[reason],
});

/** Whoever drew does not declare void what he drew: he could draw until the result suits him. */
export const drawNotBy = (
  { state, drawnBy }: { readonly state: DrawState; readonly drawnBy: string | null },
  verb: DrawVerb,
): readonly (string | null)[] => (verb === 'void' && state === 'drawn' ? [drawnBy] : []);
