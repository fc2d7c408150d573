import { pair } from '#foundation/text-pair.ts';
import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { addAlias } from './operations.ts';
import { listCategories } from './storage.ts';

export { findOrCreateCategories, placeCategories } from './storage.ts';
export type { Category } from './category.ts';

export const manifest: Manifest = {
  name: 'products',
  migrations: new URL('migrations/', import.meta.url),
  journal: {
    acts: { 'products.add-alias': pair('登记产品种类的别名', 'Recorded another name of a product category') },
    subjects: { category: { name: pair('产品种类', 'Product category') } },
  },
  routes: [
    bind(contract.listCategories, async (call, { query }) =>
      ok(
        await withTransaction(call.services.database, 'portal', async (tx) => ({
          items: await listCategories(tx, { dataset: query.dataset, words: query.q, limit: query.limit }),
        })),
      ),
    ),
    bind(contract.addAlias, (call, { params, body }) => addAlias(call, params.id, body)),
  ],
};
