import type { Tx } from '#platform/database/index.ts';
import { findLeaf, loadNodes, sealOver, type Seal } from './storage.ts';
import { nodesForPath, pathOf, type ProofStep } from './tree.ts';

/** That an entry lies under a seal: hash its leaf with the path, step by step, and the root of the seal comes out. */
export interface InclusionProof {
  readonly entryId: string;
  readonly seq: number;
  readonly leaf: Buffer;
  readonly path: readonly ProofStep[];
  readonly seal: Seal;
}

/** The proof of an entry against the first seal over it, or nothing while it is unsealed; works for the portal, too. */
export const proveInclusion = async (tx: Tx, entryId: string): Promise<InclusionProof | undefined> => {
  const leaf = await findLeaf(tx, entryId);
  const seal = leaf && (await sealOver(tx, leaf.seq + 1));
  if (!leaf || !seal) return undefined;
  const nodes = await loadNodes(tx, nodesForPath(leaf.seq, seal.size));
  return { entryId, seq: leaf.seq, leaf: leaf.leaf, path: pathOf(leaf.seq, seal.size, nodes), seal };
};
