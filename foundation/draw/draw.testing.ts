import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { unwrap } from '../refusal.ts';
import type { Assignment } from './assign.ts';
import { commitmentOf, type Hashes } from './hashes.ts';
import { freezePool, makeProof } from './make-proof.ts';
import type { PoolEntry } from './pool.ts';
import type { Proof } from './proof-schema.ts';
import type { Quota } from './targets.ts';

export const libraryHashes: Hashes = {
  sha256: (message) => createHash('sha256').update(message).digest(),
  hmac: (key, message) => createHmac('sha256', key).update(message).digest(),
};

const name = fc.stringMatching(/^[a-z0-9虚构厂-]{1,6}$/u);
const weight = fc.integer({ min: 1, max: 10 });

/** A pool with quotas, and often people for the second draw: enough of them, so that each visit finds two. */
export const drawInputs = fc
  .record({
    entries: fc.uniqueArray(fc.record({ id: name, stratum: fc.constantFrom('A', 'B', '虚州'), weight }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 30,
    }),
    quotas: fc.record({ A: fc.nat(12), B: fc.nat(12), 虚州: fc.nat(12) }),
    seed: fc.uint8Array({ minLength: 16, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('hex')),
    value: fc.string({ maxLength: 20, unit: 'grapheme' }),
    loads: fc.option(fc.array(fc.nat(3), { minLength: 9, maxLength: 14 })),
    shares: fc.array(weight, { maxLength: 4 }),
    barred: fc.array(fc.tuple(fc.nat(13), fc.nat(29)), { maxLength: 6 }),
  })
  .map(({ entries, quotas, loads, shares, barred, ...rest }) => {
    const held = new Set<string>(entries.map(({ stratum }) => stratum));
    const wanted: Quota[] = Object.entries(quotas)
      .filter(([stratum]) => held.has(stratum))
      .map(([stratum, quota]) => ({ stratum, quota }));
    const assignment: Assignment | undefined = loads
      ? {
          groups: [
            { name: 'both', strata: ['B', 'A'] },
            { name: 'all', strata: ['A', '虚州', 'B'] },
          ],
          inspectors: loads.map((load, at) => ({ id: `p${at}`, group: at < 2 ? 'both' : 'all', load })),
          laboratories: shares.map((share, at) => ({ id: `l${at}`, group: 'all', load: 0, share })),
          // Never more than six of at least nine are barred from an enterprise.
          conflicts: [
            ...new Map(
              barred
                .filter(([who]) => who < loads.length)
                .map(([who, at]) => [
                  `${who} ${at % entries.length}`,
                  [`p${who}`, entries[at % entries.length]?.id ?? ''] as const,
                ]),
            ).values(),
          ],
        }
      : undefined;
    return { entries: entries as readonly PoolEntry[], quotas: wanted, assignment, ...rest };
  });

export type DrawInputs = typeof drawInputs extends fc.Arbitrary<infer T> ? T : never;

export const proofOf = ({ entries, quotas, assignment, seed, value }: DrawInputs, hashes = libraryHashes): Proof =>
  unwrap(
    makeProof(hashes, {
      commitment: commitmentOf(hashes, seed),
      seed,
      entropy: { source: '虚构指数', issue: '2026-11-25', value },
      ids: 'plain',
      about: { draw: '虚构抽查' },
      times: { frozen: '2026-11-24T09:00:00+08:00' },
      pool: unwrap(freezePool(entries)),
      quotas,
      ...(assignment === undefined ? {} : { assignment }),
    }),
  );
