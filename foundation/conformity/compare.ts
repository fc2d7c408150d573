import { type Decimal, roundNudged } from '../decimal.ts';
import type { Bound } from './limit.ts';
import type { Measured } from './parse-measured.ts';

export type Method = 'full' | 'rounded';

type Quantity = Extract<Measured, { kind: 'value' | 'below' | 'above' }>;

/** How a measured quantity stands to one end of a limit. */
export interface EndOutcome {
  readonly keeps: boolean | undefined;
  /** What was compared: the value itself, or rounded to the digits of the limit. */
  readonly compared: Decimal;
}

/** A reported 15.5(-) has a smaller magnitude than written: for a negative value that is greater. */
const numericNudge = (value: Decimal, nudge: -1 | 0 | 1): number => (value.isNegative() ? -nudge : nudge);

/**
 * Whether the quantity keeps to the end: true and false are certain, undefined where it can't be known (＜0.5 against ≤0.1).
 * Full compares the value as written; rounded first rounds it to the step of the limit's last digit (GB/T 8170 clause 4.3).
 */
export const compareWithEnd = (measured: Quantity, end: Bound, side: 'lower' | 'upper', method: Method): EndOutcome => {
  const nudge = measured.kind === 'value' ? measured.nudge : 0;
  const { value } = measured.number;
  const compared = method === 'rounded' ? roundNudged(value, nudge, end.interval) : value;
  // Above zero when the value lies beyond the end.
  const away = side === 'upper' ? 1 : -1;
  const order = compared.cmp(end.value) * away;
  if (measured.kind === 'value') {
    const beyond = order === 0 && method === 'full' ? numericNudge(value, nudge) * away : order;
    return { compared, keeps: beyond < 0 || (beyond === 0 && end.inclusive) };
  }
  // An open quantity: once rounded it may equal the rounded mark.
  const mayEqual = measured.inclusive || method === 'rounded';
  const towardsInside = (measured.kind === 'below') === (side === 'upper');
  if (towardsInside) {
    const certain = order < 0 || (order === 0 && (end.inclusive || !mayEqual));
    return { compared, keeps: certain ? true : undefined };
  }
  const certain = order > 0 || (order === 0 && (!end.inclusive || !mayEqual));
  return { compared, keeps: certain ? false : undefined };
};
