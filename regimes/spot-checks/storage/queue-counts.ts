import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';

/** Piles of cases that wait for a person in this room. */
export type Waiting = 'roles' | 'near' | 'refusals' | 'category' | 'disagreements';
export type QueueCounts = Readonly<Record<Waiting, number>>;

const ofDataset = 'dataset = $1';

const counts: Readonly<Record<Waiting, string>> = {
  roles: `select count(*) from spot_checks.role_case where state = 'open' and ${ofDataset}`,
  near: `select count(*) from spot_checks.near_case where state = 'open' and ${ofDataset}`,
  refusals: `select count(*) from spot_checks.refusal where category_basis = 'open' and ${ofDataset}`,
  category: `select coalesce(sum(u.passed + u.failed + u.refused + u.no_verdict), 0) from spot_checks.rollup u
    join products.category c on c.id = u.category_id where c.unassigned and u.dataset = $1`,
  disagreements: `select count(*) from spot_checks.result where engine_disagrees and ${ofDataset}`,
};

/** What waits, pile by pile. */
export const countQueues = async (tx: Tx, dataset: Dataset): Promise<QueueCounts> => {
  const columns = Object.entries(counts).map(([name, sql]) => `(${sql})::int as "${name}"`);
  const [row] = await tx.query<QueueCounts>(`select ${columns.join(', ')}`, [dataset]);
  return row!;
};

/** How much of one pile waits. */
export const countOpen = async (tx: Tx, what: Waiting, dataset: Dataset): Promise<number> => {
  const [row] = await tx.query<{ n: number }>(`select (${counts[what]})::int as n`, [dataset]);
  return row?.n ?? 0;
};
