import { randomUUID } from 'node:crypto';
import type { Fact } from '#foundation/fact.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act, Call } from '#platform/operation/types.ts';
import { markHandled, storeFacts } from './storage.ts';

/**
 * Reactions may emit facts of their own; a cascade deeper or longer than this is a fault of the program. One act on 20,000 cards emits a fact
 * for each of its papers.
 */
const deepest = 16;
const most = 200_000;

export type EmittedFact = Parameters<Act['emit']>[0];
interface Waiting {
  readonly fact: Fact;
  readonly causedBy: string | null;
}

/** Checks a fact against the schema of its type; throws where a room emits what it did not declare. */
const checked = (call: Call, emitted: EmittedFact): Fact => {
  const schema = call.services.composition.factSchemas.get(emitted.type);
  if (!schema) throw new Error(`no room declares the fact ${emitted.type}`);
  const payload = schema.safeParse(emitted.payload);
  if (!payload.success) throw new Error(`the payload of ${emitted.type} is not as declared: ${payload.error.message}`);
  return { id: emitted.id ?? randomUUID(), type: emitted.type, payload: payload.data };
};

const byType = (facts: readonly Fact[]): Map<string, Fact[]> => {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(fact.type);
    if (group) group.push(fact);
    else groups.set(fact.type, [fact]);
  }
  return groups;
};

/** Each reaction that hears one of the facts, with the list of those it hears. Rooms in their declared order. */
const hearers = (call: Call, facts: readonly Fact[]): { reaction: Reaction; heard: readonly Fact[] }[] =>
  [...byType(facts)].flatMap(([type, heard]) =>
    (call.services.composition.reactions.get(type) ?? []).map((reaction) => ({ reaction, heard })),
  );

/**
 * Stores the facts and lets the other rooms react to them, as engine and in this transaction, wave after wave until nothing new
 * is emitted. A fact whose id was stored before is passed over: it has been handled. Throws when the cascade does not end.
 * @param actFor makes the act with which a reaction works; what it emits comes back through `emit`
 */
export const dispatch = async (
  call: Call,
  tx: Tx,
  emitted: readonly EmittedFact[],
  actFor: (emit: Act['emit']) => Act,
): Promise<void> => {
  let wave: Waiting[] = emitted.map((fact) => ({ fact: checked(call, fact), causedBy: null }));
  let count = 0;
  for (let depth = 0; wave.length > 0; depth += 1) {
    count += wave.length;
    if (depth >= deepest || count > most)
      throw new Error(`the cascade of facts does not end: ${depth} waves, ${count} facts, last ${wave[0]?.fact.type}`);
    const fresh = await storeFacts(tx, call, wave);
    const facts = wave.map((waiting) => waiting.fact).filter((fact) => fresh.has(fact.id));
    const next: Waiting[] = [];
    for (const { reaction, heard } of hearers(call, facts)) {
      const cause = heard[0]?.id ?? null;
      await reaction.react(
        actFor((fact) => next.push({ fact: checked(call, fact), causedBy: cause })),
        heard,
      );
      await markHandled(tx, heard, reaction.room);
    }
    wave = next;
  }
};
