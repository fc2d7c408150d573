import { localDate } from '#foundation/local-date.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { kindsFor } from '#regimes/spot-checks/board/calendar.ts';
import { countDue, listDue } from '#regimes/spot-checks/board/storage-calendar.ts';
import { findPlanBoard, pageOfBoard } from '#regimes/spot-checks/board/storage-reading.ts';
import { atMost, type Benchmark, type Figure, quantile, rounded, timed } from './figure.ts';
import { asReader, sharedServices } from './province.ts';

const rounds = 20;
const plans = 1000;
const visits = 200_000;
const today = localDate('2026-09-15');
const of = { dataset: 'demo' } as const;

/** Plans with quotas in ten cities each, and the registers that their visits name; nothing in them is real. */
const makePlans = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into products.category (dataset, name, name_key) select 'demo', '虚构种类' || i, '虚构种类' || i from generate_series(1, 20) i`,
  );
  await tx.query(
    `insert into laboratories.laboratory (dataset, name, name_key, region_code)
     select 'demo', '虚构检验所' || i, '虚构检验所' || i, '440100' from generate_series(1, 20) i`,
  );
  await tx.query(
    `insert into spot_checks.plan (dataset, number, title, year, authority_id, level, kind, region_code, starts_on, ends_on, state)
     select 'demo', '虚构计划〔2026〕' || i || '号', '虚构产品监督抽查' || i, 2026, (select min(id) from authorities.authority), 'provincial', 'regular',
            '440000', '2026-03-01', '2026-10-31', 'approved' from generate_series(1, $1::int) i`,
    [plans],
  );
  await tx.query(
    `insert into spot_checks.plan_line (plan_id, category_id)
     select p.id, c.id from spot_checks.plan p cross join lateral (select id from products.category order by (id * 31 + p.id) % 20 limit 2) c`,
  );
  await tx.query(
    `insert into spot_checks.plan_quota (line_id, region_code, targets)
     select l.id, g.code, 10 from spot_checks.plan_line l
       cross join lateral (select code from regions.region where level = 'city' and code like '44%' order by (right(code, 4)::int / 100 * 7 + l.plan_id) % 21 limit 10) g`,
  );
};

/** Ten visits for each quota, in all stages; the laboratories of a plan are three. */
const makeVisits = (tx: Tx): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, province_code, city_code, laboratory_id, state, due_on)
     select 'demo', l.plan_id, l.id, (l.id * 1009 + i * 31) % 50000, l.category_id, '440000', q.region_code, 1 + (l.plan_id + i % 3) % 20,
            (array['assigned', 'started', 'sampled', 'sampled', 'sampled', 'sampled', 'sampled', 'no-sample', 'not-found', 'sampled'])[i],
            date '2026-08-01' + ((l.plan_id * 7 + i * 11) % 90)::int
       from spot_checks.plan_line l join spot_checks.plan_quota q on q.line_id = l.id cross join generate_series(1, 10) i order by l.id limit $1`,
    [visits],
  );

const makeSamples = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into spot_checks.sample (dataset, visit_id, plan_id, line_id, number, sheet, category_id, producer_name, product_name, quantity, sampled_on,
                                     laboratory_id, state)
     select 'demo', v.id, v.plan_id, v.line_id, '虚构' || v.id, '{}', v.category_id, '虚构厂', '虚构产品', '3件', '2026-08-20', v.laboratory_id,
            (array['received', 'tested', 'noticed', 'noticed', 'final', 'final'])[1 + v.id % 6] from spot_checks.visit v where v.state = 'sampled'`,
  );
  await tx.query(
    `insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, due_on, state, conclusion, tested_by, reviewed_by, approved_by)
     select 'demo', s.id, s.laboratory_id, 'first', date '2026-09-01' + (s.id % 60)::int, case s.state when 'received' then 'open' else 'effective' end,
            'pass', gen_random_uuid(), gen_random_uuid(), gen_random_uuid() from spot_checks.sample s`,
  );
  await tx.query(
    `insert into spot_checks.notice (dataset, sample_id, report_id, party, addressee, province_code, city_code, state, due_on, objection_until)
     select 'demo', s.id, r.id, 'producer', '虚构厂', '440000', v.city_code,
            case when s.state = 'final' then 'lapsed' when s.id % 2 = 0 then 'to-serve' else 'served' end,
            date '2026-09-01' + (s.id % 60)::int, date '2026-09-10' + (s.id % 40)::int
       from spot_checks.sample s join spot_checks.report r on r.sample_id = s.id join spot_checks.visit v on v.id = s.visit_id
      where s.state in ('noticed', 'final')`,
  );
};

/** As a day leaves it: thousands of acts of single people since the night's count. */
const actFor = async (tx: Tx, count: number): Promise<void> => {
  const states = ['assigned', 'started'];
  for (let act = 0; act < count; act += 1)
    await tx.query('update spot_checks.visit set state = $2 where id = (select min(id) + $1 from spot_checks.visit)', [
      (act * 997) % visits,
      states[act % 2],
    ]);
};

const slowEnd = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push((await timed(work)).ms);
  return quantile(times, 0.95);
};

/** What an official of the province looks for. */
const kinds = kindsFor((permission) => ['spot-checks.plans', 'spot-checks.see-visits'].includes(permission));

const readings = (tx: Tx, planId: number): Readonly<Record<string, () => Promise<unknown>>> => ({
  'the board, first page with totals': () => pageOfBoard(tx, of, today, null, 51),
  'the board, overdue plans alone': () => pageOfBoard(tx, { ...of, overdue: 'true' }, today, null, 51),
  'the board of one city': () => pageOfBoard(tx, { ...of, city: '440600' }, today, null, 51),
  'the board of one laboratory': () => pageOfBoard(tx, { ...of, laboratoryId: 3 }, today, null, 51),
  'one plan by city and laboratory': () => findPlanBoard(tx, planId, today),
});

/** Held to what a list may take. */
const calendarReadings = (tx: Tx): Readonly<Record<string, () => Promise<unknown>>> => ({
  'a month of the calendar': () => countDue(tx, kinds, 'demo', localDate('2026-09-01'), localDate('2026-09-30')),
  'a day of the calendar': () => listDue(tx, kinds, 'demo', localDate('2026-09-20'), 200),
});

/** The plan board over 1,000 plans and 200,000 visits, run as app: the slow end (95 %) of twenty rounds, round trip included. */
export const benchBoard: Benchmark = async () => {
  const services = await sharedServices();
  const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(services.database, 'migrator', work);
  await asOwner(makePlans);
  // What counting costs: the same visits opened without its triggers, and with them.
  const bare = await asOwner(async (tx) => {
    await tx.query('alter table spot_checks.visit disable trigger user');
    const made = await timed(() => makeVisits(tx));
    await tx.query('truncate spot_checks.visit cascade');
    await tx.query('alter table spot_checks.visit enable trigger user');
    return made;
  });
  const counted = await timed(() => asOwner(makeVisits));
  await asOwner(makeSamples);
  const recount = await timed(() => asOwner((tx) => tx.query('select spot_checks.recount_board()')));
  const acts = 2000;
  const acting = await timed(() => asOwner((tx) => actFor(tx, acts)));
  await asOwner((tx) => tx.query('analyze'));
  return asReader(services, async (tx) => {
    const [size] = await tx.query<{ visits: number; rows: number; plan: number }>(
      `select (select count(*)::int from spot_checks.visit) as visits, (select count(*)::int from spot_checks.board_count) as rows,
              (select max(id) from spot_checks.plan) as plan`,
    );
    if (size?.visits !== visits) throw new Error(`${size?.visits} visits were made, not ${visits}`);
    const figures: Figure[] = [];
    const note = `, ${rounded(size.rows)} rows of numbers`;
    for (const [name, reading] of Object.entries(readings(tx, size.plan)))
      figures.push(atMost(`board: ${name}`, await slowEnd(reading), 100, 'ms', figures.length === 0 ? note : ''));
    for (const [name, reading] of Object.entries(calendarReadings(tx)))
      figures.push(atMost(`board: ${name}`, await slowEnd(reading), 1000, 'ms'));
    figures.push(
      atMost('board: opening 200,000 visits, counted', counted.ms, bare.ms * 2, 'ms', ' (limit: 2 × uncounted)'),
      atMost('board: an act of one person, counted', acting.ms / acts, 10, 'ms'),
      atMost('board: the night’s recount', recount.ms, 10_000, 'ms'),
    );
    return figures;
  });
};
