import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { testCall } from '../../tests/services.ts';
import { withdrawImport } from './operations-imports.ts';
import { emptyStore } from './testing/tables.ts';

const store = await emptyStore();
const withdraw = async (importId: string) =>
  withdrawImport(
    await testCall(store.services, { permissions: ['spot-checks.withdraw', 'spot-checks.read'] }),
    importId,
    '导错了',
  );

const failing = { verdict: '不合格', items: '虚构甲项、虚构乙项' } as const;

describe('identity of rows', () => {
  test('importing a table twice changes nothing', async () => {
    await store.clear();
    const rows = [{}, { ...failing, producer: '虚构乙厂' }, { producer: '虚构丙厂', verdict: '拒检' }];
    const { report } = await store.importTables(rows);
    expect(report).toMatchObject({
      rows: 3,
      accepted: 3,
      duplicates: 0,
      rejected: 0,
      verdicts: { pass: 1, fail: 1, refused: 1, none: 0 },
    });
    const before = await store.standing();
    const again = await store.importTables(rows);
    expect(again.report).toMatchObject({ rows: 3, accepted: 0, duplicates: 3, proposals: { yellow: 0 } });
    expect(await store.standing()).toEqual(before);
  });

  test('two equal rows in one table are two samples; in two tables of one batch they are one result', async () => {
    await store.clear();
    const { report } = await store.importTables([{}, {}], [{}, { producer: '虚构乙厂' }]);
    expect(report).toMatchObject({ rows: 4, accepted: 3, duplicates: 1 });
    const sources = await store.query<{ n: number }>(
      'select count(*)::int as n from spot_checks.result_source group by result_id order by 1',
    );
    expect(sources.map(({ n }) => n)).toEqual([1, 1, 2]);
  });

  test('width and spacing do not tell rows apart, another batch does', async () => {
    await store.clear();
    const { report } = await store.importTables(
      [{ producer: '虚构甲（广东）家具有限公司', model: '/' }],
      [{ producer: '虚构甲(广东)家具有限公司', model: '' }],
      [{ producer: '虚构甲（广东）家具有限公司', model: '/', batch: '20160528' }],
    );
    expect(report).toMatchObject({ accepted: 2, duplicates: 1 });
  });

  test('the same authority under its short name and its full name publishes one batch', async () => {
    await store.clear();
    const { report } = await store.importTables([{}], [{ authority: '国家质量监督检验检疫总局', batch: '2015-05-28' }]);
    expect(report).toMatchObject({ accepted: 1, duplicates: 1 });
  });
});

describe('what is nearly equal', () => {
  test('waits for a person when it stands in different tables only', async () => {
    await store.clear();
    await store.importTables([{ laboratory: '虚构检验院' }, { laboratory: '虚构第三检验所' }]);
    expect(await store.query('select from spot_checks.near_case')).toHaveLength(0);
    await store.importTables([{ laboratory: '虚构第二检验院' }]);
    const cases = await store.query<{ differences: string[] }>('select differences from spot_checks.near_case');
    expect(cases.map(({ differences }) => differences)).toEqual([['laboratory_id'], ['laboratory_id']]);
  });
});

describe('rows', () => {
  test('what cannot be read is listed with its reason, and nothing is dropped', async () => {
    await store.clear();
    const { report } = await store.importTables([
      {},
      { verdict: '基本符合' },
      { batch: '20990101' },
      { producer: '', product: '' },
      { producer: '<script>alert(1)</script>有限公司', product: "'; drop table x; --" },
    ]);
    expect(report).toMatchObject({ rows: 5, accepted: 2, rejected: 3 });
    const rejected = await store.query<{ row_no: number; problems: { code: string }[] }>(
      'select row_no, problems from spot_checks.rejected_row order by row_no',
    );
    expect(rejected.map(({ row_no, problems }) => [row_no, problems.map(({ code }) => code)])).toEqual([
      [3, ['verdict-unreadable']],
      [4, ['date-in-future']],
      [5, ['no-subject']],
    ]);
    expect(
      await store.query(`select from spot_checks.result where product_name = '''; drop table x; --'`),
    ).toHaveLength(1);
  });

  test('a blank category is one of its own, the kind follows its words, the city stays unknown', async () => {
    await store.clear();
    await store.importTables([
      { category: '' },
      { category: '虚构氮肥产品质量全国联动监督抽查' },
      { location: '广东省佛山市', producer: '虚构丁厂' },
      { location: '广东省', producer: '佛山虚构戊厂' },
    ]);
    const rows = await store.query(
      `select c.kind, k.unassigned, r.city_code, e.suggested_city_code from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id
         join products.category k on k.id = r.category_id join enterprises.enterprise e on e.id = r.producer_id order by r.id`,
    );
    expect(rows).toMatchObject([
      { kind: 'regular', unassigned: true, city_code: null },
      { kind: 'special', unassigned: false },
      { city_code: '440600' },
      { city_code: null, suggested_city_code: '440600' },
    ]);
  });

  test('a city that a later table gives moves the earlier results and their counts', async () => {
    await store.clear();
    await store.importTables([{ producer: '虚构丁厂' }]);
    await store.importTables([{ producer: '虚构丁厂', location: '广东省佛山市', batch: '20160101' }]);
    expect(await store.query('select distinct city_code from spot_checks.result')).toEqual([{ city_code: '440600' }]);
    expect(await store.query('select distinct city_code from spot_checks.rollup')).toEqual([{ city_code: '440600' }]);
  });

  test('the factory of a cell is the producer; an unsettled cell opens a case and makes no proposal', async () => {
    await store.clear();
    const { report } = await store.importTables([
      { ...failing, producer: '制造商：虚构甲公司 生产厂：虚构乙厂' },
      { ...failing, producer: '经销商：虚构丙公司' },
    ]);
    expect(report.queues.roles).toBe(1);
    expect(report.proposals).toMatchObject({ yellow: 1 });
    const rows = await store.query<{ name: string | null }>(
      'select e.name from spot_checks.result r left join enterprises.enterprise e on e.id = r.producer_id order by r.id',
    );
    expect(rows.map(({ name }) => name)).toEqual(['虚构乙厂', null]);
  });

  test('every id of a result leads somewhere', async () => {
    const orphans = await store.query(
      `select r.id from spot_checks.result r
        where not exists (select from products.category k where k.id = r.category_id and k.dataset = r.dataset)
           or (r.producer_id is not null and not exists (select from enterprises.enterprise e where e.id = r.producer_id and e.dataset = r.dataset))
           or (r.seller_id is not null and not exists (select from enterprises.enterprise e where e.id = r.seller_id and e.dataset = r.dataset))
           or (r.laboratory_id is not null and not exists (select from laboratories.laboratory l where l.id = r.laboratory_id and l.dataset = r.dataset))
           or not exists (select from spot_checks.result_source s where s.result_id = r.id)
       union all select s.result_id from spot_checks.result_source s where not exists (select from spot_checks.result r where r.id = s.result_id)
       union all select p.result_id from spot_checks.result_party p where not exists (select from spot_checks.result r where r.id = p.result_id)
          or not exists (select from enterprises.enterprise e where e.id = p.enterprise_id)
       union all select i.result_id from spot_checks.result_item i where not exists (select from spot_checks.result r where r.id = i.result_id)`,
    );
    expect(orphans).toEqual([]);
  });
});

describe('lists beside results', () => {
  const refusals =
    '发布机关,批次,表类,序号,生产企业名称,所在地,产品名称\n质检总局,20150528,拒检,1,虚构丙厂,广东省,虚构木椅\n质检总局,20150528,拒检,2,虚构丁厂,广东省,虚构奇物';
  const handling =
    '发布机关,年份,批次,表类,序号,生产企业名称,产品名称,整改情况,复查检验结果,行政处罚情况,备注\n江苏省质监局,2012,,后处理,1,虚构丙厂,虚构木椅,完成整改,复查合格,,';

  test('a refusal finds its category by the name of the product, whichever came first', async () => {
    await store.clear();
    const path = await store.write('拒检.csv', refusals);
    const { report } = await store.importPaths([path]);
    expect(report).toMatchObject({ verdicts: { refused: 2 }, proposals: { exposure: 2 } });
    expect(await store.query('select category_basis from spot_checks.refusal order by row_no')).toEqual([
      { category_basis: 'open' },
      { category_basis: 'open' },
    ]);
    const { importId } = await store.importTables([{ category: '虚构木椅' }]);
    const basis = () => store.query('select category_basis from spot_checks.refusal order by row_no');
    expect(await basis()).toEqual([{ category_basis: 'product-name' }, { category_basis: 'open' }]);
    unwrap(await withdraw(importId));
    expect(await basis()).toEqual([{ category_basis: 'open' }, { category_basis: 'open' }]);
  });

  test('follow-up is kept verbatim, with the year where there is no batch', async () => {
    await store.clear();
    await store.importPaths([await store.write('后处理.csv', handling)]);
    expect(
      await store.query(
        'select h.rectification, h.recheck, c.batch, c.level, c.published_on from spot_checks.post_handling h join spot_checks.spot_check c on c.id = h.check_id',
      ),
    ).toEqual([
      { rectification: '完成整改', recheck: '复查合格', batch: '2012年', level: 'provincial', published_on: null },
    ]);
  });
});

describe('withdrawal', () => {
  test('leaves the store as if the import had never been', async () => {
    await store.clear();
    const first = [{ ...failing }, { producer: '虚构乙厂' }, { producer: '经销商：虚构丙公司', ...failing }];
    await store.importTables(first);
    const before = await store.standing();
    const { importId } = await store.importTables([
      { ...failing }, { ...failing, batch: '20160101' }, { producer: '经销商：虚构丁公司' }, { producer: '虚构乙厂', laboratory: '虚构别所' },
    ]); // prettier-ignore
    expect(await store.standing()).not.toEqual(before);
    const answer = unwrap(await withdraw(importId));
    expect(answer).toMatchObject({ state: 'withdrawn', withdrawal: { reason: '导错了' } });
    expect(await store.standing()).toEqual(before);
    // The file can be imported again.
    expect((await store.importTables([{ ...failing, batch: '20160101' }])).report.accepted).toBe(1);
  });

  test('of a table with passes alone takes away the check that an officer’s exposure cites: the exposure lapses', async () => {
    await store.clear();
    const { importId } = await store.importTables([{ authority: '国家质检总局', batch: '20170303' }]);
    const [found] = await store.query<{ check: number; firm: number }>(
      `select r.check_id as check, r.producer_id as firm from spot_checks.result r`,
    );
    const [exposure] = await store.query<{ id: number }>(
      `insert into publicity.exposure (dataset, ground, state, ground_key, producer_id, product_name, historical, seller_ids, basis,
              proposed_by, proposed_at, touched)
       select 'historical', 'fake', 'proposed', 'stated/1', $1, '虚构木椅', true, '{}',
              jsonb_build_object('ground', 'stated', 'of', 'fake', 'misused', null, 'results', '[]'::jsonb, 'check',
                jsonb_build_object('checkId', c.id, 'authority', c.authority_name, 'level', c.level, 'publishedOn', c.published_on)),
              gen_random_uuid(), now(), true from spot_checks.spot_check c where c.id = $2 returning id`,
      [found?.firm, found?.check],
    );
    const { importId: again } = await store.importTables([{ batch: '20170404' }]);
    unwrap(await withdraw(again));
    const state = 'select state from publicity.exposure where id = $1';
    expect(await store.query(state, [exposure?.id])).toEqual([{ state: 'proposed' }]);
    unwrap(await withdraw(importId));
    expect(await store.query(state, [exposure?.id])).toEqual([{ state: 'lapsed' }]);
  });
});
