import type { Tx } from '#platform/database/index.ts';

interface Ground {
  readonly planId: number;
  readonly lineId: number;
  readonly enterpriseId: number;
  readonly laboratories: readonly number[];
}

type BoardAct = (tx: Tx, salt: number) => Promise<unknown>;

const visitStates = ['assigned', 'started', 'sampled', 'no-sample', 'refused-by-right', 'ordered', 'refused', 'not-found', 'stopped', 'cancelled']; // prettier-ignore
const sampleStates = ['sealed', 'sent', 'received', 'rejected', 'tested', 'noticed', 'final', 'void'];
const reportStates = ['open', 'tested', 'reviewed', 'queried', 'effective'];
const noticeStates = ['to-serve', 'served', 'waived', 'lapsed', 'objected', 'settled', 'void'];
const objectionStates = ['filed', 'refused', 'retest', 'withdrawn', 'upheld', 'settled'];
const retestStates = ['applied', 'designated', 'tampered', 'abandoned'];
const cities = ['440100', '440600', '445200', null];

const pick = <T>(values: readonly T[], salt: number): T => values[salt % values.length] as T;
const day = (salt: number): string => `2026-0${1 + (salt % 9)}-${10 + (salt % 19)}`;
/** A part of the rows that depends on the salt. */
const some = (column: string, salt: number): string => `(${column} * 7919 + ${salt}) % 3 = 0`;

/** Acts in sets on a plan's things, as rooms write them, in no sensible order: what the board must follow whatever happens. */
export const boardActs = ({ planId, lineId, enterpriseId, laboratories }: Ground) => {
  const ofPlan =
    'select s.id from spot_checks.sample s join spot_checks.visit v on v.id = s.visit_id where v.plan_id = $1';
  const change = (table: string, owner: string, states: readonly string[], due?: string): BoardAct => {
    const set = due === undefined ? '' : `, ${due} = $3::date`;
    return (tx, salt) =>
      tx.query(
        `update spot_checks.${table} set state = $2, version = version + 1${set} where ${owner} and ${some('id', salt)}`,
        [planId, pick(states, salt), ...(due === undefined ? [] : [day(salt)])],
      );
  };
  const remove =
    (table: string): BoardAct =>
    (tx, salt) =>
      tx.query(`delete from spot_checks.${table} where sample_id in (${ofPlan}) and (id * 7919 + $2) % 5 = 0`, [
        planId,
        salt,
      ]);
  return {
    open: (tx, salt) =>
      tx.query(
        `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, city_code, laboratory_id, due_on)
         select 'demo', $1, $2, $3, 1, ($4::text[])[1 + (i + $6) % 4], ($5::bigint[])[1 + (i + $6) % 3], $7::date from generate_series(1, 5) i`,
        [planId, lineId, enterpriseId, cities, [...laboratories, null], salt, day(salt)],
      ),
    visit: change('visit', 'plan_id = $1', visitStates, 'due_on'),
    order: (tx, salt) =>
      tx.query(
        `update spot_checks.visit set state = 'ordered', ordered_until = $2::date where plan_id = $1 and ${some('id', salt)}`,
        [planId, salt % 2 === 0 ? day(salt) : null],
      ),
    move: (tx, salt) =>
      tx.query(
        `update spot_checks.visit set city_code = $2, laboratory_id = $3 where plan_id = $1 and ${some('id', salt)}`,
        [planId, pick(cities, salt), pick(laboratories, salt)],
      ),
    take: (tx, salt) =>
      tx.query(
        `insert into spot_checks.sample (dataset, visit_id, plan_id, line_id, number, sheet, category_id, producer_name, product_name, quantity, sampled_on, laboratory_id)
         select 'demo', v.id, v.plan_id, v.line_id, gen_random_uuid()::text, '{}', 1, '虚构厂', '虚构产品', '3件', '2026-09-01', $2
           from spot_checks.visit v where v.plan_id = $1 and ${some('v.id', salt)}`,
        [planId, pick(laboratories, salt)],
      ),
    sample: change('sample', 'plan_id = $1', sampleStates),
    report: (tx, salt) =>
      tx.query(
        `insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, due_on, conclusion, tested_by, reviewed_by, approved_by)
         select 'demo', s.id, $2, $3, $4::date, 'pass', gen_random_uuid(), gen_random_uuid(), gen_random_uuid()
           from spot_checks.sample s where s.plan_id = $1 and ${some('s.id', salt)} on conflict do nothing`,
        [planId, pick(laboratories, salt), salt % 4 === 0 ? 'retest' : 'first', salt % 7 === 0 ? null : day(salt)],
      ),
    work: change('report', `sample_id in (${ofPlan})`, reportStates, 'due_on'),
    notify: (tx, salt) =>
      tx.query(
        `insert into spot_checks.notice (dataset, sample_id, report_id, party, addressee, due_on)
         select 'demo', r.sample_id, r.id, 'producer', '虚构厂', $2::date from spot_checks.report r
          where r.sample_id in (${ofPlan}) and ${some('r.id', salt)}`,
        [planId, salt % 7 === 0 ? null : day(salt)],
      ),
    serve: change('notice', `sample_id in (${ofPlan})`, noticeStates, 'due_on'),
    object: (tx, salt) =>
      tx.query(
        `insert into spot_checks.objection (dataset, notice_id, sample_id, filed_on, grounds, decide_until)
         select 'demo', n.id, n.sample_id, '2026-09-01', '虚构理由', $2::date from spot_checks.notice n
          where n.sample_id in (${ofPlan}) and ${some('n.id', salt)}`,
        [planId, day(salt)],
      ),
    decide: change('objection', `sample_id in (${ofPlan})`, objectionStates, 'decide_until'),
    retest: (tx, salt) =>
      tx.query(
        `insert into spot_checks.retest (dataset, sample_id, designate_until)
         select 'demo', s.id, $2::date from spot_checks.sample s where s.plan_id = $1 and ${some('s.id', salt)}
            and not exists (select from spot_checks.retest t where t.sample_id = s.id)`,
        [planId, salt % 7 === 0 ? null : day(salt)],
      ),
    designate: change('retest', `sample_id in (${ofPlan})`, retestStates, 'designate_until'),
    dropRetests: remove('retest'),
    dropObjections: remove('objection'),
    quota: (tx, salt) =>
      tx.query(
        `insert into spot_checks.plan_quota (line_id, region_code, targets) values ($1, $2, $3)
         on conflict (line_id, region_code) do update set targets = excluded.targets`,
        [lineId, pick(['440604', '440600', '440103'], salt), 1 + (salt % 50)],
      ),
    dropQuota: (tx, salt) =>
      tx.query('delete from spot_checks.plan_quota where line_id = $1 and region_code = $2', [
        lineId,
        pick(['440604', '440600', '440103'], salt),
      ]),
    reopen: (tx, salt) =>
      tx.query('update spot_checks.plan set state = $2 where id = $1', [
        planId,
        pick(['draft', 'approved', 'approved', 'closed'], salt),
      ]),
    recount: (tx) => tx.query('select spot_checks.recount_board(array[$1::bigint])', [planId]),
  } satisfies Record<string, BoardAct>;
};
export type BoardActs = ReturnType<typeof boardActs>;

type Numbers = Readonly<Record<string, number>>;

const collect = (rows: readonly { readonly key: string; readonly n: number }[]): Numbers => {
  const sums = new Map<string, number>();
  for (const { key, n } of rows) sums.set(key, (sums.get(key) ?? 0) + n);
  return Object.fromEntries([...sums].filter(([, n]) => n !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** What the board holds, by plan, by its cities and by its laboratories, and by what is counted. */
export const readBoard = async (tx: Tx): Promise<Numbers> =>
  collect([
    ...(await tx.query<{ key: string; n: number }>(
      `select concat_ws(' ', plan_id, coalesce('city ' || city_code, 'laboratory ' || laboratory_id, 'all'), s.stage) as key, s.n from spot_checks.board_count cross join lateral (values ('targets', targets),
         ('drawn', drawn), ('visited', visited), ('pending', pending), ('unsampled', unsampled), ('sampled', sampled), ('tested', tested),
         ('final', final), ('noticed', noticed), ('served', served), ('objected', objected)) s (stage, n)`,
    )),
    ...(await tx.query<{ key: string; n: number }>(
      `select concat_ws(' ', plan_id, coalesce('city ' || city_code, 'laboratory ' || laboratory_id, 'all'), kind, due_on) as key, n from spot_checks.board_due`,
    )),
  ]);

interface Place {
  readonly plan: number;
  readonly city: string;
  readonly laboratory: number;
  readonly state: string;
  readonly due: string | null;
}

/** The same numbers, counted one by one from what is stored. */
export const countEverything = async (tx: Tx): Promise<Numbers> => {
  const place = (laboratory = 'v.laboratory_id'): string =>
    `v.plan_id as plan, coalesce(v.city_code, '') as city, coalesce(${laboratory}, 0) as laboratory`;
  const at = ({ plan, city, laboratory }: Place): string[] => [
    `${plan} all`,
    `${plan} city ${city}`,
    `${plan} laboratory ${laboratory}`,
  ];
  const below = (table: string, due: string, laboratory?: string): Promise<Place[]> =>
    tx.query<Place>(
      `select ${place(laboratory)}, x.state, x.${due} as due from spot_checks.${table} x join spot_checks.sample s on s.id = x.sample_id
         join spot_checks.visit v on v.id = s.visit_id`,
    );
  const visits = await tx.query<Place>(
    `select ${place()}, v.state, case when v.state = 'ordered' then v.ordered_until else v.due_on end as due from spot_checks.visit v`,
  );
  const samples = await tx.query<Place>(
    `select ${place()}, s.state, null as due from spot_checks.sample s join spot_checks.visit v on v.id = s.visit_id`,
  );
  const notices = await below('notice', 'due_on');
  const objections = await below('objection', 'decide_until');
  const reports = await below('report', 'due_on', 'x.laboratory_id');
  const retests = await below('retest', 'designate_until');
  const quotas = await tx.query<{ plan: number; city: string; targets: number }>(
    `select l.plan_id as plan, left(q.region_code, 4) || '00' as city, q.targets from spot_checks.plan_quota q
       join spot_checks.plan_line l on l.id = q.line_id join spot_checks.plan p on p.id = l.plan_id where p.state in ('approved', 'closed')`,
  );
  const counted = (rows: readonly Place[], what: string, holds: (state: string) => boolean) =>
    rows
      .filter(({ state }) => holds(state))
      .flatMap((row) => at(row).map((place) => ({ key: `${place} ${what}`, n: 1 })));
  const open = (rows: readonly Place[], kind: string, states: readonly string[]) =>
    rows.flatMap((row) =>
      states.includes(row.state) && row.due !== null
        ? at(row).map((place) => ({ key: `${place} ${kind} ${row.due}`, n: 1 }))
        : [],
    );
  return collect([
    ...quotas.flatMap(({ plan, city, targets }) => [
      { key: `${plan} all targets`, n: targets },
      { key: `${plan} city ${city} targets`, n: targets },
    ]),
    ...counted(visits, 'drawn', (state) => state !== 'cancelled'),
    ...counted(visits, 'visited', (state) => !['assigned', 'cancelled'].includes(state)),
    ...counted(visits, 'pending', (state) => ['assigned', 'started', 'ordered', 'refused-by-right'].includes(state)),
    ...counted(visits, 'unsampled', (state) => ['no-sample', 'refused', 'not-found', 'stopped'].includes(state)),
    ...counted(samples, 'sampled', (state) => !['rejected', 'void'].includes(state)),
    ...counted(samples, 'tested', (state) => ['tested', 'noticed', 'final'].includes(state)),
    ...counted(samples, 'final', (state) => state === 'final'),
    ...counted(notices, 'noticed', (state) => state !== 'void'),
    ...counted(notices, 'served', (state) => state !== 'void' && state !== 'to-serve'),
    ...counted(objections, 'objected', () => true),
    ...open(visits, 'visit', ['assigned', 'started', 'ordered']),
    ...open(reports, 'report', ['open', 'tested', 'reviewed', 'queried']),
    ...open(notices, 'notice', ['to-serve']),
    ...open(objections, 'objection', ['filed']),
    ...open(retests, 'retest', ['applied']),
  ]);
};
