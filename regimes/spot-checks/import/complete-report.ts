import type { Reaction } from '#platform/manifest.ts';
import { importStoredType, type ImportStored } from '../facts.ts';
import type { SpotCheckPorts } from '../ports.ts';
import { completeReport, countFailingGroups } from '../storage/imports.ts';
import { explainCounts } from './report.ts';

/**
 * Adds to the report of an import what the other rooms made of it, in the transaction of the import: one that is done has its whole report,
 * and one whose program dies has none.
 */
export const reportReaction = (ports: SpotCheckPorts): Reaction => ({
  on: importStoredType,
  room: 'spot-checks',
  react: async ({ tx }, facts) => {
    for (const { payload } of facts) {
      const { dataset, importId, before } = payload as ImportStored['payload'];
      const after = await ports.countProposals(tx, dataset);
      const proposals = {
        yellow: after.yellow - before.yellow,
        transfer: after.transfer - before.transfer,
        exposure: after.exposure - before.exposure,
      };
      const groups = await countFailingGroups(tx, importId);
      await completeReport(tx, importId, proposals, explainCounts(groups, after.held - before.held));
    }
  },
});
