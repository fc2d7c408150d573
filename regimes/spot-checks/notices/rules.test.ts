import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadline } from '#foundation/deadline.ts';
import { publishedCalendar } from '#foundation/working-days.ts';
import { localDate } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { effectiveDay, manners } from '#foundation/service.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { type IdentityState, identityProcess, identityStates, noticeProcess, type NoticeState, noticeStates, parties } from './notice.ts'; // prettier-ignore
import { objectionProcess, objectionStates } from './objection.ts';
import { retestProcess, retestStates } from './retest.ts';
import { decideFinal, decideLaboratory, decideService, type FinalFacts, lateness, placeWithin, retestOutcome } from './rules.ts'; // prettier-ignore

test('the processes of notices, identity, objections and retests are sound', () => {
  expectSoundProcess(noticeProcess, 'to-serve', ['void']);
  expectSoundProcess(identityProcess, 'not-asked', ['confirmed', 'silent', 'denial-rejected']);
  expectSoundProcess(objectionProcess, 'filed', ['refused', 'withdrawn', 'upheld', 'settled']);
  expectSoundProcess(retestProcess, 'applied', ['tampered', 'abandoned', 'done']);
});

describe('service', () => {
  const law = { publicNoticeDays: 60 };
  test('takes effect on the day of its manner; a public notice when its time has passed', () => {
    const day = localDate('2026-09-01');
    expect(manners.map((manner) => [manner, effectiveDay(manner, day, law)])).toEqual([
      ['hand', '2026-09-01'],
      ['post', '2026-09-01'],
      ['leaving', '2026-09-01'],
      ['public', '2026-10-31'],
      ['electronic', '2026-09-01'],
    ]);
  });

  test('is neither of tomorrow nor from before the report', () => {
    const report = localDate('2026-09-01');
    const today = localDate('2026-09-05');
    expect(decideService(localDate('2026-09-01'), report, today).ok).toBe(true);
    expect(decideService(localDate('2026-09-06'), report, today)).toMatchObject({
      refusal: { code: 'date-in-future' },
    });
    expect(decideService(localDate('2026-08-31'), report, today)).toMatchObject({
      refusal: { code: 'served-before-report' },
    });
  });
});

describe('the clock of a party', () => {
  const vectors = [
    ['2024-09-20', '2024-10-08'],
    ['2024-09-16', '2024-10-08'],
    ['2024-01-26', '2024-02-18'],
    ['2000-04-20', '2000-05-08'],
    ['2025-01-15', '2025-02-05'],
  ] as const;
  test.each(vectors)('fifteen days from %s end on %s', (from, due) => {
    const effectiveOn = effectiveDay('hand', localDate(from), { publicNoticeDays: 60 });
    const objectionUntil = unwrap(deadline(effectiveOn, { days: 15, count: 'natural' }, publishedCalendar)).due;
    expect(objectionUntil).toBe(due);
    expect(lateness({ effectiveOn, objectionUntil }, localDate(due))).toBeUndefined();
  });

  test('an objection after the last day is refused with the day, citing the law where it was in force', () => {
    const clock = { effectiveOn: localDate('2026-09-01'), objectionUntil: localDate('2026-09-16') };
    const late = lateness(clock, localDate('2026-09-17'));
    expect(late?.text.zh).toContain('2026年9月16日');
    expect(late?.citation?.text.zh).toContain('第十五条');
    const before = { effectiveOn: localDate('2000-04-20'), objectionUntil: localDate('2000-05-08') };
    expect(lateness(before, localDate('2000-05-09'))).toMatchObject({ code: 'objection-too-late' });
    expect(lateness(before, localDate('2000-05-09'))?.citation).toBeUndefined();
  });
});

describe('finality', () => {
  const overStates: readonly NoticeState[] = ['waived', 'lapsed', 'settled'];
  const openIdentity: readonly IdentityState[] = ['asked', 'denied'];
  const facts: fc.Arbitrary<FinalFacts> = fc.record({
    state: fc.constantFrom('tested', 'noticed', 'final'),
    hasSeller: fc.boolean(),
    notices: fc.array(
      fc.record({
        party: fc.constantFrom(...parties),
        state: fc.constantFrom(...noticeStates),
        proven: fc.boolean(),
        identity: fc.constantFrom(...identityStates),
      }),
      { maxLength: 3 },
    ),
    objections: fc.array(fc.constantFrom(...objectionStates), { maxLength: 2 }),
    retests: fc.array(fc.constantFrom(...retestStates), { maxLength: 2 }),
  });

  test('no path becomes final without proof of service to every party, nor with anything open (seed 18)', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const decided = decideFinal(given);
        const standing = given.notices.filter(({ state }) => state !== 'void');
        const ready =
          given.state === 'noticed' &&
          standing.some(({ party }) => party === 'producer') &&
          (!given.hasSeller || standing.some(({ party }) => party === 'seller')) &&
          standing.every(
            ({ proven, state, identity }) => proven && overStates.includes(state) && !openIdentity.includes(identity),
          ) &&
          !given.objections.some((state) => state === 'filed' || state === 'retest' || state === 'given-up') &&
          !given.retests.some((state) => state === 'applied' || state === 'designated');
        expect(decided.outcome === 'final').toBe(ready);
      }),
      { seed: 18, numRuns: 2000 },
    );
  });

  test('the retest is the result; without one, or with a tampered reserve, the first stands; a proven denial names no producer', () => {
    const notice = { party: 'producer', state: 'settled', proven: true, identity: 'not-asked' } as const;
    const base: FinalFacts = {
      state: 'noticed',
      hasSeller: false,
      notices: [notice],
      objections: ['settled'],
      retests: ['done'],
    };
    expect(decideFinal(base)).toEqual({ outcome: 'final', by: 'retest', producerDenied: false });
    expect(decideFinal({ ...base, retests: ['tampered'] })).toMatchObject({ by: 'first' });
    expect(decideFinal({ ...base, retests: [], notices: [{ ...notice, identity: 'denial-proven' }] })).toMatchObject({
      producerDenied: true,
    });
  });
});

test('the retest: another laboratory, the fee by its outcome', () => {
  expect(decideLaboratory(1, 1, [1, 2], null)).toMatchObject({ refusal: { code: 'retest-same-laboratory' } });
  expect(decideLaboratory(2, 1, [2], null).ok).toBe(true);
  expect(decideLaboratory(3, 1, [2], null)).toMatchObject({ refusal: { code: 'retest-laboratory-not-planned' } });
  expect(decideLaboratory(3, 1, [2], '计划内机构均无资质').ok).toBe(true);
  const fee = { same: 'applicant', different: 'authority' } as const;
  expect(retestOutcome('fail', 'fail', fee)).toEqual({ outcome: 'same', feeBy: 'applicant' });
  expect(retestOutcome('fail', 'pass', fee)).toEqual({ outcome: 'different', feeBy: 'authority' });
});

test('a party of another province is served by the provincial bureau itself', () => {
  const place = { provinceCode: '440000', cityCode: '440600', countyCode: null };
  expect(placeWithin(place, '440000')).toBe('440600');
  expect(placeWithin({ ...place, countyCode: '440604' }, '440000')).toBe('440604');
  expect(placeWithin({ ...place, provinceCode: '330000' }, '440000')).toBeNull();
});
