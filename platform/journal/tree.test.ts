import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingTree, leafOf, nodeOf, nodesForPath, pathOf, peaksOf, rootByPath } from './tree.ts';

/** The definition of RFC 6962, section 2.1, as it stands there. */
const rootByDefinition = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return createHash('sha256').digest();
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeOf(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
};

const leaves = Array.from({ length: 70 }, (_, index) => leafOf(Buffer.alloc(32, index), Buffer.from(`entry ${index}`)));

test('the growing tree gives the root of the definition at every size', () => {
  const tree = new GrowingTree();
  expect(tree.root.equals(rootByDefinition([]))).toBe(true);
  for (const [index, leaf] of leaves.entries()) {
    tree.append(leaf);
    expect(tree.root.equals(rootByDefinition(leaves.slice(0, index + 1)))).toBe(true);
  }
});

test('every leaf proves its place under every larger tree, from stored nodes alone', () => {
  const nodes = new Map(leaves.map((hash, place) => [`0/${place}`, hash]));
  const tree = new GrowingTree();
  for (const leaf of leaves) for (const node of tree.append(leaf)) nodes.set(`${node.level}/${node.place}`, node.hash);
  const nodeAt = (level: number, place: number): Buffer => {
    const hash = nodes.get(`${level}/${place}`);
    if (!hash) throw new Error(`no node ${level}/${place}`);
    return hash;
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: leaves.length }), fc.nat(), (size, number) => {
      const seq = number % size;
      const root = rootByDefinition(leaves.slice(0, size));
      const path = pathOf(seq, size, nodeAt);
      expect(rootByPath(leaves[seq] ?? root, path).equals(root)).toBe(true);
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)) + 1);
      for (const { level, place } of nodesForPath(seq, size)) nodeAt(level, place);
      expect(peaksOf(size).reduce((sum, peak) => sum + 2 ** peak.level, 0)).toBe(size);
    }),
    { seed: 20_000_328, numRuns: 300 },
  );
});
