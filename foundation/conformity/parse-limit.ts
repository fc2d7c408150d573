import { Decimal } from '../decimal.ts';
import { withSigns } from './comparison-words.ts';
import type { Bound, Limit, LimitFault } from './limit.ts';
import {
  type WrittenNumber,
  foldForm,
  foldUnit,
  longestCell,
  numberSource,
  readHalfGrade,
  readNumber,
  unitSource,
  unsignedSource,
} from './written-form.ts';

const N = `(${numberSource})`;
const P = `(${unsignedSource})`;
const U = `(${unitSource})?`;
const shape = (source: string): RegExp => new RegExp(`^${source}$`);

const oneSided = shape(`([≤≥<>])${N}(?:\\(${U}\\)|${U})`);
const sideAfter = shape(`${N}${U}(以下|以上|及以下|及以上|以内|max|min|Max|Min|MAX|MIN)`);
const sideBefore = shape(`(max|min|Max|Min|MAX|MIN)[.:=]?${N}${U}`);
const twoSided = shape(`([≤≥<>])${N}${U}(?:[,;、~且和并及与-]|同时|并且)*([≤≥<>])${N}${U}`);
const sandwich = shape(`${N}${U}([≤<])(?:[A-Za-z]{1,3}|pH值?|[\\u4e00-\\u9fff]{1,6})?([≤<])${N}${U}`);
const range = shape(`${N}${U}(?:~|至|到|-|…+)${N}${U}`);
const rangeInBrackets = shape(`\\(${N}(?:~|至|到|-)${N}\\)${U}`);
const plusMinus = shape(`${N}?${U}±${P}${U}`);
const plusMinusInBrackets = shape(`\\(${N}±${P}\\)${U}`);
// A 0 needs a mark between, or 0-5 and +0.50 would be taken apart.
const plus = `\\+${unsignedSource}`;
const minus = `-${unsignedSource}`;
const tolerance = shape(
  `${N}?${U}\\(?(${plus}(?=[,/;、~]*-)|${plus}(?=[,/;、]0)|0(?=[,/;、]))[,/;、~]*(${minus}|0)\\)?${U}`,
);
const toleranceReversed = shape(`${N}?${U}\\(?(${minus})[,/;、](${plus}|0)\\)?${U}`);
const bareNumber = shape(`=?${N}${U}`);
const exclusion = new RegExp(`\\(不(?:含|包括|包含)([+-]?)(${unsignedSource})\\)$`);
const struckOut = /^(?:[/\\\-*.…_]*|无|无要求|不要求|不作要求|不规定|未规定|无规定)$/;
const absent = /^(?:均|都|应|须)*(?:不得|不应|不可|不能|不允许|未|无|不)检出(?:\/?\d*[a-zA-Z]*)?$|^N\.?D\.?$/i;
const textual =
  /^(?:合格|符合|满足|达到|达标|通过|应|须|需|必须|不得|不应|不允许|不可|不能|禁止|禁用|无|按|见|依据|阴性|正常|清晰|完好|有|均|允许|同|具有|表面|外观|标志|标识)/;

const unreadable = (why: LimitFault): Limit => ({ kind: 'unreadable', why });

const bound = (number: WrittenNumber, inclusive = true): Bound => ({ ...number, inclusive });

const finer = (a: Decimal, b: Decimal): Decimal => (a.lt(b) ? a : b);

/** A numeric limit of two ends; refuses reversed ends and two different units. */
const between = (
  lower: Bound | undefined,
  upper: Bound | undefined,
  ...units: readonly (string | undefined)[]
): Limit => {
  const written = [...new Set(units.map(foldUnit).filter((unit) => unit !== undefined))];
  if (written.length > 1) return unreadable('units-differ');
  if (
    lower &&
    upper &&
    (lower.value.gt(upper.value) || (lower.value.eq(upper.value) && !(lower.inclusive && upper.inclusive)))
  )
    return unreadable('ends-reversed');
  const [unit] = written;
  return { kind: 'numeric', ...(lower && { lower }), ...(upper && { upper }), ...(unit !== undefined && { unit }) };
};

const oneEnd = (sign: string, digits: string, unit: string | undefined): Limit => {
  const number = readNumber(digits);
  return number ? toEnd(sign, number, unit) : unreadable('not-understood');
};

const toEnd = (sign: string, number: WrittenNumber, unit: string | undefined): Limit => {
  const end = bound(number, sign === '≤' || sign === '≥');
  return sign === '≤' || sign === '<' ? between(undefined, end, unit) : between(end, undefined, unit);
};

const readTwoSided = (match: readonly (string | undefined)[]): Limit => {
  const [, sign1 = '', digits1 = '', unit1, sign2 = '', digits2 = '', unit2] = match;
  const [first, second] = [oneEnd(sign1, digits1, unit1), oneEnd(sign2, digits2, unit2)];
  if (first.kind !== 'numeric' || second.kind !== 'numeric') return unreadable('not-understood');
  if ((first.lower && second.lower) || (first.upper && second.upper)) return unreadable('not-understood');
  return between(first.lower ?? second.lower, first.upper ?? second.upper, unit1, unit2);
};

const readRange = (low: string, high: string, ...units: readonly (string | undefined)[]): Limit => {
  const [lower, upper] = [readNumber(low), readNumber(high)];
  if (!lower || !upper) return unreadable('not-understood');
  // 3-4级 is one grade of colour fastness between 3 and 4, or a range: nobody can tell from the cell.
  if (units.some((unit) => unit === '级') && upper.value.minus(lower.value).eq(1)) return unreadable('grade-or-range');
  return between(bound(lower), bound(upper), ...units);
};

/** Nominal value and deviations; `plus` and `minus` as signed numbers. */
const around = (
  nominal: string | undefined,
  plus: string,
  minus: string,
  ...units: readonly (string | undefined)[]
): Limit => {
  const [above, below] = [readNumber(plus), readNumber(minus)];
  const centre = readNumber(nominal ?? '0');
  if (!above || !below || !centre) return unreadable('not-understood');
  const step = nominal === undefined ? undefined : centre.interval;
  // The nominal value and its deviation may be written to different digits; the finer one is that of the limit.
  const end = (by: WrittenNumber): Bound =>
    bound({ value: centre.value.plus(by.value), interval: step ? finer(step, by.interval) : by.interval });
  return between(end(below), end(above), ...units);
};

/** 100mm±5%: the deviation is a share of the nominal value. */
const relative = (nominal: string, by: string, unit: string): Limit => {
  const [centre, share] = [readNumber(nominal), readNumber(by)];
  if (!centre || !share) return unreadable('not-understood');
  const end = (sign: 1 | -1): Bound => {
    const value = centre.value.plus(centre.value.times(share.value).times(sign).div(100));
    return bound({ value, interval: finer(centre.interval, new Decimal(10).pow(-value.decimalPlaces())) });
  };
  return centre.value.lt(0) ? unreadable('not-understood') : between(end(-1), end(1), unit);
};

const readPlusMinus = (
  nominal: string | undefined,
  unit1: string | undefined,
  by: string,
  unit2: string | undefined,
): Limit => {
  if (nominal !== undefined && unit2 === '%' && unit1 !== '%') {
    // 10±5% may mean 9.5 to 10.5 or, of a share, 5 % to 15 %. With 10mm±5% there is no doubt, nor with 50%±5%.
    return unit1 === undefined ? unreadable('relative-or-absolute') : relative(nominal, by, unit1);
  }
  return around(nominal, by, `-${by}`, unit1, unit2);
};

const readNumeric = (text: string): Limit | undefined => {
  let m: readonly (string | undefined)[] | null;
  if ((m = oneSided.exec(text))) return oneEnd(m[1] ?? '', m[2] ?? '', m[3] ?? m[4]);
  const half = /^[≤≥<>]/.test(text) ? readHalfGrade(text.slice(1)) : undefined;
  if (half) return toEnd(text[0] ?? '', half, '级');
  if ((m = sideAfter.exec(text))) return oneEnd(/下|内|max/i.test(m[3] ?? '') ? '≤' : '≥', m[1] ?? '', m[2]);
  if ((m = sideBefore.exec(text))) return oneEnd(/max/i.test(m[1] ?? '') ? '≤' : '≥', m[2] ?? '', m[3]);
  if ((m = twoSided.exec(text))) return readTwoSided(m);
  if ((m = sandwich.exec(text))) {
    const [low, high] = [readNumber(m[1] ?? ''), readNumber(m[5] ?? '')];
    return low && high ? between(bound(low, m[3] === '≤'), bound(high, m[4] === '≤'), m[2], m[6]) : undefined;
  }
  if ((m = plusMinus.exec(text))) return readPlusMinus(m[1], m[2], m[3] ?? '', m[4]);
  if ((m = plusMinusInBrackets.exec(text))) return around(m[1], m[2] ?? '', `-${m[2]}`, m[3]);
  if ((m = tolerance.exec(text)) && m[3] !== m[4]) return around(m[1], m[3] ?? '', m[4] ?? '', m[2], m[5]);
  if ((m = toleranceReversed.exec(text))) return around(m[1], m[4] ?? '', m[3] ?? '', m[2], m[5]);
  if ((m = range.exec(text))) return readRange(m[1] ?? '', m[3] ?? '', m[2], m[4]);
  if ((m = rangeInBrackets.exec(text))) return readRange(m[1] ?? '', m[2] ?? '', m[3]);
  return undefined;
};

/** Takes an end out of a limit: (不含8.5) by its value, (不含0.1) of ±0.1 both ends, (不含+0.1) the upper one. */
const exclude = (limit: Limit, sign: string, digits: string, text: string): Limit => {
  const number = readNumber(digits);
  if (limit.kind !== 'numeric' || !number) return unreadable('not-understood');
  const { lower, upper } = limit;
  const deviation = new RegExp(`±(${unsignedSource})`).exec(text)?.[1];
  const deviates = deviation !== undefined && readNumber(deviation)?.value.eq(number.value) === true;
  const isAt = (end: Bound | undefined, side: '+' | '-'): boolean =>
    end !== undefined &&
    (deviates ? sign !== (side === '+' ? '-' : '+') : end.value.eq(sign === '-' ? number.value.neg() : number.value));
  const [low, high] = [isAt(lower, '-'), isAt(upper, '+')];
  if (!low && !high) return unreadable('not-understood');
  return {
    ...limit,
    ...(lower && { lower: { ...lower, inclusive: lower.inclusive && !low } }),
    ...(upper && { upper: { ...upper, inclusive: upper.inclusive && !high } }),
  };
};

/** Reads a 标准值. Whatever leaves a doubt is `unreadable`, with what the doubt is; nothing is guessed. */
export const parseLimit = (written: string): Limit => {
  if (written.length > longestCell) return unreadable('not-understood');
  const folded = foldForm(written);
  if (struckOut.test(folded)) return { kind: 'none' };
  if (absent.test(folded)) return { kind: 'absent' };
  // Thousands set apart by a space (1 000) are one number: GB/T 15835.
  const joined = folded.replaceAll(/(?<![\d.␣])\d{1,3}(?:␣\d{3})+(?![\d␣])/g, (digits) => digits.replaceAll('␣', ''));
  const signed = withSigns(joined);
  const excluded = exclusion.exec(signed);
  const body = excluded ? signed.slice(0, excluded.index) : signed;
  const numeric = readNumeric(body);
  if (numeric) return excluded ? exclude(numeric, excluded[1] ?? '', excluded[2] ?? '', body) : numeric;
  if (/×10\d|×10-\d/.test(body)) return unreadable('exponent-lost');
  if (bareNumber.test(body)) return unreadable('direction-missing');
  if (textual.test(folded)) return { kind: 'text', words: folded };
  return unreadable('not-understood');
};
