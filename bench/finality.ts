import type { OpenServices } from '#apps/server/index.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { actOnCards } from '#regimes/warning-cards/operations.ts';
import { type Benchmark, type Figure, rounded, timed } from './figure.ts';
import { sharedServices } from './province.ts';
import { copyOfNewRows, rowMarks, type RowMarks } from './written.ts';
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

/** The producers' licences for the products of the plan, and the line of the catalogue that asks for them. */
const licensed = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into licences.catalogue_entry (dataset, category_id, kind, valid_from, issuer, source, confirmed, state, reason, proposed_at)
     select 'demo', id, 'production-licence', '2005-09-01', '虚构', '虚构', false, 'in-force', '测量', now() from products.category
      where name like '虚构终局种类%'`,
  );
  await tx.query(
    `with made as (
       insert into licences.licence (dataset, number, number_key, kind, holder_id, issuer_kind, issuer, issued_on, valid_from, valid_until, created_at)
       select 'demo', '虚构终局XK-' || e.id, '虚构终局xk-' || e.id, 'production-licence', e.id, 'authority', '虚构', '2024-01-01', '2024-01-01',
              '2030-12-31', now() from enterprises.enterprise e where e.match_key like 'bench-final/%' returning id)
     insert into licences.scope (licence_id, category_id) select m.id, c.id from made m, products.category c where c.name like '虚构终局种类%'`,
  );
};

interface Step {
  readonly ms: number;
  readonly busy: string;
}

const watched = async (services: OpenServices, work: () => Promise<unknown>): Promise<Step> => {
  const stop = process.env['BENCH_PROFILE'] ? sampleStatements(services.database) : undefined;
  const { ms } = await timed(work);
  return { ms, busy: (await stop?.()) ?? '' };
};

const jobOf = (services: OpenServices, name: string) => {
  const job = services.composition.jobs.find((each) => each.name === name);
  if (!job) throw new Error(`no job ${name}`);
  return job;
};

const figureOf = (
  name: string,
  ms: number,
  bare: { readonly rows: number; readonly ms: number },
  more: string,
): Figure => ({
  name,
  measured: `${rounded(ms / 1000)} s (${rounded(ms / bare.ms)} × COPY), ${more}`,
  against: `≤ 6 × COPY of ${bare.rows.toLocaleString('en')} rows (${rounded(bare.ms / 1000)} s)`,
  share: ms / (6 * bare.ms),
});

/** Signs every proposed card at once, in selections as large as an act takes. */
const signAll = async (
  call: ReturnType<typeof systemCall>,
  asOwner: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
) => {
  for (const verb of ['submit', 'issue'] as const) {
    const state = verb === 'submit' ? 'proposed' : 'submitted';
    const cards = await asOwner((tx) =>
      tx.query<{ id: number; version: number }>(`select id, version from warning_cards.card where state = $1 and dataset = 'demo' order by id`, [state]),
    ); // prettier-ignore
    for (let from = 0; from < cards.length; from += 20_000) {
      const done = await actOnCards(call, verb, { cards: cards.slice(from, from + 20_000) });
      if (!done.ok) throw new Error(done.refusal.text.en);
      if (done.value.refused > 0) throw new Error(done.value.refusals[0]?.refusal.text.en);
    }
  }
};

/**
 * A night on which the clocks of many samples end, and the day after it: results become final, enter the record, are counted, cards and
 * exposures are proposed; then all cards are submitted and issued with their orders, papers and suspensions, and the results are notified
 * to the governments and departments. The peer is a COPY of the rows that all this inserts.
 */
export const benchFinality: Benchmark = async () => {
  const services = await sharedServices();
  const { database } = services;
  const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'migrator', work);
  await asOwner(prepare);
  await asOwner(licensed);
  await asOwner((tx) => tx.query('analyze'));
  const night = systemCall({ ...services, now: () => new Date('2026-09-16T16:00:00Z') });
  const morning = systemCall({ ...services, now: () => new Date('2026-09-17T01:00:00Z') });
  const start: RowMarks = await asOwner(rowMarks);
  const final = await watched(services, async () => jobOf(services, 'spot-checks.end-clocks').run(night, {}));
  const [done] = await asOwner((tx) =>
    tx.query<{ final: number; failed: number; cards: number }>(
      `select (select count(*)::int from spot_checks.sample where number like '虚构终局样%' and state = 'final') as final,
              (select count(*)::int from spot_checks.sample where number like '虚构终局样%' and final_verdict = 'fail') as failed,
              (select count(*)::int from warning_cards.card where state = 'proposed') as cards`,
    ),
  );
  if (done?.final !== samples || done.cards === 0) throw new Error(`not final: ${JSON.stringify(done)}`);
  const nightRows = await asOwner((tx) => copyOfNewRows(tx, start));
  const middle = await asOwner(rowMarks);
  // As the server does of itself before the morning.
  await asOwner((tx) => tx.query('analyze'));
  const signed = await watched(services, () => signAll(morning, asOwner));
  const told = await watched(services, async () => jobOf(services, 'publicity.notify').run(morning, {}));
  const dayRows = await asOwner((tx) => copyOfNewRows(tx, middle));
  const [followed] = await asOwner((tx) =>
    tx.query<Record<'orders' | 'holds' | 'papers' | 'messages' | 'items', number>>(
      `select (select count(*)::int from warning_cards.rectification) as orders, (select count(*)::int from licences.hold where ground = 'card') as holds,
              (select count(*)::int from documents.paper where state = 'issued') as papers, (select count(*)::int from delivery.message) as messages,
              (select count(*)::int from work.item) as items`,
    ),
  );
  for (const { busy } of [final, signed, told]) if (busy !== '') console.error(`${busy}\n`);
  for (const table of dayRows.tables) console.error(table);
  const after = signed.ms + told.ms;
  const count = (n: number | undefined): string => (n ?? 0).toLocaleString('en');
  return [
    figureOf(
      `${samples.toLocaleString('en')} results final at once, ${count(done.failed)} of them failures`,
      final.ms,
      nightRows,
      `${rounded((samples / final.ms) * 1000)} results/s, ${count(done.cards)} cards proposed`,
    ),
    figureOf(
      'what follows: all cards issued, results notified',
      after,
      dayRows,
      `${count(followed?.orders)} orders, ${count(followed?.holds)} suspensions, ${count(followed?.papers)} papers, ${count(followed?.messages)} messages, ${count(followed?.items)} items of work; signing ${rounded(signed.ms / 1000)} s, notifying ${rounded(told.ms / 1000)} s`,
    ),
    figureOf(
      'the whole batch',
      final.ms + after,
      { rows: nightRows.rows + dayRows.rows, ms: nightRows.ms + dayRows.ms },
      'both together',
    ),
  ];
};
