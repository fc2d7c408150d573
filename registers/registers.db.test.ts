import { expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../tests/database.ts';
import { findAuthorities, listAuthorities } from './authorities/index.ts';
import { seedRegisters } from './index.ts';
import { findOrCreateLaboratories, listLaboratories } from './laboratories/storage.ts';
import { findOrCreateCategories, listCategories } from './products/storage.ts';
import { findRegion, knownPlaces, listRegions } from './regions/index.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');

const asSystem = <T>(work: Parameters<typeof withTransaction<T>>[2]): Promise<T> =>
  withTransaction(database, 'system', work);

test('loading the registers again changes nothing', async () => {
  const count = () =>
    asSystem(async (tx) => {
      const [row] = await tx.query(
        `select (select count(*) from regions.region) as regions, (select count(*) from authorities.authority) as authorities,
                (select count(*) from authorities.alias) as aliases`,
      );
      return row;
    });
  const before = await count();
  await seedRegisters(database, '440000');
  expect(await count()).toEqual(before);
});

test('divisions are dated', async () => {
  await asSystem(async (tx) => {
    expect(await findRegion(tx, '440681')).toMatchObject({ name: '顺德市', successorCode: '440606', tile: null });
    expect(await findRegion(tx, '440600')).toMatchObject({ name: '佛山市', tile: { column: 3, row: 1 } });
    const then = await listRegions(tx, { parent: '440600', on: '2001-06-30' });
    expect(then.map(({ name }) => name)).toEqual(['城区', '石湾区', '顺德市', '南海市', '三水市', '高明市']);
    const now = await listRegions(tx, { parent: '440600', on: '2020-06-30' });
    expect(now.map(({ name }) => name)).toEqual(['禅城区', '南海区', '顺德区', '三水区', '高明区']);
    const places = await knownPlaces(tx, '440000');
    expect(places).toContainEqual({ name: '顺德市', cityCode: '440600' });
    expect(places).toContainEqual({ name: '东莞市', cityCode: '441900' });
  });
});

test('authorities have one of each kind for every division, with successors', async () => {
  await asSystem(async (tx) => {
    const found = await findAuthorities(tx, ['质检总局', '广东省质监局', '广东省市场监督管理局', '演示省质监局']);
    expect(found.get('质检总局')).toMatchObject({
      name: '国家质量监督检验检疫总局',
      level: 'national',
      validTo: '2018-04-09',
    });
    expect(found.get('广东省质监局')?.successorId).toBe(found.get('广东省市场监督管理局')?.id);
    expect(found.has('演示省质监局')).toBe(false);
    const foshan = await listAuthorities(tx, { region: '440600', on: '2010-06-30' });
    expect(foshan.map(({ kind }) => kind).toSorted()).toEqual([
      'agriculture',
      'commerce',
      'construction',
      'economy',
      'enforcement',
      'government',
      'health',
      'police',
      'quality',
    ]);
    const health = await listAuthorities(tx, { region: '440600', kind: 'health' });
    expect(health.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
      ['佛山市卫生局', '2000-01-01', '2013-12-31'],
      ['佛山市卫生和计划生育局', '2014-01-01', '2018-12-31'],
      ['佛山市卫生健康局', '2019-01-01', null],
    ]);
    expect(health.slice(0, 2).map(({ successorId }) => successorId)).toEqual(health.slice(1).map(({ id }) => id));
    const nanhai = await listAuthorities(tx, { region: '440605', kind: 'quality', on: '2026-01-01' });
    expect(nanhai.map(({ name }) => name)).toEqual(['佛山市南海区市场监督管理局']);
  });
});

test('categories and laboratories are found by their normal form, and each is made once', async () => {
  await asSystem(async (tx) => {
    const first = await findOrCreateCategories(tx, 'demo', ['儿童玩具', '儿童 玩具', 'ＬＥＤ灯', '', ' ']);
    expect(first.get('儿童玩具')).toBe(first.get('儿童 玩具'));
    expect(first.get('')).toBe(first.get(' '));
    const second = await findOrCreateCategories(tx, 'demo', ['LED灯', '']);
    expect(second.get('LED灯')).toBe(first.get('ＬＥＤ灯'));
    expect(second.get('')).toBe(first.get(''));
    const other = await findOrCreateCategories(tx, 'historical', ['LED灯']);
    expect(other.get('LED灯')).not.toBe(second.get('LED灯'));
    const blank = await listCategories(tx, { dataset: 'demo', words: '', limit: 10 });
    expect(blank.filter(({ unassigned }) => unassigned)).toHaveLength(1);
    expect(await listCategories(tx, { dataset: 'demo', words: '玩具', limit: 10 })).toHaveLength(1);

    const laboratories = await findOrCreateLaboratories(tx, 'demo', ['演示检验所（甲）', '演示检验所(甲)', '']);
    expect(laboratories.get('演示检验所（甲）')).toBe(laboratories.get('演示检验所(甲)'));
    expect(laboratories.has('')).toBe(false);
    expect(await listLaboratories(tx, { dataset: 'demo', words: '', limit: 10 })).toHaveLength(1);
  });
});
