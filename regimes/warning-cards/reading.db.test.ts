import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { cardsOfEnterprise, countStanding, exportCards, listCards, manifest } from './index.ts';

const { database } = await testDatabase();
const services = testServices(database, {
  manifests: [manifest],
});
const made = madeUpResults(database, services);
let province: Call;
let city: Call;
let producers: number[];

beforeAll(async () => {
  province = await testCall(services, { permissions: ['warning-cards.read', 'warning-cards.submit'] });
  city = await testCall(services, { permissions: ['warning-cards.read'], region: '440600' });
  const category = await made.category('虚构种类');
  producers = [];
  for (let index = 0; index < 7; index += 1)
    producers.push(await made.enterprise({ name: `虚构工厂${index}`, city: null, retailer: index === 6 }));
  const checks = [
    await made.check({ publishedOn: '2014-01-01' }),
    await made.check({ publishedOn: '2015-01-01' }),
    await made.check({ publishedOn: null, authority: '虚构省局', level: 'provincial' }),
  ];
  await made.store(
    producers.flatMap((producer) => checks.map((check) => ({ producer, category, check, product: '=虚构公式' }))),
  );
});

test('pages follow one another without gaps, latest publication first, undated last', async () => {
  const seen: { id: number; publishedOn: string | null }[] = [];
  let cursor: string | undefined;
  do {
    const page = unwrap(await listCards(province, { dataset: 'demo', limit: 4, cursor }));
    expect(page).toMatchObject({ total: 21, counts: { proposed: 18, held: 3, issued: 0 } });
    seen.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen.map((card) => card.id)).size).toBe(21);
  expect(seen.map((card) => card.publishedOn)).toEqual(
    ['2015-01-01', '2014-01-01', null].flatMap((day) => Array.from({ length: 7 }, () => day)),
  );
  expect(await listCards(province, { dataset: 'demo', limit: 4, cursor: "1' or 1=1" })).toMatchObject({
    refusal: { code: 'validation-failed' },
  });
});

test('filters narrow, and datasets stay apart', async () => {
  const count = async (more: object) => unwrap(await listCards(province, { dataset: 'demo', limit: 1, ...more })).total;
  expect(await count({ state: 'held' })).toBe(3);
  expect(await count({ kind: 'transfer' })).toBe(0);
  expect(await count({ region: 'unknown' })).toBe(21);
  expect(await count({ region: '440000' })).toBe(21);
  expect(await count({ producerId: producers[0] })).toBe(3);
  expect(await count({ historical: true })).toBe(0);
  expect(await count({ dataset: 'historical' })).toBe(0);
  expect(unwrap(await cardsOfEnterprise(province, producers[6] ?? 0)).rows.map((card) => card.heldReason)).toEqual([
    'retailer',
    'retailer',
    'retailer',
  ]);
  const standing = await withTransaction(database, 'system', (tx) => countStanding(tx, 'demo'));
  expect(standing).toEqual({ yellow: 18, transfer: 0 });
  const proposed = manifest.queues?.find((queue) => queue.key === 'warning-cards.proposed.demo');
  expect(
    await withTransaction(
      database,
      { account: province.actor.accountId ?? '' },
      (tx) => proposed?.count(tx, province.actor, province) ?? Promise.resolve(0),
    ),
  ).toBe(18);
  expect(
    await withTransaction(
      database,
      { account: city.actor.accountId ?? '' },
      (tx) => proposed?.count(tx, city.actor, city) ?? Promise.resolve(0),
    ),
  ).toBe(0);
});

test('an export holds everything that matches, and no formula', async () => {
  const csv = unwrap(
    await exportCards(province, { dataset: 'demo', state: 'proposed', format: 'csv' }).then((answer) =>
      answer.ok ? ok(answer) : answer,
    ),
  );
  const lines = (await text(csv.stream)).trim().split('\r\n');
  expect(lines).toHaveLength(19);
  expect(lines[0]).toContain('生产企业');
  expect(lines[1]).toContain(`'=虚构公式`);
  expect(csv.fileName).toBe('黄牌和移送函-2026-09-01.csv');
});

test('a confirmed city moves the cards, and its officers see them', async () => {
  expect(unwrap(await listCards(city, { dataset: 'demo', limit: 1 })).total).toBe(0);
  const payload = { dataset: 'demo', enterpriseId: producers[0] ?? 0, cityCode: '440600', countyCode: null };
  unwrap(
    await perform(testSystemCall(services), { permission: null }, async (act) => {
      act.emit({ type: 'enterprises/region-confirmed@1', payload });
      return ok(undefined);
    }),
  );
  expect(
    unwrap(await listCards(city, { dataset: 'demo', limit: 10 })).rows.map((card) => card.city?.code),
  ).toHaveLength(3);
});
