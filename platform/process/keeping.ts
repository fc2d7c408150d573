import type { Dataset } from '#foundation/dataset.ts';
import type { Rules } from '#foundation/process.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';

/** What is known of a thing when somebody acts on it: locked until the transaction ends. */
export interface Locked<State extends string> {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: State;
  readonly version: number;
}

/** What a room says of its things, however many are acted on. */
export interface Kept<State extends string, Verb extends string, Thing extends Locked<State>> extends Rules<
  State,
  Verb,
  Thing
> {
  /** GB/T 2260 code or party (`laboratory/17`) where the permission must hold; `null`: the place is unknown. */
  readonly placeOf: (thing: Thing, verb: Verb) => string | null;
  /** Whose officials see the entry of the journal, where that is not the place of the permission. */
  readonly regionOf?: (thing: Thing) => string | null;
  /** Whether an act that led to this state is still nobody's business but the province's: who is to be visited is secret. */
  readonly confidential?: (state: State) => boolean;
  /** Words of what the program itself does to the thing, for who comes too late; those of the acts of people are known. */
  readonly ownWords?: Readonly<Record<string, TextPair>>;
}

/** How a room keeps a thing. */
export interface Keeping<State extends string, Verb extends string, Thing extends Locked<State>> extends Kept<
  State,
  Verb,
  Thing
> {
  /** Whether the actor sees it, under row-level security: what is not seen does not exist for him. */
  readonly isVisible: (tx: Tx, id: number) => Promise<boolean>;
  readonly lock: (tx: Tx, id: number) => Promise<Thing | undefined>;
  /** Stores the new state and raises the version. */
  readonly storeState: (tx: Tx, id: number, state: State) => Promise<unknown>;
}

/** An act as it is stored. */
export interface Stroke<State extends string, Verb extends string> {
  readonly verb: Verb;
  readonly state: State;
  /** The account that acts; null where the program does. */
  readonly account: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

/** How a room keeps things that are acted on in bulk: each of these is a fixed number of statements. */
export interface KeepingMany<State extends string, Verb extends string, Thing extends Locked<State>> extends Kept<
  State,
  Verb,
  Thing
> {
  /** Those of these that the actor sees, under row-level security. */
  readonly visible: (tx: Tx, ids: readonly number[]) => Promise<readonly number[]>;
  /** Locks in the order of the ids, so that two who act at once do not wait for each other in a ring, and reads afresh. */
  readonly lockAll: (tx: Tx, ids: readonly number[]) => Promise<readonly Thing[]>;
  /** Stores the new state, with what belongs to the act, and raises the versions. */
  readonly storeStroke: (tx: Tx, ids: readonly number[], stroke: Stroke<State, Verb>) => Promise<unknown>;
  /** As the journal and the answer name several: `cards`. */
  readonly plural: string;
}
