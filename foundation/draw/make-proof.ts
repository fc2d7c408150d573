import { ok, refuse, type Result } from '../refusal.ts';
import { pair } from '../text-pair.ts';
import { type Assignment, assignVisits, inOrder } from './assign.ts';
import { commitmentOf, keyOf, type Hashes } from './hashes.ts';
import { type Pool, type PoolEntry, linesOf, poolDigest, poolOf } from './pool.ts';
import { frozenDigest, resultDigest, sealOf } from './proof-digests.ts';
import type { Proof } from './proof-schema.ts';
import { drawTargets, type Quota } from './targets.ts';
import { assignmentFault, quotasFault } from './inputs.ts';

/** Puts entries into the order of the pool, or says what is wrong with the first bad one; `line` names it as people count. */
export const freezePool = (
  entries: readonly PoolEntry[],
  line: (at: number) => number = (at) => at + 1,
): Result<Pool> => {
  const pool = poolOf(entries);
  if (!('fault' in pool)) return ok(pool);
  if (pool.fault === 'empty') return refuse('draw-pool-empty');
  const entry = entries[pool.at] as PoolEntry;
  const row = line(pool.at);
  switch (pool.fault) {
    case 'id':
      return refuse('draw-name-unusable', { row, name: entry.id.slice(0, 60) });
    case 'stratum':
      return refuse('draw-name-unusable', { row, name: entry.stratum.slice(0, 60) });
    case 'weight':
      return refuse('draw-weight', { row, weight: String(entry.weight) });
    case 'repeated':
      return refuse('draw-id-repeated', { row, id: entry.id });
  }
};

/** What is fixed and published before the entropy is known. */
export interface FrozenDraw {
  readonly commitment: string;
  readonly entropy: { readonly source: string; readonly issue: string };
  readonly pool: Pool;
  readonly quotas: readonly Quota[];
  readonly assignment?: Assignment;
}

/** The two digests that are published when the pool is frozen. Quotas name every stratum that is drawn from. */
export const freeze = (
  hashes: Hashes,
  draw: FrozenDraw,
): Result<{ readonly poolDigest: string; readonly frozenDigest: string }> => {
  const ready = prepare(hashes, draw);
  if (!ready.ok) return ready;
  const { poolDigest, frozenDigest } = ready.value;
  return ok({ poolDigest, frozenDigest });
};

const prepare = (hashes: Hashes, { commitment, entropy, pool, quotas, assignment }: FrozenDraw) => {
  const wrong = quotasFault(pool, quotas) ?? (assignment && assignmentFault(pool, assignment));
  if (wrong !== undefined) return refuse('draw-inputs', { why: wrong });
  const lines = linesOf(pool);
  const frozen = {
    algorithm: 'zhijian-draw/1',
    commitment,
    poolDigest: poolDigest(hashes, lines),
    quotas: pool.strata.map(({ name }) => ({
      stratum: name,
      quota: quotas.find(({ stratum }) => stratum === name)?.quota ?? 0,
    })),
    ...(assignment === undefined ? {} : { assignment: inOrder(assignment) }),
  } as const;
  return ok({ ...frozen, lines, frozenDigest: frozenDigest(hashes, { ...frozen, entropy }) });
};

export interface DrawToMake extends FrozenDraw {
  readonly seed: string;
  readonly entropy: Proof['entropy'];
  readonly ids: Proof['ids'];
  readonly about?: Proof['about'];
  readonly times?: Proof['times'];
}

/**
 * Draws targets, then inspectors and laboratories, and gives the proof. Refused where fewer than two inspectors, or no
 * laboratory, qualify for a visit, which is named.
 */
export const makeProof = (hashes: Hashes, draw: DrawToMake): Result<Proof> => {
  const { commitment, entropy, ids, pool, seed, about = {}, times = {} } = draw;
  if (commitmentOf(hashes, seed) !== commitment) return refuse('draw-seed-not-committed');
  const ready = prepare(hashes, draw);
  if (!ready.ok) return ready;
  const { lines, assignment, ...frozen } = ready.value;
  const key = keyOf(hashes, seed, entropy.value);
  const targets = drawTargets(hashes, key, pool, frozen.quotas);
  const assigned = assignment === undefined ? [] : assignVisits(hashes, key, targets, assignment);
  if (!Array.isArray(assigned)) {
    const { visit, lacking } = assigned as Exclude<typeof assigned, readonly unknown[]>;
    const target = targets[visit - 1];
    const what =
      lacking === 'inspectors'
        ? pair('可派的检查人员不足两名', 'fewer than two inspectors may go')
        : pair('没有可承检的检验机构', 'no laboratory may test for it');
    return refuse('draw-too-few-qualify', { visit, stratum: target?.stratum ?? '', id: target?.id ?? '', what });
  }
  const result = targets.map(({ stratum, place, id }, at) => ({ rank: at + 1, stratum, place, id, ...assigned[at] }));
  const unsealed = {
    format: 'zhijian-draw-proof/1',
    about,
    times,
    ids,
    seed,
    entropy,
    ...frozen,
    resultDigest: resultDigest(hashes, result),
    pool: lines,
    ...(assignment === undefined ? {} : { assignment }),
    result,
  } as const;
  return ok({ ...unsealed, seal: sealOf(hashes, unsealed) });
};
