import { labelsOf } from '#foundation/process-labels.ts';
import { actName, decideOn, overtakenBy } from '#foundation/process.ts';
import { ok, refusal, type Refusal, type Result } from '#foundation/refusal.ts';
import { numbersInEntry } from '#platform/journal/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { eventsIn, wordEvents } from './events.ts';
import type { KeepingMany, Locked } from './keeping.ts';

/** A thing that an act was not taken on, and why. */
export interface RefusedThing {
  readonly id: number;
  readonly refusal: Refusal;
}
/** As many refusals are told one by one; the others are counted. */
export const mostRefusals = 100;

/** What an act on things gets to work with: those on which it is taken, all led to one state. */
export interface TakenMany<State extends string, Thing> {
  readonly act: Act;
  readonly things: readonly Thing[];
  readonly next: State;
  readonly reason: string | null;
  /** The account that acts; null where the program does. */
  readonly account: string | null;
}

type Payload = Readonly<Record<string, unknown>>;

/** What the work of an act leaves. */
export interface Done<State extends string> {
  /** Where the act leads elsewhere than the state table says for it: to the target of an act of the program. */
  readonly next?: State;
  /** What the journal keeps of the things, where each gets an entry of its own; without it one entry tells of the set. */
  readonly payloadOf?: (id: number) => Payload;
  /** What follows from the new state, once it is stored. */
  readonly after?: () => Promise<Result<unknown>>;
}

/** An act of somebody, and the versions of the things that he has seen, where he named them one by one. */
export interface Strike<State extends string, Verb extends string, Thing extends Locked<State>> {
  readonly keeping: Omit<KeepingMany<State, Verb, Thing>, 'visible'>;
  readonly verb: Verb;
  readonly reason: string | null;
  readonly seen: ReadonlyMap<number, number> | null;
  readonly work: (taken: TakenMany<State, Thing>) => Promise<Result<Done<State>>>;
}

/** Says of each thing that somebody was faster on, who and with what. */
const nameFaster = async <State extends string, Verb extends string, Thing extends Locked<State>>(
  act: Act,
  { flow, ownWords }: Strike<State, Verb, Thing>['keeping'],
  ids: readonly number[],
): Promise<readonly RefusedThing[]> => {
  const words = { ...ownWords, ...labelsOf(flow) };
  const told = await eventsIn(flow.room).latestOf(act.tx, flow.kind, ids.slice(0, mostRefusals));
  return ids.map((id) => {
    const last = told.get(id);
    return { id, refusal: overtakenBy(last && wordEvents([last], words)[0]) };
  });
};

/** The things on which the act is taken, by the state it leads to, and those on which it is not. */
const weigh = async <State extends string, Verb extends string, Thing extends Locked<State>>(
  act: Act,
  { keeping, verb, seen }: Strike<State, Verb, Thing>,
  things: readonly Thing[],
): Promise<{ readonly taken: ReadonlyMap<State, Thing[]>; readonly refused: readonly RefusedThing[] }> => {
  const refusalAt = await act.authoriseAll(things.map((thing) => keeping.placeOf(thing, verb)));
  const refused: RefusedThing[] = [];
  const late: number[] = [];
  const taken = new Map<State, Thing[]>();
  for (const thing of things) {
    const no = refusalAt(keeping.placeOf(thing, verb));
    const decided = no ?? decideOn(keeping, thing, verb, act.call.actor.accountId);
    if (!decided.ok) refused.push({ id: thing.id, refusal: decided.refusal });
    else if (seen !== null && seen.get(thing.id) !== thing.version) late.push(thing.id);
    else {
      const group = taken.get(decided.value);
      if (group) group.push(thing);
      else taken.set(decided.value, [thing]);
    }
  }
  return { taken, refused: [...refused, ...(await nameFaster(act, keeping, late))] };
};

/** Journal: an entry a thing where the work says what it keeps of each, else one a dataset. */
const note = <State extends string, Verb extends string, Thing extends Locked<State>>(
  act: Act,
  { keeping, verb, reason }: Strike<State, Verb, Thing>,
  things: readonly Thing[],
  state: State,
  payloadOf: Done<State>['payloadOf'],
): void => {
  const { flow, plural } = keeping;
  const name = actName(flow, verb);
  const secret = keeping.confidential?.(state) === true ? { confidential: true } : {};
  const why = reason === null ? {} : { reason };
  const placed = (thing: Thing) => {
    const place = keeping.regionOf ? keeping.regionOf(thing) : keeping.placeOf(thing, verb);
    return place !== null && /^\d{6}$/.test(place) ? { region: place } : {};
  };
  if (payloadOf) {
    for (const thing of things)
      act.journal({
        act: name,
        subject: `${flow.kind}/${thing.id}`,
        dataset: thing.dataset,
        ...secret,
        ...placed(thing),
        payload: { ...why, ...payloadOf(thing.id) },
      });
    return;
  }
  for (const [dataset, group] of Map.groupBy(things, (thing) => thing.dataset)) {
    const ids = group.map(({ id }) => id);
    const [only] = group;
    const one = group.length === 1 && only ? only : undefined;
    const chosen = numbersInEntry(plural, ids);
    act.journal({
      act: name,
      subject: one ? `${flow.kind}/${one.id}` : plural,
      dataset,
      ...secret,
      ...(one ? placed(one) : {}),
      payload: { count: ids.length, ...chosen, ...why },
    });
  }
};

/**
 * Takes an act on things that the actor sees: locks them, weighs each by permission at its place, state table, bars, four eyes and version;
 * then, set by set, the work, the new state, the timeline and the journal. The number of statements does not grow with the things.
 */
export const strike = async <State extends string, Verb extends string, Thing extends Locked<State>>(
  act: Act,
  given: Strike<State, Verb, Thing>,
  ids: readonly number[],
): Promise<Result<{ readonly done: number; readonly refused: readonly RefusedThing[] }>> => {
  const { keeping, verb, reason, work } = given;
  const { flow } = keeping;
  await act.asEngine();
  const things = await keeping.lockAll(act.tx, ids);
  const there = new Set(things.map(({ id }) => id));
  const gone = ids
    .filter((id) => !there.has(id))
    .map((id) => ({ id, refusal: refusal('not-found', { thing: flow.name }) }));
  const { taken, refused } = await weigh(act, given, things);
  const account = act.call.actor.accountId;
  let done = 0;
  for (const [next, group] of taken) {
    const worked = await work({ act, things: group, next, reason, account });
    if (!worked.ok) return worked;
    const state = worked.value.next ?? next;
    const at = act.call.services.now();
    const groupIds = group.map(({ id }) => id);
    await keeping.storeStroke(act.tx, groupIds, { verb, state, account, at, reason });
    await eventsIn(flow.room).recordEvents(
      act.tx,
      groupIds.map((id) => ({ kind: flow.kind, id, verb, state, account, at, reason })),
    );
    note(act, given, group, state, worked.value.payloadOf);
    const followed = await worked.value.after?.();
    if (followed && !followed.ok) return followed;
    done += group.length;
  }
  return ok({ done, refused: [...gone, ...refused] });
};
