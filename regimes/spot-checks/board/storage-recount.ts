import type { Tx } from '#platform/database/index.ts';

/** Counts the whole board anew. Call as engine. */
export const recountBoard = async (tx: Tx): Promise<void> => {
  await tx.query('select spot_checks.recount_board()');
};
