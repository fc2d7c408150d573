import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { VisitDetail, VisitFilter, VisitLine } from './contract.ts';
import type { VisitState } from './visit.ts';

const open = `('assigned', 'started', 'ordered', 'refused-by-right')`;
const unconfirmed = `(v.named_by is not null and v.confirmed_at is null and v.state = 'assigned')`;
const place = 'coalesce(v.county_code, v.city_code, v.province_code)';
const crew = `(select coalesce(json_agg(json_build_object('id', i.id, 'name', i.name, 'leads', m.leads) order by m.leads desc, i.id), '[]')
  from spot_checks.visit_inspector m join spot_checks.inspector i on i.id = m.inspector_id where m.visit_id = v.id)`;
const line = (today: string): string => `v.id, v.dataset, v.state, v.version,
  case when p.id is null then null else json_build_object('id', p.id, 'title', p.title, 'number', p.number) end as plan,
  json_build_object('id', e.id, 'name', e.name) as enterprise,
  json_build_object('id', c.id, 'name', c.name) as category,
  case when ${place} is null then null else json_build_object('code', ${place}, 'name', coalesce(g.name, ${place})) end as place,
  v.site, v.due_on as "dueOn", v.state in ${open} and v.due_on < ${today}::date as overdue, ${crew} as inspectors`;
/** A file is of the visit unless its message is a conflict that nobody has applied. */
const evidence = `not exists (select from spot_checks.field_message m
  where m.id = f.message_id and m.outcome = 'conflict' and m.decision is distinct from 'applied')`;
const samples = `(select count(*)::int from spot_checks.sample s where s.visit_id = v.id and s.state <> 'void') as samples`;
// An enterprise sees no plan.
const tables = `spot_checks.visit v left join spot_checks.plan p on p.id = v.plan_id join enterprises.enterprise e on e.id = v.enterprise_id
  join products.category c on c.id = v.category_id left join regions.region g on g.code = ${place}`;

const where = `v.dataset = $1 and ($2::bigint is null or v.plan_id = $2) and ($3::text is null or v.city_code = $3 or v.county_code = $3)
  and ($4::boolean is not true or (v.state in ${open} and v.due_on < $5::date))
  and ($6::text is null or e.name like '%' || $6 || '%' or p.title like '%' || $6 || '%' or p.number like '%' || $6 || '%')
  and case $7::text when 'reassignment' then exists (select from spot_checks.visit_reassignment m where m.visit_id = v.id and m.state = 'proposed')
                    when 'naming' then ${unconfirmed}
                    when 'message' then exists (select from spot_checks.field_message f where f.visit_id = v.id and f.outcome = 'conflict' and f.decision is null)
                    else true end`;
const values = (filter: VisitFilter, today: LocalDate): unknown[] => [
  filter.dataset,
  filter.planId ?? null,
  filter.city ?? null,
  filter.overdue === 'true',
  today,
  filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
  filter.waiting ?? null,
];

/** A page of visits, newest first. */
export const pageOfVisits = (
  tx: Tx,
  filter: VisitFilter,
  today: LocalDate,
  after: number | null,
  limit: number,
): Promise<VisitLine[]> =>
  tx.query<VisitLine>(
    `select ${line('$5')}, ${samples} from ${tables} where ${where} and ($8::text is null or v.state = $8) and ($9::bigint is null or v.id < $9)
      order by v.id desc limit $10`,
    [...values(filter, today), filter.state ?? null, after, limit],
  );

export const countVisits = (
  tx: Tx,
  filter: VisitFilter,
  today: LocalDate,
): Promise<{ readonly state: VisitState; readonly n: number }[]> =>
  tx.query(
    `select v.state, count(*)::int as n from spot_checks.visit v left join spot_checks.plan p on p.id = v.plan_id
       join enterprises.enterprise e on e.id = v.enterprise_id where ${where} group by v.state`,
    values(filter, today),
  );

/** The open visits of the acting account, the earliest due first. */
export const ownVisits = (tx: Tx, dataset: string | null, today: LocalDate): Promise<VisitLine[]> =>
  tx.query<VisitLine>(
    `select ${line('$2')}, ${samples} from ${tables}
      where v.id = any ((select spot_checks.own_visits())::bigint[]) and ($1::text is null or v.dataset = $1) and v.state in ('assigned', 'started', 'ordered') and not ${unconfirmed}
      order by v.due_on, v.id limit 500`,
    [dataset, today],
  );

/** A visit as stored, with everything its page shows. */
export interface VisitRecord extends Omit<
  VisitDetail,
  'messages' | 'lawful' | 'next' | 'acts' | 'events' | 'reasonWords'
> {
  readonly reasonCode: string | null;
  readonly orderedBy: string | null;
  readonly accounts: readonly string[];
  readonly proposedBy: string | null;
  readonly namedBy: string | null;
}

export const findVisit = async (tx: Tx, id: number, today: LocalDate): Promise<VisitRecord | undefined> =>
  (
    await tx.query<VisitRecord>(
      `select ${line('$2')}, v.draw_id is not null as drawn, v.named_because as "namedBecause", ${unconfirmed} as unconfirmed, v.named_by as "namedBy", e.address,
              case when b.id is null then null else json_build_object('id', b.id, 'name', b.name) end as laboratory,
              v.reason_code as "reasonCode", v.reason, v.ordered_until as "orderedUntil", v.ordered_by as "orderedBy",
              v.started_at as "startedAt", v.ended_at as "endedAt",
              array(select i.account_id::text from spot_checks.visit_inspector i where i.visit_id = v.id and i.account_id is not null) as accounts,
              (select m.proposed_by from spot_checks.visit_reassignment m where m.visit_id = v.id and m.state = 'proposed') as "proposedBy",
              coalesce((select json_agg(json_build_object('id', s.id, 'number', s.number, 'productName', s.product_name, 'state', s.state) order by s.id)
                from spot_checks.sample s where s.visit_id = v.id), '[]') as samples,
              coalesce((select json_agg(json_build_object('id', f.id, 'kind', f.kind, 'caption', f.caption, 'bytes', f.bytes, 'mediaType', f.media_type,
                  'takenAt', f.taken_at, 'latitude', f.latitude::text, 'longitude', f.longitude::text, 'accuracy', f.accuracy_m::text) order by f.id)
                from spot_checks.visit_file f where f.visit_id = v.id and ${evidence}), '[]') as files,
              coalesce((select json_agg(json_build_object('id', m.id, 'state', m.state, 'reason', m.reason, 'proposedBy', w.display_name,
                  'proposedAt', m.proposed_at, 'decidedBy', d.display_name, 'decisionReason', m.decision_reason,
                  'inspectors', (select coalesce(json_agg(json_build_object('id', i.id, 'name', i.name, 'leads', i.id = m.leader_id) order by i.id = m.leader_id desc, i.id), '[]')
                                   from spot_checks.inspector i where i.id = any (m.inspector_ids))) order by m.id desc)
                from spot_checks.visit_reassignment m left join identity.published_account w on w.id = m.proposed_by
                left join identity.published_account d on d.id = m.decided_by where m.visit_id = v.id), '[]') as reassignments
         from ${tables} left join laboratories.laboratory b on b.id = v.laboratory_id where v.id = $1`,
      [id, today],
    )
  )[0];

/** Where a file of a visit lies, for whoever sees the visit; what was kept as a conflict only for officials, who decide on it. */
export const findVisitFile = async (
  tx: Tx,
  visitId: number,
  fileId: number,
  official: boolean,
): Promise<{ readonly storedAt: string; readonly mediaType: string } | undefined> =>
  (
    await tx.query<{ storedAt: string; mediaType: string }>(
      `select stored_at as "storedAt", media_type as "mediaType" from spot_checks.visit_file f
        where f.id = $2 and f.visit_id = $1 and ($3 or ${evidence})`,
      [visitId, fileId, official],
    )
  )[0];

const waitingFor = {
  mine: `v.id = any ((select spot_checks.own_visits())::bigint[]) and v.state in ('assigned', 'started') and not ${unconfirmed}`,
  namings: `${unconfirmed} and v.named_by is distinct from $2::uuid`,
  reassignments: `exists (select from spot_checks.visit_reassignment m where m.visit_id = v.id and m.state = 'proposed' and m.proposed_by is distinct from $2::uuid)`,
  conflicts: `exists (select from spot_checks.field_message f where f.visit_id = v.id and f.outcome = 'conflict' and f.decision is null)`,
  ordered: `v.state = 'ordered'`,
  repeated: `v.state = 'refused-by-right'`,
  rejected: `exists (select from spot_checks.sample s where s.visit_id = v.id and s.state = 'rejected')`,
} as const;
export type WaitingVisits = keyof typeof waitingFor;

/** How many visits wait for the reader, and the earliest day among them. */
export const countWaiting = async (
  tx: Tx,
  what: WaitingVisits,
  dataset: string,
  account: string | null,
): Promise<{ readonly n: number; readonly due: LocalDate | null }> => {
  const due = what === 'ordered' ? 'v.ordered_until' : 'v.due_on';
  const [row] = await tx.query<{ n: number; due: LocalDate | null }>(
    `select count(*)::int as n, min(${due}) as due from spot_checks.visit v
      where v.dataset = $1 and ($2::uuid is null or true) and ${waitingFor[what]}`,
    [dataset, account],
  );
  return row ?? { n: 0, due: null };
};
