import { withTransaction } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/types.ts';
import { sealJournal } from './seal.ts';

/**
 * For tests: seals until nothing waits. Transaction numbers belong to the whole server, so another test's transaction may hold
 * a seal up for a moment.
 */
export const sealAll = async (services: Services): Promise<void> => {
  for (let round = 0; round < 10_000; round += 1) {
    await sealJournal(services);
    const [row] = await withTransaction(services.database, 'system', (tx) =>
      tx.query<{ waiting: number }>('select count(*) as waiting from journal.pending'),
    );
    if (row?.waiting === 0) return;
  }
  throw new Error('the journal was not sealed');
};
