import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { listRegions } from './storage.ts';

export { divisions } from './divisions.ts';
export { allProvinces } from './rules.ts';
export { findRegion, type KnownPlace, knownPlaces, listRegions, seedRegions } from './storage.ts';
export type { Region, RegionLevel } from './region.ts';

export const manifest: Manifest = {
  name: 'regions',
  migrations: new URL('migrations/', import.meta.url),
  routes: [
    bind(contract.listRegions, async (call, { query }) =>
      ok({ items: await withTransaction(call.services.database, 'portal', (tx) => listRegions(tx, query)) }),
    ),
  ],
};
