import type { Database } from './database.ts';
import { type MigrationFolder, readMigrations } from './migration-files.ts';

/** Ids of the migrations that this program has and the database lacks: what has to be applied before it can serve. */
export const missingMigrations = async (
  database: Database,
  folders: readonly MigrationFolder[],
): Promise<readonly string[]> => {
  const migrations = await readMigrations(folders);
  const { rows } = await database
    .migratorPool()
    .query<{ id: string }>(`select room || '/' || number as id from platform.migration`);
  const applied = new Set(rows.map((row) => row.id));
  return migrations.map((migration) => migration.id).filter((id) => !applied.has(id));
};
