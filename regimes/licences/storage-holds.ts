import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import { type LicenceKind, licenceKindLabels } from './licence.ts';

/** Why the suspension of a card ends. */
export type EndCause = 'card-lifted' | 'card-revoked' | 'card-ended';

export interface NewSuspension {
  readonly cardId: number;
  readonly dataset: Dataset;
  readonly producerId: number;
  readonly categoryId: number;
}

/**
 * Notes the warning cards of the own province that stand: they suspend from this day. Letters to other provinces and historical cards
 * suspend nothing. A card that suspends already is passed over.
 */
export const openSuspensions = (
  tx: Tx,
  cardIds: readonly number[],
  on: LocalDate,
  at: Date,
): Promise<NewSuspension[]> =>
  tx.query<NewSuspension>(
    `insert into licences.suspension (dataset, card_id, producer_id, category_id, from_on, created_at)
     select c.dataset, c.card_id, c.producer_id, c.category_id, $2, $3 from warning_cards.published_card c
      where c.card_id = any ($1::bigint[]) and not c.historical and c.kind in ('yellow', 'red')
     on conflict do nothing
     returning card_id as "cardId", dataset, producer_id as "producerId", category_id as "categoryId"`,
    [cardIds, on, at],
  );

export interface HoldChange {
  readonly holdId: number;
  readonly licenceId: number;
  readonly cardId: number;
  readonly cardNumber: string;
  readonly dataset: Dataset;
  /** Of the holder, for whom it is told. */
  readonly place: string | null;
  readonly number: string;
  readonly kind: LicenceKind;
  readonly holder: string;
  readonly holderId: number;
  readonly category: string;
  /** Division of the issuing authority, where it is known. */
  readonly issuerRegion: string | null;
}

const told = `t.id as "holdId", t.licence_id as "licenceId", t.card_id as "cardId", t.dataset, coalesce(e.county_code, e.city_code) as place,
  l.number, l.kind, e.name as holder, e.id as "holderId", c.name as category, l.issuer_region as "issuerRegion"`;
const names = `join licences.licence l on l.id = t.licence_id join enterprises.enterprise e on e.id = l.holder_id
  join products.category c on c.id = t.category_id`;

/** With the numbers of their cards: looked up by themselves, since in one statement with thousands of fresh rows the plan is a guess. */
const numbered = async (tx: Tx, changes: readonly Omit<HoldChange, 'cardNumber'>[]): Promise<HoldChange[]> => {
  const cards = await tx.query<{ id: number; number: string }>(
    'select card_id as id, number from warning_cards.published_card where card_id = any ($1::bigint[])',
    [[...new Set(changes.map(({ cardId }) => cardId))]],
  );
  const numbers = new Map(cards.map(({ id, number }) => [id, number]));
  return changes.map((change) => ({ ...change, cardNumber: numbers.get(change.cardId) ?? '' }));
};

/**
 * Gives every licence for the product of an open suspension its hold, whichever came first: card, licence, wider scope or merger. In one
 * statement for any number; what is on record is passed over. Licences that are over are left alone.
 */
export const matchHolds = async (tx: Tx, on: LocalDate, at: Date, account: string | null): Promise<HoldChange[]> =>
  numbered(
    tx,
    await tx.query<Omit<HoldChange, 'cardNumber'>>(
      `with paths as materialized (
       select category_id, licences.path_of(category_id) as path
         from (select distinct category_id from licences.suspension where ended_on is null) d),
     fresh as (
       insert into licences.hold (dataset, licence_id, category_id, ground, card_id, from_on, created_at)
       select distinct l.dataset, l.id, s.category_id, 'card', s.card_id, s.from_on, $2::timestamptz
         from licences.suspension s join paths p using (category_id)
         join licences.licence l on l.holder_id = s.producer_id and l.dataset = s.dataset
         join licences.scope o on o.licence_id = l.id and o.category_id = any (p.path)
        where s.ended_on is null and l.revoked_on is null and l.surrendered_on is null and l.valid_until >= $1::date
       on conflict do nothing
       returning id, dataset, licence_id, category_id, card_id, from_on),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at, detail)
       select 'licence', licence_id, 'hold', 'held', $3, $2, jsonb_build_object('cardId', card_id, 'categoryId', category_id, 'from', from_on) from fresh)
     select ${told} from fresh t ${names} order by t.id`,
      [on, at, account],
    ),
  );

/** Ends the suspensions of cards, and the holds of these cards alone. */
export const endSuspensions = async (
  tx: Tx,
  cardIds: readonly number[],
  cause: EndCause,
  on: LocalDate,
  at: Date,
  account: string | null,
): Promise<HoldChange[]> => {
  await tx.query(
    `update licences.suspension set ended_on = greatest($2::date, from_on), end_cause = $3
      where card_id = any ($1::bigint[]) and ended_on is null`,
    [cardIds, on, cause],
  );
  return numbered(
    tx,
    await tx.query<Omit<HoldChange, 'cardNumber'>>(
      `with ended as (
       update licences.hold set ended_on = greatest($2::date, from_on), end_cause = $3
        where card_id = any ($1::bigint[]) and ended_on is null returning id, dataset, licence_id, category_id, card_id, ended_on),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at, detail)
       select 'licence', licence_id, 'end-hold', 'usable', $5, $4, jsonb_build_object('cardId', card_id, 'categoryId', category_id, 'cause', $3::text, 'on', ended_on)
         from ended)
     select ${told} from ended t ${names} order by t.id`,
      [cardIds, on, cause, at, account],
    ),
  );
};

/** Moves what an enterprise holds, and what suspends it, to the one it was merged into. */
export const moveLicences = async (
  tx: Tx,
  from: number,
  into: number,
  at: Date,
  account: string | null,
): Promise<{ readonly licences: number; readonly mergedLeads: readonly number[] }> => {
  await tx.query('update licences.suspension set producer_id = $2 where producer_id = $1', [from, into]);
  const [moved] = await tx.query<{ n: number }>(
    `with moved as (update licences.licence set holder_id = $2, version = version + 1 where holder_id = $1 returning id),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at, detail)
       select 'licence', id, 'move', 'moved', $4, $3, jsonb_build_object('from', $1::bigint, 'into', $2::bigint) from moved)
     select count(*)::int as n from moved`,
    [from, into, at, account],
  );
  // Of two records of one product the later one stands.
  await tx.query(
    `delete from licences.business_licence old using licences.business_licence other
      where old.enterprise_id in ($1, $2) and other.enterprise_id in ($1, $2) and old.id <> other.id and old.category_id = other.category_id
        and (old.since_on, old.id) < (other.since_on, other.id)`,
    [from, into],
  );
  await tx.query('update licences.business_licence set enterprise_id = $2 where enterprise_id = $1', [from, into]);
  const merged = await tx.query<{ id: number }>(
    `with merged as (
       update licences.lead set state = 'merged', version = version + 1, decided_at = $3
        where enterprise_id = $1 and state = 'open'
          and exists (select from licences.lead o where o.enterprise_id = $2 and o.category_id = lead.category_id and o.state = 'open')
       returning id),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at)
       select 'lead', id, 'merge', 'merged', $4, $3::timestamptz from merged)
     select id from merged order by id`,
    [from, into, at, account],
  );
  await tx.query('update licences.lead set enterprise_id = $2 where enterprise_id = $1', [from, into]);
  return { licences: moved?.n ?? 0, mergedLeads: merged.map(({ id }) => id) };
};

/** A hold as an act on it finds it, locked with its licence. */
export interface LockedHold {
  readonly id: number;
  readonly licenceId: number;
  readonly categoryId: number | null;
  readonly cardId: number | null;
  readonly number: string;
  readonly issuer: string;
  readonly validFrom: LocalDate;
  readonly revokedOn: LocalDate | null;
  readonly dataset: Dataset;
  readonly ground: 'card' | 'issuer';
  readonly from: LocalDate;
  readonly toldOn: LocalDate | null;
  readonly answer: string | null;
  readonly place: string | null;
}

export const lockHold = async (tx: Tx, id: number): Promise<LockedHold | undefined> =>
  (
    await tx.query<LockedHold>(
      `select h.id, h.licence_id as "licenceId", h.category_id as "categoryId", h.card_id as "cardId", l.number, l.issuer,
              l.valid_from as "validFrom", l.revoked_on as "revokedOn", h.dataset, h.ground, h.from_on as "from",
              h.issuer_told_on as "toldOn", h.issuer_answer as answer, coalesce(e.county_code, e.city_code) as place
         from licences.hold h join licences.licence l on l.id = h.licence_id join enterprises.enterprise e on e.id = l.holder_id
        where h.id = $1 for update of h, l`,
      [id],
    )
  )[0];

export const holdIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.hold where id = $1', [id])).length > 0;

/** Notes the day on which the issuer was told of holds, and by which letter. */
export const storeTold = (tx: Tx, ids: readonly number[], on: string, note: string): Promise<unknown> =>
  tx.query('update licences.hold set issuer_told_on = $2, issuer_told_note = $3 where id = any ($1::bigint[])', [
    ids,
    on,
    note,
  ]);

/** Notes what the issuer of a licence elsewhere answered, and its day. */
export const storeAnswer = (tx: Tx, id: number, on: string, answer: string): Promise<unknown> =>
  tx.query('update licences.hold set issuer_answer = $3, issuer_answered_on = $2 where id = $1', [id, on, answer]);

/** The issuer suspends the product of a hold itself: a hold of its own, which it alone ends. */
export const openOwnHold = (tx: Tx, hold: LockedHold, on: string, at: Date): Promise<unknown> =>
  tx.query(
    `insert into licences.hold (dataset, licence_id, category_id, ground, from_on, created_at) values ($1, $2, $3, 'issuer', $4, $5)
     on conflict do nothing`,
    [hold.dataset, hold.licenceId, hold.categoryId, on, at],
  );

/** Holds of cards of which an authority elsewhere has not been told yet; certification bodies are asked by the program. */
export const countToTell = async (tx: Tx, dataset: Dataset): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      `select count(*)::int as n from licences.hold h join licences.licence l on l.id = h.licence_id
        where h.dataset = $1 and h.ended_on is null and h.ground = 'card' and h.issuer_told_on is null and l.certifier_id is null`,
      [dataset],
    )
  )[0]?.n ?? 0;

/** The cards that suspended these licences, now revoked, and that have no other licence left to suspend. */
export const cardsWithoutLicence = async (tx: Tx, licenceIds: readonly number[]): Promise<number[]> => {
  const rows = await tx.query<{ cardId: number }>(
    `select distinct h.card_id as "cardId" from licences.hold h
      where h.licence_id = any ($1::bigint[]) and h.ground = 'card' and h.ended_on is null
        and not exists (select from licences.hold o join licences.licence l on l.id = o.licence_id
                         where o.card_id = h.card_id and o.ended_on is null and l.id <> all ($1::bigint[])
                           and l.revoked_on is null and l.surrendered_on is null)
      order by 1`,
    [licenceIds],
  );
  return rows.map(({ cardId }) => cardId);
};

/** The page of the licence that is suspended. */
export const pageOfHold = async (tx: Tx, id: number): Promise<string | null> => {
  const [hold] = await tx.query<{ licenceId: number }>(
    'select licence_id as "licenceId" from licences.hold where id = $1',
    [id],
  );
  return hold ? `/licences/${hold.licenceId}` : null;
};

/** A suspension as people know it: which licence, for which product. */
export const wordsOfHold = async (tx: Tx, id: number): Promise<TextPair | null> => {
  const [hold] = await tx.query<{ kind: LicenceKind; number: string; category: string | null }>(
    `select l.kind, l.number, c.name as category from licences.hold h join licences.licence l on l.id = h.licence_id
       left join products.category c on c.id = h.category_id where h.id = $1`,
    [id],
  );
  if (!hold) return null;
  const { kind, number, category } = hold;
  const all = pair('整张证', 'all of it');
  return fill(pair('{kind}{number}暂停使用（{category}）', 'Suspension of {kind} {number} ({category})'), {
    kind: licenceKindLabels[kind],
    number,
    category: category === null ? all : pair(category, category),
  });
};
