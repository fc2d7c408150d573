import { copyRows, type Tx, withTransaction } from '#platform/database/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { type Benchmark, rounded, timed } from './figure.ts';
import { sharedServices } from './province.ts';
import { sampleStatements } from './sampler.ts';

const samples = Math.max(100, Number(process.env['BENCH_ROWS'] ?? 100_000));
const firms = Math.max(20, Math.round(samples / 10));
/** Of a hundred results fifteen fail. */
const failing = 15;
const perReport = 5;

/** Samples whose notices were served and whose clocks end tonight: plan, visit, sample, report with items, notice. Nothing in them is real. */
const prepare = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, province_code, city_code)
     select 'demo', '虚构终局厂' || i, '虚构终局厂' || i, '虚构终局厂' || i, 'bench-final/' || i, '440000',
            '44' || lpad((1 + i % 20)::text, 2, '0') || '00' from generate_series(1, $1::int) i`,
    [firms],
  );
  await tx.query(
    `insert into products.category (dataset, name, name_key) select 'demo', '虚构终局种类' || i, '虚构终局种类' || i from generate_series(1, 40) i`,
  );
  await tx.query(
    `insert into laboratories.laboratory (dataset, name, name_key) values ('demo', '虚构终局检验所', '虚构终局检验所')`,
  );
  await tx.query(
    `with plan as (
       insert into spot_checks.plan (dataset, number, title, year, authority_id, level, kind, region_code, starts_on, ends_on, state)
       select 'demo', '虚构终局〔2026〕1号', '虚构产品监督抽查', 2026, (select min(id) from authorities.authority), 'provincial', 'regular', '440000',
              '2026-03-01', '2026-10-31', 'approved' returning id)
     insert into spot_checks.plan_line (plan_id, category_id)
     select plan.id, c.id from plan, products.category c where c.name like '虚构终局种类%'`,
  );
  await tx.query(
    `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, province_code, city_code, laboratory_id, state, due_on, reason)
     select 'demo', l.plan_id, l.id, e.id, l.category_id, e.province_code, e.city_code, b.id, 'sampled', '2026-08-31', n::text
       from generate_series(1, $1::int) n
       join (select id, province_code, city_code, row_number() over (order by id) at from enterprises.enterprise where match_key like 'bench-final/%') e
         on e.at = 1 + n % $2
       join (select l.*, row_number() over (order by l.id) at from spot_checks.plan_line l join spot_checks.plan p on p.id = l.plan_id
              where p.number = '虚构终局〔2026〕1号') l on l.at = 1 + (n / $2) % 40
       join laboratories.laboratory b on b.name = '虚构终局检验所'`,
    [samples, firms],
  );
  await tx.query(
    `insert into spot_checks.sample (dataset, visit_id, plan_id, line_id, number, sheet, category_id, producer_id, producer_name, province_code, city_code,
            laboratory_id, product_name, brand, model, quantity, sampled_on, state)
     select 'demo', v.id, v.plan_id, v.line_id, '虚构终局样' || v.reason, '{}', v.category_id, v.enterprise_id, '虚构终局厂', v.province_code, v.city_code,
            v.laboratory_id, '虚构水壶', '虚构牌', '1.5L', '3件', '2026-08-20', 'noticed'
       from spot_checks.visit v join spot_checks.plan p on p.id = v.plan_id where p.number = '虚构终局〔2026〕1号' order by v.id`,
  );
  await tx.query(
    `insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, state, number, conclusion, engine_verdict, failing_items, effective_at,
            tested_by, reviewed_by, approved_by)
     select 'demo', s.id, s.laboratory_id, 'first', 'effective', '虚构终局检' || s.id, c.conclusion, c.conclusion,
            case c.conclusion when 'fail' then array['虚构项目1'] else '{}' end, '2026-08-31T02:00:00Z',
            gen_random_uuid(), gen_random_uuid(), gen_random_uuid()
       from spot_checks.sample s cross join lateral (select case when s.id * 37 % 100 < $1 then 'fail' else 'pass' end as conclusion) c
      where s.number like '虚构终局样%'`,
    [failing],
  );
  await tx.query(
    `insert into spot_checks.report_item (report_id, ordinal, item, limit_text, unit, class, comparison, measured, verdict)
     select r.id, o, '虚构项目' || o, '≥10.0', 'MPa', 'A', 'rounded', case when o = 1 and r.conclusion = 'fail' then '7.5' else '12.1' end,
            case when o = 1 then r.conclusion else 'pass' end
       from spot_checks.report r cross join generate_series(1, $1::int) o where r.number like '虚构终局检%'`,
    [perReport],
  );
  await tx.query(
    `insert into spot_checks.notice (dataset, sample_id, report_id, party, enterprise_id, addressee, province_code, city_code, number, identity, state,
            due_on, manner, served_on, effective_on, proof, objection_until)
     select 'demo', s.id, r.id, 'producer', s.producer_id, s.producer_name, s.province_code, s.city_code, '虚构终局告' || s.id, 'not-asked', 'served',
            '2026-09-07', 'hand', '2026-09-01', '2026-09-01', '{"signedBy": "虚构收件人"}', '2026-09-16'
       from spot_checks.report r join spot_checks.sample s on s.id = r.sample_id where r.number like '虚构终局检%'`,
  );
  await tx.query(
    `insert into work.item (kind, room, subject, dataset, title_zh, title_en, link, permission, region_code, access, due_on, created_at)
     select 'spot-checks.answer-notice', 'spot-checks', 'notice/' || n.id, 'demo', '虚构', 'Made up', '/my-enterprise/' || n.id, 'spot-checks.answer',
            'enterprise/' || n.enterprise_id, array['spot-checks.answer@enterprise/' || n.enterprise_id], '2026-09-16', '2026-09-01'
       from spot_checks.notice n where n.number like '虚构终局告%'`,
  );
};

/** The rows that finality writes anew, by table. */
const written: Readonly<Record<string, string>> = {
  'spot_checks.result': `select r.* from spot_checks.result r join spot_checks.sample s on s.result_id = r.id where s.number like '虚构终局样%'`,
  'spot_checks.result_item': `select i.* from spot_checks.result_item i join spot_checks.sample s on s.result_id = i.result_id where s.number like '虚构终局样%'`,
  'spot_checks.result_party': `select p.* from spot_checks.result_party p join spot_checks.sample s on s.result_id = p.result_id where s.number like '虚构终局样%'`,
  'spot_checks.event': `select * from spot_checks.event where verb in ('lapse', 'finalise')`,
  'warning_cards.card': `select * from warning_cards.card`,
  'publicity.exposure': `select * from publicity.exposure`,
};

/** Time of a COPY of the rows of a table, as they stand, into one with the same columns and indexes. */
const copied = async (
  tx: Tx,
  table: string,
  select: string,
): Promise<{ readonly rows: number; readonly ms: number }> => {
  const kept = await tx.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const columns = kept.map(({ name }) => name);
  // As text, so that arrays and JSON go in as they came out.
  const list = columns.map((name) => `"${name}"::text`).join(', ');
  const rows = await tx.query<Record<string, string | null>>(`select ${list} from (${select}) stored`);
  const [schema] = table.split('.');
  await tx.query(`create table ${schema}.bench_copy (like ${table} including all)`);
  const values = rows.map((row) => columns.map((name) => row[name] ?? null));
  const { ms } = await timed(() => copyRows(tx, `${schema}.bench_copy`, columns, values));
  await tx.query(`drop table ${schema}.bench_copy`);
  return { rows: rows.length, ms };
};

/**
 * A night on which the clocks of many samples end: they become final, enter the record, are counted, and cards and exposures are proposed.
 * The peer is a COPY of the rows written.
 */
export const benchFinality: Benchmark = async () => {
  const services = await sharedServices();
  const { database } = services;
  const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'migrator', work);
  await asOwner(prepare);
  await asOwner((tx) => tx.query('analyze'));
  const clocks = services.composition.jobs.find(({ name }) => name === 'spot-checks.end-clocks');
  if (!clocks) throw new Error('no job ends clocks');
  const call = systemCall({ ...services, now: () => new Date('2026-09-16T16:00:00Z') });
  const watched = process.env['BENCH_PROFILE'] ? sampleStatements(database) : undefined;
  const { ms } = await timed(async () => clocks.run(call, {}));
  if (watched) console.error(await watched());
  const done = await asOwner(async (tx) => {
    const [row] = await tx.query<{ final: number; failed: number; cards: number }>(
      `select (select count(*)::int from spot_checks.sample where number like '虚构终局样%' and state = 'final') as final,
              (select count(*)::int from spot_checks.sample where number like '虚构终局样%' and final_verdict = 'fail') as failed,
              (select count(*)::int from warning_cards.card where state = 'proposed') as cards`,
    );
    return row;
  });
  if (done?.final !== samples || done.cards === 0) throw new Error(`not final: ${JSON.stringify(done)}`);
  let rows = 0;
  let bare = 0;
  for (const [table, select] of Object.entries(written)) {
    const copy = await asOwner((tx) => copied(tx, table, select));
    rows += copy.rows;
    bare += copy.ms;
  }
  return [
    {
      name: `${samples.toLocaleString('en')} results final at once, ${done.failed.toLocaleString('en')} of them failures`,
      measured: `${rounded(ms / 1000)} s (${rounded(ms / bare)} × COPY), ${rounded((samples / ms) * 1000)} results/s, ${done.cards.toLocaleString('en')} cards`,
      against: `≤ 6 × COPY of ${rows.toLocaleString('en')} rows (${rounded(bare / 1000)} s)`,
      share: ms / (6 * bare),
    },
  ];
};
