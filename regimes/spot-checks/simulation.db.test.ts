import { beforeAll, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { regimes, spotCheckPorts } from '#regimes/index.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { registers } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testServices, testSystemCall } from '../../tests/services.ts';
import { simulate } from './operations-simulation.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...registers, documents, delivery, ...regimes] });
const made = madeUpResults(database, services);
const system = testSystemCall(services);
const supposed = (values: Readonly<Record<string, unknown>>) =>
  simulate(system, spotCheckPorts, 'demo', values).then(unwrap);

const footprint = () =>
  withTransaction(database, 'system', (tx) =>
    tx.query(
      `select (select count(*) from warning_cards.card) as cards, (select count(*) from publicity.exposure) as exposures,
              (select count(*) from facts.fact) as facts, (select count(*) from journal.entry) as entries`,
    ),
  );

beforeAll(async () => {
  const category = await made.category('虚构灯具');
  const [twice, thrice] = [
    await made.enterprise({ name: '虚构两次厂' }),
    await made.enterprise({ name: '虚构三次厂' }),
  ];
  const checks = [];
  for (const publishedOn of ['2015-03-15', '2015-06-15', '2016-03-15']) checks.push(await made.check({ publishedOn }));
  const [first = 0, second = 0, third = 0] = checks;
  await made.store([
    { producer: twice, category, check: first },
    { producer: twice, category, check: second },
    { producer: thrice, category, check: first },
    { producer: thrice, category, check: second },
    { producer: thrice, category, check: third },
  ]);
});

test('exposure after three failures instead of two: one exposure goes, no card does', async () => {
  const { proposals } = await supposed({ 'publicity.consecutive-failures': 3 });
  expect(proposals.exposure).toEqual({
    before: 2,
    after: 1,
    comes: [],
    goes: [expect.stringContaining('虚构两次厂')],
  });
  expect(proposals.yellow).toMatchObject({ before: 5, after: 5, comes: [], goes: [] });
});

test('cards by national checks alone, and the six-month rule at twelve', async () => {
  const { proposals, repeated } = await supposed({
    'warning-cards.levels': [],
    'spot-checks.no-repeat-months': 12,
  });
  expect(proposals.yellow).toMatchObject({ before: 5, after: 0 });
  expect(repeated).toEqual({ months: 12, before: 2, after: 3, of: 5 });
});

test('nothing is changed, and what is supposed is checked', async () => {
  const before = await footprint();
  await supposed({ 'publicity.consecutive-failures': 1 });
  expect(await footprint()).toEqual(before);
  const wrong = await simulate(system, spotCheckPorts, 'demo', { 'publicity.consecutive-failures': 'three' });
  expect(wrong).toMatchObject({ refusal: { code: 'law-value-kind' } });
  const unknown = await simulate(system, spotCheckPorts, 'demo', { 'no.such-parameter': 1 });
  expect(unknown).toMatchObject({ refusal: { code: 'not-found' } });
});
