import { type Tx, withTransaction } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/types.ts';
import {
  type NumberedLeaf,
  insertLeaves,
  insertNodes,
  insertSeal,
  latestSeal,
  loadNodes,
  lockSealer,
  takePending,
} from './storage.ts';
import { GrowingTree, peaksOf, type TreeNode } from './tree.ts';

/** Most entries under one new seal; the rest follow in the next. */
const batch = 5000;

/** The tree as it stands, from its stored peaks. */
const treeAt = async (tx: Tx, size: number): Promise<GrowingTree> => {
  const peaks = peaksOf(size);
  const hashes = await loadNodes(tx, peaks);
  return new GrowingTree(
    size,
    peaks.map((peak) => ({ ...peak, hash: hashes(peak.level, peak.place) })),
  );
};

const sealBatch = async (tx: Tx, at: Date): Promise<number> => {
  await lockSealer(tx);
  const last = await latestSeal(tx);
  const waiting = await takePending(tx, batch);
  if (waiting.length === 0) return 0;
  const tree = await treeAt(tx, last?.size ?? 0);
  if (last && !tree.root.equals(last.root))
    throw new Error('the tree of the journal does not give the root of its last seal');
  const nodes: TreeNode[] = [];
  const leaves: NumberedLeaf[] = [];
  for (const { entryId, leaf } of waiting) {
    leaves.push({ seq: tree.size, entryId, leaf });
    nodes.push(...tree.append(leaf));
  }
  await insertLeaves(tx, leaves);
  await insertNodes(tx, nodes);
  const number = (last?.number ?? 0) + 1;
  await insertSeal(tx, { number, size: tree.size, root: tree.root, previousRoot: last?.root ?? null, at });
  return leaves.length;
};

/**
 * Numbers and seals every entry whose transaction is older than all that still run, and tells how many. Identity order is not
 * commit order: an entry with a lower number could otherwise appear below a seal. Several servers may call it at once.
 */
export const sealJournal = async (services: Services): Promise<number> => {
  let sealed = 0;
  for (;;) {
    const count = await withTransaction(services.database, 'system', (tx) => sealBatch(tx, services.now()));
    sealed += count;
    if (count < batch) return sealed;
  }
};
