import { inPages } from '#foundation/paging.ts';
import { ok, refuse } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type BoundRoute } from '#platform/manifest.ts';
import { observe } from '#platform/operation/index.ts';
import { listJournal, listJournalWords, listLeaves, listSeals, proveEntry, readEntry, readSeal } from './contract.ts';
import { howToProve, howToWitness } from './how-to-check.ts';
import { findEntry, latestFirst, listEntries } from './list.ts';
import { proveInclusion } from './proof.ts';
import { latestSeal, leavesFrom, type Seal, sealsBefore } from './storage.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex');
const entryWords = pair('该日志条目', 'The entry');

/** A seal as the routes and the portal show it. */
export const shownSeal = (seal: Seal) => ({
  number: seal.number,
  size: seal.size,
  root: hex(seal.root),
  previousRoot: seal.previousRoot && hex(seal.previousRoot),
  at: new Date(seal.at).toISOString(),
});

const sealsAPage = 100;
const leavesAPage = 5000;

export const routes: readonly BoundRoute[] = [
  bind(listJournal, (call, { query: { cursor, limit, ...filter } }) =>
    inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
      observe(call, { permission: 'journal.read' }, async ({ tx }) => {
        const { rows: items, next } = cut(
          await listEntries(tx, call.services.composition, filter, { after, limit: most }),
        );
        return ok({ items, next });
      }),
    ),
  ),
  bind(listJournalWords, async ({ services: { composition } }) =>
    ok({
      acts: Object.entries(composition.acts).map(([act, words]) => ({ act, words })),
      subjects: Object.entries(composition.subjects).map(([kind, { name }]) => ({ kind, words: name })),
    }),
  ),
  bind(readEntry, (call, { params }) =>
    observe(call, { permission: 'journal.read' }, async ({ tx }) => {
      const entry = await findEntry(tx, call.services.composition, params.entryId);
      return entry ? ok(entry) : refuse('not-found', { thing: entryWords });
    }),
  ),
  bind(proveEntry, async (call, { params }) => {
    const proof = await withTransaction(call.services.database, 'portal', (tx) => proveInclusion(tx, params.entryId));
    if (!proof) return refuse('not-found', { thing: pair('该条目的封存记录', 'A seal over this entry') });
    const { entryId, seq, leaf, path, seal } = proof;
    const steps = path.map(({ side, hash }) => ({ side, hash: hex(hash) }));
    return ok({ entryId, seq, leaf: hex(leaf), path: steps, seal: shownSeal(seal), how: howToProve });
  }),
  bind(readSeal, async (call) => {
    const seal = await withTransaction(call.services.database, 'portal', latestSeal);
    return ok({ seal: seal ? shownSeal(seal) : null, how: howToWitness });
  }),
  bind(listSeals, async (call, { query }) => {
    const seals = await withTransaction(call.services.database, 'portal', (tx) =>
      sealsBefore(tx, query.before, sealsAPage),
    );
    const last = seals.at(-1);
    return ok({ items: seals.map(shownSeal), next: seals.length === sealsAPage && last ? last.number : null });
  }),
  bind(listLeaves, async (call, { query: { from } }) => {
    const leaves = await withTransaction(call.services.database, 'portal', (tx) => leavesFrom(tx, from, leavesAPage));
    const next = leaves.length === leavesAPage ? from + leavesAPage : null;
    return ok({ from, leaves: leaves.map((leaf) => hex(leaf.leaf)), next });
  }),
];
