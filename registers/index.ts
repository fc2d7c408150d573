import { withTransaction, type Database } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { manifest as authorities, seedAuthorities } from './authorities/index.ts';
import { manifest as certifiers } from './certifiers/index.ts';
import { manifest as enterprises } from './enterprises/index.ts';
import { manifest as laboratories } from './laboratories/index.ts';
import { manifest as products } from './products/index.ts';
import { manifest as regions, seedRegions } from './regions/index.ts';

/** The registers in the order of their reactions. */
export const registers: readonly Manifest[] = [regions, authorities, products, laboratories, certifiers, enterprises];

/** Loads what the registers bring with the program: divisions and authorities. Run after the migrations, any number of times. */
export const seedRegisters = (database: Database, province: string): Promise<void> =>
  withTransaction(database, 'system', async (tx) => {
    await seedRegions(tx);
    await seedAuthorities(tx, province);
  });
