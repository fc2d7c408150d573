import { saltedId, type Hashes } from './hashes.ts';
import type { Drawn, Proof } from './proof-schema.ts';

/** One's own entry. */
export interface OwnEntry {
  readonly place: number;
  readonly stratum: string;
  readonly weight: number;
  readonly drawn?: Drawn;
}

/** Finds an entry by the id and, in a salted proof, the salt that its firm was given. */
export const findOwnEntry = (proof: Proof, hashes: Hashes, id: string, salt: string): OwnEntry | undefined => {
  if (proof.ids === 'salted' && !/^(?:[0-9a-f]{2}){1,64}$/i.test(salt)) return undefined;
  const wanted = proof.ids === 'salted' ? saltedId(hashes, salt, id) : id;
  const at = proof.pool.findIndex((line) => line.split(',')[2] === wanted);
  const [, stratum = '', , weight] = proof.pool[at]?.split(',') ?? [];
  if (at === -1) return undefined;
  const drawn = proof.result.find((one) => one.id === wanted);
  return { place: at + 1, stratum, weight: Number(weight), ...(drawn ? { drawn } : {}) };
};
