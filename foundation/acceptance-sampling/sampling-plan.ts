import { type Result, ok, refuse } from '../refusal.ts';
import { codeLetterOf, type InspectionLevel, inspectionLevels } from './code-letter.ts';
import { type Aql, aqls, type CodeLetter, findPlan, severities, type Severity } from './master-tables.ts';

/** Greatest lot that is computed with: beyond it the plan no longer changes. */
export const largestLot = 1_000_000_000;

export interface SamplingPlan {
  readonly lot: number;
  readonly level: InspectionLevel;
  readonly aql: Aql;
  readonly severity: Severity;
  /** Code letter of the lot, before arrows. */
  readonly code: CodeLetter;
  /** Code letter whose plan is used, after arrows. */
  readonly row: CodeLetter;
  /** Sample size of the table; may exceed the lot. */
  readonly n: number;
  readonly ac: number;
  readonly re: number;
  readonly arrow: '' | 'up' | 'down';
  /** The table's sample is the whole lot or more: every item is inspected. */
  readonly all: boolean;
  /** Items really inspected: `n`, or the whole lot. */
  readonly inspected: number;
  /** False where the table could not be held against a printed copy. */
  readonly confirmed: boolean;
}

/** Reads an AQL however its zeros are written: 1, 1.0 and 1.00 are the same. Nothing where the standard has no such AQL. */
export const readAql = (text: string): Aql | undefined => {
  const folded = text.normalize('NFKC').trim();
  return /^\d{1,4}(?:\.\d{1,4})?$/.test(folded) ? aqls.find((aql) => Number(aql) === Number(folded)) : undefined;
};

/** Reads a level: general ones also as 1, 2, 3 or Ⅱ, special ones also as S2. */
export const readLevel = (text: string): InspectionLevel | undefined => {
  const folded = text.normalize('NFKC').trim().toUpperCase();
  const roman = ({ '1': 'I', '2': 'II', '3': 'III' } as Readonly<Record<string, string>>)[folded] ?? folded;
  const wanted = roman.replace(/^S-?(?=[1-4]$)/, 'S-');
  return inspectionLevels.find((level) => level === wanted);
};

/** Reads a size of lot: a whole number from 2 on, thousands may be parted by commas. */
export const readLot = (text: string): number | undefined => {
  const folded = text.normalize('NFKC').trim();
  if (!/^(?:\d{1,10}|\d{1,3}(?:,\d{3}){1,3})$/.test(folded)) return undefined;
  const lot = Number(folded.replaceAll(',', ''));
  return lot >= 2 && lot <= largestLot ? lot : undefined;
};

/**
 * The single-sampling plan of a lot (GB/T 2828.1). Arrows are followed; where the sample is the lot or more, all is inspected.
 * Refused: `invalid-lot-size`, `unknown-inspection-level`, `unknown-aql`, `unknown-severity`.
 */
export const samplingPlan = (asked: {
  readonly lot: string;
  readonly level: string;
  readonly aql: string;
  readonly severity: string;
}): Result<SamplingPlan> => {
  const lot = readLot(asked.lot);
  if (lot === undefined) return refuse('invalid-lot-size', { value: asked.lot, most: largestLot });
  const level = readLevel(asked.level);
  if (level === undefined) return refuse('unknown-inspection-level', { value: asked.level });
  const aql = readAql(asked.aql);
  if (aql === undefined) return refuse('unknown-aql', { value: asked.aql, known: aqls.join(', ') });
  const severity = severities.find((one) => one === asked.severity);
  if (severity === undefined) return refuse('unknown-severity', { value: asked.severity });
  const code = codeLetterOf(lot, level);
  const { row, n, ac, arrow, confirmed } = findPlan(severity, code, aql);
  return ok({
    lot,
    level,
    aql,
    severity,
    code,
    row,
    n,
    ac,
    re: ac + 1,
    arrow,
    all: n >= lot,
    inspected: Math.min(n, lot),
    confirmed,
  });
};
