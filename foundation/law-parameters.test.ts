import { expect, test } from 'vitest';
import { inTurn } from './law-parameters.ts';
import { localDate } from './local-date.ts';
import { pair } from './text-pair.ts';

const source = pair('出处', 'source');
const at = (from: string, value: number) => ({ from: localDate(from), value, source, confirmed: false });

test('of values that replace one another each ends on the eve of the next, and the last stays open', () => {
  const values = inTurn(at('2000-03-28', 3), at('2021-07-15', 5), at('2024-03-01', 7));
  expect(values.map(({ from, to, value }) => [from, to, value])).toEqual([
    ['2000-03-28', '2021-07-14', 3],
    ['2021-07-15', '2024-02-29', 5],
    ['2024-03-01', undefined, 7],
  ]);
});

test('values out of their order are a mistake of the program', () => {
  expect(() => inTurn(at('2021-07-15', 5), at('2000-03-28', 3))).toThrow('out of order');
});
