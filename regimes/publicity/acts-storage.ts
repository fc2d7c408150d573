import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Stroke } from '#platform/process/index.ts';
import type { ActedExposure } from './acts.ts';
import type { ExposureAct, ExposureState } from './exposure.ts';
import { type SelectedFilter, unpublished, waivedBy, whereOf } from './filter-storage.ts';

/** An exposure as an act sees it, locked to the end of the transaction. */
export interface LockedExposure extends ActedExposure {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
}

/** Ids of the exposures that match a filter, as its reader sees them. Runs as app. */
export const findExposures = async (tx: Tx, filter: SelectedFilter): Promise<number[]> => {
  const values: unknown[] = [];
  const where = whereOf(filter, values);
  const rows = await tx.query<{ id: number }>(`select x.id from publicity.exposure x where ${where}`, values);
  return rows.map(({ id }) => id);
};

/** Those of these exposures that the reader sees. Runs as app. */
export const visibleExposures = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const sql = 'select id from publicity.exposure where id = any ($1::bigint[])';
  return (await tx.query<{ id: number }>(sql, [ids])).map(({ id }) => id);
};

const locked = `x.id, x.version, x.dataset, x.state, x.under_review as "underReview", x.province_code as "provinceCode", x.city_code as "cityCode",
  x.county_code as "countyCode", x.proposed_by as "proposedBy", x.submitted_by as "submittedBy", x.decided_by as "decidedBy", ${unpublished} as unpublished, ${waivedBy} as "waivedBy"`;

/** Locks exposures in order of id and reads them afresh. Runs as engine. */
export const lockExposures = (tx: Tx, ids: readonly number[]): Promise<LockedExposure[]> =>
  tx.query<LockedExposure>(
    `select ${locked} from publicity.exposure x where id = any ($1::bigint[]) order by id for update`,
    [ids],
  );

const changes: Readonly<Record<ExposureAct, string>> = {
  submit: 'submitted_by = v.account, submitted_at = v.at',
  drop: 'review_reason = v.why',
  return: 'submitted_by = null, submitted_at = null, grounds = null',
  decide: 'decided_by = v.account, decided_at = v.at, decision_reason = v.why',
  withdraw: 'release_at = null, review_reason = v.why',
  release: `release_at = null, released_by = v.account, released_at = v.at`,
  schedule: 'release_at = v.due, released_by = v.account',
  unschedule: 'release_at = null, released_by = null',
  dismiss: 'decided_by = v.account, decided_at = v.at, decision_reason = v.why',
  'take-down': `reviewed_by = v.account, reviewed_at = v.at, review_reason = v.why, ended_at = v.at, ending = 'early'`,
  keep: 'under_review = false, reviewed_by = v.account, reviewed_at = v.at, review_reason = v.why',
  revoke: `under_review = false, reviewed_by = v.account, reviewed_at = v.at, review_reason = v.why, ended_at = v.at, ending = 'error'`,
};

/** Stores an act on exposures; `releaseAt` is the time of a scheduled release. */
export const storeStroke = (
  tx: Tx,
  ids: readonly number[],
  { verb, state, account, at, reason }: Stroke<ExposureState, ExposureAct>,
  releaseAt: Date | null,
): Promise<unknown> =>
  tx.query(
    `update publicity.exposure set state = $2, version = version + 1, touched = true, ${changes[verb]}
       from (select $3::uuid as account, $4::timestamptz as at, $5::text as why, $6::timestamptz as due) v
      where id = any ($1::bigint[])`,
    [ids, state, account, at, reason, releaseAt],
  );

/** Moves exposures on, without an act of a person. */
export const moveStates = (tx: Tx, ids: readonly number[], state: ExposureState): Promise<unknown> =>
  tx.query(
    'update publicity.exposure set state = $2, version = version + 1, release_at = null where id = any ($1::bigint[])',
    [ids, state],
  );

/** The state of an exposure, locked. */
export const lockState = async (tx: Tx, id: number): Promise<ExposureState | undefined> =>
  (await tx.query<{ state: ExposureState }>('select state from publicity.exposure where id = $1 for update', [id]))[0]
    ?.state;

/** Sets how long released exposures are shown. */
export const storeShownUntil = (tx: Tx, ids: readonly number[], until: LocalDate): Promise<unknown> =>
  tx.query('update publicity.exposure set shown_until = $2 where id = any ($1::bigint[])', [ids, until]);

/** Exposures of these that name a firm which was spared, with the firms: by every entry of the register that it has had. */
export const sparedSellers = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly sellers: number[] }[]> =>
  tx.query(
    `select p.exposure_id as id, array_agg(e.id) as sellers
       from publicity.exposure_party p join enterprises.enterprise e on p.enterprise_id in (e.id, e.merged_into)
      where p.exposure_id = any ($1::bigint[]) and p.state = 'spared' and p.role = 'seller' group by p.exposure_id`,
    [ids],
  );

/** Firms that these exposures name: those that were told and not spared. */
export const namedFirms = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly dataset: Dataset; readonly firm: number; readonly product: string }[]> =>
  tx.query(
    `select x.id, x.dataset, p.enterprise_id as firm, x.product_name as product
       from publicity.exposure x join publicity.exposure_party p on p.exposure_id = x.id
      where x.id = any ($1::bigint[]) and p.state not in ('spared', 'void') order by x.id, p.id`,
    [ids],
  );

/** Firms whose names are misused on the products of these exposures, where the register has them. */
export const misusedFirms = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly dataset: Dataset; readonly firm: number; readonly product: string }[]> =>
  tx.query(
    `select x.id, x.dataset, coalesce(e.merged_into, e.id) as firm, x.product_name as product
       from publicity.exposure x join enterprises.enterprise e on e.id = (x.basis->'misused'->>'id')::bigint
      where x.id = any ($1::bigint[]) and x.proposed_by is not null order by x.id`,
    [ids],
  );

/** Exposures whose time of release has come; each is taken by one server. */
export const dueReleases = (tx: Tx, now: Date, most: number): Promise<LockedExposure[]> =>
  tx.query<LockedExposure>(
    `select ${locked} from publicity.exposure x where state = 'scheduled' and release_at <= $1 order by id limit $2 for update skip locked`,
    [now, most],
  );

/** Releases exposures at their time, by whom set it. */
export const publishDue = (tx: Tx, ids: readonly number[], at: Date): Promise<unknown> =>
  tx.query(
    `update publicity.exposure set state = 'released', version = version + 1, release_at = null, released_at = $2 where id = any ($1::bigint[])`,
    [ids, at],
  );

/** Takes down what has been shown for its time; a review that is open comes first. */
export const expireShown = (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
  at: Date,
  most: number,
): Promise<{ readonly id: number }[]> =>
  tx.query(
    `update publicity.exposure set state = 'taken-down', version = version + 1, ended_at = $3, ending = 'term'
      where id in (select id from publicity.exposure where state = 'released' and shown_until < $2 and not under_review and dataset = $1
                    order by id limit $4 for update skip locked)
     returning id`,
    [dataset, today, at, most],
  );

/** Freezes the grounds of exposures. */
export const freezeGrounds = async (tx: Tx, frozen: readonly { id: number; grounds: Grounds }[]): Promise<void> => {
  await tx.query(
    `update publicity.exposure x set grounds = f.grounds from jsonb_to_recordset($1) as f (id bigint, grounds jsonb) where f.id = x.id`,
    [JSON.stringify(frozen)],
  );
};
