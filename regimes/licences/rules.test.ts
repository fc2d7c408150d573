import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { entryProcess } from './catalogue-entry.ts';
import { actsOf, type Hold, licenceActs, standings, type Term } from './licence.ts';
import { decideLicenceAct, farthestRenewal, standingOn, timelineOf, wholeStanding, yearsLater } from './rules.ts';

const day0 = localDate('2026-01-01');
const day = (n: number): LocalDate => addDays(day0, n);
const days = fc.integer({ min: 0, max: 40 }).map(day);
const perhaps = fc.option(days, { nil: null });
const terms: fc.Arbitrary<Term> = fc
  .record({ a: days, b: days, surrenderedOn: perhaps, revokedOn: perhaps })
  .map(({ a, b, ...rest }) => ({ validFrom: a < b ? a : b, validUntil: a < b ? b : a, ...rest }));
const cardHolds: fc.Arbitrary<Hold> = fc
  .record({ cardId: fc.integer({ min: 1, max: 4 }), categoryId: fc.integer({ min: 1, max: 3 }), a: days, b: perhaps })
  .map(({ a, b, ...rest }) => ({ ...rest, ground: 'card', from: a, endedOn: b === null || b < a ? null : b }));

/** What the law says, said another way than the code does. */
const asStated = (term: Term, holds: readonly Hold[], on: LocalDate, path: readonly number[]) => {
  const since = (fact: LocalDate | null) => fact !== null && on >= fact;
  if (since(term.revokedOn)) return 'revoked';
  if (since(term.surrenderedOn)) return 'surrendered';
  if (on > term.validUntil) return 'expired';
  if (on < term.validFrom) return 'not-yet';
  const running = holds.filter(({ from, endedOn }) => from <= on && !(endedOn !== null && endedOn <= on));
  const of = new Set(running.map(({ categoryId }) => categoryId));
  return of.has(null) || path.some((category) => of.has(category)) ? 'suspended' : 'valid';
};

describe('how a licence stands', () => {
  test('is what term, surrender, revocation and holds give', () => {
    fc.assert(
      fc.property(
        terms,
        fc.array(cardHolds, { maxLength: 6 }),
        days,
        fc.integer({ min: 1, max: 3 }),
        (term, holds, on, category) => {
          expect(standingOn(term, holds, on, [category])).toBe(asStated(term, holds, on, [category]));
        },
      ),
      { seed: 311 },
    );
  });

  test('lifting a card ends the holds of that card and changes nothing else', () => {
    fc.assert(
      fc.property(terms, fc.array(cardHolds, { minLength: 1, maxLength: 6 }), days, days, (term, holds, lifted, on) => {
        const card = holds[0]?.cardId;
        const end = (hold: Hold): Hold =>
          hold.cardId === card && hold.endedOn === null
            ? { ...hold, endedOn: lifted < hold.from ? hold.from : lifted }
            : hold;
        const after = holds.map(end);
        for (const category of [1, 2, 3]) {
          const others = holds.filter(({ cardId }) => cardId !== card);
          const rest = standingOn(term, others, on, [category]);
          // Before the lifting nothing changes; from its day on the product stands as the other cards let it.
          if (on < lifted)
            expect(standingOn(term, after, on, [category])).toBe(standingOn(term, holds, on, [category]));
          else if (holds.every(({ cardId, from, endedOn }) => cardId !== card || (endedOn === null && from <= lifted)))
            expect(standingOn(term, after, on, [category])).toBe(rest);
          // Where another hold suspends it, it stays suspended whatever is lifted.
          if (rest === 'suspended') expect(standingOn(term, after, on, [category])).toBe('suspended');
          // A revoked, surrendered or expired licence does not come back.
          const unheld = standingOn(term, [], on, [category]);
          if (unheld !== 'valid') expect(standingOn(term, after, on, [category])).toBe(unheld);
        }
      }),
      { seed: 431 },
    );
  });

  test('a hold on one product leaves the other products of the licence usable', () => {
    const term = { validFrom: day(0), validUntil: day(30), surrenderedOn: null, revokedOn: null };
    const hold: Hold = { ground: 'card', cardId: 7, categoryId: 1, from: day(5), endedOn: day(9) };
    expect(standingOn(term, [hold], day(4), [1])).toBe('valid');
    expect(standingOn(term, [hold], day(5), [1])).toBe('suspended');
    expect(standingOn(term, [hold], day(5), [2])).toBe('valid');
    expect(standingOn(term, [hold], day(8), [1])).toBe('suspended');
    expect(standingOn(term, [hold], day(9), [1])).toBe('valid');
    expect(wholeStanding(term, [hold], day(5), [1, 2])).toBe('valid');
    expect(wholeStanding(term, [hold], day(5), [1])).toBe('suspended');
  });
});

test('every standing × act: recorded, or refused by name', () => {
  const issuerHold: Hold = { ground: 'issuer', cardId: null, categoryId: null, from: day(0), endedOn: null };
  for (const standing of standings)
    for (const act of licenceActs)
      for (const holds of [[], [issuerHold]]) {
        const decided = decideLicenceAct(standing, act, holds, day(1));
        const listed = (actsOf[standing] as readonly string[]).includes(act);
        const fits = act === 'issuer-resume' ? holds.length > 0 : act === 'issuer-suspend' ? holds.length === 0 : true;
        if (listed && fits) expect(decided.ok).toBe(true);
        else expect(decided).toMatchObject({ ok: false, refusal: { code: 'state-not-allowed' } });
      }
});

test('the catalogue: every state is reached and left', () => {
  expectSoundProcess(entryProcess, 'proposed', ['declined', 'withdrawn', 'replaced']);
});

describe('the timeline of a licence', () => {
  const today = localDate('2026-09-01');
  const licence = {
    issuedOn: localDate('2020-03-01'),
    issuer: '虚构省局',
    validFrom: localDate('2020-03-01'),
    validUntil: localDate('2030-02-28'),
    surrenderedOn: null,
    revokedOn: null,
  };
  const entered = { at: '2026-08-01T02:00:00Z', words: { zh: '登记', en: 'Entered' }, by: '虚构办事员', reason: null };
  const said = (of: Partial<Term & { issuedOn: LocalDate }>, verbs: readonly string[] = [], recorded = [entered]) =>
    timelineOf({ ...licence, ...of }, recorded, new Set(verbs), today).map(({ at, words }) => `${at.slice(0, 10)} ${words.zh}`); // prettier-ignore

  test('begins with its issue, by its issuer, however late it was entered here', () => {
    expect(timelineOf(licence, [entered], new Set(['register']), today)).toEqual([
      { at: '2020-03-01', words: { zh: '发证', en: 'Issued' }, by: '虚构省局', reason: null },
      entered,
    ]);
    expect(said({ validFrom: localDate('2021-01-01') })).toEqual([
      '2020-03-01 发证',
      '2021-01-01 有效期起',
      '2026-08-01 登记',
    ]);
  });

  test('says what a table says of its end, once, and when its term was over', () => {
    const day = localDate('2023-05-05');
    expect(said({ surrenderedOn: day })).toEqual([
      '2020-03-01 发证',
      '2023-05-05 注销（登记表载明）',
      '2026-08-01 登记',
    ]);
    expect(said({ revokedOn: day })[1]).toBe('2023-05-05 吊销、撤销（登记表载明）');
    for (const verb of ['issuer-revoke', 'answer-withdraws', 'revoke'])
      expect(said({ revokedOn: day }, [verb])).toEqual(['2020-03-01 发证', '2026-08-01 登记']);
    expect(said({ surrenderedOn: day }, ['surrender'])).toEqual(['2020-03-01 发证', '2026-08-01 登记']);
    expect(said({ validUntil: localDate('2025-02-28') })[1]).toBe('2025-02-28 有效期届满');
    expect(said({ validUntil: localDate('2025-02-28'), surrenderedOn: day })).not.toContain('2025-02-28 有效期届满');
    expect(said({ validUntil: today })).toHaveLength(2);
  });

  test('keeps all that was recorded, in the order of days', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(licence.issuedOn, days));
    fc.assert(
      fc.property(
        day,
        day,
        fc.option(day),
        fc.option(day),
        fc.array(day),
        (from, until, surrendered, revoked, acts) => {
          const recorded = acts.toSorted().map((at) => ({ ...entered, at: `${at}T02:00:00Z` }));
          const whole = timelineOf({ ...licence, validFrom: from, validUntil: until, surrenderedOn: surrendered, revokedOn: revoked }, recorded, new Set(), today); // prettier-ignore
          expect(whole[0]?.words.zh).toBe('发证');
          expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).toSorted());
          expect(whole.filter(({ words }) => words.zh === '登记')).toEqual(recorded);
        },
      ),
    );
  });
});

test('renewed at once as often as one likes, a licence reaches no farther than one term after its renewal first came near', () => {
  fc.assert(
    fc.property(days, days, fc.integer({ min: 1, max: 10 }), fc.nat(400), (ends, today, years, earlyDays) => {
      const bounds = { years, earlyDays };
      let until = ends;
      for (let turn = 0; turn < 5; turn += 1) {
        const next = farthestRenewal(until, today, bounds);
        expect(next >= yearsLater(today, years)).toBe(true);
        if (next > until) until = next;
      }
      expect(until <= yearsLater(addDays(today, earlyDays), years) || until === ends).toBe(true);
    }),
  );
});
