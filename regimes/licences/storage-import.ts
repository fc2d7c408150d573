import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import { copyRows, type CopyRow, type Tx } from '#platform/database/index.ts';
import type { ImportReport, RejectedRow } from '#foundation/import-report.ts';
import type { LicenceKind } from './licence.ts';

/** The categories that names mean, by name or another name; unknown ones are left out. */
export const categoriesNamed = async (
  tx: Tx,
  dataset: Dataset,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, number>> => {
  const given = [...new Set(names)];
  const rows = await tx.query<{ name: string; id: number }>(
    `select w.name, coalesce(c.id, a.category_id) as id from unnest($2::text[], $3::text[]) as w (name, key)
       left join products.category c on c.dataset = $1 and c.name_key = w.key and not c.unassigned
       left join products.category_alias a on a.dataset = $1 and a.name_key = w.key
      where c.id is not null or a.category_id is not null`,
    [dataset, given, given.map(normaliseName)],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
};

export const incomingColumns = [
  'ordinal',
  'number',
  'number_key',
  'kind',
  'match_key',
  'issuer_kind',
  'issuer',
  'issuer_region',
  'certifier_id',
  'issued_on',
  'valid_from',
  'valid_until',
  'surrendered_on',
  'revoked_on',
  'category_ids',
  'units',
] as const;

/** Licences of a table, one row each, beside `enterprises_resolved`; both go with the transaction. */
export const stageLicences = async (tx: Tx, rows: readonly CopyRow[]): Promise<void> => {
  await tx.query(
    `create temporary table licences_incoming (ordinal int primary key, number text, number_key text, kind text, match_key text, issuer_kind text,
       issuer text, issuer_region text, certifier_id bigint, issued_on date, valid_from date, valid_until date, surrendered_on date, revoked_on date,
       category_ids bigint[], units text[], holder_id bigint, licence_id bigint) on commit drop`,
  );
  await copyRows(tx, 'licences_incoming', incomingColumns, rows);
};

/** Joins what came with holders and with the licences on record. */
export const matchLicences = async (tx: Tx, dataset: Dataset): Promise<void> => {
  await tx.query(
    `update licences_incoming i set holder_id = r.enterprise_id,
            licence_id = (select l.id from licences.licence l where l.dataset = $1 and l.number_key = i.number_key)
       from enterprises_resolved r where r.match_key = i.match_key`,
    [dataset],
  );
  await tx.query('analyze licences_incoming');
};

export interface Refused {
  readonly ordinal: number;
  readonly why: 'other-holder' | 'other-kind' | 'barred' | 'too-long' | 'too-early';
  readonly of: string;
}

/**
 * Takes out what may not be stored, and says why: a number in two places, a kind that changed, an application
 * barred after a revocation: of a new licence, or of a product that another one did not cover. What is wider or narrower than the product is barred too.
 * A term that is longer than one, or a renewal beyond the next (as `farthestRenewal`), and a term that begins long after today.
 */
export const refuseLicences = (
  tx: Tx,
  today: LocalDate,
  bounds: {
    readonly barredYears: number;
    readonly earlyDays: number;
    readonly years: Readonly<Record<LicenceKind, number>>;
  },
): Promise<Refused[]> =>
  tx.query<Refused>(
    `with bad as (
       select i.ordinal, case when l.holder_id <> i.holder_id then 'other-holder' else 'other-kind' end as why, e.name as of
         from licences_incoming i join licences.licence l on l.id = i.licence_id join enterprises.enterprise e on e.id = l.holder_id
        where l.holder_id <> i.holder_id or l.kind <> i.kind
       union all
       select i.ordinal, 'barred', min(o.number || '|' || o.revoked_on)
         from licences_incoming i join licences.licence o on o.holder_id = i.holder_id and o.kind = i.kind and o.revoked_on is not null
         cross join lateral (select case when i.licence_id is null then i.issued_on else $3::date end as asked_on) a
        where i.kind = 'production-licence' and o.id is distinct from i.licence_id
          and o.revoked_on <= a.asked_on and a.asked_on < o.revoked_on + make_interval(years => $1)
          and exists (
            select from unnest(i.category_ids) c
              join licences.scope s on s.licence_id = o.id and (s.category_id = any (licences.path_of(c)) or c = any (licences.path_of(s.category_id)))
             where not exists (select from licences.scope h where h.licence_id = i.licence_id and h.category_id = any (licences.path_of(c))))
        group by i.ordinal
       union all
       select i.ordinal, 'too-long', b.until::text
         from licences_incoming i left join licences.licence l on l.id = i.licence_id
         cross join lateral (select make_interval(years => ($2::jsonb ->> i.kind)::int) as term) t
         cross join lateral (select greatest(i.valid_from + t.term,
                               case when l.id is not null then least(greatest(l.valid_until, $3::date), $3::date + $4::int) + t.term end)::date as until) b
        where i.valid_until > b.until and i.valid_until is distinct from l.valid_until
       union all
       select i.ordinal, 'too-early', ($3::date + $4::int)::text from licences_incoming i where i.valid_from > $3::date + $4::int),
     gone as (delete from licences_incoming i using bad where i.ordinal = bad.ordinal)
     select ordinal, why, of from bad order by ordinal`,
    [bounds.barredYears, JSON.stringify(bounds.years), today, bounds.earlyDays],
  );

/** Stores what is left: new licences, and those that changed; tells which of these were revoked since. Twice the same changes nothing. */
export const storeLicences = async (
  tx: Tx,
  dataset: Dataset,
  account: string | null,
  at: Date,
): Promise<{
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly revoked: readonly number[];
}> => {
  const [added] = await tx.query<{ n: number }>(
    `with fresh as (
       insert into licences.licence (dataset, number, number_key, kind, holder_id, issuer_kind, issuer, issuer_region, certifier_id, issued_on,
         valid_from, valid_until, surrendered_on, revoked_on, created_at)
       select $1, number, number_key, kind, holder_id, issuer_kind, issuer, issuer_region, certifier_id, issued_on, valid_from, valid_until,
              surrendered_on, revoked_on, $3 from licences_incoming where licence_id is null order by ordinal
       returning *),
     scoped as (
       insert into licences.scope (licence_id, category_id, unit)
       select f.id, c.category_id, max(c.unit) from fresh f join licences_incoming i using (number_key)
         cross join lateral unnest(i.category_ids, i.units) as c (category_id, unit) group by f.id, c.category_id),
     told as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at, detail)
       select 'licence', f.id, 'register', 'registered', $2, $3,
              jsonb_build_object('holder', f.holder_id, 'validFrom', f.valid_from, 'validUntil', f.valid_until, 'surrenderedOn', f.surrendered_on,
                'revokedOn', f.revoked_on, 'scope', (select to_jsonb(array_agg(distinct c order by c)) from unnest(i.category_ids) c))
         from fresh f join licences_incoming i using (number_key))
     select count(*)::int as n from fresh`,
    [dataset, account, at],
  );
  const [changed] = await tx.query<{ n: number; all: number; revoked: number[] }>(
    `with present as (
       select i.*, l.valid_from as old_from, l.valid_until as old_until, l.issuer as old_issuer, l.issued_on as old_issued,
              l.surrendered_on as old_surrendered, l.revoked_on as old_revoked, l.certifier_id as old_certifier,
              array(select category_id from licences.scope s where s.licence_id = l.id order by category_id) as old_scope,
              array(select distinct c from unnest(i.category_ids) c order by c) as new_scope
         from licences_incoming i join licences.licence l on l.id = i.licence_id),
     other as (
       select * from present where (valid_from, valid_until, issuer, issued_on, certifier_id) is distinct from (old_from, old_until, old_issuer, old_issued, old_certifier)
          or (surrendered_on is not null and surrendered_on is distinct from old_surrendered)
          or (revoked_on is not null and revoked_on is distinct from old_revoked) or old_scope <> new_scope),
     updated as (
       update licences.licence l set valid_from = o.valid_from, valid_until = o.valid_until, issuer = o.issuer, issuer_region = o.issuer_region,
              certifier_id = o.certifier_id,
              issued_on = o.issued_on, surrendered_on = coalesce(o.surrendered_on, l.surrendered_on),
              revoked_on = coalesce(o.revoked_on, l.revoked_on), version = l.version + 1
         from other o where l.id = o.licence_id),
     dropped as (
       delete from licences.scope s using other o where s.licence_id = o.licence_id and s.category_id <> all (o.new_scope)),
     scoped as (
       insert into licences.scope (licence_id, category_id, unit)
       select o.licence_id, c.category_id, max(c.unit) from other o cross join lateral unnest(o.category_ids, o.units) as c (category_id, unit)
        where c.category_id <> all (o.old_scope) group by 1, 2),
     told as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at, detail)
       select 'licence', licence_id, 'change', 'changed', $1, $2,
              jsonb_build_object('before', jsonb_build_object('validFrom', old_from, 'validUntil', old_until, 'issuer', old_issuer, 'issuedOn', old_issued,
                'surrenderedOn', old_surrendered, 'revokedOn', old_revoked, 'scope', to_jsonb(old_scope)),
                'after', jsonb_build_object('validFrom', valid_from, 'validUntil', valid_until, 'issuer', issuer, 'issuedOn', issued_on,
                'surrenderedOn', coalesce(surrendered_on, old_surrendered), 'revokedOn', coalesce(revoked_on, old_revoked), 'scope', to_jsonb(new_scope)))
         from other)
     select (select count(*)::int from other) as n, (select count(*)::int from present) as all,
            array(select licence_id from other where revoked_on is not null and old_revoked is null order by licence_id) as revoked`,
    [account, at],
  );
  const n = changed?.n ?? 0;
  return {
    added: added?.n ?? 0,
    changed: n,
    unchanged: (changed?.all ?? 0) - n,
    revoked: changed?.revoked ?? [],
  };
};

/** Keeps what became of an imported table, with the rows that were not taken. */
export const storeImport = (
  tx: Tx,
  content: 'licences' | 'business-licences',
  dataset: Dataset,
  files: readonly string[],
  account: string | null,
  at: Date,
  report: ImportReport,
): Promise<unknown> =>
  tx.query(
    `insert into licences.import (dataset, content, files, account_id, at, rows, added, changed, unchanged, rejected, rejections)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      dataset,
      content,
      files,
      account,
      at,
      report.rows,
      report.added,
      report.changed,
      report.unchanged,
      report.rejected,
      JSON.stringify(report.rejections satisfies RejectedRow[]),
    ],
  );
