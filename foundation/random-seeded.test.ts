import { expect, test } from 'vitest';
import { seededRandom } from './random-seeded.ts';

test('the same seed gives the same choices, another seed others', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed).next);
  expect(draw(18)).toEqual(draw(18));
  expect(draw(18)).not.toEqual(draw(19));
});

test('numbers lie evenly in their range', () => {
  const random = seededRandom(2000);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let round = 0; round < 20_000; round += 1) {
    const at = random.int(0, 9);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(250);
});

test('weights and samples', () => {
  const random = seededRandom(7);
  const drawn = Array.from({ length: 3000 }, () => random.weighted([1, 2, 3], (entry) => entry));
  expect(drawn.filter((entry) => entry === 3).length).toBeGreaterThan(1350);
  expect(random.weighted([1, 2], (entry) => (entry === 1 ? 0 : 1))).toBe(2);
  expect(new Set(random.sample([1, 2, 3, 4, 5], 4)).size).toBe(4);
  expect(random.sample([1, 2], 5).toSorted()).toEqual([1, 2]);
  expect(() => random.pick([])).toThrow('nothing');
});

test('a fork does not depend on what was drawn before', () => {
  const one = seededRandom(5);
  const two = seededRandom(5);
  one.next();
  expect(one.fork('names').next()).toBe(two.fork('names').next());
  expect(one.fork('names').next()).not.toBe(one.fork('results').next());
});
