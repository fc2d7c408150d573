import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { entryProcess } from './catalogue-entry.ts';
import { actsOf, type Hold, licenceActs, standings, type Term } from './licence.ts';
import { decideLicenceAct, standingOn, wholeStanding } from './rules.ts';

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
