import { beforeEach, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { copyRows, withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { seedRegisters } from '../index.ts';
import {
  confirmRegions,
  countMatches,
  decideMatch,
  findEnterprise,
  manifest,
  openSightings,
  renameEnterprise,
  resolveEnterprises,
  searchEnterprises,
  setStatus,
  type Sighting,
  sightingColumns,
  sightingRow,
  sightingTable,
} from './index.ts';
import { listMatches } from './queues-storage.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');

const heard: { type: string; payload: unknown }[] = [];
const listener: Manifest = {
  name: 'listener',
  reactions: ['enterprises/merged@1', 'enterprises/region-confirmed@1'].map((on) => ({
    on,
    room: 'listener',
    react: async (_act, facts) => {
      heard.push(...facts.map(({ type, payload }) => ({ type, payload })));
    },
  })),
};
const services = testServices(database, { manifests: [manifest, listener] });
const provincial = await testCall(services, { permissions: ['enterprises.settle'] });
const inFoshan = await testCall(services, { permissions: ['enterprises.settle'], region: '440600' });

/** Enters sightings as an import does and gives the ids in their order. */
const sight = (...sightings: Sighting[]): Promise<number[]> =>
  withTransaction(database, 'system', async (tx) => {
    await openSightings(tx);
    const rows = sightings.map(sightingRow);
    await copyRows(tx, sightingTable, sightingColumns, rows);
    await resolveEnterprises(tx, 'demo');
    const found = await tx.query<{ match_key: string; enterprise_id: number }>(
      'select match_key, enterprise_id from enterprises_resolved',
    );
    return rows.map(([key]) => found.find((row) => row.match_key === key)?.enterprise_id ?? 0);
  });
const look = (id: number) => withTransaction(database, 'system', (tx) => findEnterprise(tx, id));
const search = async (words: string) =>
  (await withTransaction(database, { account: 'nobody' }, (tx) => searchEnterprises(tx, words, 'demo', 10))).items.map(
    ({ name }) => name,
  );
const openMatches = () =>
  withTransaction(database, 'system', (tx) => listMatches(tx, { dataset: 'demo', state: 'open', after: 0, limit: 50 }));

beforeEach(async () => {
  heard.length = 0;
  await withTransaction(database, 'migrator', (tx) => tx.query('truncate enterprises.enterprise cascade'));
});

test('the same: one leads to the other, names and questions go over, and later tables find the one that stayed', async () => {
  const [here = 0, nowhere = 0, elsewhere = 0] = await sight(
    { name: '演示甲乙玩具厂', provinceCode: '440000', cityCode: '440500', retailer: false },
    { name: '演示甲乙玩具厂', provinceCode: null, retailer: false },
    { name: '演示甲乙玩具厂', provinceCode: '330000', retailer: false },
  );
  const cases = await openMatches();
  expect(cases.map(({ reason }) => reason).toSorted()).toEqual([
    'same-name-other-province',
    'same-name-unknown-province',
    'same-name-unknown-province',
  ]);
  const one = cases.find(
    ({ left, right }) => left.id === Math.min(here, nowhere) && right.id === Math.max(here, nowhere),
  );
  const decided = unwrap(await decideMatch(provincial, one?.id ?? 0, { decision: 'same', reason: '地址和商标相同' }));
  expect(decided).toEqual({ state: 'same', into: here });
  expect(heard).toEqual([{ type: 'enterprises/merged@1', payload: { dataset: 'demo', from: nowhere, into: here } }]);
  expect((await look(nowhere))?.mergedInto).toBe(here);
  const [left] = await openMatches();
  expect(await openMatches()).toHaveLength(1);
  expect([left?.left.id, left?.right.id]).toEqual([here, elsewhere].toSorted((a, b) => a - b));
  expect(await sight({ name: '演示甲乙玩具厂', provinceCode: null, retailer: false })).toEqual([here]);
  expect(await decideMatch(provincial, one?.id ?? 0, { decision: 'different', reason: '再看' })).toMatchObject({
    ok: false,
  });
});

test('different: nothing moves, and the question is not asked again', async () => {
  const sightings: Sighting[] = [
    { name: '演示丙丁五金厂', provinceCode: '440000', retailer: false },
    { name: '演示丙丁五金厂', provinceCode: '330000', retailer: false },
  ];
  await sight(...sightings);
  const [found] = await openMatches();
  unwrap(await decideMatch(provincial, found?.id ?? 0, { decision: 'different', reason: '信用代码不同' }));
  await sight(...sightings);
  expect(await withTransaction(database, 'system', (tx) => countMatches(tx, 'demo'))).toBe(0);
  expect(heard).toEqual([]);
});

test('an officer places enterprises in the own region only, and a county must lie in its city', async () => {
  const [id = 0] = await sight({
    name: '演示戊己家具有限公司',
    provinceCode: '440000',
    suggestedCityCode: '440600',
    retailer: false,
  });
  const place = (cityCode: string, countyCode: string | null) => [{ enterpriseId: id, cityCode, countyCode }];
  expect(await confirmRegions(inFoshan, place('440100', null), '地址在广州')).toMatchObject({
    ok: false,
    refusal: { code: 'outside-your-region' },
  });
  expect(await confirmRegions(inFoshan, place('440600', '440106'), '地址')).toMatchObject({
    ok: false,
    refusal: { code: 'bad-division-code' },
  });
  unwrap(await confirmRegions(inFoshan, place('440600', '440606'), '营业执照住所在顺德'));
  expect(await look(id)).toMatchObject({ cityCode: '440600', countyCode: '440606', regionBasis: 'confirmed' });
  expect(heard).toEqual([
    {
      type: 'enterprises/region-confirmed@1',
      payload: { dataset: 'demo', enterpriseId: id, cityCode: '440600', countyCode: '440606' },
    },
  ]);
  await sight({ name: '演示戊己家具有限公司', provinceCode: '440000', cityCode: '440100', retailer: false });
  expect(await look(id)).toMatchObject({ cityCode: '440600', regionBasis: 'confirmed' });
});

test('sources that disagree leave the city open', async () => {
  const [id = 0] = await sight({ name: '演示庚辛电器厂', provinceCode: '440000', cityCode: '440100', retailer: false });
  expect(await look(id)).toMatchObject({ cityCode: '440100', regionBasis: 'given' });
  await sight({ name: '演示庚辛电器厂', provinceCode: '440000', cityCode: '440600', retailer: false });
  expect(await look(id)).toMatchObject({ cityCode: null, regionBasis: 'conflicting' });
  await sight({ name: '演示庚辛电器厂', provinceCode: '440000', cityCode: '440100', retailer: false });
  expect(await look(id)).toMatchObject({ cityCode: null, regionBasis: 'conflicting' });
});

test('a renamed enterprise is found by both names, in searches and in tables', async () => {
  const [id = 0] = await sight({ name: '演示壬癸灯饰厂', provinceCode: '440000', cityCode: '440600', retailer: false });
  await sight({ name: '演示子丑灯饰厂', provinceCode: '440000', retailer: false });
  const change = { name: '演示壬癸照明有限公司', until: '2026-03-31', reason: '营业执照变更' };
  expect(await renameEnterprise(inFoshan, id, { ...change, name: '演示子丑灯饰厂' })).toMatchObject({
    ok: false,
    refusal: { code: 'already-exists' },
  });
  const renamed = unwrap(await renameEnterprise(inFoshan, id, change));
  expect(renamed).toMatchObject({
    name: '演示壬癸照明有限公司',
    formerNames: [{ name: '演示壬癸灯饰厂', until: '2026-03-31' }],
  });
  for (const name of ['演示壬癸灯饰厂', '演示壬癸照明有限公司'])
    expect(await sight({ name, provinceCode: '440000', retailer: false })).toEqual([id]);
  expect(await search('壬癸灯饰')).toEqual([]);
  expect(await search('演示壬癸灯')).toEqual(['演示壬癸照明有限公司']);
  expect(await search('壬癸照')).toEqual(['演示壬癸照明有限公司']);
  expect(unwrap(await setStatus(inFoshan, id, { status: 'stopped', reason: '现场停产' })).status).toBe('stopped');
});

test('search: part of a name, pinyin initials, credit code; the best first', async () => {
  await sight(
    { name: '佛山市演示灯饰有限公司', provinceCode: '440000', creditCode: '91440600XN00000018', retailer: false },
    { name: '演示灯饰', provinceCode: '440000', retailer: false },
    { name: '演示灯饰（中山）有限公司', provinceCode: '440000', retailer: false },
    { name: '100%_演示', provinceCode: '440000', retailer: false },
  );
  expect(await search('演示灯饰')).toEqual(['演示灯饰', '演示灯饰（中山）有限公司', '佛山市演示灯饰有限公司']);
  expect(await search('示灯')).toHaveLength(3);
  expect(await search('fssys')).toEqual(['佛山市演示灯饰有限公司']);
  expect(await search('%')).toEqual([]);
  expect(await search('有限公司')).toEqual([]);
  expect(await search('不存在')).toEqual([]);
});
