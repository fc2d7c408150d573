import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { RuleFilter, RuleLine } from './contract-rules.ts';
import type { InspectionItem, RuleInput, RuleState, VerdictRule } from './inspection-rule.ts';

export interface LockedRule {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: RuleState;
  readonly version: number;
  readonly categoryId: number;
  readonly draftedBy: string | null;
  readonly submittedBy: string | null;
}

export const ruleIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.inspection_rule where id = $1', [id])).length > 0;

export const lockRule = async (tx: Tx, id: number): Promise<LockedRule | undefined> =>
  (
    await tx.query<LockedRule>(
      `select id, dataset, state, version, category_id as "categoryId", drafted_by as "draftedBy", submitted_by as "submittedBy"
         from spot_checks.inspection_rule where id = $1 for update`,
      [id],
    )
  )[0];

export const storeRuleState = (tx: Tx, id: number, state: RuleState): Promise<unknown> =>
  tx.query('update spot_checks.inspection_rule set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeRuleSubmitter = (tx: Tx, id: number, account: string | null): Promise<unknown> =>
  tx.query('update spot_checks.inspection_rule set submitted_by = $2 where id = $1', [id, account]);

/** Notes who put the rules in force, and withdraws the revision that was; gives the withdrawn one's number. */
export const enforceRule = async (
  tx: Tx,
  id: number,
  account: string | null,
  at: Date,
): Promise<number | undefined> => {
  await tx.query('update spot_checks.inspection_rule set decided_by = $2, decided_at = $3 where id = $1', [
    id,
    account,
    at,
  ]);
  const [former] = await tx.query<{ id: number }>(
    `update spot_checks.inspection_rule f set state = 'withdrawn', version = f.version + 1 from spot_checks.inspection_rule r
      where r.id = $1 and f.dataset = r.dataset and f.category_id = r.category_id and f.state = 'in-force' and f.id <> r.id returning f.id`,
    [id],
  );
  return former?.id;
};

export const categoryExists = async (tx: Tx, dataset: Dataset, id: number): Promise<boolean> =>
  (await tx.query('select 1 from products.category where id = $1 and dataset = $2 and not unassigned', [id, dataset]))
    .length > 0;

/** A draft or submitted revision of the category, of which there is one at most. */
export const findOpenRevision = async (tx: Tx, dataset: Dataset, categoryId: number): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `select id from spot_checks.inspection_rule where dataset = $1 and category_id = $2 and state in ('draft', 'submitted')`,
      [dataset, categoryId],
    )
  )[0]?.id;

export const insertRule = async (
  tx: Tx,
  dataset: Dataset,
  categoryId: number,
  rule: RuleInput,
  account: string | null,
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.inspection_rule (dataset, category_id, title, revision, basis, verdict_rule, sample_quantity, reserve_quantity, least_lot,
                                              drafted_by)
     select $1, $2, $3, coalesce(max(revision), 0) + 1, $4, $5, $6, $7, $8, $9
       from spot_checks.inspection_rule where dataset = $1 and category_id = $2 returning id`,
    [
      dataset,
      categoryId,
      rule.title,
      rule.basis,
      rule.verdictRule,
      rule.sampleQuantity,
      rule.reserveQuantity,
      rule.leastLot,
      account,
    ],
  );
  if (!row) throw new Error('the rules were not stored');
  await storeItems(tx, row.id, rule.items);
  return row.id;
};

export const updateRule = async (tx: Tx, id: number, rule: RuleInput, account: string | null): Promise<void> => {
  await tx.query(
    `update spot_checks.inspection_rule set title = $2, basis = $3, verdict_rule = $4, sample_quantity = $5, reserve_quantity = $6, least_lot = $7,
            drafted_by = $8, version = version + 1 where id = $1`,
    [id, rule.title, rule.basis, rule.verdictRule, rule.sampleQuantity, rule.reserveQuantity, rule.leastLot, account],
  );
  await storeItems(tx, id, rule.items);
};

const storeItems = async (tx: Tx, ruleId: number, items: readonly InspectionItem[]): Promise<void> => {
  await tx.query('delete from spot_checks.inspection_item where rule_id = $1', [ruleId]);
  await tx.query(
    `insert into spot_checks.inspection_item (rule_id, ordinal, item, method, limit_text, limit_standard, unit, class, comparison)
     select $1, ordinality, item, method, limit_text, limit_standard, unit, class, comparison
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         with ordinality as i (item, method, limit_text, limit_standard, unit, class, comparison, ordinality)`,
    [
      ruleId,
      items.map(({ item }) => item),
      items.map(({ method }) => method),
      items.map(({ limit }) => limit),
      items.map(({ limitStandard }) => limitStandard),
      items.map(({ unit }) => unit),
      items.map((item) => item.class),
      items.map(({ comparison }) => comparison),
    ],
  );
};

const line = `r.id, r.version, r.dataset, json_build_object('id', c.id, 'name', c.name) as category, r.title, r.revision, r.state,
  r.decided_at as "decidedAt"`;

export const listRuleLines = (tx: Tx, filter: RuleFilter, limit: number): Promise<RuleLine[]> =>
  tx.query<RuleLine>(
    `select ${line}, (select count(*)::int from spot_checks.inspection_item i where i.rule_id = r.id) as items
       from spot_checks.inspection_rule r join products.category c on c.id = r.category_id
      where r.dataset = $1 and ($2::text is null or r.state = $2) and ($3::bigint is null or r.category_id = $3)
        and ($4::text is null or c.name like '%' || $4 || '%' or r.title like '%' || $4 || '%')
      order by c.name collate "C", r.revision desc limit $5`,
    [
      filter.dataset,
      filter.state ?? null,
      filter.categoryId ?? null,
      filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
      limit,
    ],
  );

export interface RuleRecord extends Omit<RuleLine, 'items'> {
  readonly basis: string;
  readonly verdictRule: VerdictRule;
  readonly sampleQuantity: string;
  readonly reserveQuantity: string;
  readonly leastLot: number | null;
  readonly items: readonly InspectionItem[];
  readonly draftedBy: string | null;
  readonly submittedBy: string | null;
}

export const findRule = async (tx: Tx, id: number): Promise<RuleRecord | undefined> =>
  (
    await tx.query<RuleRecord>(
      `select ${line}, r.basis, r.verdict_rule as "verdictRule", r.sample_quantity as "sampleQuantity", r.reserve_quantity as "reserveQuantity",
              r.least_lot as "leastLot", r.drafted_by as "draftedBy", r.submitted_by as "submittedBy",
              coalesce((select json_agg(json_build_object('item', i.item, 'method', i.method, 'limit', i.limit_text, 'limitStandard', i.limit_standard,
                                                          'unit', i.unit, 'class', i.class, 'comparison', i.comparison) order by i.ordinal)
                          from spot_checks.inspection_item i where i.rule_id = r.id), '[]') as items
         from spot_checks.inspection_rule r join products.category c on c.id = r.category_id where r.id = $1`,
      [id],
    )
  )[0];
