/** What a number format makes of a number, as far as the text of a cell depends on it. */
export type NumberShape =
  | { readonly type: 'general' }
  | {
      readonly type: 'date';
      readonly year: boolean;
      readonly month: boolean;
      readonly day: boolean;
      readonly time: boolean;
      /** Set for yyyy/m/d and its like, which Chinese tables show with slashes: digits of month and day at least. */
      readonly slashes?: { readonly month: number; readonly day: number };
    }
  | {
      readonly type: 'decimal';
      readonly decimals: number;
      readonly integers: number;
      readonly percent: boolean;
      readonly prefix: string;
      readonly suffix: string;
    };

/** ECMA-376 part 1, 18.8.30, with the forms of a Chinese Excel where they differ by language. */
export const builtInFormats: Readonly<Record<number, string>> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy-m-d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy',
  18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy-m-d h:mm', 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
  29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: '#,##0', 38: '#,##0', 39: '#,##0.00', 40: '#,##0.00', 45: 'mm:ss', 46: '[h]:mm:ss',
  47: 'mm:ss.0', 49: '@', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
  55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}; // prettier-ignore

const general: NumberShape = { type: 'general' };
const shapes = new Map<string, NumberShape>();

/** Takes a format apart: its first section without colours, conditions and spacing, literals set apart as ‹…›. */
const skeleton = (format: string): string => {
  let plain = '';
  for (let at = 0; at < format.length; at += 1) {
    const character = format[at]!;
    if (character === ';') break;
    if (character === '"') {
      const close = format.indexOf('"', at + 1);
      const end = close === -1 ? format.length : close;
      plain += `‹${format.slice(at + 1, end)}›`;
      at = end;
    } else if (character === '\\') {
      at += 1;
      plain += `‹${format[at] ?? ''}›`;
    } else if (character === '_' || character === '*') at += 1;
    else if (character === '[') {
      const close = format.indexOf(']', at);
      const inside = format.slice(at + 1, close === -1 ? format.length : close);
      if (/^[hms]+$/i.test(inside)) plain += inside;
      at = close === -1 ? format.length : close;
    } else plain += character;
  }
  return plain;
};

const literal = /‹([^›]*)›/g;
const decimalPattern = /^((?:‹[^›]*›|[\s¥￥$+()-])*)([#0,]*[#0])(?:\.(0+))?(%?)((?:‹[^›]*›|[\s()-])*)$/;

const parse = (format: string): NumberShape => {
  if (/^(general|@)?$/i.test(format)) return general;
  const plain = skeleton(format);
  const words = plain.replace(literal, '');
  if (/[ymdhs]/i.test(words) && !/general|[#?]|0[0.]*e/i.test(words)) {
    const time = /[hs]/i.test(words);
    // m stands for minutes beside h or s only.
    const months = words.replace(/[hs][^a-z]*m+/gi, '').replace(/m+[^a-z]*s/gi, '');
    const slashed = /^y{4}\/(m{1,2})\/(d{1,2})$/i.exec(words.trim());
    const slashes = slashed ? { month: slashed[1]!.length, day: slashed[2]!.length } : undefined;
    return { type: 'date', year: /y|e/i.test(words), month: /m/i.test(months), day: /d/i.test(words), time, slashes };
  }
  const parts = decimalPattern.exec(plain);
  if (!parts) return general;
  const text = (part: string): string =>
    [...part.matchAll(literal)]
      .map((match) => match[1])
      .join('')
      .trim();
  return {
    type: 'decimal',
    decimals: parts[3]?.length ?? 0,
    integers: (parts[2]!.match(/0/g) ?? []).length,
    percent: parts[4] === '%',
    prefix: text(parts[1]!),
    suffix: text(parts[5]!),
  };
};

/** The shape of a number format; formats repeat, so each is taken apart once. */
export const shapeOf = (format: string | undefined): NumberShape => {
  if (format === undefined) return general;
  const known = shapes.get(format);
  if (known) return known;
  const shape = parse(format);
  if (shapes.size < 5000) shapes.set(format, shape);
  return shape;
};
