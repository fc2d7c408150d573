import { ok } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { getLaboratory, recordScope } from './operations.ts';
import { listLaboratories } from './storage.ts';

export { findOrCreateLaboratories, recordLaboratories, type LaboratoryRecord } from './storage.ts';
export type { Laboratory } from './laboratory.ts';
export { scopeOn, type ScopeLine, type Tested } from './scope.ts';
export { scopeOf, scopesOf } from './storage-scope.ts';

export const manifest: Manifest = {
  name: 'laboratories',
  migrations: new URL('migrations/', import.meta.url),
  permissions: {
    'laboratories.record': pair('登记承检机构的检验能力范围', 'Enter the accredited scope of laboratories'),
  },
  journal: {
    acts: { 'laboratories.record-scope': pair('登记检验能力范围', 'Entered the accredited scope') },
    subjects: { laboratory: { name: pair('承检机构', 'Laboratory'), link: '/laboratories/$id' } },
  },
  routes: [
    bind(contract.listLaboratories, async (call, { query }) =>
      ok(
        await withTransaction(call.services.database, 'portal', async (tx) => ({
          items: await listLaboratories(tx, { dataset: query.dataset, words: query.q, limit: query.limit }),
        })),
      ),
    ),
    bind(contract.getLaboratory, (call, { params }) => getLaboratory(call, params.laboratoryId)),
    bind(contract.recordScope, (call, { params, body }) => recordScope(call, params.laboratoryId, body.lines)),
  ],
};
