import { cite } from '#foundation/citation.ts';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { PlanInput } from './plan.ts';

interface LineFacts {
  readonly category: string;
  readonly ruleInForce: boolean;
  readonly laboratories: number;
  readonly ofAnotherDataset: boolean;
  readonly strangers: readonly string[];
}

/** What a laboratory of a plan is not accredited for on a day; `entered` false: no scope of it was entered at all. */
export interface ScopeGap {
  readonly laboratory: string;
  readonly category: string;
  readonly entered: boolean;
  readonly items: string[];
}

/** Whether every laboratory of a plan may test what it is chosen for; `mustHaveScope`: also one whose scope was never entered. */
export const decideScopes = (gaps: readonly ScopeGap[], mustHaveScope: boolean, day: LocalDate): Result<undefined> => {
  const outside = gaps.find(({ entered }) => entered);
  if (outside) {
    const { laboratory, category, items } = outside;
    const named =
      items
        .slice(0, 5)
        .map((item) => `“${item}”`)
        .join('、') + (items.length > 5 ? '…' : '');
    return refuse('laboratory-outside-scope', { laboratory, category, items: named, day });
  }
  const [unknown] = gaps;
  if (unknown && mustHaveScope)
    return refuse('laboratory-without-scope', { laboratory: unknown.laboratory, category: unknown.category });
  return ok(undefined);
};

/** What a plan loses by new lines: divisions of its categories, or a category as a whole (`regionCode` null). */
export const withdrawnBy = (
  stands: readonly { readonly categoryId: number; readonly regionCodes: readonly string[] }[],
  lines: PlanInput['lines'],
): { readonly categoryId: number; readonly regionCode: string | null }[] =>
  stands.flatMap(
    ({ categoryId, regionCodes }): { readonly categoryId: number; readonly regionCode: string | null }[] => {
      const line = lines.find((one) => one.categoryId === categoryId);
      if (!line) return regionCodes.length === 0 ? [] : [{ categoryId, regionCode: null }];
      const kept = new Set(line.quotas.map(({ regionCode }) => regionCode));
      return regionCodes.filter((code) => !kept.has(code)).map((regionCode) => ({ categoryId, regionCode }));
    },
  );

/**
 * Whether a plan can go to its approver: each category with rules in force, a laboratory and quotas within the region; none that a
 * higher authority checks within half a year (product quality law, article 15).
 */
export const decideSubmission = (
  lines: readonly LineFacts[],
  covering: { readonly plan: string; readonly category: string } | undefined,
  startsOn: LocalDate,
): Result<undefined> => {
  if (lines.length === 0) return refuse('plan-has-no-lines');
  for (const { category, ruleInForce, laboratories, ofAnotherDataset, strangers } of lines) {
    if (ofAnotherDataset) return refuse('line-of-another-dataset', { category });
    const [region] = strangers;
    if (region !== undefined) return refuse('quota-outside-plan', { region });
    if (!ruleInForce) return refuse('line-without-rules', { category });
    if (laboratories === 0) return refuse('line-without-laboratory', { category });
  }
  if (covering) return refuse('covered-by-higher-plan', covering, cite('product-quality-law', '15', startsOn));
  return ok(undefined);
};

/** A day one year later; 29 February becomes 28 February. */
const nextYear = (day: LocalDate): LocalDate => {
  const year = Number(day.slice(0, 4)) + 1;
  const rest = day.slice(4);
  return rest === '-02-29' ? addDays(localDate(`${year}-03-01`), -1) : localDate(`${year}${rest}`);
};

/** A plan copied for the year after: dates one year later, a year in its title moved on, the rest as it was. */
export const copyForNextYear = (plan: PlanInput): PlanInput => ({
  ...plan,
  title: plan.title.replace(plan.startsOn.slice(0, 4), String(Number(plan.startsOn.slice(0, 4)) + 1)),
  startsOn: nextYear(localDate(plan.startsOn)),
  endsOn: nextYear(localDate(plan.endsOn)),
});

const marks = { live: '', historical: '（历史）', demo: '（演示）' } as const;

/** 粤质抽〔2026〕12号; a number that is not that of a real paper says so. */
export const loopNumber = (prefix: string, year: number, ordinal: number, dataset: keyof typeof marks): string =>
  `${prefix}〔${year}〕${ordinal}号${marks[dataset]}`;
