import type { Tx } from '#platform/database/index.ts';
import type { PlanDetail, PlanFilter, PlanLine } from './contract.ts';
import type { PlanState } from './plan.ts';

const line = `p.id, p.version, p.dataset, p.number, p.title, p.year, json_build_object('id', a.id, 'name', a.name) as authority, p.level, p.kind,
  p.state, json_build_object('code', p.region_code, 'name', coalesce(g.name, p.region_code)) as region, p.starts_on as "startsOn",
  p.ends_on as "endsOn",
  (select coalesce(sum(q.targets), 0)::int from spot_checks.plan_line l join spot_checks.plan_quota q on q.line_id = l.id where l.plan_id = p.id) as targets,
  (select count(distinct l.id)::int from spot_checks.plan_line l join spot_checks.plan_quota q on q.line_id = l.id where l.plan_id = p.id) as categories`;
const tables = `spot_checks.plan p join authorities.authority a on a.id = p.authority_id left join regions.region g on g.code = p.region_code`;

const where = `p.dataset = $1 and ($2::int is null or p.year = $2) and ($3::text is null or p.level = $3) and ($4::text is null or p.kind = $4)
  and ($5::text is null or p.title like '%' || $5 || '%' or p.number like '%' || $5 || '%')`;
const values = (filter: PlanFilter): unknown[] => [
  filter.dataset,
  filter.year ?? null,
  filter.level ?? null,
  filter.kind ?? null,
  filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
];

/** A page of plans, newest first; `after` is the number where the page before ended. */
export const pageOfPlans = (tx: Tx, filter: PlanFilter, after: number | null, limit: number): Promise<PlanLine[]> =>
  tx.query<PlanLine>(
    `select ${line} from ${tables} where ${where} and ($6::text is null or p.state = $6) and ($7::bigint is null or p.id < $7)
      order by p.id desc limit $8`,
    [...values(filter), filter.state ?? null, after, limit],
  );

export const countPlans = (tx: Tx, filter: PlanFilter): Promise<{ state: PlanState; n: number }[]> =>
  tx.query(
    `select p.state, count(*)::int as n from spot_checks.plan p where ${where} group by p.state`,
    values(filter),
  );

/** A plan as stored, with everything its page shows. */
export interface PlanRecord extends Omit<
  PlanDetail,
  'next' | 'acts' | 'events' | 'mayAmend' | 'mayDecideAmendment' | 'scopeGaps'
> {
  readonly draftedBy: string | null;
  readonly submittedBy: string | null;
  readonly openAmendmentBy: string | null;
}

const named = (id: string, name: string): string => `json_build_object('id', ${id}, 'name', ${name})`;
const laboratories = (purpose: string): string =>
  `(select coalesce(json_agg(${named('x.id', 'x.name')} order by x.name collate "C"), '[]')
      from spot_checks.plan_laboratory b join laboratories.laboratory x on x.id = b.laboratory_id where b.line_id = l.id and b.purpose = '${purpose}')`;

export const findPlan = async (tx: Tx, id: number): Promise<PlanRecord | undefined> =>
  (
    await tx.query<PlanRecord>(
      `select ${line}, p.sites, p.basis, p.budget_fen as "budgetFen", p.revision, p.copied_from as "copiedFrom",
              (select count(*)::int from spot_checks.published_result f where f.check_id = p.check_id and f.withheld) as "toPublish", p.drafted_by as "draftedBy",
              p.submitted_by as "submittedBy",
              (select m.proposed_by from spot_checks.plan_amendment m where m.plan_id = p.id and m.state = 'proposed') as "openAmendmentBy",
              coalesce((select json_agg(json_build_object('id', l.id, 'category', ${named('c.id', 'c.name')},
                  'rule', case when r.id is null then null else json_build_object('id', r.id, 'title', r.title, 'revision', r.revision, 'state', r.state) end,
                  'quotas', (select coalesce(json_agg(json_build_object('region', json_build_object('code', q.region_code, 'name', coalesce(z.name, q.region_code)),
                                                                       'targets', q.targets) order by q.region_code), '[]')
                               from spot_checks.plan_quota q left join regions.region z on z.code = q.region_code where q.line_id = l.id),
                  'laboratories', ${laboratories('first')}, 'retestLaboratories', ${laboratories('retest')}) order by c.name collate "C")
                from spot_checks.plan_line l join products.category c on c.id = l.category_id
                left join spot_checks.inspection_rule r on r.id = l.rule_id where l.plan_id = p.id), '[]') as lines,
              coalesce((select json_agg(json_build_object('id', m.id, 'state', m.state, 'revision', m.revision, 'changes', m.changes, 'reason', m.reason,
                  'proposedBy', w.display_name, 'proposedAt', m.proposed_at, 'decidedBy', d.display_name, 'decidedAt', m.decided_at,
                  'decisionReason', m.decision_reason) order by m.id desc)
                from spot_checks.plan_amendment m left join identity.published_account w on w.id = m.proposed_by
                left join identity.published_account d on d.id = m.decided_by where m.plan_id = p.id), '[]') as amendments
         from ${tables} where p.id = $1`,
      [id],
    )
  )[0];
