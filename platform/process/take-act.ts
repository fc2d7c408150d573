import { labelsOf } from '#foundation/process-labels.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { type ActInput, actName, decideAct, overtakenBy, type Process, reasonOf } from '#foundation/process.ts';
import { refuse, type Result } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { eventsIn, wordEvents } from './events.ts';

/** What is known of a thing when somebody acts on it: locked until the transaction ends. */
export interface Locked<State extends string> {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: State;
  readonly version: number;
}

/** How a room keeps a thing. */
export interface Keeping<State extends string, Verb extends string, Thing extends Locked<State>> {
  readonly flow: Process<State, Verb, string>;
  /** Whether the actor sees it, under row-level security: what is not seen does not exist for him. */
  readonly isVisible: (tx: Tx, id: number) => Promise<boolean>;
  readonly lock: (tx: Tx, id: number) => Promise<Thing | undefined>;
  /** GB/T 2260 code or party (`laboratory/17`) where the permission must hold; `null`: the place is unknown. */
  readonly placeOf: (thing: Thing, verb: Verb) => string | null;
  /** Accounts of the steps before, which may not take this one. */
  readonly notBy?: (thing: Thing, verb: Verb) => readonly (string | null)[];
  /** Whether an act that led to this state is still nobody's business but the province's: who is to be visited is secret. */
  readonly confidential?: (state: State) => boolean;
  /** Stores the new state and raises the version. */
  readonly storeState: (tx: Tx, id: number, state: State) => Promise<unknown>;
}

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
  const name = actName(flow, verb);
  const { eventsOf, recordEvents } = eventsIn(flow.room);
  return perform(call, { permission: rule.permission, act: name }, async (act) => {
    const missing = () => refuse('not-found', { thing: flow.name });
    if (call.actor.kind !== 'system' && !(await keeping.isVisible(act.tx, id))) return missing();
    await act.asEngine();
    const thing = await keeping.lock(act.tx, id);
    if (!thing) return missing();
    const place = keeping.placeOf(thing, verb);
    const refused = await act.authorise(place);
    if (refused) return refused;
    const account = call.actor.accountId;
    const decided = decideAct(flow, thing.state, verb, account, keeping.notBy?.(thing, verb) ?? []);
    if (!decided.ok) return decided;
    if (thing.version !== input.version) {
      const words = labelsOf(flow);
      return { ok: false, refusal: overtakenBy(wordEvents(await eventsOf(act.tx, flow.kind, id), words).at(-1)) };
    }
    const done = await work({ act, thing, next: decided.value, reason: given.value, account });
    if (!done.ok) return done;
    const state = done.value.next ?? decided.value;
    await keeping.storeState(act.tx, id, state);
    await recordEvents(act.tx, [
      { kind: flow.kind, id, verb, state, account, at: call.services.now(), reason: given.value },
    ]);
    act.journal({
      act: name,
      subject: `${flow.kind}/${id}`,
      dataset: thing.dataset,
      ...(keeping.confidential?.(state) === true ? { confidential: true } : {}),
      ...(place !== null && /^\d{6}$/.test(place) ? { region: place } : {}),
      payload: { ...(given.value === null ? {} : { reason: given.value }), ...done.value.payload },
    });
    await done.value.after?.();
    return { ok: true, value: done.value.value };
  });
};
