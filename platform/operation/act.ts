import type { ResolvedLaw } from '#foundation/law.ts';
import { refuse } from '#foundation/refusal.ts';
import { asEngine, type Tx } from '#platform/database/index.ts';
import type { EmittedFact } from '#platform/facts/dispatch.ts';
import { checkInCode, checkInDatabase, heldInDatabase } from './permission.ts';
import type { Act, Call, JournalEntry } from './types.ts';

/** What an act has gathered while it ran. */
export interface Gathered {
  readonly entries: JournalEntry[];
  readonly facts: EmittedFact[];
}

/** Makes the act that `work` gets; a reaction gets one with an `emit` of its own. */
export const openAct = (call: Call, tx: Tx, law: ResolvedLaw, permission: string | null, gathered: Gathered): Act => ({
  call,
  tx,
  law,
  asEngine: () => asEngine(tx),
  journal: (entry) => gathered.entries.push(entry),
  emit: (fact) => gathered.facts.push(fact),
  authorise: async (region) =>
    checkInCode(call.actor, permission, region) ?? (await checkInDatabase(tx, call.actor, permission, region)),
  authoriseAll: async (regions) => {
    const inCode = new Map(
      [...new Set(regions)].map((region) => [region, checkInCode(call.actor, permission, region)]),
    );
    const passing = [...inCode].filter(([, refused]) => !refused).map(([region]) => region);
    const held = await heldInDatabase(tx, call.actor, permission, passing);
    return (region) => inCode.get(region) ?? (held.has(region) ? undefined : refuse('outside-your-region'));
  },
});
