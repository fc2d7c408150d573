import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Site } from '../plans/plan.ts';
import type { CheckKind, Level } from '../spot-check.ts';
import type { DrawState } from './draw.ts';

/** A draw locked until the transaction ends, with what is known of its plan. */
export interface LockedDraw {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: DrawState;
  readonly version: number;
  readonly planId: number;
  readonly planNumber: string | null;
  readonly planTitle: string;
  readonly planState: string;
  readonly planRevision: number;
  readonly revisionNow: number;
  readonly level: Level;
  readonly kind: CheckKind;
  readonly sites: readonly Site[];
  readonly regionCode: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly commitment: string;
  readonly entropySource: string;
  readonly entropyIssue: string;
  readonly entropyDueAt: string;
  readonly committedAt: string;
  readonly frozenAt: string | null;
  readonly drawnBy: string | null;
}

export const drawIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.draw where id = $1', [id])).length > 0;

/** Who drew: a draw whose result he may have seen is declared void by another person. */
export const drawnBy = `(select e.account_id::text from spot_checks.event e
  where e.subject_kind = 'draw' and e.subject_id = d.id and e.verb = 'draw' order by e.id desc limit 1)`;

export const lockDraw = async (tx: Tx, id: number): Promise<LockedDraw | undefined> =>
  (
    await tx.query<LockedDraw>(
      `select d.id, d.dataset, d.state, d.version, d.plan_id as "planId", p.number as "planNumber", p.title as "planTitle", p.state as "planState",
              d.plan_revision as "planRevision", p.revision as "revisionNow", p.level, p.kind, p.sites, p.region_code as "regionCode",
              p.starts_on as "startsOn", p.ends_on as "endsOn", d.commitment, d.entropy_source as "entropySource",
              d.entropy_issue as "entropyIssue", d.entropy_due_at as "entropyDueAt", d.committed_at as "committedAt", d.frozen_at as "frozenAt", ${drawnBy} as "drawnBy"
         from spot_checks.draw d join spot_checks.plan p on p.id = d.plan_id where d.id = $1 for update of d`,
      [id],
    )
  )[0];

export const openDrawOf = async (tx: Tx, planId: number): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `select id from spot_checks.draw where plan_id = $1 and state in ('committed', 'frozen') limit 1`,
      [planId],
    )
  )[0]?.id;

/** Whether targets of the plan have been drawn for the revision that stands. */
export const drawnFor = async (tx: Tx, planId: number, revision: number): Promise<boolean> =>
  (
    await tx.query(
      `select 1 from spot_checks.draw where plan_id = $1 and plan_revision = $2 and state in ('drawn', 'published') limit 1`,
      [planId, revision],
    )
  ).length > 0;

export interface NewDraw {
  readonly dataset: Dataset;
  readonly planId: number;
  readonly planRevision: number;
  readonly commitment: string;
  readonly seed: Buffer;
  readonly entropySource: string;
  readonly entropyIssue: string;
  readonly entropyDueAt: string;
  readonly algorithm: string;
  readonly account: string | null;
  readonly at: Date;
}

/** Stores a draw with its seed, which nobody but the engine ever reads. */
export const insertDraw = async (tx: Tx, draw: NewDraw): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.draw (dataset, plan_id, plan_revision, commitment, entropy_source, entropy_issue, entropy_due_at, algorithm,
                                   committed_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      draw.dataset,
      draw.planId,
      draw.planRevision,
      draw.commitment,
      draw.entropySource,
      draw.entropyIssue,
      draw.entropyDueAt,
      draw.algorithm,
      draw.at,
      draw.account,
    ],
  );
  if (!row) throw new Error('the draw was not stored');
  await tx.query('insert into spot_checks.draw_secret (draw_id, seed) values ($1, $2)', [row.id, draw.seed]);
  return row.id;
};

export const storeDrawState = (tx: Tx, id: number, state: DrawState): Promise<unknown> =>
  tx.query('update spot_checks.draw set state = $2, version = version + 1 where id = $1', [id, state]);

export interface Frozen {
  readonly quotas: unknown;
  readonly assignment: unknown;
  readonly people: Readonly<
    Record<string, { readonly kind: 'inspector' | 'laboratory'; readonly id: number; readonly salt: string }>
  >;
}

export const storeFrozen = async (
  tx: Tx,
  id: number,
  { quotas, assignment, people }: Frozen,
  digests: { readonly poolDigest: string; readonly frozenDigest: string },
  at: Date,
): Promise<void> => {
  await tx.query('insert into spot_checks.draw_frozen (draw_id, quotas, assignment, people) values ($1, $2, $3, $4)', [
    id,
    JSON.stringify(quotas),
    JSON.stringify(assignment),
    JSON.stringify(people),
  ]);
  await tx.query('update spot_checks.draw set pool_digest = $2, frozen_digest = $3, frozen_at = $4 where id = $1', [
    id,
    digests.poolDigest,
    digests.frozenDigest,
    at,
  ]);
};

export const loadFrozen = async (tx: Tx, id: number): Promise<(Frozen & { readonly seed: string }) | undefined> =>
  (
    await tx.query<Frozen & { readonly seed: string }>(
      `select f.quotas, f.assignment, f.people, encode(s.seed, 'hex') as seed
         from spot_checks.draw_frozen f join spot_checks.draw_secret s on s.draw_id = f.draw_id where f.draw_id = $1`,
      [id],
    )
  )[0];

/** Stores the ranks of those drawn, the entropy and the proof; gives the enterprise and the line of each, in the order drawn. */
export const storeDrawn = async (
  tx: Tx,
  id: number,
  drawn: readonly { readonly place: number; readonly rank: number }[],
  entropy: string,
  proof: { readonly file: Buffer; readonly sha256: string },
  at: Date,
): Promise<{ readonly enterpriseId: number; readonly lineId: number }[]> => {
  await tx.query('update spot_checks.draw set entropy_value = $2, drawn_at = $3 where id = $1', [id, entropy, at]);
  await tx.query('insert into spot_checks.draw_proof (draw_id, proof, sha256) values ($1, $2, $3)', [
    id,
    proof.file,
    proof.sha256,
  ]);
  await tx.query(
    `update spot_checks.draw_entry e set rank = d.rank from unnest($2::int[], $3::int[]) as d (place, rank)
      where e.draw_id = $1 and e.place = d.place`,
    [id, drawn.map(({ place }) => place), drawn.map(({ rank }) => rank)],
  );
  return tx.query(
    `select enterprise_id as "enterpriseId", line_id as "lineId" from spot_checks.draw_entry where draw_id = $1 and rank is not null order by rank`,
    [id],
  );
};

export const storePublished = (tx: Tx, id: number, at: Date): Promise<unknown> =>
  tx.query('update spot_checks.draw set published_at = $2 where id = $1', [id, at]);

/** Notes why a draw is void, and cancels its visits that have not begun; gives how many. */
export const storeVoid = async (tx: Tx, id: number, reason: string): Promise<readonly number[]> => {
  await tx.query('update spot_checks.draw set void_reason = $2 where id = $1', [id, reason]);
  const rows = await tx.query<{ id: number }>(
    `update spot_checks.visit set state = 'cancelled', reason = $2, version = version + 1, ended_at = now()
      where draw_id = $1 and state = 'assigned' returning id`,
    [id, reason],
  );
  return rows.map((row) => row.id);
};

/** Visits of a draw that have begun, and those that are not over. */
export const countVisits = async (
  tx: Tx,
  drawId: number,
): Promise<{ readonly begun: number; readonly open: number }> => {
  const [row] = await tx.query<{ begun: number; open: number }>(
    `select (count(*) filter (where state not in ('assigned', 'cancelled')))::int as begun,
            (count(*) filter (where state in ('assigned', 'started', 'ordered', 'refused-by-right')))::int as open
       from spot_checks.visit where draw_id = $1`,
    [drawId],
  );
  return row ?? { begun: 0, open: 0 };
};
