import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CheckKind } from '../spot-check.ts';
import type { InspectorFacts } from './rules.ts';
import type { VisitState } from './visit.ts';

/** A visit locked until the transaction ends, with what its acts ask about. */
export interface LockedVisit {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: VisitState;
  readonly version: number;
  readonly planId: number;
  readonly planKind: CheckKind;
  readonly lineId: number;
  readonly drawId: number | null;
  readonly enterpriseId: number;
  readonly enterpriseStatus: string;
  readonly retailer: boolean;
  readonly categoryId: number;
  /** The narrowest known division; null where none is. */
  readonly place: string | null;
  readonly laboratoryId: number | null;
  readonly orderedBy: string | null;
  readonly orderedUntil: LocalDate | null;
  readonly assignedOn: LocalDate;
  readonly leastLot: number | null;
  /** Accounts of its inspectors. */
  readonly accounts: readonly string[];
  /** Who proposed the change of inspectors that waits for its decision. */
  readonly proposedBy: string | null;
  /** Who named the target; null where it was drawn. */
  readonly namedBy: string | null;
  /** A named target that another person has still to confirm. */
  readonly unconfirmed: boolean;
}

export const visitIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.visit where id = $1', [id])).length > 0;

export const lockVisit = async (tx: Tx, id: number): Promise<LockedVisit | undefined> =>
  (
    await tx.query<LockedVisit>(
      `select v.id, v.dataset, v.state, v.version, v.plan_id as "planId", p.kind as "planKind", v.line_id as "lineId", v.draw_id as "drawId",
              v.enterprise_id as "enterpriseId", e.status as "enterpriseStatus", e.retailer, v.category_id as "categoryId",
              coalesce(v.county_code, v.city_code, v.province_code) as place, v.laboratory_id as "laboratoryId",
              v.ordered_by as "orderedBy", v.ordered_until as "orderedUntil",
              (v.created_at at time zone 'Asia/Shanghai')::date as "assignedOn", r.least_lot as "leastLot",
              array(select i.account_id::text from spot_checks.visit_inspector i where i.visit_id = v.id and i.account_id is not null) as accounts,
              (select m.proposed_by from spot_checks.visit_reassignment m where m.visit_id = v.id and m.state = 'proposed') as "proposedBy",
              v.named_by as "namedBy", v.named_by is not null and v.confirmed_at is null as unconfirmed
         from spot_checks.visit v join spot_checks.plan p on p.id = v.plan_id join enterprises.enterprise e on e.id = v.enterprise_id
         join spot_checks.plan_line l on l.id = v.line_id left join spot_checks.inspection_rule r on r.id = l.rule_id
        where v.id = $1 for update of v`,
      [id],
    )
  )[0];

export interface VisitRow {
  readonly planId: number;
  readonly lineId: number;
  readonly drawId: number | null;
  readonly enterpriseId: number;
  readonly site: string;
  readonly laboratoryId: number | null;
  readonly dueOn: string;
  readonly namedBecause: string | null;
  readonly namedBy?: string | null;
  readonly inspectors: readonly { readonly id: number; readonly leads: boolean }[];
}

/** Stores visits with their inspectors, all in two statements, and gives their numbers in the order given. */
export const insertVisits = async (
  tx: Tx,
  dataset: Dataset,
  rows: readonly VisitRow[],
  at: Date,
): Promise<readonly number[]> => {
  const numbers = await tx.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('spot_checks.visit', 'id')) as id from generate_series(1, $1)`,
    [rows.length],
  );
  const ids = numbers.map(({ id }) => id);
  await tx.query(
    `insert into spot_checks.visit (id, dataset, plan_id, line_id, draw_id, enterprise_id, category_id, province_code, city_code, county_code,
                                    laboratory_id, site, due_on, named_because, named_by, created_at)
     overriding system value
     select n.id, $1, n.plan_id, n.line_id, n.draw_id, n.enterprise_id, l.category_id, e.province_code, e.city_code, e.county_code,
            n.laboratory_id, n.site, n.due_on, n.because, n.named_by, $2
       from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::date[], $11::text[], $12::uuid[])
              as n (id, plan_id, line_id, draw_id, enterprise_id, laboratory_id, site, due_on, because, named_by)
       join spot_checks.plan_line l on l.id = n.line_id join enterprises.enterprise e on e.id = n.enterprise_id`,
    [
      dataset,
      at,
      ids,
      rows.map((row) => row.planId),
      rows.map((row) => row.lineId),
      rows.map((row) => row.drawId),
      rows.map((row) => row.enterpriseId),
      rows.map((row) => row.laboratoryId),
      rows.map((row) => row.site),
      rows.map((row) => row.dueOn),
      rows.map((row) => row.namedBecause),
      rows.map((row) => row.namedBy ?? null),
    ],
  );
  const crew = rows.flatMap((row, index) => row.inspectors.map((one) => ({ visit: ids[index] ?? 0, ...one })));
  await putInspectors(tx, crew);
  return ids;
};

const putInspectors = async (
  tx: Tx,
  crew: readonly { readonly visit: number; readonly id: number; readonly leads: boolean }[],
): Promise<void> => {
  await tx.query(
    `insert into spot_checks.visit_inspector (visit_id, inspector_id, account_id, leads)
     select c.visit_id, c.inspector_id, i.account_id, c.leads
       from unnest($1::bigint[], $2::bigint[], $3::boolean[]) as c (visit_id, inspector_id, leads)
       join spot_checks.inspector i on i.id = c.inspector_id`,
    [crew.map((one) => one.visit), crew.map((one) => one.id), crew.map((one) => one.leads)],
  );
};

/** Who is to make a visit. */
export const crewOf = (tx: Tx, visitId: number): Promise<{ readonly id: number; readonly leads: boolean }[]> =>
  tx.query(
    'select inspector_id as id, leads from spot_checks.visit_inspector where visit_id = $1 order by inspector_id',
    [visitId],
  );

/** Puts other inspectors in the place of those of a visit. */
export const replaceInspectors = async (
  tx: Tx,
  visitId: number,
  inspectorIds: readonly number[],
  leaderId: number,
): Promise<void> => {
  await tx.query('delete from spot_checks.visit_inspector where visit_id = $1', [visitId]);
  await putInspectors(
    tx,
    inspectorIds.map((id) => ({ visit: visitId, id, leads: id === leaderId })),
  );
};

/** Inspectors as the rules look at them for a visit to an enterprise on a day. */
export const inspectorFacts = (
  tx: Tx,
  ids: readonly number[],
  visit: {
    readonly dataset: Dataset;
    readonly place: string | null;
    readonly categoryId: number;
    readonly enterpriseId: number;
  },
  day: LocalDate,
): Promise<InspectorFacts[]> =>
  tx.query<InspectorFacts>(
    `select i.id, i.name, i.account_id as account, i.state = 'active' as active, coalesce(i.valid_to >= $6::date, true) as certified,
            coalesce(identity.covers(i.region_code, $3), i.region_code like '__0000') as covers,
            not exists (select from spot_checks.inspector_category c where c.inspector_id = i.id)
              or exists (select from spot_checks.inspector_category c where c.inspector_id = i.id and c.category_id = $4) as qualified,
            (select c.reason from spot_checks.inspector_conflict c
              where c.inspector_id = i.id and c.enterprise_id = $5 and c.valid_from <= $6::date and coalesce(c.valid_to >= $6::date, true)
              limit 1) as conflict
       from spot_checks.inspector i where i.id = any ($1::bigint[]) and i.dataset = $2`,
    [ids, visit.dataset, visit.place, visit.categoryId, visit.enterpriseId, day],
  );

/** Inspectors of a visit who have a conflict of interest with its enterprise on a day, and why. */
export const crewConflicts = (
  tx: Tx,
  visitId: number,
  day: LocalDate,
): Promise<{ readonly name: string; readonly why: string }[]> =>
  tx.query(
    `select i.name, c.reason as why
       from spot_checks.visit_inspector m join spot_checks.visit v on v.id = m.visit_id join spot_checks.inspector i on i.id = m.inspector_id
       join spot_checks.inspector_conflict c on c.inspector_id = i.id and c.enterprise_id = v.enterprise_id
      where v.id = $1 and $2::date between c.valid_from and coalesce(c.valid_to, 'infinity') order by i.id`,
    [visitId, day],
  );

/** What a state brings with it. */
export interface VisitChange {
  readonly reasonCode?: string | null;
  readonly reason?: string | null;
  readonly orderedBy?: string | null;
  readonly orderedUntil?: LocalDate | null;
  readonly startedAt?: Date;
  readonly noticeNumber?: string;
  readonly endedAt?: Date | null;
  readonly confirmedBy?: string | null;
  readonly confirmedAt?: Date;
}

const columns = {
  reasonCode: 'reason_code',
  reason: 'reason',
  orderedBy: 'ordered_by',
  orderedUntil: 'ordered_until',
  startedAt: 'started_at',
  noticeNumber: 'notice_number',
  endedAt: 'ended_at',
  confirmedBy: 'confirmed_by',
  confirmedAt: 'confirmed_at',
} as const satisfies Record<keyof VisitChange, string>;

export const changeVisit = async (tx: Tx, id: number, change: VisitChange): Promise<void> => {
  const entries = Object.entries(change) as [keyof VisitChange, unknown][];
  if (entries.length === 0) return;
  const parts = entries.map(([key], index) => `${columns[key]} = $${index + 2}`);
  await tx.query(`update spot_checks.visit set ${parts.join(', ')} where id = $1`, [
    id,
    ...entries.map(([, value]) => value),
  ]);
};

export const storeVisitState = (tx: Tx, id: number, state: VisitState): Promise<unknown> =>
  tx.query('update spot_checks.visit set state = $2, version = version + 1 where id = $1', [id, state]);

/** Cancels the visits that have not begun in categories (`regionCode` null) and divisions that a plan no longer has. */
export const cancelWithdrawn = async (
  tx: Tx,
  planId: number,
  withdrawn: readonly { readonly lineId: number; readonly regionCode: string | null }[],
  reason: string,
  at: Date,
): Promise<readonly number[]> => {
  const rows = await tx.query<{ id: number }>(
    `update spot_checks.visit v set state = 'cancelled', reason = $4, ended_at = $5, version = version + 1
      where v.plan_id = $1 and v.state = 'assigned'
        and exists (select from unnest($2::bigint[], $3::text[]) as w (line_id, region_code)
                     where w.line_id = v.line_id and (w.region_code is null or w.region_code in (v.county_code, v.city_code)))
        and not exists (select from spot_checks.plan_quota q where q.line_id = v.line_id and q.region_code in (v.county_code, v.city_code))
      returning v.id`,
    [planId, withdrawn.map(({ lineId }) => lineId), withdrawn.map(({ regionCode }) => regionCode), reason, at],
  );
  return rows.map(({ id }) => id);
};

/**
 * A sample of the same category taken from the same enterprise since the visit was assigned, under a plan of the same or a higher
 * level, within the months in which nothing is repeated.
 */
export const checkedSince = async (
  tx: Tx,
  visit: LockedVisit,
  months: number,
  today: LocalDate,
): Promise<{ readonly by: string; readonly on: string } | null> => {
  const [row] = await tx.query<{ by: string; on: string }>(
    `select h.title as by, s.sampled_on::text as "on"
       from spot_checks.visit o join spot_checks.sample s on s.visit_id = o.id and s.state <> 'void'
       join spot_checks.plan h on h.id = o.plan_id join spot_checks.plan p on p.id = $1
      where o.enterprise_id = $2 and o.category_id = $3 and o.id <> $4 and o.dataset = $5 and h.kind in ('regular', 'special')
        and s.sampled_on >= $6::date and s.sampled_on > ($7::date - make_interval(months => $8))
        and array_position(array['national', 'provincial', 'municipal', 'county'], h.level)
          <= array_position(array['national', 'provincial', 'municipal', 'county'], p.level)
      order by s.sampled_on desc limit 1`,
    [visit.planId, visit.enterpriseId, visit.categoryId, visit.id, visit.dataset, visit.assignedOn, today, months],
  );
  return row ?? null;
};

export const hasStandingSample = async (tx: Tx, visitId: number): Promise<boolean> =>
  (await tx.query(`select 1 from spot_checks.sample where visit_id = $1 and state <> 'void' limit 1`, [visitId]))
    .length > 0;

export interface Reassignment {
  readonly id: number;
  readonly leaderId: number;
  readonly inspectorIds: readonly number[];
}

export const findReassignment = async (tx: Tx, visitId: number): Promise<Reassignment | undefined> =>
  (
    await tx.query<Reassignment>(
      `select id, leader_id as "leaderId", inspector_ids as "inspectorIds"
         from spot_checks.visit_reassignment where visit_id = $1 and state = 'proposed' for update`,
      [visitId],
    )
  )[0];

export const insertReassignment = (
  tx: Tx,
  visitId: number,
  change: {
    readonly leaderId: number;
    readonly inspectorIds: readonly number[];
    readonly reason: string | null;
    readonly account: string | null;
    readonly at: Date;
  },
): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.visit_reassignment (visit_id, leader_id, inspector_ids, reason, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [visitId, change.leaderId, change.inspectorIds, change.reason, change.account, change.at],
  );

export const decideReassignment = (
  tx: Tx,
  id: number,
  decision: {
    readonly state: 'approved' | 'declined';
    readonly account: string | null;
    readonly at: Date;
    readonly reason: string | null;
  },
): Promise<unknown> =>
  tx.query(
    `update spot_checks.visit_reassignment set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1`,
    [id, decision.state, decision.account, decision.at, decision.reason],
  );

/** A line of a plan as naming a target looks at it; nothing where plan and line don't belong together. */
export const findNamedTarget = async (
  tx: Tx,
  planId: number,
  lineId: number,
  enterpriseId: number,
): Promise<
  | {
      readonly dataset: Dataset;
      readonly kind: CheckKind;
      readonly state: string;
      readonly planRegion: string;
      readonly endsOn: string;
      readonly categoryId: number;
      readonly place: string | null;
      readonly inRegion: boolean;
      readonly sites: readonly string[];
      /** An amendment has withdrawn the category. */
      readonly withdrawn: boolean;
      readonly status: string;
      readonly laboratories: readonly number[];
    }
  | undefined
> =>
  (
    await tx.query<never>(
      `select p.dataset, p.kind, p.state, p.region_code as "planRegion", p.ends_on as "endsOn", l.category_id as "categoryId",
              coalesce(e.county_code, e.city_code, e.province_code) as place, e.status, p.sites,
              not exists (select from spot_checks.plan_quota q where q.line_id = l.id) as withdrawn,
              coalesce(identity.covers(p.region_code, coalesce(e.county_code, e.city_code, e.province_code)), false) as "inRegion",
              array(select b.laboratory_id from spot_checks.plan_laboratory b where b.line_id = l.id and b.purpose = 'first' order by 1) as laboratories
         from spot_checks.plan p join spot_checks.plan_line l on l.plan_id = p.id
         join enterprises.enterprise e on e.id = $3 and e.dataset = p.dataset and e.merged_into is null
        where p.id = $1 and l.id = $2`,
      [planId, lineId, enterpriseId],
    )
  )[0];
