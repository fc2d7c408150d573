import { expect, test } from 'vitest';
import { readMigrations, sortMigrations } from '#platform/database/migration-files.ts';
import { migrationFolders } from '../migration-folders.ts';

test('no two migrations have one number, and each comes after those it needs', async () => {
  const migrations = await readMigrations(migrationFolders());
  expect(sortMigrations(migrations)).toHaveLength(migrations.length);
});
