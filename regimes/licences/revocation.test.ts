import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAct } from '#foundation/process.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { type Result, unwrap } from '#foundation/refusal.ts';
import { addWorkingDays, publishedCalendar } from '#foundation/working-days.ts';
import { leadProcess } from './lead.ts';
import { decideStep, nextOfRevocation, powerProblem, revocationProcess, type RevocationState, revocationStates, type RevocationVerb, revocationVerbs, type Steps } from './revocation.ts'; // prettier-ignore

test('every state is reached and left; leads too', () => {
  expectSoundProcess(revocationProcess, 'proposed', ['revoked', 'kept', 'withdrawn']);
  expectSoundProcess(leadProcess, 'open', ['handed-over', 'unfounded', 'merged']);
});

test('every state × verb: the next state, or the refusal with its clause', () => {
  for (const state of revocationStates)
    for (const verb of revocationVerbs) {
      const next = (revocationProcess.transitions[state] as Partial<Record<RevocationVerb, RevocationState>>)[verb];
      const decided = decideAct(revocationProcess, state, verb, 'a', []);
      if (next === undefined)
        expect(decided).toMatchObject({
          ok: false,
          refusal: { code: 'state-not-allowed', citation: { source: 'notice', clause: '4.3.2' } },
        });
      else expect(decided).toEqual({ ok: true, value: next });
    }
});

test('who proposed does not decide', () => {
  expect(decideAct(revocationProcess, 'heard', 'revoke', 'a', ['a'])).toMatchObject({
    refusal: { code: 'four-eyes-same-person' },
  });
});

const start = localDate('2026-03-02');
const hearingDays = 5;
const noticeDays = 7;

/** Walks a revocation by steps of chance, the way the operations take them. */
const walk = (steps: readonly { pick: number; wait: number; noticed: number }[]) => {
  let state: RevocationState = 'proposed';
  let fixed: Steps = { servedOn: null, hearingUntil: null, requestedOn: null, heardOn: null };
  let today: LocalDate = start;
  const told: RevocationVerb[] = [];
  for (const { pick, wait, noticed } of steps) {
    today = addDays(today, wait);
    // What leads onward from its state is tried more often than the rest, so that the walks come far.
    const onward: RevocationVerb[] = (Object.keys(revocationProcess.transitions[state]) as RevocationVerb[]).filter(
      (one) => one !== 'keep' && one !== 'withdraw',
    );
    const verbs = [...Array.from({ length: 6 }, () => onward).flat(), ...revocationVerbs];
    const verb: RevocationVerb = verbs[pick % verbs.length] ?? 'notify';
    const next: Result<RevocationState> = decideAct(revocationProcess, state, verb, 'other', []);
    if (!next.ok) continue;
    const step = decideStep(
      verb,
      fixed,
      { on: today, today, noticedOn: addDays(today, -noticed) },
      noticeDays,
      publishedCalendar,
    );
    if (!step.ok) continue;
    if (verb === 'notify')
      fixed = {
        ...fixed,
        servedOn: today,
        hearingUntil: unwrap(addWorkingDays(today, hearingDays, publishedCalendar)),
      };
    if (verb === 'request-hearing') fixed = { ...fixed, requestedOn: today };
    if (verb === 'hear') fixed = { ...fixed, heardOn: today };
    state = next.value;
    told.push(verb);
  }
  return { state, fixed, today, told };
};

test('no path reaches revocation without notice, the days for a hearing, and the hearing where one was asked for', () => {
  const reached = { heard: 0, unheard: 0 };
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          pick: fc.nat(1000),
          wait: fc.integer({ min: 0, max: 9 }),
          noticed: fc.integer({ min: 0, max: 14 }),
        }),
        { maxLength: 12 },
      ),
      (steps) => {
        const { state, fixed, today, told } = walk(steps);
        if (state !== 'revoked') return;
        reached[told.includes('hear') ? 'heard' : 'unheard'] += 1;
        expect(told[0]).toBe('notify');
        expect(fixed.servedOn).not.toBeNull();
        if (told.includes('request-hearing')) expect(fixed.heardOn).not.toBeNull();
        else expect(today > (fixed.hearingUntil ?? today)).toBe(true);
      },
    ),
    { seed: 432, numRuns: 2000 },
  );
  expect([reached.heard > 100, reached.unheard > 100], JSON.stringify(reached)).toEqual([true, true]);
});

test('the last day counts; a day later is late, and the hearing is announced in time', () => {
  const steps = { servedOn: start, hearingUntil: localDate('2026-03-09'), requestedOn: null, heardOn: null };
  const at = (day: string) => ({ on: localDate(day), today: localDate('2026-04-30'), noticedOn: null });
  expect(decideStep('request-hearing', steps, at('2026-03-09'), noticeDays, publishedCalendar).ok).toBe(true);
  expect(decideStep('request-hearing', steps, at('2026-03-10'), noticeDays, publishedCalendar)).toMatchObject({
    refusal: { code: 'hearing-request-late', citation: { source: 'administrative-penalty-law', clause: '64' } },
  });
  const deciding = (today: string) => ({ on: localDate(today), today: localDate(today), noticedOn: null });
  expect(decideStep('revoke', steps, deciding('2026-03-09'), noticeDays, publishedCalendar)).toMatchObject({
    refusal: { code: 'hearing-term-running' },
  });
  expect(decideStep('revoke', steps, deciding('2026-03-10'), noticeDays, publishedCalendar).ok).toBe(true);
  const asked = { ...steps, requestedOn: localDate('2026-03-05') };
  const hearing = (noticedOn: string) => ({
    on: localDate('2026-03-20'),
    today: localDate('2026-03-20'),
    noticedOn: localDate(noticedOn),
  });
  // Seven working days: from the 11th, a Wednesday, to the 20th.
  expect(decideStep('hear', asked, hearing('2026-03-11'), noticeDays, publishedCalendar).ok).toBe(true);
  expect(decideStep('hear', asked, hearing('2026-03-12'), noticeDays, publishedCalendar)).toMatchObject({
    refusal: { code: 'hearing-noticed-late' },
  });
  expect(nextOfRevocation('notified', steps, localDate('2026-03-09'))).toMatchObject({ due: '2026-03-09' });
  expect(nextOfRevocation('notified', steps, localDate('2026-03-10'))?.by.zh).toBe('另一位签发人');
});

test('only what the provincial bureau has issued is revoked here', () => {
  const licence = { kind: 'production-licence', issuerKind: 'authority', issuer: '虚构省局', issuerRegion: '440000' };
  expect(powerProblem(licence, '440000').ok).toBe(true);
  for (const change of [
    { issuerRegion: '100000' },
    { issuerRegion: null },
    { kind: 'certification', issuerKind: 'body' },
  ])
    expect(powerProblem({ ...licence, ...change }, '440000')).toMatchObject({
      refusal: { code: 'revocation-not-in-power' },
    });
});
