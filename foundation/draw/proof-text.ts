import { canonicalJson } from '../canonical-json.ts';
import { batch } from './pool.ts';
import type { Proof } from './proof-schema.ts';

/** The file of a proof, piece by piece: its canonical JSON and a line feed. A million entries are never one text in memory. */
export function* proofText(proof: Proof): Generator<string, void, undefined> {
  const { pool, ...rest } = proof;
  const members = Object.entries(rest).filter(([, member]) => member !== undefined);
  const names = [...members.map(([name]) => name), 'pool'].toSorted();
  const values = new Map<string, unknown>(members);
  for (const [at, name] of names.entries()) {
    yield `${at === 0 ? '{' : ','}${canonicalJson(name)}:`;
    if (name !== 'pool') {
      yield canonicalJson(values.get(name));
      continue;
    }
    for (let from = 0; from < pool.length; from += batch)
      yield `${from === 0 ? '[' : ','}${JSON.stringify(pool.slice(from, from + batch)).slice(1, -1)}`;
    yield ']';
  }
  yield '}\n';
}
