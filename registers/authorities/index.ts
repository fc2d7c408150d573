import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { listAuthorities } from './storage.ts';

export { levelOfAuthority } from './rules.ts';
export { bureauOf, findAuthorities, listAuthorities, seedAuthorities } from './storage.ts';
export type { Authority, Level } from './authority.ts';

export const manifest: Manifest = {
  name: 'authorities',
  migrations: new URL('migrations/', import.meta.url),
  routes: [
    bind(contract.listAuthorities, async (call, { query }) =>
      ok({ items: await withTransaction(call.services.database, 'portal', (tx) => listAuthorities(tx, query)) }),
    ),
  ],
};
