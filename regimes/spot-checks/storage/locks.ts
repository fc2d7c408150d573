import type { Tx } from '#platform/database/index.ts';

/** Any fixed number: imports, withdrawals and decisions that move results take turns by it. */
const lock = 7_204_180_011;

/** Waits until nobody else changes results, to the end of the transaction; `onWait` is called when there is somebody. */
export const takeTurn = async (tx: Tx, onWait: () => void = () => undefined): Promise<void> => {
  const [row] = await tx.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [lock]);
  if (row?.got) return;
  onWait();
  await tx.query('select pg_advisory_xact_lock($1)', [lock]);
};
