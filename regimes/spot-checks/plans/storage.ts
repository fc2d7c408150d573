import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CheckKind, Level } from '../spot-check.ts';
import type { PlanChanges, PlanInput, PlanState, Site } from './plan.ts';

/** A plan locked until the transaction ends. */
export interface LockedPlan {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: PlanState;
  readonly version: number;
  readonly revision: number;
  readonly number: string | null;
  readonly title: string;
  readonly level: Level;
  readonly kind: CheckKind;
  readonly year: number;
  readonly regionCode: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly draftedBy: string | null;
  readonly submittedBy: string | null;
}

export const planIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.plan where id = $1', [id])).length > 0;

export const lockPlan = async (tx: Tx, id: number): Promise<LockedPlan | undefined> =>
  (
    await tx.query<LockedPlan>(
      `select id, dataset, state, version, revision, number, title, level, kind, year, region_code as "regionCode", starts_on as "startsOn",
              ends_on as "endsOn", drafted_by as "draftedBy", submitted_by as "submittedBy"
         from spot_checks.plan where id = $1 for update`,
      [id],
    )
  )[0];

export interface PlanAuthority {
  readonly id: number;
  readonly name: string;
  readonly level: Level;
  readonly regionCode: string;
}

/** The quality authority that plans, or undefined where there is none of that number. */
export const findPlanAuthority = async (tx: Tx, id: number): Promise<PlanAuthority | undefined> =>
  (
    await tx.query<PlanAuthority>(
      `select id, name, level, region_code as "regionCode" from authorities.authority where id = $1 and kind = 'quality'`,
      [id],
    )
  )[0];

export const insertPlan = async (
  tx: Tx,
  plan: Omit<PlanInput, 'lines'>,
  of: {
    readonly dataset: Dataset;
    readonly authority: PlanAuthority;
    readonly account: string | null;
    readonly copiedFrom: number | null;
  },
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.plan (dataset, title, year, authority_id, level, kind, sites, region_code, starts_on, ends_on, budget_fen, basis,
                                   drafted_by, copied_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id`,
    [
      of.dataset,
      plan.title,
      Number(plan.startsOn.slice(0, 4)),
      of.authority.id,
      of.authority.level,
      plan.kind,
      plan.sites,
      of.authority.regionCode,
      plan.startsOn,
      plan.endsOn,
      plan.budgetFen,
      plan.basis,
      of.account,
      of.copiedFrom,
    ],
  );
  if (!row) throw new Error('the plan was not stored');
  return row.id;
};

/** Stores what a person wrote of a draft; the authority decides level and region. */
export const updatePlan = (
  tx: Tx,
  id: number,
  plan: Omit<PlanInput, 'lines'>,
  authority: PlanAuthority,
): Promise<unknown> =>
  tx.query(
    `update spot_checks.plan set title = $2, year = $3, authority_id = $4, level = $5, kind = $6, sites = $7, region_code = $8, starts_on = $9,
            ends_on = $10, budget_fen = $11, basis = $12, version = version + 1 where id = $1`,
    [
      id,
      plan.title,
      Number(plan.startsOn.slice(0, 4)),
      authority.id,
      authority.level,
      plan.kind,
      plan.sites,
      authority.regionCode,
      plan.startsOn,
      plan.endsOn,
      plan.budgetFen,
      plan.basis,
    ],
  );

/** No visit hangs on the line, and nothing was drawn from it. */
const unused = `not exists (select from spot_checks.visit v where v.plan_id = l.plan_id and v.line_id = l.id)
  and not exists (select from spot_checks.draw d where d.plan_id = l.plan_id)`;

/** Categories and divisions of a plan as they stand; a category that was withdrawn has none. */
export const quotasOf = (
  tx: Tx,
  planId: number,
): Promise<{ readonly lineId: number; readonly categoryId: number; readonly regionCodes: string[] }[]> =>
  tx.query(
    `select l.id as "lineId", l.category_id as "categoryId", array(select q.region_code from spot_checks.plan_quota q where q.line_id = l.id) as "regionCodes"
       from spot_checks.plan_line l where l.plan_id = $1`,
    [planId],
  );

/** A laboratory of a line, and the items that it would test. */
export interface LineTest {
  readonly category: string;
  readonly laboratoryId: number;
  readonly laboratory: string;
  readonly items: readonly { readonly item: string; readonly method: string }[];
}

/** Who would test what under a plan, the laboratories for retests too. */
export const testsOf = (tx: Tx, planId: number): Promise<LineTest[]> =>
  tx.query<LineTest>(
    `select c.name as category, y.id as "laboratoryId", y.name as laboratory,
            (select coalesce(json_agg(json_build_object('item', t.item, 'method', t.method) order by t.ordinal), '[]')
               from spot_checks.inspection_item t where t.rule_id = l.rule_id) as items
       from spot_checks.plan_line l join products.category c on c.id = l.category_id
       join (select distinct line_id, laboratory_id from spot_checks.plan_laboratory) b on b.line_id = l.id
       join laboratories.laboratory y on y.id = b.laboratory_id
      where l.plan_id = $1 and exists (select from spot_checks.plan_quota q where q.line_id = l.id)
      order by c.name collate "C", y.name collate "C"`,
    [planId],
  );

/**
 * Puts lines in the place of those that stand; a line of a category that stays keeps its number, visits hang on it. A category that
 * is left out goes; where visits hang on it or it was drawn from, it stays without quotas, so that what has begun can be finished.
 */
export const storeLines = async (tx: Tx, planId: number, lines: PlanInput['lines']): Promise<void> => {
  const kept = lines.map(({ categoryId }) => categoryId);
  await tx.query(
    `delete from spot_checks.plan_quota where line_id in (select id from spot_checks.plan_line where plan_id = $1)`,
    [planId],
  );
  await tx.query(
    `delete from spot_checks.plan_laboratory where line_id in (
       select l.id from spot_checks.plan_line l where l.plan_id = $1 and (l.category_id = any ($2::bigint[]) or ${unused}))`,
    [planId, kept],
  );
  await tx.query(
    `delete from spot_checks.plan_line l where l.plan_id = $1 and not l.category_id = any ($2::bigint[]) and ${unused}`,
    [planId, kept],
  );
  const rows = await tx.query<{ id: number; category_id: number }>(
    `insert into spot_checks.plan_line (plan_id, category_id, rule_id)
     select $1, * from unnest($2::bigint[], $3::bigint[])
     on conflict (plan_id, category_id) do update set rule_id = excluded.rule_id returning id, category_id`,
    [planId, kept, lines.map(({ ruleId }) => ruleId)],
  );
  const ids = new Map(rows.map(({ id, category_id }) => [category_id, id]));
  const quotas = lines.flatMap(({ categoryId, quotas: own }) =>
    own.map((quota) => ({ line: ids.get(categoryId), ...quota })),
  );
  await tx.query(
    `insert into spot_checks.plan_quota (line_id, region_code, targets) select * from unnest($1::bigint[], $2::text[], $3::int[])`,
    [quotas.map(({ line }) => line), quotas.map(({ regionCode }) => regionCode), quotas.map(({ targets }) => targets)],
  );
  const laboratories = lines.flatMap((line) => [
    ...line.laboratories.map((id) => ({ line: ids.get(line.categoryId), id, purpose: 'first' })),
    ...line.retestLaboratories.map((id) => ({ line: ids.get(line.categoryId), id, purpose: 'retest' })),
  ]);
  await tx.query(
    `insert into spot_checks.plan_laboratory (line_id, laboratory_id, purpose)
     select distinct * from unnest($1::bigint[], $2::bigint[], $3::text[])`,
    [
      laboratories.map(({ line }) => line),
      laboratories.map(({ id }) => id),
      laboratories.map(({ purpose }) => purpose),
    ],
  );
};

/** Stores a new state; who took the step is kept where a later step must be another person's. */
export const storePlanState = (tx: Tx, id: number, state: PlanState): Promise<unknown> =>
  tx.query('update spot_checks.plan set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeSubmitter = (tx: Tx, id: number, account: string | null): Promise<unknown> =>
  tx.query('update spot_checks.plan set submitted_by = $2 where id = $1', [id, account]);

export const storeApproval = (tx: Tx, id: number, number: string, account: string | null, at: Date): Promise<unknown> =>
  tx.query('update spot_checks.plan set number = $2, decided_by = $3, approved_at = $4 where id = $1', [
    id,
    number,
    account,
    at,
  ]);

/** Lines as the rules of submitting look at them. */
export interface LineCheck {
  readonly categoryId: number;
  readonly category: string;
  readonly ruleInForce: boolean;
  readonly laboratories: number;
  /** Category, rules or a laboratory are not of the dataset of the plan, or nowhere. */
  readonly ofAnotherDataset: boolean;
  /** Divisions of quotas that are no division, or lie outside the plan's. */
  readonly strangers: readonly string[];
}

export const checkLines = (tx: Tx, planId: number): Promise<LineCheck[]> =>
  tx.query<LineCheck>(
    `select l.category_id as "categoryId", coalesce(c.name, l.category_id::text) as category, coalesce(r.state = 'in-force', false) as "ruleInForce",
            (select count(*)::int from spot_checks.plan_laboratory b where b.line_id = l.id and b.purpose = 'first') as laboratories,
            c.dataset is distinct from p.dataset or coalesce(r.dataset <> p.dataset, false)
              or exists (select from spot_checks.plan_laboratory b left join laboratories.laboratory y on y.id = b.laboratory_id
                          where b.line_id = l.id and y.dataset is distinct from p.dataset) as "ofAnotherDataset",
            coalesce((select json_agg(coalesce(g.name, q.region_code) order by q.region_code)
                        from spot_checks.plan_quota q left join regions.region g on g.code = q.region_code and g.level in ('city', 'county')
                       where q.line_id = l.id and (g.code is null or not identity.covers(p.region_code, q.region_code))), '[]') as strangers
       from spot_checks.plan_line l join spot_checks.plan p on p.id = l.plan_id left join products.category c on c.id = l.category_id
       left join spot_checks.inspection_rule r on r.id = l.rule_id and r.category_id = l.category_id
      where l.plan_id = $1 and exists (select from spot_checks.plan_quota q where q.line_id = l.id) order by c.name collate "C"`,
    [planId],
  );

/**
 * Approved plans of higher authorities that check a category of this plan within half a year, in a region that holds this one: product
 * quality law article 15. Follow-up and urgent checks repeat nothing.
 */
export const findCovering = async (
  tx: Tx,
  planId: number,
): Promise<{ readonly plan: string; readonly category: string } | undefined> =>
  (
    await tx.query<{ readonly plan: string; readonly category: string }>(
      `select h.title as plan, c.name as category
       from spot_checks.plan p join spot_checks.plan_line l on l.plan_id = p.id
       join spot_checks.plan_line hl on hl.category_id = l.category_id join spot_checks.plan h on h.id = hl.plan_id
       join products.category c on c.id = l.category_id
      where p.id = $1 and exists (select from spot_checks.plan_quota q where q.line_id = l.id) and p.kind in ('regular', 'special') and h.id <> p.id and h.dataset = p.dataset and h.state = 'approved'
        and h.kind in ('regular', 'special') and identity.covers(h.region_code, p.region_code)
        and array_position(array['national', 'provincial', 'municipal', 'county'], h.level)
          < array_position(array['national', 'provincial', 'municipal', 'county'], p.level)
        and h.starts_on - interval '6 months' < p.ends_on and p.starts_on < h.ends_on + interval '6 months'
      order by 1, 2 limit 1`,
      [planId],
    )
  )[0];

/** Visits, samples and open drafts that stand in the way of closing. */
export const countUnfinished = async (tx: Tx, planId: number): Promise<number> => {
  const [row] = await tx.query<{ n: number }>(
    `select (select count(*) from spot_checks.visit where plan_id = $1 and state in ('assigned', 'started', 'ordered', 'refused-by-right'))::int
          + (select count(*) from spot_checks.sample where plan_id = $1 and state not in ('final', 'void'))::int
          + (select count(*) from spot_checks.draw where plan_id = $1 and state in ('committed', 'frozen'))::int as n`,
    [planId],
  );
  return row?.n ?? 0;
};

export const drawIsOpen = async (tx: Tx, planId: number): Promise<boolean> =>
  (
    await tx.query(`select 1 from spot_checks.draw where plan_id = $1 and state in ('committed', 'frozen') limit 1`, [
      planId,
    ])
  ).length > 0;

export interface AmendmentRow {
  readonly id: number;
  readonly changes: PlanChanges;
  readonly reason: string;
  readonly proposedBy: string | null;
}

export const findOpenAmendment = async (tx: Tx, planId: number): Promise<AmendmentRow | undefined> =>
  (
    await tx.query<AmendmentRow>(
      `select id, changes, reason, proposed_by as "proposedBy" from spot_checks.plan_amendment where plan_id = $1 and state = 'proposed' for update`,
      [planId],
    )
  )[0];

export const insertAmendment = (
  tx: Tx,
  planId: number,
  changes: PlanChanges,
  reason: string,
  account: string | null,
  at: Date,
): Promise<unknown> =>
  tx.query(
    'insert into spot_checks.plan_amendment (plan_id, changes, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, $5)',
    [planId, JSON.stringify(changes), reason, account, at],
  );

export const decideAmendmentRow = (
  tx: Tx,
  id: number,
  decision: {
    readonly state: 'approved' | 'rejected';
    readonly account: string | null;
    readonly at: Date;
    readonly reason: string | null;
    readonly revision: number | null;
  },
): Promise<unknown> =>
  tx.query(
    `update spot_checks.plan_amendment set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5, revision = $6 where id = $1`,
    [id, decision.state, decision.account, decision.at, decision.reason, decision.revision],
  );

/** Carries the changes of an approved amendment out on the plan itself; its lines are stored apart. */
export const applyChanges = (tx: Tx, id: number, changes: PlanChanges): Promise<unknown> =>
  tx.query(
    `update spot_checks.plan set starts_on = coalesce($2, starts_on), ends_on = coalesce($3, ends_on), budget_fen = coalesce($4, budget_fen),
            revision = revision + 1, version = version + 1 where id = $1`,
    [id, changes.startsOn ?? null, changes.endsOn ?? null, changes.budgetFen ?? null],
  );

export const raiseVersion = (tx: Tx, id: number): Promise<unknown> =>
  tx.query('update spot_checks.plan set version = version + 1 where id = $1', [id]);

/** What a plan holds, as its form takes it: for copying and comparing. */
export const planAsInput = async (
  tx: Tx,
  id: number,
): Promise<(Omit<PlanInput, 'sites'> & { readonly sites: Site[]; readonly dataset: Dataset }) | undefined> =>
  (
    await tx.query<Omit<PlanInput, 'sites'> & { readonly sites: Site[]; readonly dataset: Dataset }>(
      `select p.dataset, p.title, p.authority_id as "authorityId", p.kind, p.sites, p.starts_on as "startsOn", p.ends_on as "endsOn",
              p.budget_fen as "budgetFen", p.basis,
              coalesce((select json_agg(json_build_object('categoryId', l.category_id,
                  'ruleId', (select coalesce((select n.id from spot_checks.inspection_rule n where n.category_id = r.category_id and n.dataset = r.dataset and n.state = 'in-force'), r.id)
                               from spot_checks.inspection_rule r where r.id = l.rule_id),
                  'quotas', (select coalesce(json_agg(json_build_object('regionCode', q.region_code, 'targets', q.targets) order by q.region_code), '[]') from spot_checks.plan_quota q where q.line_id = l.id),
                  'laboratories', (select coalesce(json_agg(b.laboratory_id order by b.laboratory_id), '[]') from spot_checks.plan_laboratory b where b.line_id = l.id and b.purpose = 'first'),
                  'retestLaboratories', (select coalesce(json_agg(b.laboratory_id order by b.laboratory_id), '[]') from spot_checks.plan_laboratory b where b.line_id = l.id and b.purpose = 'retest')) order by l.id)
                from spot_checks.plan_line l where l.plan_id = p.id and exists (select from spot_checks.plan_quota q where q.line_id = l.id)), '[]') as lines
         from spot_checks.plan p where p.id = $1`,
      [id],
    )
  )[0];
