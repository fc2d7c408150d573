import { createHash } from 'node:crypto';

/*
 * The Merkle tree of RFC 6962: a leaf is hashed with 0x00 before it, a node with 0x01, and a tree whose size is no power of two
 * is split at the largest one below. Everything an outsider needs to check a proof is in this file.
 */

/** Leaf of an entry: SHA-256 of 0x00, its salt and its canonical bytes. */
export const leafOf = (salt: Uint8Array, canonical: Uint8Array): Buffer =>
  createHash('sha256').update(Buffer.of(0)).update(salt).update(canonical).digest();

/** Inner node over two nodes. */
export const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** A complete subtree: level 0 is a leaf; it covers the leaves place·2^level to (place+1)·2^level − 1. */
export interface TreeNode {
  readonly level: number;
  readonly place: number;
  readonly hash: Buffer;
}

/** The complete subtrees that make up a tree of `size` leaves, from the left and the largest. */
export const peaksOf = (size: number): { readonly level: number; readonly place: number }[] => {
  const peaks: { level: number; place: number }[] = [];
  let start = 0;
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - start < width) continue;
    peaks.push({ level, place: start / width });
    start += width;
  }
  return peaks;
};

/** Root of a tree from its peaks; the root of the empty tree is SHA-256 of nothing. */
export const rootOf = (peaks: readonly Buffer[]): Buffer =>
  peaks.length === 0 ? createHash('sha256').digest() : peaks.reduceRight((right, left) => nodeOf(left, right));

/** A tree that grows: keeps its peaks alone. */
export class GrowingTree {
  readonly #peaks: TreeNode[];
  #size: number;

  /** Goes on from a tree of `size` leaves with these peaks (in the order of `peaksOf`). */
  constructor(size = 0, peaks: readonly TreeNode[] = []) {
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): number {
    return this.#size;
  }

  get root(): Buffer {
    return rootOf(this.#peaks.map((peak) => peak.hash));
  }

  /** Adds a leaf and gives the inner nodes that became complete with it. */
  append(leaf: Buffer): TreeNode[] {
    let node: TreeNode = { level: 0, place: this.#size, hash: leaf };
    const completed: TreeNode[] = [];
    for (let last = this.#peaks.at(-1); last?.level === node.level; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = { level: node.level + 1, place: last.place / 2, hash: nodeOf(last.hash, node.hash) };
      completed.push(node);
    }
    this.#peaks.push(node);
    this.#size += 1;
    return completed;
  }
}

/** A step on the way from a leaf to the root: the neighbour and the side it stands on. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: Buffer;
}

/** Root that a leaf and its path lead to. */
export const rootByPath = (leaf: Buffer, path: readonly ProofStep[]): Buffer =>
  path.reduce((hash, step) => (step.side === 'left' ? nodeOf(step.hash, hash) : nodeOf(hash, step.hash)), leaf);

/**
 * The path from leaf `seq` to the root of the tree of `size` leaves. `nodes` gives a complete subtree by level and place.
 */
export const pathOf = (seq: number, size: number, nodes: (level: number, place: number) => Buffer): ProofStep[] => {
  const peaks = peaksOf(size);
  const own = peaks.findIndex(({ level, place }) => seq >= place * 2 ** level && seq < (place + 1) * 2 ** level);
  const peak = peaks[own];
  if (!peak) throw new RangeError(`leaf ${seq} is not in a tree of ${size}`);
  const path: ProofStep[] = [];
  for (let level = 0, place = seq; level < peak.level; level += 1, place = Math.floor(place / 2))
    path.push(
      place % 2 === 0
        ? { side: 'right', hash: nodes(level, place + 1) }
        : { side: 'left', hash: nodes(level, place - 1) },
    );
  const hashes = peaks.map((candidate) => nodes(candidate.level, candidate.place));
  if (own < peaks.length - 1) path.push({ side: 'right', hash: rootOf(hashes.slice(own + 1)) });
  for (const left of hashes.slice(0, own).toReversed()) path.push({ side: 'left', hash: left });
  return path;
};

/** The subtrees that `pathOf` will ask for. */
export const nodesForPath = (seq: number, size: number): { readonly level: number; readonly place: number }[] => {
  const asked: { level: number; place: number }[] = [];
  pathOf(seq, size, (level, place) => {
    asked.push({ level, place });
    return Buffer.alloc(32);
  });
  return asked;
};
