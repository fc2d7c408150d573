import type { Tx } from '#platform/database/index.ts';
import type { Evidence } from './contract.ts';

export interface NewEvidence {
  readonly storedAt: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

const columns = `i.id, i.file_name as "fileName", i.media_type as "mediaType", i.bytes::float8 as bytes, i.sha256, i.uploaded_at as "uploadedAt"`;

export const insertEvidence = async (tx: Tx, item: NewEvidence): Promise<Evidence> => {
  const [row] = await tx.query<Evidence>(
    `insert into evidence.item as i (stored_at, file_name, media_type, bytes, sha256, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [item.storedAt, item.fileName, item.mediaType, item.bytes, item.sha256, item.uploadedBy, item.uploadedAt],
  );
  return row!;
};

/** Loose files of an account; whoever counts them at the same time waits until this act is over. */
export const countLoose = async (tx: Tx, account: string): Promise<number> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('evidence ' || $1))`, [account]);
  const [row] = await tx.query<{ n: number }>(
    'select count(*)::int as n from evidence.item where uploaded_by = $1 and subject is null',
    [account],
  );
  return row!.n;
};

/** Attaches loose files of an account to a thing; tells which. */
export const attachItems = async (
  tx: Tx,
  account: string,
  ids: readonly number[],
  to: {
    readonly subject: string;
    readonly dataset: string | null;
    readonly access: readonly string[];
    readonly at: Date;
  },
): Promise<Evidence[]> =>
  tx.query<Evidence>(
    `update evidence.item i set subject = $3, dataset = $4, access = $5, attached_at = $6
      where i.id = any ($2) and i.uploaded_by = $1 and i.subject is null returning ${columns}`,
    [account, ids, to.subject, to.dataset, to.access, to.at],
  );

/** Lets the policy look up the holdings of these permissions. */
export const askPermissions = (tx: Tx, permissions: readonly string[]): Promise<unknown> =>
  tx.query('insert into work.asked_permission select distinct unnest($1::text[]) on conflict do nothing', [
    permissions,
  ]);

export const listOfSubjects = (tx: Tx, subjects: readonly string[]): Promise<(Evidence & { subject: string })[]> =>
  tx.query(`select ${columns}, i.subject from evidence.item i where i.subject = any ($1) order by i.id`, [subjects]);

export interface PlacedEvidence extends Evidence {
  readonly storedAt: string;
}

/** One file that the actor may see, under row-level security. */
export const findEvidence = async (tx: Tx, id: number): Promise<PlacedEvidence | undefined> => {
  const [row] = await tx.query<PlacedEvidence>(
    `select ${columns}, i.stored_at as "storedAt" from evidence.item i where i.id = $1`,
    [id],
  );
  return row;
};

/** Lets a party see what another sees, besides it. */
export const addParty = (tx: Tx, from: string, into: string): Promise<unknown> =>
  tx.query(
    `update evidence.item i set access = i.access || added.access
       from (select a.id, array_agg(split_part(reader, '@', 1) || '@' || $2) as access
               from evidence.item a, unnest(a.access) reader where split_part(reader, '@', 2) = $1 group by a.id) added
      where i.id = added.id`,
    [from, into],
  );

/** Names further divisions for whatever officials could see of things. */
export const addPlace = (tx: Tx, subjects: readonly string[], path: readonly string[]): Promise<unknown> =>
  tx.query(
    `update evidence.item i set access = array(select distinct unnest(i.access || added.access) order by 1)
       from (select a.id, array_agg(split_part(reader, '@', 1) || '@' || place) as access
               from evidence.item a, unnest(a.access) reader, unnest($2::text[]) place
              where a.subject = any ($1::text[]) and split_part(reader, '@', 2) ~ '^([0-9]{6}|[*])$' group by a.id) added
      where i.id = added.id`,
    [subjects, path],
  );

/** Removes a loose file of an account; tells where it is stored. */
export const deleteLoose = async (tx: Tx, account: string, id: number): Promise<string | undefined> => {
  const [row] = await tx.query<{ storedAt: string }>(
    'delete from evidence.item where id = $2 and uploaded_by = $1 and subject is null returning stored_at as "storedAt"',
    [account, id],
  );
  return row?.storedAt;
};

/** Removes what was left loose since before a moment; tells where they are stored. */
export const deleteForgotten = async (tx: Tx, before: Date): Promise<string[]> => {
  const rows = await tx.query<{ storedAt: string }>(
    'delete from evidence.item where subject is null and uploaded_at < $1 returning stored_at as "storedAt"',
    [before],
  );
  return rows.map(({ storedAt }) => storedAt);
};
