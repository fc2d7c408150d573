import { DatabaseFailure, withTransaction } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/types.ts';
import { Faults, type JournalFault } from './faults.ts';
import { sealJournal } from './seal.ts';
import { Walk } from './verify-walk.ts';

/** A seal that somebody outside has kept: the root over the first `size` entries, hexadecimal. */
export interface Witness {
  readonly size: number;
  readonly root: string;
}

export interface JournalReport {
  /** True when no fault was found. */
  readonly sound: boolean;
  /** Entries under seals. */
  readonly sealed: number;
  /** Entries that wait for their seal: of these a changed content is found, but not a removal that was made with care. */
  readonly unsealed: number;
  readonly seals: number;
  /** Root over all sealed entries, hexadecimal: keep it as a witness. */
  readonly root: string;
  /** Of very many faults the first hundred; `moreFaults` counts the rest. */
  readonly faults: readonly JournalFault[];
  readonly moreFaults: number;
}

/** Seals what can be sealed. Damage to the journal may stop the sealer; the walk then says where it is. */
const trySealing = async (services: Services): Promise<boolean> => {
  try {
    await sealJournal(services);
    return true;
  } catch (error) {
    if (error instanceof DatabaseFailure) throw error;
    return false;
  }
};

/**
 * Proves that every sealed entry is present, unchanged and in its place: recomputes each leaf from its salt and bytes, each root
 * from the leaves, and follows the chain of seals. With a witness it proves it against whoever owns the database, too. Seals
 * first what can be sealed.
 */
export const verifyJournal = async (services: Services, witness?: Witness): Promise<JournalReport> => {
  const sealable = await trySealing(services);
  return withTransaction(
    services.database,
    'system',
    async (tx) => {
      const faults = new Faults();
      if (!sealable) faults.add('sealer-stopped');
      const walk = new Walk(tx, faults);
      let witnessed = witness === undefined;
      await walk.sealed(
        witness && {
          size: witness.size,
          reached: (root) => {
            witnessed = true;
            if (root.toString('hex') !== witness.root.toLowerCase()) faults.add('witness-differs');
          },
        },
      );
      if (!witnessed) faults.add('witness-beyond-end');
      const unsealed = await walk.unsealed();
      return {
        sound: faults.list.length === 0,
        sealed: walk.tree.size,
        unsealed,
        seals: walk.seals,
        root: walk.tree.root.toString('hex'),
        faults: faults.list,
        moreFaults: faults.more,
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
};
