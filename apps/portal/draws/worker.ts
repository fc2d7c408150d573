import type { Proof } from '#foundation/draw/proof-schema.ts';
import { readProof } from '#foundation/draw/proof-shape.ts';
import { hmac, pureHashes, sha256 } from '#foundation/draw/sha256.ts';
import { checkRead, checkSteps, type CheckStep, type Fault } from '#foundation/draw/check-proof.ts';
import { findOwnEntry, type OwnEntry } from '#foundation/draw/own-entry.ts';

/** What the page asks of its worker. */
export type Question =
  | { readonly ask: 'check'; readonly file: File }
  | { readonly ask: 'own'; readonly id: string; readonly salt: string };

/** A proof in brief: never the whole, which may hold a million entries. */
export interface Brief extends Pick<
  Proof,
  'about' | 'times' | 'ids' | 'commitment' | 'entropy' | 'poolDigest' | 'frozenDigest' | 'quotas'
> {
  readonly entries: number;
  readonly drawn: number;
  readonly first: Proof['result'];
}

/** Steps of a check in the browser: the file is read and parsed before anything is checked. */
export const steps = ['read', 'form', ...checkSteps] as const;
export type Step = 'read' | 'form' | CheckStep;

export type Answer =
  | { readonly to: 'progress'; readonly step: Step; readonly share: number }
  | { readonly to: 'check'; readonly faults: readonly Fault[]; readonly brief?: Brief }
  | { readonly to: 'own'; readonly own?: OwnEntry }
  | { readonly to: 'failure' };

/** Results that the page lists; the file has them all. */
export const listed = 500;

const briefOf = ({ result, pool, ...proof }: Proof): Brief => ({
  about: proof.about,
  times: proof.times,
  ids: proof.ids,
  commitment: proof.commitment,
  entropy: proof.entropy,
  poolDigest: proof.poolDigest,
  frozenDigest: proof.frozenDigest,
  quotas: proof.quotas,
  entries: pool.length,
  drawn: result.length,
  first: result.slice(0, listed),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

let proof: Proof | undefined;

const answer = async (question: Question): Promise<Answer> => {
  if (question.ask === 'own') {
    const own = proof && findOwnEntry(proof, pureHashes, question.id, question.salt);
    return { to: 'own', ...(own ? { own } : {}) };
  }
  proof = undefined;
  const begins = (step: Step, share = 0): void => postMessage({ to: 'progress', step, share } satisfies Answer);
  begins('read');
  const text = await question.file.text();
  begins('form');
  const read = readProof(parsed(text));
  proof = 'proof' in read ? read.proof : undefined;
  const hashes = { hmac, sha256: (message: Uint8Array) => sha256(message, (share) => begins('digest', share)) };
  return { to: 'check', faults: checkRead(read, hashes, begins), ...(proof ? { brief: briefOf(proof) } : {}) };
};

/** Answers the page's questions, one after another, away from the page so that it stays alive. */
export const serveAsWorker = (): void => {
  addEventListener('message', ({ data }: MessageEvent<Question>) => {
    answer(data).then(
      (said) => postMessage(said),
      () => postMessage({ to: 'failure' } satisfies Answer),
    );
  });
};
