import type { Result } from '#foundation/refusal.ts';
import { type Database, withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { type DeploymentSettings, resolveSettings, type WantedSettings } from './settings.ts';
import { findSettings, insertSettings } from './storage.ts';

export { type DeploymentSettings, type WantedSettings } from './settings.ts';

export interface Deployment {
  readonly settings: DeploymentSettings;
  /** False until `recordDeployment`: nobody has served this database yet. */
  readonly recorded: boolean;
}

/** What the database was set up for, or would be. */
export const readDeployment = async (database: Database, wanted: WantedSettings): Promise<Result<Deployment>> => {
  const recorded = await withTransaction(database, 'system', findSettings, { readOnly: true });
  const resolved = resolveSettings(recorded, wanted);
  return resolved.ok ? { ok: true, value: { settings: resolved.value, recorded: recorded !== undefined } } : resolved;
};

/** Fixes what the database is for, once and for all; called when the first start has done its work. */
export const recordDeployment = (database: Database, settings: DeploymentSettings): Promise<void> =>
  withTransaction(database, 'system', (tx) => insertSettings(tx, settings));

export const manifest: Manifest = { name: 'deployment', migrations: new URL('migrations/', import.meta.url) };
