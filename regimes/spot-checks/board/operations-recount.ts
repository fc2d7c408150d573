import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { recountBoard as recount } from './storage-recount.ts';

/** Counts the board anew: many rows of changes become few. What the board shows stays the same. */
export const recountBoard = (call: Call): Promise<void> => withTransaction(call.services.database, 'system', recount);
