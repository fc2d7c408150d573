import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, roundToInterval } from '../decimal.ts';
import { unwrap } from '../refusal.ts';
import { judge } from './judge.ts';
import { parseLimit } from './parse-limit.ts';

const seed = 8170;
const number = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 3 }))
  .map(([digits, places]) => new Decimal(digits).div(new Decimal(10).pow(places)).toFixed(places));

const ways = {
  '≤': ['≤', '<=', '＜＝', '≦', '不大于', '应不大于', '不得超过', '至多', '小于或等于', '≯', '《'],
  '≥': ['≥', '>=', '＞＝', '≧', '不小于', '应不低于', '不得少于', '至少', '大于等于', '≮', '》'],
  '<': ['<', '＜', '﹤', '小于', '低于', '应小于'],
  '>': ['>', '＞', '﹥', '大于', '高于', '须大于'],
} as const;
const sign = fc.constantFrom('≤', '≥', '<', '>');
const spaces = fc.constantFrom('', ' ', '\u3000');

const holds = (measured: string, by: string, limit: string): boolean => {
  const order = new Decimal(measured).cmp(limit);
  return by === '≤' ? order <= 0 : by === '≥' ? order >= 0 : by === '<' ? order < 0 : order > 0;
};

const wide = (text: string): string =>
  text.replaceAll(/[0-9.+-]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));

test(`every way of writing a one-sided limit judges by arithmetic (seed ${seed})`, () => {
  fc.assert(
    fc.property(number, number, sign, fc.nat(20), spaces, fc.boolean(), (measured, limit, by, way, space, full) => {
      const written = ways[by][way % ways[by].length] + space + (full ? wide(limit) : limit);
      expect([written, judge(measured, written).verdict]).toEqual([
        written,
        holds(measured, by, limit) ? 'pass' : 'fail',
      ]);
    }),
    { seed, numRuns: 2000 },
  );
});

test(`every way of writing a range judges by arithmetic (seed ${seed})`, () => {
  const separator = fc.constantFrom('～', '~', '-', '—', '–', '至', '到');
  fc.assert(
    fc.property(number, number, number, separator, spaces, (measured, a, b, between, space) => {
      const [low, high] = new Decimal(a).lte(b) ? [a, b] : [b, a];
      const written = `${low}${space}${between}${space}${high}`;
      const inside = holds(measured, '≥', low) && holds(measured, '≤', high);
      expect([written, judge(measured, written).verdict]).toEqual([written, inside ? 'pass' : 'fail']);
    }),
    { seed, numRuns: 2000 },
  );
});

test(`a nominal value with a deviation is the range it makes (seed ${seed})`, () => {
  fc.assert(
    fc.property(number, number, number, (measured, nominal, deviation) => {
      const by = new Decimal(deviation).abs();
      const [low, high] = [new Decimal(nominal).minus(by).toFixed(), new Decimal(nominal).plus(by).toFixed()];
      const expected = judge(measured, `≥${low}，≤${high}`).verdict;
      expect(judge(measured, `${nominal}±${by.toFixed()}`).verdict).toBe(expected);
      expect(judge(measured, `${nominal}(+${by.toFixed()},-${by.toFixed()})`).verdict).toBe(expected);
    }),
    { seed },
  );
});

test(`rounding first is the full comparison of the rounded value (seed ${seed})`, () => {
  fc.assert(
    fc.property(number, number, sign, (measured, limit, by) => {
      const places = limit.split('.')[1]?.length ?? 0;
      const rounded = unwrap(roundToInterval(measured, new Decimal(10).pow(-places).toFixed()));
      expect(judge(measured, by + limit, 'rounded').verdict).toBe(judge(rounded, by + limit, 'full').verdict);
    }),
    { seed },
  );
});

test(`what is only known to be below or above is certain or unreadable, never wrong (seed ${seed})`, () => {
  const step = fc.integer({ min: 1, max: 500 }).map((n) => new Decimal(n).div(100));
  fc.assert(
    fc.property(
      number,
      number,
      sign,
      fc.boolean(),
      step,
      fc.constantFrom('full', 'rounded'),
      (mark, limit, by, below, away, method) => {
        const open = judge((below ? '＜' : '＞') + mark, by + limit, method).verdict;
        const within = new Decimal(mark).plus(below ? away.neg() : away).toFixed();
        if (open !== 'unreadable') expect(judge(within, by + limit, method).verdict).toBe(open);
      },
    ),
    { seed, numRuns: 2000 },
  );
});

test(`no text makes it throw, hang or guess (seed ${seed})`, () => {
  const piece = fc.constantFrom(
    ...'0123456789.,+-±~～≤≥<>×%／/()（）《》 mgk级不得检出含大小于等至^x10³、；',
    '不含',
    '不大于',
    '×10',
  );
  const cell = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(cell, cell, (measured, limit) => {
      const started = performance.now();
      const { verdict, reason } = judge(measured, limit);
      expect(performance.now() - started).toBeLessThan(200);
      expect(reason.zh).not.toBe('');
      if (verdict !== 'unreadable') expect(['numeric', 'absent', 'text']).toContain(parseLimit(limit).kind);
    }),
    { seed, numRuns: 3000 },
  );
});
