import type { Reading, Tx } from '#platform/database/index.ts';
import type { TreeNode } from './tree.ts';

export interface Seal {
  readonly number: number;
  readonly size: number;
  readonly root: Buffer;
  readonly previousRoot: Buffer | null;
  readonly at: Date | string;
}

export interface NumberedLeaf {
  readonly seq: number;
  readonly entryId: string;
  readonly leaf: Buffer;
}

/** One sealer at a time; released at the end of the transaction. */
export const lockSealer = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('zhijian journal sealer'))`);
};

const sealColumns = 'number, size, root, previous_root as "previousRoot", at';

/** The newest seal; works as engine, as app and for the portal. */
export const latestSeal = async (reading: Reading): Promise<Seal | undefined> =>
  (await reading.query<Seal>(`select ${sealColumns} from journal.published_seal order by number desc limit 1`))[0];

/** The smallest seal that covers `size` entries. */
export const sealOver = async (tx: Tx, size: number): Promise<Seal | undefined> =>
  (
    await tx.query<Seal>(`select ${sealColumns} from journal.published_seal where size >= $1 order by size limit 1`, [
      size,
    ])
  )[0];

/** Seals in order: from `first` on upwards, at most `limit`. */
export const sealsFrom = (tx: Tx, first: number, limit: number): Promise<Seal[]> =>
  tx.query<Seal>(`select ${sealColumns} from journal.published_seal where number >= $1 order by number limit $2`, [
    first,
    limit,
  ]);

/** Newest seals first, those before `before` where given. */
export const sealsBefore = (tx: Tx, before: number | undefined, limit: number): Promise<Seal[]> =>
  tx.query<Seal>(
    `select ${sealColumns} from journal.published_seal where $1::bigint is null or number < $1 order by number desc limit $2`,
    [before ?? null, limit],
  );

/**
 * Takes entries that can be numbered off the waiting list, in order. Those at or above the snapshot's end were written by
 * another cluster before a restore: they are committed, whatever their number says here.
 */
export const takePending = (tx: Tx, limit: number): Promise<{ entryId: string; leaf: Buffer }[]> =>
  tx.query(
    `with snapshot as materialized (select pg_current_snapshot() as s), ready as materialized (
       select p.entry_id, p.xid, p.ordinal, e.leaf from journal.pending p join journal.entry e on e.id = p.entry_id, snapshot
        where p.xid < pg_snapshot_xmin(s) or p.xid >= pg_snapshot_xmax(s)
        order by p.xid, p.ordinal, p.entry_id limit $1
     ), taken as (delete from journal.pending p using ready r where p.entry_id = r.entry_id)
     select entry_id as "entryId", leaf from ready order by xid, ordinal, entry_id`,
    [limit],
  );

const hex = (bytes: Buffer): string => bytes.toString('hex');

export const insertLeaves = async (tx: Tx, leaves: readonly NumberedLeaf[]): Promise<void> => {
  await tx.query(
    `insert into journal.leaf (seq, entry_id, leaf)
     select seq, entry_id, decode(leaf, 'hex') from unnest($1::bigint[], $2::uuid[], $3::text[]) as l (seq, entry_id, leaf)`,
    [leaves.map((leaf) => leaf.seq), leaves.map((leaf) => leaf.entryId), leaves.map((leaf) => hex(leaf.leaf))],
  );
};

export const insertNodes = async (tx: Tx, nodes: readonly TreeNode[]): Promise<void> => {
  await tx.query(
    `insert into journal.node (level, place, hash)
     select level, place, decode(hash, 'hex') from unnest($1::smallint[], $2::bigint[], $3::text[]) as n (level, place, hash)`,
    nodeColumns(nodes),
  );
};

/** Level, place and hash as three arrays. */
export const nodeColumns = (nodes: readonly TreeNode[]): [number[], number[], string[]] => [
  nodes.map((node) => node.level),
  nodes.map((node) => node.place),
  nodes.map((node) => hex(node.hash)),
];

export const insertSeal = async (tx: Tx, seal: Seal): Promise<void> => {
  await tx.query('insert into journal.seal (number, size, root, previous_root, at) values ($1, $2, $3, $4, $5)', [
    seal.number,
    seal.size,
    seal.root,
    seal.previousRoot,
    seal.at,
  ]);
};

/** The hashes of complete subtrees, leaves included, as a function of level and place. Throws for one that is absent. */
export const loadNodes = async (
  tx: Tx,
  wanted: readonly { readonly level: number; readonly place: number }[],
): Promise<(level: number, place: number) => Buffer> => {
  const rows = await tx.query<{ level: number; place: number; hash: Buffer }>(
    `with wanted as (select * from unnest($1::smallint[], $2::bigint[]) as w (level, place))
     select n.level, n.place, n.hash from wanted w join journal.published_node n using (level, place)
     union all
     select 0, l.seq, l.leaf from wanted w join journal.published_leaf l on w.level = 0 and l.seq = w.place`,
    [wanted.map((node) => node.level), wanted.map((node) => node.place)],
  );
  const known = new Map(rows.map((row) => [`${row.level}/${row.place}`, row.hash]));
  return (level, place) => {
    const hash = known.get(`${level}/${place}`);
    if (!hash) throw new Error(`the journal's tree has no node ${level}/${place}`);
    return hash;
  };
};

/** The numbered leaf of an entry. */
export const findLeaf = async (tx: Tx, entryId: string): Promise<NumberedLeaf | undefined> =>
  (
    await tx.query<NumberedLeaf>(
      'select seq, entry_id as "entryId", leaf from journal.published_leaf where entry_id = $1',
      [entryId],
    )
  )[0];

/** Leaf hashes in order. */
export const leavesFrom = (tx: Tx, first: number, limit: number): Promise<NumberedLeaf[]> =>
  tx.query<NumberedLeaf>(
    'select seq, entry_id as "entryId", leaf from journal.published_leaf where seq >= $1 order by seq limit $2',
    [first, limit],
  );
