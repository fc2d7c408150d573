import { canonicalJson } from '../canonical-json.ts';
import { digestOf, type Hashes } from './hashes.ts';
import type { Proof } from './proof-schema.ts';

/** Everything that was fixed before the entropy was known; its digest is published when the pool is frozen. */
export type Frozen = Pick<Proof, 'algorithm' | 'commitment' | 'poolDigest' | 'quotas' | 'assignment'> & {
  readonly entropy: Pick<Proof['entropy'], 'source' | 'issue'>;
};

/** SHA-256 of the canonical JSON of what was frozen. */
export const frozenDigest = (hashes: Hashes, frozen: Frozen): string => {
  const { algorithm, commitment, poolDigest, quotas, assignment, entropy } = frozen;
  const { source, issue } = entropy;
  return digestOf(
    hashes,
    canonicalJson({ algorithm, commitment, poolDigest, quotas, assignment, entropy: { source, issue } }),
  );
};

/** SHA-256 of the canonical JSON of the result. */
export const resultDigest = (hashes: Hashes, result: Proof['result']): string =>
  digestOf(hashes, canonicalJson(result));

/** SHA-256 of the canonical JSON of all but the pool, the result and the seal itself; the first two are in it by their digests. */
export const sealOf = (hashes: Hashes, proof: Omit<Proof, 'seal'>): string =>
  digestOf(hashes, canonicalJson({ ...proof, pool: undefined, result: undefined, seal: undefined }));
