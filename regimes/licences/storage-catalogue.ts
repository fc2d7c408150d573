import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { EntryState } from './catalogue-entry.ts';
import type { CatalogueEntry, EntryInput } from './contracts/catalogue.ts';
import type { LicenceKind } from './licence.ts';

export type EntryRecord = Omit<CatalogueEntry, 'acts' | 'events'> & { readonly proposerId: string | null };

const entry = `n.id, n.version, n.dataset, json_build_object('id', c.id, 'name', c.name) as category, n.kind, n.valid_from as "from",
  n.valid_until as "until", n.issuer, n.source, n.confirmed, n.state, n.replaces_id as "replacesId", n.reason,
  n.proposed_by as "proposerId", a.display_name as "proposedBy"`;
const joined = `licences.catalogue_entry n join products.category c on c.id = n.category_id
  left join identity.published_account a on a.id = n.proposed_by`;

export interface EntryFilter {
  readonly dataset: Dataset;
  readonly state: EntryState;
  readonly kind?: LicenceKind | undefined;
  readonly on?: string | undefined;
  readonly q: string;
}

/** Entries that match, by product; the catalogue of a province is some hundred lines. */
export const listEntries = (tx: Tx, { dataset, state, kind, on, q }: EntryFilter): Promise<EntryRecord[]> =>
  tx.query<EntryRecord>(
    `select ${entry} from ${joined}
      where n.dataset = $1 and n.state = $2 and ($3::text is null or n.kind = $3)
        and ($4::date is null or (n.valid_from <= $4 and coalesce(n.valid_until, $4) >= $4))
        and ($5 = '' or c.name_key like '%' || $5 || '%')
      order by c.name collate "C", n.kind, n.valid_from limit 2000`,
    [dataset, state, kind ?? null, on ?? null, normaliseName(q).replaceAll(/[\\%_]/g, String.raw`\$&`)],
  );

export const countEntries = (tx: Tx, dataset: Dataset): Promise<{ state: EntryState; n: number }[]> =>
  tx.query('select state, count(*)::int as n from licences.catalogue_entry where dataset = $1 group by state', [
    dataset,
  ]);

export const countEntriesProposed = async (tx: Tx, dataset: Dataset): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      `select count(*)::int as n from licences.catalogue_entry where dataset = $1 and state = 'proposed'`,
      [dataset],
    )
  )[0]?.n ?? 0;

export const findEntry = async (tx: Tx, id: number): Promise<EntryRecord | undefined> =>
  (await tx.query<EntryRecord>(`select ${entry} from ${joined} where n.id = $1`, [id]))[0];

export const lockEntry = async (tx: Tx, id: number): Promise<EntryRecord | undefined> => {
  await tx.query('select from licences.catalogue_entry where id = $1 for update', [id]);
  return findEntry(tx, id);
};

export const entryIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.catalogue_entry where id = $1', [id])).length > 0;

/** The entry in force of the same product and kind whose days overlap, the replaced one left aside. */
export const overlapping = async (
  tx: Tx,
  wanted: {
    readonly categoryId: number;
    readonly kind: LicenceKind;
    readonly from: string;
    readonly until: string | null;
    readonly replacesId: number | null;
  },
): Promise<{ from: LocalDate; until: LocalDate | null } | undefined> =>
  (
    await tx.query<{ from: LocalDate; until: LocalDate | null }>(
      `select valid_from as "from", valid_until as "until" from licences.catalogue_entry
        where category_id = $1 and kind = $2 and state = 'in-force' and id is distinct from $5
          and daterange(valid_from, valid_until, '[]') && daterange($3::date, $4::date, '[]') limit 1`,
      [wanted.categoryId, wanted.kind, wanted.from, wanted.until, wanted.replacesId],
    )
  )[0];

/** A product of the catalogue by its category; none that a person has not assigned. */
export const categoryOf = async (
  tx: Tx,
  id: number,
): Promise<{ readonly dataset: Dataset; readonly name: string } | undefined> =>
  (
    await tx.query<{ dataset: Dataset; name: string }>(
      'select dataset, name from products.category where id = $1 and not unassigned',
      [id],
    )
  )[0];

/** Enters a proposal of a line; gives its number. */
export const insertEntry = async (tx: Tx, input: EntryInput, by: string | null, at: Date): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into licences.catalogue_entry (dataset, category_id, kind, valid_from, valid_until, issuer, source, confirmed, state, replaces_id,
       reason, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, $11, $12) returning id`,
    [
      input.dataset,
      input.categoryId,
      input.kind,
      input.from,
      input.until,
      input.issuer,
      input.source,
      input.confirmed,
      input.replacesId,
      input.reason,
      by,
      at,
    ],
  );
  if (!row) throw new Error('the entry was not stored');
  return row.id;
};

export const storeEntryState = (tx: Tx, id: number, state: EntryState): Promise<unknown> =>
  tx.query('update licences.catalogue_entry set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeEntryDecision = (tx: Tx, id: number, by: string | null, at: Date): Promise<unknown> =>
  tx.query('update licences.catalogue_entry set decided_by = $2, decided_at = $3 where id = $1', [id, by, at]);

/** Puts entries into force as the first stock of a dataset, without a proposal: for the evaluation province. */
export const seedEntries = (
  tx: Tx,
  dataset: Dataset,
  entries: readonly Omit<EntryInput, 'dataset' | 'replacesId'>[],
  at: Date,
): Promise<unknown> =>
  tx.query(
    `insert into licences.catalogue_entry (dataset, category_id, kind, valid_from, valid_until, issuer, source, confirmed, state, reason, proposed_at,
       decided_at)
     select $1, x.*, 'in-force', $9, $10, $10
       from unnest($2::bigint[], $3::text[], $4::date[], $5::date[], $6::text[], $7::text[], $8::boolean[]) as x
      where not exists (select from licences.catalogue_entry where dataset = $1)`,
    [
      dataset,
      entries.map(({ categoryId }) => categoryId),
      entries.map(({ kind }) => kind),
      entries.map(({ from }) => from),
      entries.map(({ until }) => until),
      entries.map(({ issuer }) => issuer),
      entries.map(({ source }) => source),
      entries.map(({ confirmed }) => confirmed),
      entries[0]?.reason ?? '',
      at,
    ],
  );
