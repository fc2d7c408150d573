import type { Database } from '#platform/database/index.ts';

const last = new WeakMap<Database, Promise<unknown>>();

/**
 * Lets the imports of this program go one after another before they ask the database for their turn: an import that waits there holds
 * a connection, and a dozen of them would leave none for the office.
 */
export const inTurn = <T>(database: Database, work: () => Promise<T>): Promise<T> => {
  const own = (last.get(database) ?? Promise.resolve()).then(work);
  last.set(
    database,
    own.catch(() => undefined),
  );
  return own;
};
