import {
  foldForm,
  foldUnit,
  longestCell,
  numberSource,
  readHalfGrade,
  readNumber,
  unitSource,
  type WrittenNumber,
} from './written-form.ts';

/** What a table's 实测值 says, as far as it can be read. */
export type Measured =
  | { readonly kind: 'value'; readonly number: WrittenNumber; readonly nudge: -1 | 0 | 1; readonly unit?: string }
  /** ＜0.01 or 未检出(检出限0.01): the true value is below (or above); `inclusive` where it may be equal. */
  | {
      readonly kind: 'below' | 'above';
      readonly number: WrittenNumber;
      readonly inclusive: boolean;
      readonly unit?: string;
    }
  | { readonly kind: 'not-detected'; readonly below?: Measured }
  | { readonly kind: 'detected' }
  | { readonly kind: 'conforms' }
  | { readonly kind: 'does-not-conform' }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: MeasuredFault };

export type MeasuredFault =
  | 'several-values'
  | 'detection-limit'
  | 'with-uncertainty'
  | 'exponent-lost'
  | 'not-understood';

const N = `(${numberSource})`;
const U = `(${unitSource})?`;
const plainNumber = new RegExp(`^=?${N}(?:\\(${U}\\)|${U})$`);
const reported = new RegExp(`^${N}\\(([+-])\\)${U}$`);
const compared = new RegExp(`^([≤≥<>]|小于等于|大于等于|小于|大于|低于|高于)${N}${U}$`);
const struckOut = /^[/\\\-*.…_]*$/;
const notDetected = /^(?:未检出|未检测出|没有检出|N\.?D\.?)/i;
const detectionLimit = new RegExp(
  `^\\((?:(?:方法)?(?:检出限|检测限|检测低限|定量限|LOD|LOQ|MDL)(?:为|是|[:=<])?|<)${N}${U}\\)$`,
  'i',
);
const conforms = /^(?:符合|合格|通过|达标|符合(?:标准|规定)?(?:的)?(?:要求|规定|标准)|满足要求|[√✓✔])$/;
const doesNotConform =
  /^(?:不符合|不合格|未通过|不达标|不符合(?:标准|规定)?(?:的)?(?:要求|规定|标准)|不满足要求|[×✗✘])$/;
const severalValues = new RegExp(`^${N}${U}(?:(?:[/、,;|~␣]|-|至|和)${N}${U})+$`);

const signs: Readonly<Record<string, string>> = {
  小于等于: '≤',
  大于等于: '≥',
  小于: '<',
  低于: '<',
  大于: '>',
  高于: '>',
};

const withUnit = (unit: string | undefined): { readonly unit?: string } => {
  const folded = foldUnit(unit);
  return folded === undefined ? {} : { unit: folded };
};

const readNotDetected = (rest: string): Measured => {
  if (rest === '') return { kind: 'not-detected' };
  const match = detectionLimit.exec(rest);
  const number = match && readNumber(match[1] ?? '');
  if (!number) return { kind: 'unreadable', why: 'not-understood' };
  return { kind: 'not-detected', below: { kind: 'below', number, inclusive: false, ...withUnit(match[2]) } };
};

/** Reads a 实测值. Whatever leaves a doubt is `unreadable`, with what the doubt is; nothing is guessed. */
export const parseMeasured = (written: string): Measured => {
  if (written.length > longestCell) return { kind: 'unreadable', why: 'not-understood' };
  const text = foldForm(written);
  if (struckOut.test(text)) return { kind: 'none' };
  const plain = plainNumber.exec(text);
  if (plain) {
    const number = readNumber(plain[1] ?? '');
    if (number) return { kind: 'value', number, nudge: 0, ...withUnit(plain[2] ?? plain[3]) };
  }
  const undetected = notDetected.exec(text);
  if (undetected) return readNotDetected(text.slice(undetected[0].length));
  if (/^检出(?:\(阳性\))?$/.test(text)) return { kind: 'detected' };
  if (conforms.test(text)) return { kind: 'conforms' };
  if (doesNotConform.test(text)) return { kind: 'does-not-conform' };
  return readMarked(text);
};

/** Values that carry a mark: compared, reported with (+) or (-), graded, several in a cell. */
const readMarked = (text: string): Measured => {
  const side = compared.exec(text);
  if (side) {
    const number = readNumber(side[2] ?? '');
    const sign = signs[side[1] ?? ''] ?? side[1] ?? '';
    const kind = sign === '<' || sign === '≤' ? 'below' : 'above';
    if (number) return { kind, number, inclusive: sign === '≤' || sign === '≥', ...withUnit(side[3]) };
  }
  const mark = reported.exec(text);
  if (mark) {
    const number = readNumber(mark[1] ?? '');
    if (number) return { kind: 'value', number, nudge: mark[2] === '+' ? 1 : -1, ...withUnit(mark[3]) };
  }
  const half = readHalfGrade(text);
  if (half) return { kind: 'value', number: half, nudge: 0, unit: '级' };
  if (/检出限|检测限|检测低限|定量限|LOD|LOQ|MDL/i.test(text)) return { kind: 'unreadable', why: 'detection-limit' };
  if (/×10-?\d/.test(text)) return { kind: 'unreadable', why: 'exponent-lost' };
  if (text.includes('±')) return { kind: 'unreadable', why: 'with-uncertainty' };
  if (severalValues.test(text)) return { kind: 'unreadable', why: 'several-values' };
  return /\d/.test(text) ? { kind: 'unreadable', why: 'not-understood' } : { kind: 'words', words: text };
};
