import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { regimes, spotCheckPorts } from '#regimes/index.ts';
import { registers } from '#registers/index.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { loopRegisters } from './common/testing/loop.ts';
import { importFiles } from './import/import-files.ts';
import { endClocks } from './notices/operations-clock.ts';
import { publishResults } from './notices/operations-final.ts';
import { noticeWorld, onDay } from './notices/testing/loop-notices.ts';
import { withdrawImport } from './operations-imports.ts';
import { decideNearCase } from './operations-queues.ts';
import { writeTable } from './testing/tables.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...registers, documents, delivery, ...regimes] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const { asEngine, decider } = world;
const [authority] = await made.asOwner(
  (tx) =>
  tx.query<{ name: string }>(`select a.name from spot_checks.plan p join authorities.authority a on a.id = p.authority_id where p.id = $1`, [world.plan.id]), // prettier-ignore
);
const clerk = await testCall(services, { permissions: ['spot-checks.read', 'spot-checks.settle', 'spot-checks.withdraw', 'spot-checks.import'] }); // prettier-ignore

interface Line {
  readonly producer: string;
  readonly lot?: string;
  readonly sampledOn?: string;
  readonly number?: string;
  readonly verdict?: string;
}

let tables = 0;
/** The table that the authority publishes of its own results, read back. */
const readBack = async (lines: readonly Line[]) => {
  const header =
    '发布机关,公布日期,产品种类,生产企业名称,所在地,产品名称,生产日期或批号,抽样日期,抽样单编号,抽查结果,不合格项目';
  const rows = lines.map(({ producer, lot = '', sampledOn = '', number = '', verdict = '不合格' }) =>
    [authority?.name, '2026-09-01', '虚构种类', producer, '广东省', '虚构水壶', lot, sampledOn, number, verdict, verdict === '合格' ? '' : '虚构强度'].join(','),
  ); // prettier-ignore
  const path = await writeTable(`公布${(tables += 1)}.csv`, [header, ...rows].join('\n'));
  const call = onDay(testSystemCall(services), '2026-10-01');
  return unwrap(await importFiles(call, { dataset: 'demo', paths: [path], ports: spotCheckPorts }));
};
const resultsOf = (producer: number) =>
  asEngine((tx) =>
    tx.query<{ id: number; born: boolean; sources: number; verdict: string }>(
      `select r.id, exists (select from spot_checks.born_result b where b.result_id = r.id) as born, r.verdict,
              (select count(*)::int from spot_checks.result_source s where s.result_id = r.id) as sources
         from spot_checks.result r where r.producer_id = $1 order by r.id`,
      [producer],
    ),
  );
const nearOf = (producer: number) =>
  asEngine((tx) =>
    tx.query<{ id: number; differences: string[]; state: string }>(
      `select n.id, n.differences, n.state from spot_checks.near_case n join spot_checks.result r on r.id = n.left_id where r.producer_id = $1`,
      [producer],
    ),
  );

/** A firm whose samples of these lots have failed for good. */
const published = async (name: string, lots: readonly (string | null)[]) => {
  const producer = await made.enterprise(name);
  const ids = await world.reported(lots.map(() => ({ producer })));
  await asEngine((tx) =>
    tx.query(
      `update spot_checks.sample s set production_batch = x.lot from unnest($1::bigint[], $2::text[]) x (id, lot) where s.id = x.id`,
      [ids, lots],
    ),
  );
  await asEngine((tx) =>
    tx.query(
      `update spot_checks.notice set state = 'served', manner = 'hand', served_on = '2026-09-01', effective_on = '2026-09-01', proof = '{}',
              objection_until = '2026-09-16' where state = 'to-serve'`,
    ),
  );
  await endClocks(onDay(testSystemCall(services), '2026-09-17'));
  await publishResults(onDay(decider, '2026-09-20'), world.plan.id);
  const numbers = await asEngine((tx) =>
    tx.query<{ number: string }>('select number from spot_checks.sample where id = any ($1::bigint[]) order by id', [
      ids,
    ]),
  );
  return { producer, name, numbers: numbers.map(({ number }) => number) };
};

describe('a table published of results that were born here', () => {
  test('adds a source to each, by the number of its sample or by producer, product, lot and day; nothing is counted twice', async () => {
    const { producer, name, numbers } = await published('虚构回流甲厂', ['20260801', '20260802']);
    const before = await resultsOf(producer);
    expect(before).toMatchObject([{ born: true, sources: 0 }, { born: true, sources: 0 }]); // prettier-ignore
    const { report, importId } = await readBack([
      { producer: name, number: numbers[0] ?? '' },
      { producer: name, lot: '2026-08-02', sampledOn: '2026-09-01' },
    ]);
    expect(report).toMatchObject({ duplicates: 2 });
    expect(await resultsOf(producer)).toEqual(before.map((result) => ({ ...result, sources: 1 })));
    expect(await nearOf(producer)).toEqual([]);
    const checks = await asEngine((tx) => tx.query(`select from spot_checks.spot_check c where not exists (select from spot_checks.result r where r.check_id = c.id)`)); // prettier-ignore
    expect(checks).toEqual([]);
    unwrap(await withdrawImport(clerk, importId, '重复导入'));
    expect(await resultsOf(producer)).toEqual(before);
  });

  test('waits for a person where it agrees in part; the result of the plan is the one that stays', async () => {
    const { producer, name, numbers } = await published('虚构回流乙厂', ['20260801']);
    const [own] = await resultsOf(producer);
    await readBack([{ producer: name, number: numbers[0] ?? '', lot: '20260801', verdict: '合格' }]);
    const [asked] = await nearOf(producer);
    expect(asked?.differences).toContain('verdict');
    expect(await resultsOf(producer)).toHaveLength(2);
    unwrap(await decideNearCase(clerk, asked?.id ?? 0, { decision: 'same', keep: 'right', reason: '公布表有误' }));
    expect(await resultsOf(producer)).toEqual([{ ...own, sources: 1 }]);
    // Read again, in another file, it is known.
    await readBack([{ producer: name, number: numbers[0] ?? '', lot: '20260801', verdict: '合格' }, { producer: '虚构别家厂' }]); // prettier-ignore
    expect(await resultsOf(producer)).toMatchObject([{ id: own?.id, verdict: 'fail' }]);
  });

  test('with two rows of one firm, product, lot and day asks a person which is which, and another day is another sample', async () => {
    const { producer, name } = await published('虚构回流丙厂', ['20260801', '20260801']);
    await readBack([
      { producer: name, lot: '20260801', sampledOn: '2026-09-01' },
      { producer: name, lot: '20260801', sampledOn: '2026-09-01' },
      { producer: name, lot: '20251212', sampledOn: '2026-08-01' },
    ]);
    expect((await resultsOf(producer)).map(({ born }) => born)).toEqual([true, true, false, false, false]);
    expect(await nearOf(producer)).toHaveLength(4);
  });

  test('that lists a refusal asks a person whether it is the one of the plan', async () => {
    const producer = await made.enterprise('虚构回流丁厂');
    await world.refused(producer);
    const category = await asEngine((tx) => tx.query<{ name: string }>('select name from products.category where id = $1', [world.categoryId])); // prettier-ignore
    expect(await resultsOf(producer)).toMatchObject([{ born: true, verdict: 'refused' }]);
    const path = await writeTable('拒检.csv', ['发布机关,公布日期,产品种类,生产企业名称,所在地,产品名称,抽查结果', [authority?.name, '2026-09-01', category[0]?.name, '虚构回流丁厂', '广东省', '虚构水壶', '拒检'].join(',')].join('\n')); // prettier-ignore
    const call = onDay(testSystemCall(services), '2026-10-01');
    unwrap(await importFiles(call, { dataset: 'demo', paths: [path], ports: spotCheckPorts }));
    expect(await nearOf(producer)).toHaveLength(1);
  });
});
