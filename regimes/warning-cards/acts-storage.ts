import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { Tx } from '#platform/database/index.ts';
import type { ActedCard } from './acts.ts';
import type { Selection } from './contract.ts';
import { selectionSql } from './filter-storage.ts';
import type { CardAct, CardState } from './warning-card.ts';

/** A card as an act sees it, locked to the end of the transaction. */
export interface LockedCard extends ActedCard {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly cityCode: string | null;
}

/** Ids of the selected cards that the reader sees, and whether the permission holds at their place. Runs as app. */
export const selectVisible = (
  tx: Tx,
  selection: Selection,
  permission: string,
): Promise<{ id: number; allowed: boolean }[]> => {
  const values: unknown[] = [permission];
  const where = selectionSql(selection, values);
  return tx.query(
    `select c.id, (select identity.sees_all($1)) or coalesce(c.city_code = any ((select identity.scope($1))::text[]), false)
            or coalesce(c.county_code = any ((select identity.scope($1))::text[]), false) as allowed
       from warning_cards.card c where ${where} order by c.id`,
    values,
  );
};

/** Locks cards in order of id and reads them afresh. Runs as engine. */
export const lockCards = (tx: Tx, ids: readonly number[]): Promise<LockedCard[]> =>
  tx.query<LockedCard>(
    `select id, version, dataset, state, kind, held_reason as "heldReason", under_review as "underReview", city_code as "cityCode",
            submitted_by as "submittedBy", decided_by as "decidedBy"
       from warning_cards.card where id = any ($1::bigint[]) order by id for update`,
    [ids],
  );

export interface Stroke {
  readonly act: CardAct;
  readonly state: CardState;
  readonly account: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

const changes: Readonly<Record<CardAct, string>> = {
  submit: 'submitted_by = $3::uuid, submitted_at = $4',
  return: 'submitted_by = null, submitted_at = null, grounds = null',
  issue: 'decided_by = $3::uuid, decided_at = $4, decision_reason = $5',
  dismiss: 'decided_by = $3::uuid, decided_at = $4, decision_reason = $5',
  admit: 'admitted = true, held_reason = null',
  decline: 'decided_by = $3::uuid, decided_at = $4, decision_reason = $5',
  keep: 'under_review = false, reviewed_by = $3::uuid, reviewed_at = $4, review_reason = $5',
  revoke: 'under_review = false, reviewed_by = $3::uuid, reviewed_at = $4, review_reason = $5',
};

/** Stores an act on cards and its events. */
export const applyStroke = async (tx: Tx, ids: readonly number[], stroke: Stroke): Promise<void> => {
  const { act, state, account, at, reason } = stroke;
  await tx.query(
    `with changed as (
       update warning_cards.card set state = $2, version = version + 1, touched = true, ${changes[act]} where id = any ($1::bigint[])
       returning id)
     insert into warning_cards.card_event (card_id, at, verb, account_id, reason) select id, $4, $6, $3::uuid, $5::text from changed`,
    [ids, state, account, at, reason, act],
  );
};

/** Freezes the grounds of cards. */
export const freezeGrounds = async (tx: Tx, frozen: readonly { id: number; grounds: Grounds }[]): Promise<void> => {
  await tx.query(
    `update warning_cards.card c set grounds = f.grounds from jsonb_to_recordset($1) as f (id bigint, grounds jsonb) where f.id = c.id`,
    [JSON.stringify(frozen)],
  );
};

/** Takes `count` numbers of a series and gives the first of them; without gaps, because a rollback gives them back. */
export const takeNumbers = async (
  tx: Tx,
  dataset: Dataset,
  prefix: string,
  year: number,
  count: number,
): Promise<number> => {
  const [row] = await tx.query<{ last: number }>(
    `insert into warning_cards.number_series as s (dataset, prefix, year, last) values ($1, $2, $3, $4)
     on conflict (dataset, prefix, year) do update set last = s.last + excluded.last returning last`,
    [dataset, prefix, year, count],
  );
  return (row?.last ?? count) - count + 1;
};

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

/** The last event of each card: tells who was faster. */
export const lastEvents = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; verb: string; by: string | null }[]> =>
  tx.query(
    `select distinct on (v.card_id) v.card_id as id, v.verb, a.display_name as by
       from warning_cards.card_event v left join identity.published_account a on a.id = v.account_id
      where v.card_id = any ($1::bigint[]) order by v.card_id, v.id desc`,
    [ids],
  );
