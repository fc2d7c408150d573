import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '#foundation/local-date.ts';
import { decideAct, decideOn } from '#foundation/process.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { refuse } from '#foundation/refusal.ts';
import { roleNames, roles } from '#platform/identity/roles.ts';
import { exposureRules } from './acts.ts';
import { exposureActs, exposureProcess, type ExposureState, exposureStates } from './exposure.ts';
import { partyProcess, partyRoles, partyStates, partyVerbs } from './party.ts';
import { decidePlea, decideRejection, decideServiceDay, decideStatement, hearingOf } from './party-rules.ts';

const day = localDate('2026-09-10');

test('the states of a notice are sound', () => {
  expectSoundProcess(partyProcess, 'to-serve', ['void']);
});

describe('state × verb × role', () => {
  const holds = (role: keyof typeof roles, permission: string) =>
    (roles[role].permissions as readonly string[]).includes(permission);

  test('of an exposure: the next state, or a refusal that says why', () => {
    for (const state of exposureStates)
      for (const act of exposureActs)
        for (const role of roleNames) {
          const decided = holds(role, exposureProcess.acts[act].permission)
            ? decideOn(
                exposureRules,
                {
                  state,
                  underReview: false,
                  unpublished: false,
                  waivedBy: [],
                  proposedBy: 'p',
                  submittedBy: 'a',
                  decidedBy: 'b',
                },
                act,
                role,
              )
            : refuse('forbidden');
          const next: Partial<Record<string, ExposureState>> = exposureProcess.transitions[state];
          if (decided.ok) expect(decided.value).toBe(next[act]);
          else {
            expect(decided.refusal.text.zh.length).toBeGreaterThan(5);
            if (decided.refusal.code === 'state-not-allowed') expect(decided.refusal.citation?.clause).toBe('4.2');
            else expect(decided.refusal.code).toBe('forbidden');
          }
          expect(decided.ok).toBe(holds(role, exposureProcess.acts[act].permission) && act in next && act !== 'keep');
        }
  });

  test('of a notice: the next state, or a refusal that says why', () => {
    for (const state of partyStates)
      for (const verb of partyVerbs)
        for (const role of roleNames) {
          const may = holds(role, partyProcess.acts[verb].permission);
          const decided = may ? decideAct(partyProcess, state, verb, role) : refuse('forbidden');
          expect(decided.ok).toBe(may && verb in partyProcess.transitions[state]);
          if (!decided.ok) expect(['forbidden', 'state-not-allowed']).toContain(decided.refusal.code);
        }
  });

  test('nobody both submits and decides; no laboratory, firm or reader does either', () => {
    for (const role of roleNames) {
      const [submits, releases] = [holds(role, 'publicity.submit'), holds(role, 'publicity.release')];
      expect(submits && releases).toBe(false);
      if (/^(laboratory|enterprise|certifier|reader|auditor|inspector|partner)/.test(role))
        expect(submits || releases).toBe(false);
    }
  });
});

test('an exposure goes on exactly when every firm was heard, waived or spared, and neither the producer nor everybody is spared', () => {
  const party = fc.record({ role: fc.constantFrom(...partyRoles), state: fc.constantFrom(...partyStates) });
  fc.assert(
    fc.property(fc.array(party, { maxLength: 6 }), (parties) => {
      const standing = parties.filter(({ state }) => state !== 'void');
      const spared =
        standing.some(({ role, state }) => role === 'producer' && state === 'spared') ||
        (standing.length > 0 && standing.every(({ state }) => state === 'spared'));
      const open =
        standing.length === 0 || standing.some(({ state }) => ['to-serve', 'served', 'stated'].includes(state));
      expect(hearingOf(parties)).toBe(spared ? 'spared' : open ? 'open' : 'over');
    }),
    { seed: 20_000_328 },
  );
});

test('a statement is in time to its last day, once; a hearing that was asked for comes before a rejection', () => {
  const party = { heardUntil: day, statement: null };
  expect(decideStatement(party, day, addDays(day, 9)).ok).toBe(true);
  expect(decideStatement(party, addDays(day, 1), addDays(day, 9))).toMatchObject({
    refusal: { code: 'statement-too-late' },
  });
  expect(decideStatement(party, addDays(day, 1), day)).toMatchObject({ refusal: { code: 'date-in-future' } });
  expect(decideStatement({ ...party, statement: '有' }, day, day)).toMatchObject({
    refusal: { code: 'stated-already' },
  });
  const asks = { wantsHearing: true, statedOn: day };
  expect(decideRejection(asks, null, day)).toMatchObject({ refusal: { code: 'hearing-first' } });
  expect(decideRejection(asks, addDays(day, 1), day)).toMatchObject({ refusal: { code: 'date-in-future' } });
  expect(decideRejection(asks, addDays(day, -1), day)).toMatchObject({ refusal: { code: 'hearing-before-statement' } });
  expect(decideRejection(asks, day, day).ok).toBe(true);
  expect(decideRejection({ ...asks, wantsHearing: false }, null, day).ok).toBe(true);
  expect(decideServiceDay(addDays(day, -1), day, day)).toMatchObject({ refusal: { code: 'served-before-notice' } });
  expect(decideServiceDay(day, day, day).ok).toBe(true);
});

test('a plea: on the last day in time, the day after late and kept once; a second one is refused', () => {
  const open = { heardUntil: day, statement: null, late: null };
  expect(decidePlea(open, day)).toEqual({ ok: true, value: 'in-time' });
  expect(decidePlea(open, addDays(day, 1))).toEqual({ ok: true, value: 'late' });
  expect(decidePlea({ ...open, statement: '已陈述' }, day)).toMatchObject({ refusal: { code: 'stated-already' } });
  expect(decidePlea({ ...open, statement: '已陈述' }, addDays(day, 1))).toEqual({ ok: true, value: 'late' });
  expect(decidePlea({ ...open, late: '已留存' }, addDays(day, 1))).toMatchObject({
    refusal: { code: 'stated-already' },
  });
});
