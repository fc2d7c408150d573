import type { Dataset } from '#foundation/dataset.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Party } from '../recognition/index.ts';

/** Where a page of a queue begins: behind this number. */
interface Page {
  readonly after: number;
  readonly limit: number;
}

export interface RoleCaseRow {
  readonly id: number;
  readonly cell: string;
  readonly reason: TextPair;
  readonly parties: Party[];
  readonly results: number;
  readonly failed: number;
  readonly state: 'open' | 'decided';
  readonly decision: Party[] | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

const decider = (alias: string): string =>
  `(select a.display_name from identity.published_account a where a.id = ${alias}.decided_by)`;

export const pageOfRoleCases = (
  tx: Tx,
  dataset: Dataset,
  state: string,
  { after, limit }: Page,
): Promise<RoleCaseRow[]> =>
  tx.query(
    `select q.id, q.cell, q.reason, q.parties, coalesce(k.results, q.decided_results, 0) as results,
            coalesce(k.failed, q.decided_failed, 0) as failed, q.state, q.decision, ${decider('q')} as "decidedBy", q.decided_at as "decidedAt"
       from (select * from spot_checks.role_case where dataset = $1 and state = $2 and id > $3 order by id limit $4) q
       left join lateral (select count(*)::int as results, (count(*) filter (where r.verdict = 'fail'))::int as failed from spot_checks.result r
                           where q.state = 'open' and r.dataset = $1 and r.producer_cell = q.cell and not r.parties_settled having q.state = 'open') k on true
      order by q.id`,
    [dataset, state, after, limit],
  );

/** A role case, locked. */
export const lockRoleCase = async (
  tx: Tx,
  id: number,
): Promise<{ readonly dataset: Dataset; readonly cell: string; readonly state: string } | undefined> => {
  const [row] = await tx.query<{ dataset: Dataset; cell: string; state: string }>(
    'select dataset, cell, state from spot_checks.role_case where id = $1 for update',
    [id],
  );
  return row;
};

/** Keeps a decision, with how many results it settles: call before they are. */
export const storeRoleDecision = (
  tx: Tx,
  id: number,
  parties: readonly Party[],
  reason: string,
  accountId: string | null,
): Promise<unknown> =>
  tx.query(
    `update spot_checks.role_case q set state = 'decided', decision = $2, decision_reason = $3, decided_by = $4, decided_at = now(),
            decided_results = k.results, decided_failed = k.failed
       from (select count(*)::int as results, (count(*) filter (where r.verdict = 'fail'))::int as failed
               from spot_checks.role_case o join spot_checks.result r on r.dataset = o.dataset and r.producer_cell = o.cell and not r.parties_settled
              where o.id = $1) k
      where q.id = $1`,
    [id, JSON.stringify(parties), reason, accountId],
  );

export interface NearCaseRow {
  readonly id: number;
  readonly leftId: number;
  readonly rightId: number;
  readonly differences: string[];
  readonly state: 'open' | 'same' | 'different';
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
}

export const pageOfNearCases = (
  tx: Tx,
  dataset: Dataset,
  state: string,
  { after, limit }: Page,
): Promise<NearCaseRow[]> =>
  tx.query(
    `select n.id, n.left_id as "leftId", n.right_id as "rightId", n.differences, n.state, ${decider('n')} as "decidedBy",
            n.decided_at as "decidedAt", n.decision_reason as "decisionReason"
       from spot_checks.near_case n where n.dataset = $1 and n.state = $2 and n.id > $3 order by n.id limit $4`,
    [dataset, state, after, limit],
  );

/** What two results hold in the columns in which they may differ, as texts. */
export const comparable = async (
  tx: Tx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>> => {
  const rows = await tx.query<{ id: number; texts: Record<string, string> }>(
    `select r.id, jsonb_build_object('category_id', k.name, 'producer_cell', r.producer_cell, 'province_code', coalesce(p.name, ''),
            'product_name', r.product_name, 'brand', coalesce(r.brand, ''), 'model', coalesce(r.model, ''), 'grade', coalesce(r.grade, ''),
            'production_batch', coalesce(r.production_batch, ''), 'verdict', r.verdict, 'published_verdict', r.published_verdict,
            'failing_items', array_to_string(r.failing_items, '、'), 'laboratory_id', coalesce(l.name, ''), 'seller_id', coalesce(r.seller_cell, ''),
            'sampled_on', coalesce(r.sampled_on::text, ''), 'standard', coalesce(r.standard, ''), 'check_id', c.title,
            'details', coalesce((select string_agg(d.value, '；' order by d.key) from jsonb_each_text(r.details) d), '')) as texts
       from spot_checks.result r join products.category k on k.id = r.category_id join spot_checks.spot_check c on c.id = r.check_id
       left join regions.region p on p.code = r.province_code left join laboratories.laboratory l on l.id = r.laboratory_id
      where r.id = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, texts }) => [id, texts]));
};

export const lockNearCase = async (
  tx: Tx,
  id: number,
): Promise<
  { readonly dataset: Dataset; readonly state: string; readonly left: number; readonly right: number } | undefined
> => {
  const [row] = await tx.query<{ dataset: Dataset; state: string; left: number; right: number }>(
    'select dataset, state, left_id as left, right_id as right from spot_checks.near_case where id = $1 for update',
    [id],
  );
  return row;
};

export const storeNearDecision = (
  tx: Tx,
  id: number,
  decision: string,
  reason: string,
  accountId: string | null,
): Promise<unknown> =>
  tx.query(
    'update spot_checks.near_case set state = $2, decision_reason = $3, decided_by = $4, decided_at = now() where id = $1',
    [id, decision, reason, accountId],
  );

export interface OpenRefusalRow {
  readonly id: number;
  readonly producer: { readonly id: number; readonly name: string };
  readonly product: string;
  readonly batch: string;
  readonly publishedOn: string | null;
  readonly authority: string;
  readonly suggestions: { readonly id: number; readonly name: string }[];
}

/** Categories in which a product of this name has results: suggestions for a person. */
const suggestions = (product: string): string =>
  `coalesce((select json_agg(s order by s.name) from (select distinct k.id, k.name from products.category k
     where k.dataset = $1 and not k.unassigned and (position(k.name in ${product}) > 0 or position(${product} in k.name) > 0) limit 5) s), '[]')`;

export const pageOfOpenRefusals = (tx: Tx, dataset: Dataset, { after, limit }: Page): Promise<OpenRefusalRow[]> =>
  tx.query(
    `select f.id, json_build_object('id', e.id, 'name', e.name) as producer, f.product_name as product, c.batch, c.published_on as "publishedOn",
            c.authority_name as authority, ${suggestions('f.product_name')} as suggestions
       from spot_checks.refusal f join spot_checks.spot_check c on c.id = f.check_id join enterprises.enterprise e on e.id = f.producer_id
      where f.dataset = $1 and f.category_basis = 'open' and f.id > $2 order by f.id limit $3`,
    [dataset, after, limit],
  );

/** Gives a refusal, and its like from other sheets, a category. Gives who refused, or undefined where there is no such refusal. */
export const settleRefusal = async (
  tx: Tx,
  id: number,
  categoryId: number,
): Promise<
  { readonly dataset: Dataset; readonly producerId: number | null; readonly before: number | null } | undefined
> => {
  const [seen] = await tx.query<{
    dataset: Dataset;
    content_key: string;
    producerId: number | null;
    before: number | null;
  }>(
    `select dataset, encode(content_key, 'hex') as content_key, producer_id as "producerId", category_id as before from spot_checks.refusal where id = $1 for update`,
    [id],
  );
  if (!seen) return undefined;
  await tx.query(
    `update spot_checks.refusal set category_id = $2, category_basis = 'person' where content_key = decode($1, 'hex')`,
    [seen.content_key, categoryId],
  );
  return seen;
};

export interface UnassignedRow {
  readonly product: string;
  readonly results: number;
  readonly failed: number;
  readonly suggestions: { readonly id: number; readonly name: string }[];
}

export const pageOfUnassigned = (tx: Tx, dataset: Dataset, after: string, limit: number): Promise<UnassignedRow[]> =>
  tx.query(
    `select u.product, u.results, u.failed, ${suggestions('u.product')} as suggestions
       from (select r.product_name as product, count(*)::int as results, (count(*) filter (where r.verdict = 'fail'))::int as failed
               from spot_checks.result r join products.category k on k.id = r.category_id
              where k.dataset = $1 and k.unassigned and r.dataset = $1 and r.product_name collate "C" > $2
              group by r.product_name order by r.product_name collate "C" limit $3) u
      order by u.product collate "C"`,
    [dataset, after, limit],
  );

/** Whether a category of the dataset has this number. */
export const isCategory = async (tx: Tx, dataset: Dataset, id: number): Promise<boolean> =>
  (await tx.query('select from products.category where id = $1 and dataset = $2 and not unassigned', [id, dataset]))
    .length > 0;

/** Numbers of results whose engine verdicts differ from the published one. */
export const pageOfDisagreements = async (
  tx: Tx,
  dataset: Dataset,
  { after, limit }: Page,
): Promise<readonly number[]> => {
  const rows = await tx.query<{ id: number }>(
    'select id from spot_checks.result where dataset = $1 and engine_disagrees and id > $2 order by id limit $3',
    [dataset, after, limit],
  );
  return rows.map(({ id }) => id);
};
