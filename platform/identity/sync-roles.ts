import { type Database, withTransaction } from '#platform/database/index.ts';
import { roles } from './roles.ts';
import { replaceRolePermissions } from './storage.ts';

/** Writes the roles of the code into the database, where policies read them; at every start, after migrating. */
export const syncRoles = (database: Database): Promise<void> =>
  withTransaction(database, 'migrator', (tx) =>
    replaceRolePermissions(
      tx,
      Object.entries(roles).flatMap(([role, { permissions }]) =>
        permissions.map((permission) => ({ role, permission })),
      ),
    ),
  );
