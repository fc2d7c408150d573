import { Decimal as Base } from 'decimal.js';
import { type Result, ok, refuse } from './refusal.ts';

/** Exact decimal numbers for measured values and money: long enough that nothing a table can hold is ever cut. */
export const Decimal = Base.clone({ precision: 300, rounding: Base.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = Base;

/** Longest number that is read; longer ones are no measured values. */
const longest = 100;
const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Reads plain digits with an optional sign and point (full-width forms too); nothing for anything else. */
export const readDecimal = (text: string): Decimal | undefined => {
  const folded = text.normalize('NFKC').replaceAll('−', '-').trim();
  return folded.length <= longest && plain.test(folded) ? new Decimal(folded) : undefined;
};

/** Prints a number that is a multiple of `interval` with the digits that the interval writes: 1.0 for an interval of 0.1. */
export const printAt = (value: Decimal, interval: Decimal): string => {
  const text = value.toFixed(Math.max(0, interval.decimalPlaces()));
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
};

/** Rounds to a multiple of the interval in one step: to the nearest, a half to the even multiple, negatives by magnitude. */
export const roundDecimal = (value: Decimal, interval: Decimal): Decimal =>
  // Exact: decimal.js divides to a whole quotient and multiplies back without cutting.
  value.toNearest(interval, Base.ROUND_HALF_EVEN);

/** True for 1, 2 or 5 times a power of ten: the rounding intervals of GB/T 8170. */
const isInterval = (interval: Decimal): boolean => {
  if (!interval.isFinite() || interval.lte(0)) return false;
  return ['1', '2', '5'].includes(interval.toExponential().replace(/e.*$/, ''));
};

/**
 * Rounds a written number to an interval by GB/T 8170-2008 clause 3 and keeps the digits of the interval: 1.050 at 0.1 is 1.0.
 * Refused: `invalid-number`, `invalid-interval`.
 */
export const roundToInterval = (value: string, interval: string): Result<string> => {
  const number = readDecimal(value);
  if (!number) return refuse('invalid-number', { value });
  const step = readDecimal(interval);
  if (!step || !isInterval(step)) return refuse('invalid-interval', { value: interval });
  return ok(printAt(roundDecimal(number, step), step));
};

/**
 * A value reported with one digit more than will be judged, by GB/T 8170-2008 clause 3.3.2: where its last digit is a 5 that
 * rounding made, (+) says that the true magnitude is greater and (-) that it is smaller. `interval` is that of the report.
 */
export const reportedValue = (value: string, interval: string): Result<string> => {
  const rounded = roundToInterval(value, interval);
  if (!rounded.ok) return rounded;
  const lastDigit = new Decimal(rounded.value)
    .div(readDecimal(interval) ?? 1)
    .mod(10)
    .abs();
  if (!lastDigit.eq(5)) return rounded;
  const order = new Decimal(readDecimal(value) ?? 0).abs().cmp(new Decimal(rounded.value).abs());
  return ok(order === 0 ? rounded.value : `${rounded.value}(${order > 0 ? '+' : '-'})`);
};

/** Rounds a reported value, its (+) or (-) deciding what would otherwise be a half. */
export const roundReported = (reported: string, interval: string): Result<string> => {
  const [, digits = reported, mark] =
    /^(.*?)\s*\(([+-])\)$/.exec(reported.normalize('NFKC').replaceAll('−', '-')) ?? [];
  const number = readDecimal(digits);
  if (!number) return refuse('invalid-number', { value: reported });
  const step = readDecimal(interval);
  if (!step || !isInterval(step)) return refuse('invalid-interval', { value: interval });
  return ok(printAt(roundNudged(number, mark === '+' ? 1 : mark === '-' ? -1 : 0, step), step));
};

/** Rounds a value whose true magnitude is a little greater (1) or smaller (-1) than written, or exactly as written (0). */
export const roundNudged = (value: Decimal, nudge: -1 | 0 | 1, interval: Decimal): Decimal => {
  const direction = nudge === 0 ? Base.ROUND_HALF_EVEN : nudge > 0 ? Base.ROUND_HALF_UP : Base.ROUND_HALF_DOWN;
  return value.toNearest(interval, direction);
};
