import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';

export interface QueueCounts {
  readonly roles: number;
  readonly near: number;
  readonly refusals: number;
  readonly category: number;
  readonly disagreements: number;
}

/** What waits for a person in this room. */
export const countQueues = async (tx: Tx, dataset: Dataset): Promise<QueueCounts> => {
  const [row] = await tx.query<QueueCounts>(
    `select (select count(*) from spot_checks.role_case where dataset = $1 and state = 'open')::int as roles,
            (select count(*) from spot_checks.near_case where dataset = $1 and state = 'open')::int as near,
            (select count(*) from spot_checks.refusal where dataset = $1 and category_basis = 'open')::int as refusals,
            coalesce((select sum(u.passed + u.failed + u.refused + u.no_verdict) from spot_checks.rollup u join products.category c on c.id = u.category_id
              where u.dataset = $1 and c.unassigned), 0)::int as category,
            (select count(*) from spot_checks.result where dataset = $1 and engine_disagrees)::int as disagreements`,
    [dataset],
  );
  return row!;
};
