import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localState } from './local-state.ts';
import type { FieldAnswer } from './message.ts';
import * as outbox from './outbox.ts';
import { fail, free, isLocked, minutesLeft } from './pin-lock.ts';

const entry = (id: string, key = id) => ({
  id,
  key,
  visitId: 1,
  kind: 'start' as const,
  deviceAt: '2026-09-01T00:00:00Z',
});
const answerTo = (id: string, outcome: FieldAnswer['outcome'] = 'applied'): FieldAnswer => ({
  id,
  outcome,
  text: null,
  clockWarning: null,
  receivedAt: '2026-09-01T00:00:01Z',
  sampleId: null,
  number: null,
});

/** A server that applies a number once and answers the same again. */
const server = () => {
  const known = new Map<string, FieldAnswer>();
  const applied: string[] = [];
  return {
    applied,
    take: (id: string): FieldAnswer => {
      const before = known.get(id);
      if (before) return before;
      applied.push(id);
      const answer = answerTo(id);
      known.set(id, answer);
      return answer;
    },
  };
};

type Step =
  | { readonly do: 'tap'; readonly what: number; readonly times: number }
  | { readonly do: 'send' | 'cut-before' | 'cut-after' | 'restart' };

test('whatever is tapped, cut, restarted and sent again, each message is applied exactly once and in order', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant('tap' as const), what: fc.nat(30), times: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      do: fc.constantFrom('send' as const, 'cut-before' as const, 'cut-after' as const, 'restart' as const),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const { applied, take } = server();
      let box = outbox.empty;
      let taps = 0;
      const said: string[] = [];
      const trySending = (how: 'send' | 'cut-before' | 'cut-after'): void => {
        const next = outbox.nextToSend(box);
        if (!next) return;
        box = outbox.begin(box, next.id);
        // A second tap on "send" finds nothing to send while one is on its way.
        expect(outbox.nextToSend(box)).toBeUndefined();
        const answer = how === 'cut-before' ? undefined : take(next.id);
        box = how === 'send' && answer ? outbox.answered(box, answer) : outbox.lost(box, next.id);
      };
      for (const one of steps) {
        if (one.do === 'tap')
          for (let time = 0; time < one.times; time += 1) {
            const before = box.length;
            box = outbox.add(box, entry(`m${(taps += 1)}`, `key${one.what}`));
            if (box.length > before) said.push(`m${taps}`);
          }
        else if (one.do === 'restart') {
          const next = outbox.nextToSend(box);
          if (next) box = outbox.begin(box, next.id);
          box = outbox.restarted(box);
        } else trySending(one.do);
      }
      while (outbox.nextToSend(box)) trySending('send');
      expect(applied).toEqual(said);
      expect(new Set(box.map(({ key }) => key)).size).toBe(box.length);
      expect(outbox.tally(box)).toEqual({ saved: said.length, sent: said.length });
    }),
    { numRuns: 500, seed: 20_000_328 },
  );
});

test('what was refused may be said again, what was answered stays answered', () => {
  let box = outbox.add(outbox.empty, entry('a', 'sheet'));
  box = outbox.answered(outbox.begin(box, 'a'), answerTo('a', 'refused'));
  box = outbox.answered(box, answerTo('a', 'applied'));
  expect(box.map(({ state }) => state)).toEqual(['refused']);
  box = outbox.add(box, entry('b', 'sheet'));
  expect(box.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(outbox.add(box, entry('c', 'sheet'))).toBe(box);
  expect(outbox.lost(box, 'a')).toEqual(box);
});

test('the phone shows a visit as it will be once everything has arrived', () => {
  const said = (
    kind: 'start' | 'finish' | 'sheet',
    id: string,
    state: outbox.Entry['state'] = 'waiting',
  ): outbox.Entry => ({
    ...entry(id),
    kind,
    state,
    answer: null,
  });
  expect(localState({ id: 1, state: 'assigned' }, [])).toBe('assigned');
  expect(localState({ id: 1, state: 'assigned' }, [said('start', 'a'), said('sheet', 'b')])).toBe('started');
  expect(localState({ id: 1, state: 'started' }, [said('start', 'a', 'applied'), said('finish', 'c')])).toBe('sampled');
  expect(localState({ id: 1, state: 'assigned' }, [said('start', 'a', 'refused')])).toBe('assigned');
  expect(localState({ id: 2, state: 'assigned' }, [said('start', 'a')])).toBe('assigned');
});

test('ten wrong PINs lock the phone for five minutes and wipe nothing', () => {
  const now = 1_000_000;
  let lock = free;
  for (let time = 0; time < 9; time += 1) lock = fail(lock, now);
  expect(isLocked(lock, now)).toBe(false);
  lock = fail(lock, now);
  expect(isLocked(lock, now)).toBe(true);
  expect(minutesLeft(lock, now)).toBe(5);
  expect(minutesLeft(lock, now + 299_000)).toBe(1);
  expect(isLocked(lock, now + 300_000)).toBe(false);
  expect(isLocked(fail(lock, now + 300_000), now + 300_000)).toBe(false);
});
