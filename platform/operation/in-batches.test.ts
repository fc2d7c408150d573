import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inBatches } from './in-batches.ts';

interface Batch {
  readonly key: string;
  readonly questions: readonly number[];
  readonly begun: number;
}

/** Asks whatever is asked after a turn or some; notes each batch, when it began, and how many of a key were under way. */
const recorded = (turns: number) => {
  let clock = 0;
  const batches: Batch[] = [];
  const underWay = new Map<string, number>();
  let mostUnderWay = 0;
  const ask = async (key: string, questions: readonly number[]): Promise<readonly string[]> => {
    batches.push({ key, questions, begun: (clock += 1) });
    underWay.set(key, (underWay.get(key) ?? 0) + 1);
    mostUnderWay = Math.max(mostUnderWay, underWay.get(key) ?? 0);
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    underWay.set(key, (underWay.get(key) ?? 0) - 1);
    return questions.map((question) => `${key} ${question}`);
  };
  return { ask, batches, tick: () => (clock += 1), mostUnderWay: () => mostUnderWay };
};

test('every question gets its own answer, from a batch of its own key that began after it was asked, within the limits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), pause: fc.nat(3) }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(3),
      async (questions, atOnce, most, fewest, turns) => {
        const { ask, batches, tick, mostUnderWay } = recorded(turns);
        const put = inBatches(ask, { atOnce, most, fewest });
        const answers: Promise<string>[] = [];
        const asked: number[] = [];
        for (const [at, { key, pause }] of questions.entries()) {
          for (let turn = 0; turn < pause; turn += 1) await new Promise(setImmediate);
          asked[at] = tick();
          answers.push(put(key, at));
        }
        expect(await Promise.all(answers)).toEqual(questions.map(({ key }, at) => `${key} ${at}`));
        for (const { key, questions: together, begun } of batches) {
          expect(together.length).toBeLessThanOrEqual(most);
          for (const at of together) {
            expect(questions[at]?.key).toBe(key);
            expect(asked[at]).toBeLessThan(begun);
          }
        }
        expect(batches.flatMap((batch) => batch.questions)).toHaveLength(questions.length);
        expect(mostUnderWay()).toBeLessThanOrEqual(atOnce);
      },
    ),
    { seed: 20_000_328, numRuns: 150 },
  );
});

test('what comes while a batch is under way goes together into the next', async () => {
  const { ask, batches } = recorded(3);
  const put = inBatches(ask);
  const first = put('a', 0);
  await new Promise(setImmediate);
  await Promise.all([first, ...Array.from({ length: 63 }, (_, at) => put('a', at + 1))]);
  expect(batches.map(({ questions }) => questions.length)).toEqual([1, 63]);
});

test('a few wait for the batch under way, enough of them do not', async () => {
  const { ask, batches } = recorded(5);
  const put = inBatches(ask, { atOnce: 2, most: 8, fewest: 4 });
  const answers = [put('a', 0)];
  await new Promise(setImmediate);
  for (const at of [1, 2, 3]) answers.push(put('a', at));
  await new Promise(setImmediate);
  expect(batches).toHaveLength(1);
  answers.push(put('a', 4));
  await new Promise(setImmediate);
  expect(batches.map(({ questions }) => questions)).toEqual([[0], [1, 2, 3, 4]]);
  answers.push(put('a', 5));
  await Promise.all(answers);
  expect(batches.map(({ questions }) => questions)).toEqual([[0], [1, 2, 3, 4], [5]]);
});

test('a failure reaches all of its batch and nobody else; the next are asked again', async () => {
  let broken = true;
  const put = inBatches(async (key: string, questions: readonly number[]) => {
    if (key === 'a' && broken) throw new Error('gone');
    return questions;
  });
  const outcomes = await Promise.allSettled([put('a', 1), put('a', 2), put('b', 3)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  broken = false;
  expect(await put('a', 4)).toBe(4);
});

test('answers that do not match the questions are nobody’s', async () => {
  const put = inBatches(async (_key: string, questions: readonly number[]) => questions.slice(1));
  const outcomes = await Promise.allSettled([put('a', 1), put('a', 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
