import { type ActInput, actName, reasonOf } from '#foundation/process.ts';
import { ok, refuse, refused, type Result } from '#foundation/refusal.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import type { Keeping, Locked } from './keeping.ts';
import { strike } from './strike.ts';

/** What an act gets to work with, and what it may leave for the journal. */
export interface Taken<State extends string, Thing> {
  readonly act: Act;
  readonly thing: Thing;
  readonly next: State;
  readonly reason: string | null;
  /** The account that acts; null where the program does. */
  readonly account: string | null;
}

/**
 * Takes an act on one thing: permission at its place, the state table, four eyes, the version seen; then `work`, the new state, the
 * timeline and the journal, all in one transaction. `work` runs as engine before the state is stored and may refuse.
 * @returns what `work` gave, for the journal it may add `payload`
 */
export const takeAct = <State extends string, Verb extends string, Thing extends Locked<State>, Value>(
  call: Call,
  keeping: Keeping<State, Verb, Thing>,
  id: number,
  verb: Verb,
  input: ActInput,
  work: (taken: Taken<State, Thing>) => Promise<
    Result<{
      readonly value: Value;
      /** Where the act leads elsewhere than the state table says for it: to the target of an act of the program. */
      readonly next?: State;
      readonly payload?: Readonly<Record<string, unknown>>;
      /** What follows from the new state, once it is stored. */
      readonly after?: () => Promise<unknown>;
    }>
  >,
): Promise<Result<Value>> => {
  const { flow } = keeping;
  const rule = flow.acts[verb];
  const given = reasonOf(rule, input);
  if (!given.ok) return Promise.resolve(given);
  return perform(call, { permission: rule.permission, act: actName(flow, verb) }, async (act) => {
    const missing = () => refuse('not-found', { thing: flow.name });
    if (call.actor.kind !== 'system' && !(await keeping.isVisible(act.tx, id))) return missing();
    const values: Value[] = [];
    const done = await strike<State, Verb, Thing>(
      act,
      {
        keeping: {
          ...keeping,
          plural: `${flow.kind}s`,
          lockAll: async (tx, [one = 0]) => {
            const thing = await keeping.lock(tx, one);
            return thing ? [thing] : [];
          },
          storeStroke: (tx, [one = 0], { state }) => keeping.storeState(tx, one, state),
        },
        verb,
        reason: given.value,
        seen: new Map([[id, input.version]]),
        work: async ({ things: [thing], ...taken }) => {
          if (!thing) return missing();
          const worked = await work({ ...taken, thing });
          if (!worked.ok) return worked;
          const { value, next, payload, after } = worked.value;
          values.push(value);
          return ok({
            ...(next === undefined ? {} : { next }),
            payloadOf: () => payload ?? {},
            ...(after ? { after: async () => ok(await after()) } : {}),
          });
        },
      },
      [id],
    );
    if (!done.ok) return done;
    const [no] = done.value.refused;
    if (no) return refused(no.refusal);
    return ok(values[0] as Value);
  });
};
