import type { Dataset } from '#foundation/dataset.ts';
import { copyRows, type Tx } from '#platform/database/index.ts';
import { resolveEnterprises, sightingColumns, sightingTable } from '#registers/enterprises/index.ts';
import { findOrCreateLaboratories } from '#registers/laboratories/index.ts';
import { findOrCreateCategories } from '#registers/products/index.ts';
import { dropEmptyChecks, findBorn, openBornCases } from '../storage/born-results.ts';
import { findOrCreateChecks } from '../storage/context.ts';
import {
  insertHandling,
  insertParties,
  insertRefusals,
  listAffected,
  refreshNearCases,
} from '../storage/import-cases.ts';
import { insertItems, insertRejected, insertResults, insertSources } from '../storage/import-results.ts';
import { matchRefusals } from '../storage/refusals.ts';
import { countRange } from '../storage/rollups.ts';
import {
  countKnown,
  findKnown,
  refreshStatistics,
  stageFirms,
  stageNames,
  takeResultNumbers,
} from '../storage/staging.ts';
import { followCities, settleTouched, sightedElsewhere, touchRange, touchRefusals } from '../storage/touched.ts';
import type { Interner } from './interner.ts';
import type { Progress } from './progress.ts';
import { byNumber, type Stager } from './stager.ts';

/** What storing the staged rows came to. */
export interface Stored {
  readonly verdicts: Readonly<Record<string, number>>;
  /** New lines of lists of refusals. */
  readonly refusals: number;
  /** Rows of each sheet that were in the store already. */
  readonly known: ReadonlyMap<number, number>;
  readonly cases: { readonly roles: number; readonly near: number; readonly match: number };
  /** Producers × categories whose results differ from before. */
  readonly touched: number;
}

/** Rows that one statement stores at most: it can be watched and stopped between them. */
const step = 200_000;

/** Below this many rows the planner's old knowledge will do. */
const fewRows = 2000;

const noLines = { known: new Map<number, number>(), fresh: 0 };

const idsOf = (names: Interner, ids: ReadonlyMap<string, number>): (number | null)[] =>
  [...names.entries()].map(([name]) => (name.startsWith(byNumber) ? Number(name.slice(1)) : (ids.get(name) ?? null)));

const written = (names: Interner): string[] =>
  [...names.entries()].map(([name]) => name).filter((name) => !name.startsWith(byNumber));

/** Copies the sightings gathered so far to the register's table, so that they do not pile up in memory. */
export const flushSightings = async (tx: Tx, stager: Stager): Promise<void> => {
  const sightings = stager.firms.takeSightings();
  if (sightings.length > 0) await copyRows(tx, sightingTable, sightingColumns, sightings);
};

/** Puts the ids of the registers in the place of the numbers of this import. */
const resolve = async (tx: Tx, dataset: Dataset, stager: Stager): Promise<number> => {
  await stageNames(tx, 'check', await findOrCreateChecks(tx, dataset, stager.batches.found));
  await stageNames(
    tx,
    'category',
    idsOf(stager.categories, await findOrCreateCategories(tx, dataset, written(stager.categories))),
  );
  await stageNames(
    tx,
    'laboratory',
    idsOf(stager.laboratories, await findOrCreateLaboratories(tx, dataset, written(stager.laboratories))),
  );
  await flushSightings(tx, stager);
  const { cases } = await resolveEnterprises(tx, dataset);
  await stageFirms(tx, stager.firms.matchKeys.entries());
  return cases;
};

/** Stores what was staged, all in sets: new results, their sources, items, firms and cases, and their counts. */
export const storeRows = async (tx: Tx, dataset: Dataset, stager: Stager, progress: Progress): Promise<Stored> => {
  progress.stage('matching');
  const match = await resolve(tx, dataset, stager);
  const base = await takeResultNumbers(tx, stager.staged);
  await findKnown(tx, base);
  await findBorn(tx, dataset, base);
  const known = new Map(await countKnown(tx));

  progress.stage('storing');
  const verdicts: Record<string, number> = {};
  for (let from = 0; from < stager.staged; from += step) {
    const range = { from, to: Math.min(from + step, stager.staged) - 1 };
    for (const [verdict, n] of Object.entries(await insertResults(tx, dataset, base, range)))
      verdicts[verdict] = (verdicts[verdict] ?? 0) + n;
    await insertSources(tx, base, range);
    progress.stage('storing');
  }
  if (stager.staged > fewRows) await refreshStatistics(tx);
  if (stager.hasItems) await insertItems(tx, base);
  if (stager.has('rejected')) await insertRejected(tx);
  const cells = stager.firms.openCells.map(({ text, parties, firms }) => ({
    text,
    settled: parties.settled,
    reason: parties.reason,
    parties: parties.parties,
    firms,
  }));
  const roles = await insertParties(tx, dataset, base, cells);
  const refusals = stager.has('refusal') ? await insertRefusals(tx, dataset) : noLines;
  const handling = stager.has('handling') ? await insertHandling(tx, dataset) : noLines;
  for (const lines of [refusals, handling])
    for (const [sheet, n] of lines.known) known.set(sheet, (known.get(sheet) ?? 0) + n);
  const alike = (await listAffected(tx, base)) ? await refreshNearCases(tx, dataset) : 0;
  const near = alike + (await openBornCases(tx, dataset, base));

  progress.stage('counting');
  await countRange(tx, base, base + stager.staged - 1);
  await touchRange(tx, dataset, base, base + stager.staged - 1);
  await followCities(tx, sightedElsewhere, [], base);
  await matchRefusals(tx, dataset);
  if (stager.has('refusal')) await touchRefusals(tx);
  await dropEmptyChecks(tx);
  return { verdicts, refusals: refusals.fresh, known, cases: { roles, near, match }, touched: await settleTouched(tx) };
};
