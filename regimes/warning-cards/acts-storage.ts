import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Stroke } from '#platform/process/index.ts';
import type { ActedCard } from './acts.ts';
import type { PaperEra } from './paper-era.ts';
import { type SelectedFilter, whereOf } from './filter-storage.ts';
import type { CardAct, CardState } from './warning-card.ts';

/** A card as an act sees it, locked to the end of the transaction. */
export interface LockedCard extends ActedCard {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly provinceCode: string | null;
  readonly historical: boolean;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly paperEra: PaperEra | null;
}

/** Ids of the cards that match a filter, as its reader sees them. Runs as app. */
export const findCards = async (tx: Tx, filter: SelectedFilter): Promise<number[]> => {
  const values: unknown[] = [];
  const where = whereOf(filter, values);
  const rows = await tx.query<{ id: number }>(`select c.id from warning_cards.card c where ${where}`, values);
  return rows.map(({ id }) => id);
};

/** Those of these cards that the reader sees. Runs as app. */
export const visibleCards = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const sql = 'select id from warning_cards.card where id = any ($1::bigint[])';
  return (await tx.query<{ id: number }>(sql, [ids])).map(({ id }) => id);
};

/** Locks cards in order of id and reads them afresh. Runs as engine. */
export const lockCards = (tx: Tx, ids: readonly number[]): Promise<LockedCard[]> =>
  tx.query<LockedCard>(
    `select id, version, dataset, historical, state, kind, held_reason as "heldReason", under_review as "underReview", province_code as "provinceCode",
            city_code as "cityCode", county_code as "countyCode", submitted_by as "submittedBy", decided_by as "decidedBy", paper_era as "paperEra"
       from warning_cards.card where id = any ($1::bigint[]) order by id for update`,
    [ids],
  );

const changes: Readonly<Record<CardAct, string>> = {
  submit: 'submitted_by = v.account, submitted_at = v.at',
  return: 'submitted_by = null, submitted_at = null, grounds = null, paper_era = null',
  issue: 'decided_by = v.account, decided_at = v.at, decision_reason = v.why',
  dismiss: 'decided_by = v.account, decided_at = v.at, decision_reason = v.why',
  admit: 'admitted = true, held_reason = null',
  decline: 'decided_by = v.account, decided_at = v.at, decision_reason = v.why',
  keep: 'under_review = false, reviewed_by = v.account, reviewed_at = v.at, review_reason = v.why',
  revoke: 'under_review = false, reviewed_by = v.account, reviewed_at = v.at, review_reason = v.why',
};

/** Stores an act on cards. */
export const storeStroke = (tx: Tx, ids: readonly number[], stroke: Stroke<CardState, CardAct>): Promise<unknown> => {
  const { verb, state, account, at, reason } = stroke;
  return tx.query(
    `update warning_cards.card set state = $2, version = version + 1, touched = true, ${changes[verb]}
       from (select $3::uuid as account, $4::timestamptz as at, $5::text as why) v where id = any ($1::bigint[])`,
    [ids, state, account, at, reason],
  );
};

/** Freezes the grounds of cards. */
export const freezeGrounds = async (tx: Tx, frozen: readonly { id: number; grounds: Grounds }[]): Promise<void> => {
  await tx.query(
    `update warning_cards.card c set grounds = f.grounds from jsonb_to_recordset($1) as f (id bigint, grounds jsonb) where f.id = c.id`,
    [JSON.stringify(frozen)],
  );
};

/** Stores the numbers of cards, and whether the public sees them. */
export const storeNumbers = async (
  tx: Tx,
  numbers: readonly { id: number; number: string; public: boolean }[],
): Promise<void> => {
  await tx.query(
    `update warning_cards.card c set number = n.number, public = n.public
       from jsonb_to_recordset($1) as n (id bigint, number text, public boolean) where n.id = c.id`,
    [JSON.stringify(numbers)],
  );
};
