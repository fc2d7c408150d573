import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, holds, observe, perform } from '#platform/operation/index.ts';
import type { LaboratoryDetail } from './contract.ts';
import type { ScopeLine } from './scope.ts';
import { findLaboratory } from './storage.ts';
import { replaceScope, scopeOf } from './storage-scope.ts';

const missing = () => refuse('not-found', { thing: pair('承检机构', 'The laboratory') });

/** One laboratory with its accredited scope; public as its certificate is. */
export const getLaboratory = (call: Call, id: number): Promise<Result<LaboratoryDetail>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const laboratory = await findLaboratory(tx, id);
    if (!laboratory) return missing();
    const mayRecord = holds(call.actor, 'laboratories.record', laboratory.regionCode);
    return ok({ ...laboratory, scope: await scopeOf(tx, id), mayRecord });
  });

/** Enters the accredited scope of a laboratory as a whole, in the place of the one that stood. */
export const recordScope = async (
  call: Call,
  id: number,
  lines: readonly ScopeLine[],
): Promise<Result<LaboratoryDetail>> => {
  const done = await perform(
    call,
    { permission: 'laboratories.record', act: 'laboratories.record-scope' },
    async (act) => {
      await act.asEngine();
      const laboratory = await findLaboratory(act.tx, id);
      if (!laboratory) return missing();
      const refused = await act.authorise(laboratory.regionCode);
      if (refused) return refused;
      await replaceScope(act.tx, id, lines, call.actor.accountId, call.services.now());
      act.journal({
        act: 'laboratories.record-scope',
        subject: `laboratory/${id}`,
        dataset: laboratory.dataset,
        ...(laboratory.regionCode === null ? {} : { region: laboratory.regionCode }),
        payload: { lines: lines.length, sha256: createHash('sha256').update(JSON.stringify(lines)).digest('hex') },
      });
      return ok(undefined);
    },
  );
  return done.ok ? getLaboratory(call, id) : done;
};
