import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  afterLot,
  type InspectedLot,
  inspectionStates,
  resumeInspection,
  startOfSwitching,
  switchingRules,
  type SwitchingStanding,
} from './switching.ts';

const seed = 28289;
const good: InspectedLot = { accepted: true, ac: 2, acceptedOneStepTighter: true, steady: true };
const bad: InspectedLot = { ...good, accepted: false, acceptedOneStepTighter: false };
const after = (lots: readonly InspectedLot[], from: SwitchingStanding = startOfSwitching) =>
  lots.reduce(afterLot, from);
const many = (count: number, lot: InspectedLot) => Array.from({ length: count }, () => lot);
const tightened = after([bad, bad]);
const reduced = after(many(10, good));
const discontinued = after([bad, good, bad, bad, good, bad, bad], tightened);

describe('from normal', () => {
  it.each([
    ['two in a row', [bad, bad]],
    ['two of five', [bad, good, good, good, bad]],
    ['two of five after good ones', [...many(6, good), bad, good, bad]],
  ])('is tightened: %s', (_, lots) => expect(after(lots).state).toBe('tightened'));

  it('stays where the second comes only in the sixth lot', () => {
    expect(after([bad, good, good, good, good, bad]).state).toBe('normal');
  });

  it('is reduced at a score of 30: three a lot, two where the acceptance number is below two', () => {
    expect(after(many(9, good))).toMatchObject({ state: 'normal', score: 27 });
    expect(reduced.state).toBe('reduced');
    const small = { ...good, ac: 1, acceptedOneStepTighter: false };
    expect(after(many(14, small))).toMatchObject({ state: 'normal', score: 28 });
    expect(after(many(15, small)).state).toBe('reduced');
  });

  it('loses its score by a lot not accepted, or not accepted one step tighter', () => {
    expect(after([...many(9, good), bad]).score).toBe(0);
    expect(after([...many(9, good), { ...good, acceptedOneStepTighter: false }]).score).toBe(0);
  });

  it('is not reduced without consent', () => {
    expect(after(many(20, { ...good, steady: false }))).toMatchObject({ state: 'normal', score: 60 });
  });
});

describe('from tightened', () => {
  it('is normal again after five in a row', () => {
    expect(after([good, good, good, good], tightened).state).toBe('tightened');
    expect(after(many(5, good), tightened).state).toBe('normal');
    expect(after([...many(4, good), bad, ...many(4, good)], tightened).state).toBe('tightened');
  });

  it('is discontinued at five not accepted, however many lots lie between, and resumes tightened', () => {
    expect(discontinued.state).toBe('discontinued');
    expect(after([good, bad], discontinued)).toBe(discontinued);
    expect(resumeInspection(discontinued)).toEqual(tightened);
    expect(resumeInspection(tightened)).toBe(tightened);
  });
});

test('from reduced one lot is enough', () => {
  expect(after([good], reduced).state).toBe('reduced');
  expect(after([bad], reduced).state).toBe('normal');
  expect(after([{ ...good, steady: false }], reduced).state).toBe('normal');
});

test('every state can be reached and left', () => {
  const reached = new Set(
    Object.values(switchingRules).flatMap((changes) => Object.values(changes).map((change) => change.to)),
  );
  expect([...reached].toSorted()).toEqual([...inspectionStates].toSorted());
  for (const state of inspectionStates) expect(Object.keys(switchingRules[state]).length).toBeGreaterThan(0);
});

test(`no series of lots leaves the table (seed ${seed})`, () => {
  const lot = fc.record({
    accepted: fc.boolean(),
    ac: fc.nat(5),
    acceptedOneStepTighter: fc.boolean(),
    steady: fc.boolean(),
  });
  // Runs of like lots: single lots drawn at random would hardly ever bring five or ten of a kind together.
  const run = fc
    .tuple(
      fc.oneof(lot, fc.constantFrom<InspectedLot | 'resume'>(good, bad, 'resume')),
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([event, times]) => Array.from({ length: times }, () => event));
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
      let standing = startOfSwitching;
      for (const event of runs.flat()) {
        const next = event === 'resume' ? resumeInspection(standing) : afterLot(standing, event);
        if (next.state !== standing.state) {
          const allowed: readonly string[] = Object.values(switchingRules[standing.state]).map((change) => change.to);
          expect(allowed).toContain(next.state);
          expect(next).toEqual({ state: next.state, score: 0, recent: [], notAccepted: 0 });
          seen.add(`${standing.state} ${next.state}`);
        }
        expect(next.recent.length).toBeLessThanOrEqual(5);
        standing = next;
      }
    }),
    { seed, numRuns: 2000 },
  );
  expect(seen.size).toBe(6);
});
