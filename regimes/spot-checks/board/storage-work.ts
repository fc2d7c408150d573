import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { WaitingFor } from './board.ts';

const draw = (state: string): string =>
  `exists (select from spot_checks.draw r where r.plan_id = p.id and r.state = '${state}')`;

/** What a plan `p` waits for. A draw whose visits are over waits for its proof to be published. */
export const waitingSql: Readonly<Record<WaitingFor, string>> = {
  amendment: `exists (select from spot_checks.plan_amendment m where m.plan_id = p.id and m.state = 'proposed')`,
  freeze: draw('committed'),
  draw: draw('frozen'),
  publish: `exists (select from spot_checks.draw r where r.plan_id = p.id and r.state = 'drawn' and not exists (
    select from spot_checks.visit v where v.draw_id = r.id and v.state in ('assigned', 'started', 'ordered', 'refused-by-right')))`,
};

/** Who can do it: the permission at the place of the plan, and not whoever took the step before. */
const actable: Readonly<Record<WaitingFor, string>> = {
  amendment: `identity.authorise('spot-checks.approve', p.region_code)
    and not exists (select from spot_checks.plan_amendment m where m.plan_id = p.id and m.state = 'proposed' and m.proposed_by = $2::uuid)`,
  freeze: `identity.authorise('spot-checks.plan', p.region_code)`,
  draw: `identity.authorise('spot-checks.plan', p.region_code)`,
  publish: `identity.authorise('spot-checks.plan', p.region_code)`,
};

export interface Pile {
  readonly n: number;
  readonly due: LocalDate | null;
}

const pile = async (tx: Tx, query: string, values: unknown[]): Promise<Pile> =>
  (await tx.query<Pile>(query, values))[0] ?? { n: 0, due: null };

/** The day of the public number: the pool is frozen before it, and drawn from it on. */
const entropyDay = `(select min((r.entropy_due_at at time zone 'Asia/Shanghai')::date) from spot_checks.draw r
  where r.plan_id = p.id and r.state in ('committed', 'frozen'))`;

/** Plans in force that wait for the reader. */
export const countWaitingPlans = (tx: Tx, what: WaitingFor, dataset: string, account: string | null): Promise<Pile> =>
  pile(
    tx,
    `select count(*)::int as n, ${what === 'freeze' || what === 'draw' ? `min(${entropyDay})` : 'null::date'} as due from spot_checks.plan p
      where p.dataset = $1 and p.state = 'approved' and ($2::uuid is null or true) and ${waitingSql[what]} and ${actable[what]}`,
    [dataset, account],
  );

/** Plans that were submitted and wait for the reader's approval; by their first day. */
export const countSubmittedPlans = (tx: Tx, dataset: string, account: string | null): Promise<Pile> =>
  pile(
    tx,
    `select count(*)::int as n, min(p.starts_on) as due from spot_checks.plan p
      where p.dataset = $1 and p.state = 'submitted' and p.drafted_by is distinct from $2::uuid and p.submitted_by is distinct from $2::uuid
        and identity.authorise('spot-checks.approve', p.region_code)`,
    [dataset, account],
  );

/** Inspection rules that wait for the reader; they hold for the whole province. */
export const countSubmittedRules = (tx: Tx, dataset: string, account: string | null): Promise<Pile> =>
  pile(
    tx,
    `select count(*)::int as n, null::date as due from spot_checks.inspection_rule r
      where r.dataset = $1 and r.state = 'submitted' and r.drafted_by is distinct from $2::uuid and r.submitted_by is distinct from $2::uuid
        and identity.sees_all('spot-checks.approve')`,
    [dataset, account],
  );
