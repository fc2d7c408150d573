import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { listCertifiers } from './storage.ts';

export { findOrCreateCertifiers, recordCertifiers } from './storage.ts';

export const manifest: Manifest = {
  name: 'certifiers',
  migrations: new URL('migrations/', import.meta.url),
  routes: [
    bind(contract.listCertifiers, async (call, { query }) =>
      ok(
        await withTransaction(call.services.database, 'portal', async (tx) => ({
          items: await listCertifiers(tx, { dataset: query.dataset, words: query.q, limit: query.limit }),
        })),
      ),
    ),
  ],
};
