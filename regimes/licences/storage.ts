import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { LicenceDetail, LicenceFilter, LicenceLine, MyLicence } from './contracts/licences.ts';
import type { Hold, IssuerAnswer, LicenceKind, Standing, Term } from './licence.ts';

const isHeld = (of: string, day: string): string =>
  `exists (select from licences.hold h where h.licence_id = l.id and h.from_on <= ${day} and (h.ended_on is null or ${day} < h.ended_on)
     and (h.category_id is null or h.category_id = ${of}))`;
/** Whether every product of a licence is held on a day. */
const allHeld = (day: string): string =>
  `(exists (select from licences.hold h where h.licence_id = l.id)
     and not exists (select from licences.scope s where s.licence_id = l.id and not ${isHeld('s.category_id', day)}))`;
const standing = (day: string): string =>
  `licences.standing(l.revoked_on, l.surrendered_on, l.valid_from, l.valid_until, ${allHeld(day)}, ${day})`;
const line = (
  day: string,
): string => `l.id, l.version, l.dataset, l.number, l.kind, json_build_object('id', e.id, 'name', e.name) as holder, l.issuer,
  l.valid_from as "validFrom", l.valid_until as "validUntil", ${standing(day)} as standing,
  array(select c.name from licences.scope s join products.category c on c.id = s.category_id where s.licence_id = l.id order by c.name collate "C") as products,
  array(select c.name from licences.scope s join products.category c on c.id = s.category_id
         where s.licence_id = l.id and ${isHeld('s.category_id', day)} order by c.name collate "C") as held`;
const joined = `licences.licence l join enterprises.enterprise e on e.id = l.holder_id`;

const literal = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** The conditions of a filter, the standing among them only where wanted. The day is $1. */
const whereOf = (filter: LicenceFilter, today: LocalDate, withStanding: boolean) => {
  const values: unknown[] = [today];
  const parts: string[] = [];
  const and = (sql: (place: string) => string, value: unknown) => {
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  and((place) => `l.dataset = ${place}`, filter.dataset);
  if (filter.kind !== undefined) and((place) => `l.kind = ${place}`, filter.kind);
  if (filter.categoryId !== undefined)
    and((place) => `exists (select from licences.scope s where s.licence_id = l.id and s.category_id = ${place})`, filter.categoryId); // prettier-ignore
  if (filter.held !== undefined)
    and(
      (place) => `exists (select from licences.hold h where h.licence_id = l.id and h.ended_on is null) = ${place}`,
      filter.held,
    );
  if (filter.q !== undefined && filter.q !== '')
    and((place) => `(l.number_key like ${place} or e.name_key like ${place})`, `%${literal(normaliseName(filter.q))}%`);
  if (withStanding && filter.standing !== undefined) and((place) => `${standing('$1')} = ${place}`, filter.standing);
  return { where: parts.join(' and '), values };
};

/** A page of licences, the latest entered first. */
export const pageOfLicences = (
  tx: Tx,
  filter: LicenceFilter,
  today: LocalDate,
  after: number | undefined,
  limit: number,
): Promise<LicenceLine[]> => {
  const { where, values } = whereOf(filter, today, true);
  values.push(after ?? null, limit);
  return tx.query<LicenceLine>(
    `select ${line('$1')} from ${joined} where ${where} and ($${values.length - 1}::bigint is null or l.id < $${values.length - 1})
      order by l.id desc limit $${values.length}`,
    values,
  );
};

/** How many licences match by standing, the standing of the filter left aside. */
export const countByStanding = (
  tx: Tx,
  filter: LicenceFilter,
  today: LocalDate,
): Promise<{ state: Standing; n: number }[]> => {
  const { where, values } = whereOf(filter, today, false);
  return tx.query(
    `select ${standing('$1')} as state, count(*)::int as n from ${joined} where ${where} group by 1`,
    values,
  );
};

/** Licences of an enterprise, the latest first, one left out where wanted. */
export const licencesOfHolder = (
  tx: Tx,
  holder: number,
  today: LocalDate,
  except: number | null = null,
): Promise<LicenceLine[]> =>
  tx.query<LicenceLine>(
    `select ${line('$1')} from ${joined} where l.holder_id = $2 and l.id is distinct from $3 order by l.id desc limit 200`,
    [today, holder, except],
  );

/** What the firms of the reader hold, what ends first first. Runs as app. */
export const licencesOfOwn = (tx: Tx, today: LocalDate): Promise<LicenceLine[]> =>
  tx.query<LicenceLine>(
    `select ${line('$1')} from ${joined} where l.holder_id = any ((select identity.parties('licences.own', 'enterprise'))::bigint[])
      order by l.valid_until, l.id limit 200`,
    [today],
  );

/** What holders are told of revocations under way: no more than the database lets them know. */
export const revocationsOfOwn = (
  tx: Tx,
): Promise<({ licenceId: number } & Omit<NonNullable<MyLicence['revocation']>, 'daysLeft'>)[]> =>
  tx.query(
    `select licence_id as "licenceId", state, to_char(served_on, 'YYYY-MM-DD') as "servedOn", to_char(hearing_until, 'YYYY-MM-DD') as "hearingUntil",
            to_char(requested_on, 'YYYY-MM-DD') as "requestedOn", to_char(heard_on, 'YYYY-MM-DD') as "heardOn" from licences.own_revocations()`,
  );

/** The cards that suspend licences of the reader: number, day and product, also before they are served. */
export const cardHoldsOfOwn = (tx: Tx): Promise<({ licenceId: number } & MyLicence['cards'][number])[]> =>
  tx.query(
    `select licence_id as "licenceId", card_number as number, to_char(issued_on, 'YYYY-MM-DD') as "issuedOn", category,
            to_char(from_on, 'YYYY-MM-DD') as "from" from licences.own_card_holds()`,
  );

/** One licence as lists show it. */
export const licenceLineOf = async (tx: Tx, id: number, today: LocalDate): Promise<LicenceLine | undefined> =>
  (await tx.query<LicenceLine>(`select ${line('$1')} from ${joined} where l.id = $2`, [today, id]))[0];

export interface LicenceRecord
  extends Term, Omit<LicenceDetail, keyof Term | 'own' | 'acts' | 'events' | 'others' | 'scope' | 'holds'> {
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly certifierId: number | null;
  readonly issuerRegion: string | null;
  readonly scope: readonly {
    readonly category: { readonly id: number; readonly name: string };
    readonly unit: string;
  }[];
  readonly holds: readonly (Hold & {
    readonly id: number;
    /** Null where the reader may not see the card. */
    readonly cardNumber: string | null;
    readonly category: { readonly id: number; readonly name: string } | null;
    readonly endCause: string | null;
    readonly issuerToldOn: string | null;
    readonly issuerAnswer: IssuerAnswer | null;
    readonly issuerAnsweredOn: string | null;
    readonly requestId: number | null;
  })[];
}

const holdsSql = `coalesce((select json_agg(json_build_object('id', h.id, 'ground', h.ground, 'cardId', h.card_id, 'categoryId', h.category_id,
    'cardNumber', (select p.number from warning_cards.published_card p where p.card_id = h.card_id), 'category', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end, 'from', h.from_on, 'endedOn', h.ended_on,
    'endCause', h.end_cause, 'issuerToldOn', h.issuer_told_on, 'issuerAnswer', h.issuer_answer, 'issuerAnsweredOn', h.issuer_answered_on,
    'requestId', (select max(q.id) from licences.request q where q.hold_id = h.id)) order by h.id)
  from licences.hold h left join products.category c on c.id = h.category_id where h.licence_id = l.id), '[]')`;

/** One licence with its products and holds. */
export const findLicence = async (tx: Tx, id: number, today: LocalDate): Promise<LicenceRecord | undefined> =>
  (
    await tx.query<LicenceRecord>(
      `select ${line('$1')}, e.credit_code as "creditCode", e.city_code as "cityCode", e.county_code as "countyCode", l.certifier_id as "certifierId",
              (select string_agg(r.name, '' order by r.code) from regions.region r
                where r.code in (e.province_code, e.city_code, e.county_code)) as place,
              l.issuer_kind as "issuerKind", l.issuer_region as "issuerRegion", l.issued_on as "issuedOn", l.surrendered_on as "surrenderedOn", l.revoked_on as "revokedOn",
              (select coalesce(json_agg(json_build_object('category', json_build_object('id', c.id, 'name', c.name), 'unit', s.unit)
                 order by c.name collate "C"), '[]') from licences.scope s join products.category c on c.id = s.category_id where s.licence_id = l.id) as scope,
              ${holdsSql} as holds
         from ${joined} where l.id = $2`,
      [today, id],
    )
  )[0];

/** A licence as an act finds it, locked. */
export interface LockedLicence extends Term {
  readonly id: number;
  readonly kind: LicenceKind;
  readonly dataset: Dataset;
  readonly version: number;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly certifierId: number | null;
  readonly scope: number[];
  readonly holds: Hold[];
}

export const lockLicence = async (tx: Tx, id: number): Promise<LockedLicence | undefined> =>
  (
    await tx.query<LockedLicence>(
      `with own as (select * from licences.licence where id = $1 for update)
       select l.id, l.kind, l.dataset, l.version, l.valid_from as "validFrom", l.valid_until as "validUntil", l.surrendered_on as "surrenderedOn",
              l.revoked_on as "revokedOn", e.city_code as "cityCode", e.county_code as "countyCode", l.certifier_id as "certifierId",
              array(select category_id from licences.scope s where s.licence_id = l.id) as scope, ${holdsSql} as holds
         from own l join enterprises.enterprise e on e.id = l.holder_id`,
      [id],
    )
  )[0];

export const licenceIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.licence where id = $1', [id])).length > 0;

/** Stores a new last day, a surrender or a revocation, and raises the version. */
export const storeTerm = (
  tx: Tx,
  id: number,
  term: { readonly validUntil?: string; readonly surrenderedOn?: string; readonly revokedOn?: string },
): Promise<unknown> =>
  tx.query(
    `update licences.licence set valid_until = coalesce($2, valid_until), surrendered_on = coalesce($3, surrendered_on),
            revoked_on = coalesce($4, revoked_on), version = version + 1 where id = $1`,
    [id, term.validUntil ?? null, term.surrenderedOn ?? null, term.revokedOn ?? null],
  );

/** The issuer suspends all of a licence. */
export const openIssuerHold = (tx: Tx, licence: LockedLicence, from: string, at: Date): Promise<unknown> =>
  tx.query(
    `insert into licences.hold (dataset, licence_id, ground, from_on, created_at) values ($1, $2, 'issuer', $3, $4) on conflict do nothing`,
    [licence.dataset, licence.id, from, at],
  );

/** The issuer's suspension ends, and no other hold. */
export const endIssuerHold = (tx: Tx, id: number, on: string): Promise<unknown> =>
  tx.query(
    `update licences.hold set ended_on = greatest($2, from_on), end_cause = 'issuer'
      where licence_id = $1 and ground = 'issuer' and ended_on is null`,
    [id, on],
  );

/** What the room says of itself in one turn: imports, holds and moves of licences wait for one another. */
export const takeTurn = (tx: Tx): Promise<unknown> => tx.query(`select pg_advisory_xact_lock(hashtext('licences'))`);
