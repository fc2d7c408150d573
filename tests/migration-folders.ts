import { existsSync, readdirSync } from 'node:fs';
import type { MigrationFolder } from '#platform/database/index.ts';

/** Every room that has migrations, as the folders stand; a room that composition forgot is found here nevertheless. */
export const migrationFolders = (): MigrationFolder[] =>
  ['platform', 'registers', 'regimes'].flatMap((wing) => {
    const root = new URL(`../${wing}/`, import.meta.url);
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/migrations`, root)))
      .map((entry) => ({ room: entry.name, folder: new URL(`${entry.name}/migrations/`, root) }));
  });
