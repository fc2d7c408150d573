import type { TextPair } from '../text-pair.ts';
import { type Method, compareWithEnd } from './compare.ts';
import type { Bound, Limit } from './limit.ts';
import { parseLimit } from './parse-limit.ts';
import { type Measured, parseMeasured } from './parse-measured.ts';
import { reasons } from './reasons.ts';

export type { Method } from './compare.ts';
export type Verdict = 'pass' | 'fail' | 'unreadable';

/** The judgement of one item, with why in words. `compared` is the value that was held against the limit. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly method: Method;
  readonly reason: TextPair;
  readonly compared?: string;
}

type Outcome = Omit<Judgement, 'method'>;

const unreadable = (reason: TextPair): Outcome => ({ verdict: 'unreadable', reason });

const judgeNumeric = (
  measured: Extract<Measured, { kind: 'value' | 'below' | 'above' }>,
  limit: Extract<Limit, { kind: 'numeric' }>,
  method: Method,
): Outcome => {
  if (measured.unit !== undefined && measured.unit !== limit.unit) {
    if (limit.unit !== undefined) return unreadable(reasons.unitsDiffer(measured.unit, limit.unit));
    // 5% against ≤5 may be five of a hundred or a slip of two digits; other units leave no such doubt.
    if (measured.unit === '%' || measured.unit === '‰') return unreadable(reasons.percentOnOneSide);
  }
  const ends: readonly (readonly ['lower' | 'upper', Bound | undefined])[] = [
    ['lower', limit.lower],
    ['upper', limit.upper],
  ];
  let passed: Outcome | undefined;
  let doubt: Outcome | undefined;
  for (const [side, end] of ends) {
    if (!end) continue;
    const { keeps, compared } = compareWithEnd(measured, end, side, method);
    const shown = compared.toFixed(Math.max(0, measured.number.interval.decimalPlaces(), compared.decimalPlaces()));
    const text = method === 'rounded' ? compared.toFixed(Math.max(0, end.interval.decimalPlaces())) : shown;
    const reason = reasons.compared(measured, text, side, end, keeps, method);
    if (keeps === false) return { verdict: 'fail', reason, compared: text };
    if (keeps === undefined) doubt ??= unreadable(reason);
    else
      passed = passed
        ? { ...passed, reason: reasons.within(text, limit, method) }
        : { verdict: 'pass', reason, compared: text };
  }
  return doubt ?? passed ?? unreadable(reasons.limitFault('not-understood'));
};

const judgeAbsent = (measured: Measured): Outcome => {
  switch (measured.kind) {
    case 'not-detected':
      return { verdict: 'pass', reason: reasons.notDetected };
    case 'detected':
      return { verdict: 'fail', reason: reasons.detected };
    case 'value':
      return measured.number.value.gt(0)
        ? { verdict: 'fail', reason: reasons.detected }
        : unreadable(reasons.zeroOrNegative);
    case 'above':
      return measured.number.value.gte(0)
        ? { verdict: 'fail', reason: reasons.detected }
        : unreadable(reasons.zeroOrNegative);
    case 'below':
      return unreadable(reasons.detectionLimitUnknown);
    default:
      return unreadable(reasons.measured(measured));
  }
};

const judgeText = (measured: Measured, words: string): Outcome => {
  if (measured.kind === 'conforms') return { verdict: 'pass', reason: reasons.statedConforming(words) };
  if (measured.kind === 'does-not-conform') return { verdict: 'fail', reason: reasons.statedFailing(words) };
  if (measured.kind === 'words' && measured.words === words)
    return { verdict: 'pass', reason: reasons.sameWords(words) };
  return unreadable(measured.kind === 'none' ? reasons.measured(measured) : reasons.textNeedsPerson(words));
};

const judgeParsed = (measured: Measured, limit: Limit, method: Method): Outcome => {
  if (limit.kind === 'none') return unreadable(reasons.noLimit);
  if (limit.kind === 'unreadable') return unreadable(reasons.limitFault(limit.why));
  if (limit.kind === 'absent') return judgeAbsent(measured);
  if (limit.kind === 'text') return judgeText(measured, limit.words);
  if (measured.kind === 'value' || measured.kind === 'below' || measured.kind === 'above')
    return judgeNumeric(measured, limit, method);
  if (measured.kind === 'not-detected' && measured.below?.kind === 'below')
    return judgeNumeric(measured.below, limit, method);
  return unreadable(measured.kind === 'not-detected' ? reasons.detectionLimitUnknown : reasons.measured(measured));
};

/** Limits repeat by the thousand in a table: the last ones read are kept. */
const recent = new Map<string, Limit>();

const limitOf = (written: string): Limit => {
  const known = recent.get(written);
  if (known) return known;
  const limit = parseLimit(written);
  if (recent.size >= 2000) recent.clear();
  recent.set(written, limit);
  return limit;
};

/**
 * Judges a measured value against a limit, both as they are written in a table, by GB/T 8170-2008 clause 4.3: `full` (全数值比较,
 * the rule where a product standard says nothing) or `rounded` (修约值比较). Never guesses: what leaves a doubt is `unreadable`.
 */
export const judge = (measured: string, limit: string, method: Method = 'full'): Judgement => ({
  method,
  ...judgeParsed(parseMeasured(measured), limitOf(limit), method),
});
