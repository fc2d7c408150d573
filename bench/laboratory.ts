import { randomUUID } from 'node:crypto';
import { copyRows, withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/index.ts';
import type { OpenServices } from '#apps/server/index.ts';
import { takeLaboratoryValues } from '#regimes/spot-checks/index.ts';
import { type Benchmark, rounded, timed } from './figure.ts';
import { sharedServices } from './province.ts';

const reports = Math.max(1, Math.round(Number(process.env['BENCH_ROWS'] ?? 100_000) / 50));
const perReport = 50;

/** Samples received by a made-up laboratory, each with an open report of fifty items; gives the laboratory. */
const prepare = (services: OpenServices): Promise<number> =>
  withTransaction(services.database, 'migrator', async (tx) => {
    const [made] = await tx.query<{ laboratory: number }>(
      `with laboratory as (insert into laboratories.laboratory (dataset, name, name_key) values ('demo', '虚构检验所', '虚构检验所') returning id),
            category as (insert into products.category (dataset, name, name_key) values ('demo', '虚构种类', '虚构种类') returning id),
            plan as (insert into spot_checks.plan (dataset, title, year, authority_id, level, kind, region_code, starts_on, ends_on)
              select 'demo', '虚构抽查', 2026, a.id, 'provincial', 'regular', '440000', '2026-01-01', '2026-12-31' from authorities.authority a limit 1 returning id),
            line as (insert into spot_checks.plan_line (plan_id, category_id) select plan.id, category.id from plan, category returning id, plan_id, category_id),
            visit as (insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, due_on)
              select 'demo', plan_id, id, 1, category_id, '2026-12-31' from line returning id, plan_id, line_id, category_id),
            sample as (insert into spot_checks.sample (dataset, visit_id, plan_id, line_id, number, sheet, category_id, producer_name, laboratory_id,
                product_name, quantity, sampled_on, state)
              select 'demo', v.id, v.plan_id, v.line_id, '粤质样〔2026〕' || n || '号（演示）', '{}', v.category_id, '虚构厂', l.id, '虚构产品', '1件', '2026-06-01', 'received'
                from visit v, laboratory l, generate_series(1, $1::int) n returning id, laboratory_id),
            report as (insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, due_on) select 'demo', id, laboratory_id, 'first', '2026-12-31' from sample returning id),
            item as (insert into spot_checks.report_item (report_id, ordinal, item, limit_text, class, comparison)
              select r.id, o, '虚构项目' || o, case o % 4 when 0 then '≤0.10' when 1 then '≥10.0' when 2 then '5.0~7.0' else '不得检出' end, 'A', 'full'
                from report r, generate_series(1, $2::int) o)
       select id as laboratory from laboratory`,
      [reports, perReport],
    );
    await tx.query('analyze spot_checks.report; analyze spot_checks.report_item; analyze spot_checks.sample');
    if (!made) throw new Error('nothing was prepared');
    return made.laboratory;
  });

const clerkOf = async (services: OpenServices, laboratory: number): Promise<Call> => {
  const accountId = randomUUID();
  const [role, place] = [`bench-${accountId}`, `laboratory/${laboratory}`];
  await withTransaction(services.database, 'migrator', async (tx) => {
    await tx.query(
      `insert into identity.account (id, login_name, display_name, password_hash) values ($1, $2, '测量', 'none')`,
      [accountId, role],
    );
    await tx.query(`insert into identity.role_permission (role, permission) values ($1, 'spot-checks.test')`, [role]);
    await tx.query(
      `insert into identity.role_grant (account_id, role, region_code, valid_from) values ($1, $2, $3, '2000-01-01')`,
      [accountId, role, place],
    );
  });
  const permissions = new Map([['spot-checks.test', [place]]]);
  return {
    services,
    actor: { accountId, kind: 'account', name: '测量', language: 'zh', permissions },
    requestId: randomUUID(),
    today: dayAt(services.now()),
  };
};

/** Three digits of every size, and the words that tables have. */
const forms = ['未检出', '＜0.01', '10.0', '6.02'];
const measuredOf = (n: number): string =>
  n % 5 === 0
    ? (forms[n % forms.length] ?? '')
    : ((n * 7919) % 1000)
        .toString()
        .padStart(3, '0')
        .replace(/(\d\d)$/, '.$1');
const rows = () =>
  Array.from({ length: reports * perReport }, (_, n) => ({
    row: n + 2,
    sampleNumber: `粤质样〔2026〕${Math.floor(n / perReport) + 1}号（演示）`,
    item: `虚构项目${(n % perReport) + 1}`,
    measured: measuredOf(n),
    verdict: '',
  }));

/** A laboratory's upload: sorted, judged and stored; the peer is a COPY of the same rows as they are stored. */
export const benchLaboratory: Benchmark = async () => {
  const services = await sharedServices();
  const laboratory = await prepare(services);
  const call = await clerkOf(services, laboratory);
  const given = rows();
  const { value, ms } = await timed(() => takeLaboratoryValues(call, given));
  if (!value.ok || value.value.items !== given.length) throw new Error(`not stored: ${JSON.stringify(value).slice(0, 300)}`); // prettier-ignore
  const stored = await withTransaction(services.database, 'migrator', (tx) =>
    tx.query<Record<string, string | number | object | null>>(`select i.* from spot_checks.report_item i`),
  );
  const columns = Object.keys(stored[0] ?? {});
  const bare = await withTransaction(services.database, 'migrator', async (tx) => {
    await tx.query('create table spot_checks.bench_item (like spot_checks.report_item including all)');
    const { ms: spent } = await timed(
      () =>
      copyRows(tx, 'spot_checks.bench_item', columns, stored.map((row) => columns.map((name) => row[name]))), // prettier-ignore
    );
    await tx.query('drop table spot_checks.bench_item');
    return spent;
  });
  const rate = (given.length / ms) * 1000;
  const limit = Math.max((given.length / 20_000) * 1000, 3 * bare);
  return [
    {
      name: `a laboratory’s upload of ${given.length.toLocaleString('en')} items`,
      measured: `${rounded(ms / 1000)} s, ${rounded(rate)} items/s`,
      against: `≤ ${rounded(limit / 1000)} s (20,000/s, or 3 × COPY of ${rounded(bare / 1000)} s)`,
      share: ms / limit,
    },
  ];
};
