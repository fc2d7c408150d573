import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { listLaboratories } from './storage.ts';

export { findOrCreateLaboratories, recordLaboratories, type LaboratoryRecord } from './storage.ts';
export type { Laboratory } from './laboratory.ts';

export const manifest: Manifest = {
  name: 'laboratories',
  migrations: new URL('migrations/', import.meta.url),
  routes: [
    bind(contract.listLaboratories, async (call, { query }) =>
      ok(
        await withTransaction(call.services.database, 'portal', async (tx) => ({
          items: await listLaboratories(tx, { dataset: query.dataset, words: query.q, limit: query.limit }),
        })),
      ),
    ),
  ],
};
