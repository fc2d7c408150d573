import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divisionLevel, liesWithin, parentDivision, parseDivisionCode } from './division-code.ts';

const seed = 2260;
const two = fc.integer({ min: 1, max: 99 }).map((n) => String(n).padStart(2, '0'));
const code = fc
  .tuple(fc.integer({ min: 10, max: 99 }), fc.constantFrom(0, 1, 2), two, two)
  .map(([province, depth, city, county]) => `${province}${depth > 0 ? city : '00'}${depth > 1 ? county : '00'}`);

test.each(['', '44', '4401', '4401000', '040100', '440006', '44O100', '44010x'])('%j is no code', (written) => {
  expect(parseDivisionCode(written)).toMatchObject({ ok: false, refusal: { code: 'bad-division-code' } });
});

test('levels and full width', () => {
  expect(parseDivisionCode('４４０１００')).toEqual({ ok: true, value: '440100' });
  expect(['440000', '440100', '440106'].map(divisionLevel)).toEqual(['province', 'city', 'county']);
});

test(`every code lies within itself and all above it (seed ${seed})`, () => {
  fc.assert(
    fc.property(code, code, (one, other) => {
      expect(parseDivisionCode(one)).toEqual({ ok: true, value: one });
      for (let above: string | undefined = one; above !== undefined; above = parentDivision(above))
        expect(liesWithin(one, above)).toBe(true);
      if (one !== other && liesWithin(one, other)) expect(liesWithin(other, one)).toBe(false);
    }),
    { seed },
  );
});
