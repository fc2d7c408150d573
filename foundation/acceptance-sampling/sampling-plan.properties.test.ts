import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '../refusal.ts';
import { codeLetterOf, inspectionLevels } from './code-letter.ts';
import { aqls, codeLetters, findPlan, severities } from './master-tables.ts';
import { samplingPlan } from './sampling-plan.ts';

const seed = 2828;
const lot = fc.oneof(fc.integer({ min: 2, max: 2000 }), fc.integer({ min: 2, max: 1_000_000 }));
const asked = { level: fc.constantFrom(...inspectionLevels), aql: fc.constantFrom(...aqls) };

test('every cell of every table leads to a plan, and a plan rejects with one more than it accepts', () => {
  for (const severity of severities)
    for (const letter of codeLetters.slice(0, -1))
      for (const aql of aqls) {
        const found = findPlan(severity, letter, aql);
        expect(found.n).toBeGreaterThanOrEqual(2);
        expect(found.ac).toBeGreaterThanOrEqual(0);
        const order = codeLetters.indexOf(found.row) - codeLetters.indexOf(letter);
        expect(Math.sign(order)).toBe({ '': 0, down: 1, up: -1 }[found.arrow]);
        // Where the arrow ends stands a plan, not another arrow.
        if (found.row !== 'S') expect(findPlan(severity, found.row, aql)).toEqual({ ...found, arrow: '' });
      }
});

test(`a larger lot never needs a smaller sample, and never a smaller acceptance number (seed ${seed})`, () => {
  fc.assert(
    fc.property(lot, lot, asked.level, asked.aql, fc.constantFrom(...severities), (a, b, level, aql, severity) => {
      const of = (size: number) => unwrap(samplingPlan({ lot: String(size), level, aql, severity }));
      const [small, large] = [of(Math.min(a, b)), of(Math.max(a, b))];
      expect(large.n).toBeGreaterThanOrEqual(small.n);
      expect(large.inspected).toBeGreaterThanOrEqual(small.inspected);
      expect(large.re).toBe(large.ac + 1);
      expect(large.all).toBe(large.n >= large.lot);
    }),
    { seed, numRuns: 4000 },
  );
});

test(`tightened is never more lenient than normal, reduced never inspects more (seed ${seed})`, () => {
  fc.assert(
    fc.property(lot, asked.level, asked.aql, (size, level, aql) => {
      const letter = codeLetterOf(size, level);
      const [normal, tightened, reduced] = severities.map((severity) => findPlan(severity, letter, aql));
      if (normal === undefined || tightened === undefined || reduced === undefined) throw new Error('three severities');
      expect(reduced.n).toBeLessThanOrEqual(normal.n);
      expect(reduced.ac).toBeLessThanOrEqual(normal.ac);
      if (tightened.n === normal.n) expect(tightened.ac).toBeLessThanOrEqual(normal.ac);
      else if (tightened.ac >= normal.ac) expect(tightened.n).toBeGreaterThan(normal.n);
    }),
    { seed, numRuns: 4000 },
  );
});

test(`higher levels never take an earlier code letter (seed ${seed})`, () => {
  fc.assert(
    fc.property(lot, (size) => {
      for (const series of [inspectionLevels.slice(0, 4), inspectionLevels.slice(4)]) {
        const rows = series.map((level) => codeLetters.indexOf(codeLetterOf(size, level)));
        expect(rows).toEqual(rows.toSorted((a, b) => a - b));
      }
    }),
    { seed },
  );
});
