import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

/**
 * A long list as a journal entry holds it: its length and the SHA-256 of its elements as canonical JSON, each ended by a line
 * feed, in the given order.
 */
export const digestOf = (list: Iterable<unknown>): { readonly count: number; readonly sha256: string } => {
  const hash = createHash('sha256');
  let count = 0;
  for (const element of list) {
    hash.update(canonicalJson(element)).update('\n');
    count += 1;
  }
  return { count, sha256: hash.digest('hex') };
};
