import { Decimal } from '../decimal.ts';

/** A number as it is written: its value, and the step of its last written digit (0.1 for 5.0, 100 for 14×100). */
export interface WrittenNumber {
  readonly value: Decimal;
  readonly interval: Decimal;
}

/** Longest cell that is looked at; longer texts are prose. */
export const longestCell = 200;

const raised = new Map([...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺'].map((char, i) => [char, '0123456789-+'[i] ?? '']));

/**
 * One way of writing for what tables write in many: half width, one sign for each comparison, dashes, tildes and times signs; a
 * raised exponent becomes ^3. A space between digits stays as ␣, since joining them would make another number.
 */
export const foldForm = (text: string): string => {
  // Most cells are a plain number, already in this form.
  if (/^[\d.]+$/.test(text)) return text;
  let out = text.replaceAll(
    /(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+/g,
    (exponent) => `^${[...exponent].map((char) => raised.get(char)).join('')}`,
  );
  out = out.normalize('NFKC').replaceAll(/[\u{200b}-\u{200f}\u{feff}\u{2060}]/gu, '');
  out = out
    .replaceAll(/[−‐‑‒–—―─]/g, '-')
    .replaceAll(/[〜∼∽]/g, '~')
    .replaceAll(/<\s*=|=\s*<|[≦⩽≯]/g, '≤')
    .replaceAll(/>\s*=|=\s*>|[≧⩾≮]/g, '≥')
    .replaceAll(/\+\s*\/\s*-|\+-(?=[\d.])/g, '±')
    .replaceAll(/[〔【[]/g, '(')
    .replaceAll(/[〕】\]]/g, ')')
    .replaceAll(/(?<=\d)\s*[xX*✕·](?=\s*10(?:\^|0|\D|$))/g, '×')
    .replaceAll(/(?<=\d)\s+(?=\d)/g, '␣')
    .replaceAll(/\s+/g, '');
  // 《 and 》 stand for ≤ and ≥ where an input method put them before a number; a closed pair is the title of a document.
  if (!/《[^》]*》/.test(out)) out = out.replaceAll(/《(?=[\d.+-])/g, '≤').replaceAll(/》(?=[\d.+-])/g, '≥');
  return out.replaceAll(/(?<![\d.×^])10\^/g, '1×10^');
};

const digits = String.raw`(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)`;

/** A number without a sign: plain, with thousands, times a power of ten (10^3, 100) or with an exponent (1.5E+03). */
export const unsignedSource = String.raw`${digits}(?:×10\^[+-]?\d{1,2}|×10{1,9}(?!\d)|[eE][+-]?\d{1,2}(?![\dA-Za-z]))?`;

/** The same with an optional sign. */
export const numberSource = String.raw`[+-]?${unsignedSource}`;

const parts = new RegExp(`^([+-]?)(${digits})(?:×10\\^([+-]?\\d+)|×1(0+)|[eE]([+-]?\\d+))?$`);

/** Reads what `numberSource` matches. */
export const readNumber = (text: string): WrittenNumber | undefined => {
  const match = parts.exec(text);
  if (!match || text.length > 60) return undefined;
  const [, sign = '', written = '', power, zeros, exponent] = match;
  const mantissa = written.replaceAll(',', '');
  const shift = power ?? exponent ?? (zeros === undefined ? '0' : String(zeros.length));
  const scale = new Decimal(10).pow(Number(shift));
  const places = mantissa.split('.')[1]?.length ?? 0;
  return {
    value: new Decimal(`${sign}${mantissa.startsWith('.') ? '0' : ''}${mantissa}`).times(scale),
    interval: new Decimal(10).pow(-places).times(scale),
  };
};

const measureWords = '个只根张片级倍次圈转层处点粒支组条批包袋瓶件台套枚份人分秒钟小时天日月年克千毫微升米厘平方立度';
const unitPart = String.raw`(?:%|‰|°[CF]?|℃|[A-Za-zμΩ]+\d?|[${measureWords}]+)`;

/** A unit: %, mm, mg/kg, g/100g, kg/(m2·h), 根, 小时, cfu/cm2. */
export const unitSource = String.raw`${unitPart}(?:[/·*]\d{0,4}(?:\([^()]{1,12}\)|${unitPart}))*`;

/** Units that differ only in the way of writing become one. */
export const foldUnit = (unit: string | undefined): string | undefined =>
  unit === undefined || unit === ''
    ? undefined
    : unit.replaceAll(/[*]/g, '·').replaceAll('小时', 'h').replaceAll('℃', '°C');

/** 3-4级 is the grade between 3 and 4 (grey scales of GB/T 250 and GB/T 251): 3.5, in steps of a half. */
export const readHalfGrade = (text: string): WrittenNumber | undefined => {
  const [, low, high] = /^([1-9])-([1-9])级$/.exec(text) ?? [];
  if (low === undefined || Number(high) - Number(low) !== 1) return undefined;
  return { value: new Decimal(low).plus('0.5'), interval: new Decimal('0.5') };
};
