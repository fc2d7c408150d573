import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { VisitState } from './visit.ts';

export interface OpenVisit {
  readonly id: number;
  readonly state: VisitState;
  readonly dueOn: LocalDate;
}

const open = `v.state in ('assigned', 'started', 'ordered', 'refused-by-right')`;

/** Visits that an account has still to make. */
export const openVisitsOf = (tx: Tx, account: string): Promise<OpenVisit[]> =>
  tx.query<OpenVisit>(
    `select v.id, v.state, v.due_on as "dueOn" from spot_checks.visit_inspector i join spot_checks.visit v on v.id = i.visit_id
      where i.account_id = $1 and ${open} order by v.due_on, v.id`,
    [account],
  );

export const countOpenVisitsOf = async (tx: Tx, account: string): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      `select count(*) as n from spot_checks.visit_inspector i join spot_checks.visit v on v.id = i.visit_id where i.account_id = $1 and ${open}`,
      [account],
    )
  )[0]?.n ?? 0;

/** The inspector of a dataset who works with an account. */
export const inspectorOf = async (tx: Tx, dataset: Dataset, account: string): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `select id from spot_checks.inspector where dataset = $1 and account_id = $2 and state = 'active' order by id limit 1`,
      [dataset, account],
    )
  )[0]?.id;
