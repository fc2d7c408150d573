import type { TextPair } from '../text-pair.ts';
import { checkProof, fault, type Fault } from './check-proof.ts';
import type { Hashes } from './hashes.ts';
import { linesOf, type Pool } from './pool.ts';
import { readProof } from './proof-shape.ts';

/** What the verifier has besides the proof: the pool itself, and digests that were noted when they were published. */
export interface Known {
  /** The pool in its order with ids as the proof has them. */
  readonly pool?: Pool;
  readonly commitment?: string;
  readonly poolDigest?: string;
  readonly frozenDigest?: string;
}

/** The first difference between the lines of the proof and those of the pool in hand, with its entry. */
const poolDifference = (lines: readonly string[], held: readonly string[]): Fault | undefined => {
  const at = held.findIndex((line, index) => line !== lines[index]);
  if (at === -1 && held.length === lines.length) return undefined;
  const place = at === -1 ? held.length : at;
  const nothing: TextPair = { zh: '（无）', en: '(nothing)' };
  const [wrote, have] = [lines[place], held[place]].map((line) =>
    line === undefined ? nothing : { zh: line, en: line },
  );
  return fault(
    'pool',
    `手中的名单与证明文件不同，第 ${place + 1} 位：文件为“${wrote?.zh}”，手中为“${have?.zh}”（依次为位次、层、编号、权重）`,
    `the pool in hand differs from the proof at place ${place + 1}: the proof has “${wrote?.en}”, the pool “${have?.en}” (place, stratum, id, weight)`,
  );
};

const published = (stated: string, noted: string | undefined, zh: string, en: string): Fault[] =>
  noted === undefined || noted === stated
    ? []
    : [fault('published', `${zh}与事先公布的不同`, `${en} is not the one that was published before`)];

/**
 * Checks a proof by doing everything again, and against what is known besides; an empty list says that it holds. A proof fits
 * itself: that it is the one of this draw follows from the commitment and the digests that were published before.
 */
export const verifyProof = (value: unknown, hashes: Hashes, known: Known = {}): Fault[] => {
  const read = readProof(value);
  const faults = checkProof(value, hashes);
  if ('wrong' in read) return faults;
  const { proof } = read;
  const difference = known.pool && poolDifference(proof.pool, linesOf(known.pool));
  return [
    ...faults,
    ...(difference ? [difference] : []),
    ...published(proof.commitment, known.commitment, '承诺', 'the commitment'),
    ...published(proof.poolDigest, known.poolDigest, '名单摘要', 'the digest of the pool'),
    ...published(proof.frozenDigest, known.frozenDigest, '冻结摘要', 'the digest of what was frozen'),
  ];
};
