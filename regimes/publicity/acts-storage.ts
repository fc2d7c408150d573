import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { Tx } from '#platform/database/index.ts';
import type { ActedExposure } from './acts.ts';
import type { ExposureSelection } from './contract.ts';
import type { ExposureAct, ExposureState } from './exposure.ts';
import { selectionSql } from './filter-storage.ts';

/** An exposure as an act sees it, locked to the end of the transaction. */
export interface LockedExposure extends ActedExposure {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly cityCode: string | null;
}

/** Ids of the selected exposures that the reader sees, and whether the permission holds at their place. Runs as app. */
export const selectVisible = (
  tx: Tx,
  selection: ExposureSelection,
  permission: string,
): Promise<{ id: number; allowed: boolean }[]> => {
  const values: unknown[] = [permission];
  const where = selectionSql(selection, values);
  return tx.query(
    `select x.id, (select identity.sees_all($1)) or coalesce(x.city_code = any ((select identity.scope($1))::text[]), false)
            or coalesce(x.county_code = any ((select identity.scope($1))::text[]), false) as allowed
       from publicity.exposure x where ${where} order by x.id`,
    values,
  );
};

/** Locks exposures in order of id and reads them afresh. Runs as engine. */
export const lockExposures = (tx: Tx, ids: readonly number[]): Promise<LockedExposure[]> =>
  tx.query<LockedExposure>(
    `select id, version, dataset, state, under_review as "underReview", city_code as "cityCode", submitted_by as "submittedBy",
            decided_by as "decidedBy"
       from publicity.exposure where id = any ($1::bigint[]) order by id for update`,
    [ids],
  );

/** An act as it is stored. */
export interface Stroke {
  readonly act: ExposureAct;
  readonly state: ExposureState;
  readonly account: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

const changes: Readonly<Record<ExposureAct, string>> = {
  submit: 'submitted_by = $3::uuid, submitted_at = $4',
  return: 'submitted_by = null, submitted_at = null, grounds = null',
  release: 'decided_by = $3::uuid, decided_at = $4, decision_reason = $5',
  dismiss: 'decided_by = $3::uuid, decided_at = $4, decision_reason = $5',
  'take-down': 'reviewed_by = $3::uuid, reviewed_at = $4, review_reason = $5',
  keep: 'under_review = false, reviewed_by = $3::uuid, reviewed_at = $4, review_reason = $5',
  revoke: 'under_review = false, reviewed_by = $3::uuid, reviewed_at = $4, review_reason = $5',
};

/** Stores an act on exposures and its events. */
export const applyStroke = async (tx: Tx, ids: readonly number[], stroke: Stroke): Promise<void> => {
  const { act, state, account, at, reason } = stroke;
  await tx.query(
    `with changed as (
       update publicity.exposure set state = $2, version = version + 1, touched = true, ${changes[act]} where id = any ($1::bigint[])
       returning id)
     insert into publicity.exposure_event (exposure_id, at, verb, account_id, reason) select id, $4, $6, $3::uuid, $5::text from changed`,
    [ids, state, account, at, reason, act],
  );
};

/** Freezes the grounds of exposures. */
export const freezeGrounds = async (tx: Tx, frozen: readonly { id: number; grounds: Grounds }[]): Promise<void> => {
  await tx.query(
    `update publicity.exposure x set grounds = f.grounds from jsonb_to_recordset($1) as f (id bigint, grounds jsonb) where f.id = x.id`,
    [JSON.stringify(frozen)],
  );
};

/** The last event of each exposure: tells who was faster. */
export const lastEvents = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; verb: string; by: string | null }[]> =>
  tx.query(
    `select distinct on (v.exposure_id) v.exposure_id as id, v.verb, a.display_name as by
       from publicity.exposure_event v left join identity.published_account a on a.id = v.account_id
      where v.exposure_id = any ($1::bigint[]) order by v.exposure_id, v.id desc`,
    [ids],
  );
