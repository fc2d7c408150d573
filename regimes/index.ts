import type { Manifest } from '#platform/manifest.ts';
import { manifest as licences } from './licences/index.ts';
import { countExposures, listStandingExposures, manifest as publicity } from './publicity/index.ts';
import { spotChecks, type SpotCheckPorts } from './spot-checks/index.ts';
import {
  countHeld,
  countStanding as countCards,
  listStandingCards,
  manifest as warningCards,
} from './warning-cards/index.ts';

/** What the spot checks ask of the rooms that react to them. */
export const spotCheckPorts: SpotCheckPorts = {
  countProposals: async (tx, dataset) => ({
    ...(await countCards(tx, dataset)),
    exposure: await countExposures(tx, dataset),
    held: await countHeld(tx, dataset),
  }),
  listStanding: async (tx, dataset) => [
    ...(await listStandingCards(tx, dataset)),
    ...(await listStandingExposures(tx, dataset)),
  ],
};

/** The regimes in the order of their reactions: results first, then what follows from them. */
export const regimes: readonly Manifest[] = [spotChecks(spotCheckPorts), warningCards, licences, publicity];
