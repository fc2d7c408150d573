import type { Tx } from '#platform/database/index.ts';

/** An entry as its table holds it. */
export interface EntryRow {
  readonly id: string;
  readonly at: string;
  readonly account: string | null;
  readonly actor: string;
  readonly kind: 'account' | 'system' | 'anonymous';
  readonly request: string;
  readonly act: string;
  readonly subject: string;
  readonly dataset: string | null;
  readonly region: string | null;
  readonly regionPath: readonly string[];
  readonly confidential: boolean;
  readonly canonical: Buffer;
  readonly salt: Buffer;
  readonly ownLeaf: Buffer;
}

/** A numbered leaf, with its entry where there is one. */
export interface SealedRow extends Omit<EntryRow, 'id'> {
  readonly seq: number;
  readonly entryId: string;
  readonly leaf: Buffer;
  readonly id: string | null;
}

const columns = `e.id, e.at, e.account_id as account, e.actor, e.actor_kind as kind, e.request_id as request, e.act, e.subject,
  e.dataset, e.region_code as region, e.region_path as "regionPath", e.confidential, e.canonical, e.salt, e.leaf as "ownLeaf"`;

/** All numbered leaves in order, in pages. */
export async function* sealedRows(tx: Tx, page: number): AsyncGenerator<readonly SealedRow[]> {
  for (let after = -1; ;) {
    const rows = await tx.query<SealedRow>(
      `select l.seq, l.entry_id as "entryId", l.leaf, ${columns}
         from (select * from journal.leaf where seq > $1 order by seq limit $2) l left join journal.entry e on e.id = l.entry_id
        order by l.seq`,
      [after, page],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.seq;
  }
}

/** All entries without a number, in pages; `waiting` is false where the sealer does not know them. */
export async function* unsealedRows(
  tx: Tx,
  page: number,
): AsyncGenerator<readonly (EntryRow & { readonly waiting: boolean })[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.query<EntryRow & { readonly waiting: boolean }>(
      `select ${columns}, p.entry_id is not null as waiting
         from journal.entry e left join journal.pending p on p.entry_id = e.id
        where e.id > $1 and not exists (select from journal.leaf l where l.entry_id = e.id)
        order by e.id limit $2`,
      [after, page],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

/** Waiting entries that are gone, or that have a number already. */
export const lostPending = (tx: Tx): Promise<{ entryId: string }[]> =>
  tx.query(
    `select p.entry_id as "entryId" from journal.pending p
      where not exists (select from journal.entry e where e.id = p.entry_id)
         or exists (select from journal.leaf l where l.entry_id = p.entry_id)
      order by 1 limit 200`,
  );

/** How many of the given inner nodes the store holds unchanged. */
export const matchingNodes = async (tx: Tx, nodes: readonly [number[], number[], string[]]): Promise<number> => {
  const [row] = await tx.query<{ matching: number }>(
    `select count(*) as matching from unnest($1::smallint[], $2::bigint[], $3::text[]) as w (level, place, hash)
       join journal.node n on n.level = w.level and n.place = w.place and n.hash = decode(w.hash, 'hex')`,
    nodes,
  );
  return row?.matching ?? 0;
};

export const countNodes = async (tx: Tx): Promise<number> =>
  (await tx.query<{ nodes: number }>('select count(*) as nodes from journal.node'))[0]?.nodes ?? 0;
