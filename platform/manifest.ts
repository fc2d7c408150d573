import type { z } from 'zod';
import type { RouteContract, RouteInput, RouteOutput } from '#foundation/contract.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';
import type { LawTable } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Refusal } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import type { DeadlineKind } from '#platform/deadlines/deadline-kind.ts';
import type { PaperKind } from '#platform/documents/paper-kind.ts';
import type { Act, Actor, Call } from '#platform/operation/types.ts';

/** What a handler gives back: the answer, a stream (a file to download), or a refusal that the shell turns into problem+json. */
export type Answer<C> =
  | { readonly ok: true; readonly value: RouteOutput<C> }
  | { readonly ok: true; readonly stream: NodeJS.ReadableStream; readonly fileName: string; readonly mediaType: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** An uploaded file as a handler of an `upload` route sees it: `save` streams it to the file store and tells its digest. */
export interface Upload {
  readonly fileName: string;
  readonly stream: NodeJS.ReadableStream;
}

export interface BoundRoute {
  readonly contract: RouteContract;
  readonly handle: (call: Call, input: never, uploads: AsyncIterable<Upload>) => Promise<Answer<RouteContract>>;
}

/** Binds a contract to its handler; the types of both are held together here. */
export const bind = <C extends RouteContract>(
  contract: C,
  handle: (call: Call, input: RouteInput<C>, uploads: AsyncIterable<Upload>) => Promise<Answer<C>>,
): BoundRoute => ({ contract, handle: handle as unknown as BoundRoute['handle'] });

/** What a room does when facts happen. Runs as engine inside the transaction that emitted them; may emit further facts. */
export interface Reaction {
  readonly on: string;
  readonly room: string;
  readonly react: (act: Act, facts: readonly Fact[]) => Promise<void>;
}

/** A repeated or queued task; runs as engine. */
export interface Job {
  readonly name: string;
  /** Cron expression in the time zone of the deployment; absent for jobs that are only queued. */
  readonly schedule?: string;
  readonly run: (call: Call, payload: unknown) => Promise<void>;
}

/** How much waits for the actor, and since which day. */
export interface Waiting {
  readonly count: number;
  readonly oldest?: LocalDate | null;
  /** How much waits besides where somebody nearer to its place may do it (`identity.nearer`). */
  readonly elsewhere?: number;
  /** How much of `count` has no known place: once that is confirmed it goes to the authority there. */
  readonly unplaced?: number;
}

/**
 * A pile of work too large for one item a piece (15,000 proposals): the workbench shows its number and a link. The queries run
 * under row-level security for the actor, who holds `permission`.
 */
export interface WorkQueue {
  /** For example `warning-cards.proposed`. */
  readonly key: string;
  readonly title: TextPair;
  readonly permission: string;
  /** How many wait; where they have no due date, also since which day the oldest does. */
  readonly count: (tx: Tx, actor: Actor, call: Call) => Promise<number | Waiting>;
  /** The earliest due date among them, where they have one. */
  readonly oldestDue?: (tx: Tx, actor: Actor) => Promise<LocalDate | null>;
  /** Path of the page in the office that lists them, for example `/cards?state=proposed`. */
  readonly link: string;
}

/** Whom the open work of an account goes to, by accounts. */
export interface HandOverTo {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * Things of a room in which a person is named beyond work items, and how they go over to another. `handOver` runs as engine in the transaction of the
 * act; it keeps the room's own rules (four eyes, suitability, places by `act.authorise`), journals what it does and tells what stays, and why.
 */
export interface HandOver {
  readonly title: TextPair;
  readonly count: (tx: Tx, account: string) => Promise<number>;
  readonly handOver: (
    act: Act,
    whom: HandOverTo,
  ) => Promise<{
    readonly moved: number;
    readonly left: readonly { readonly what: TextPair; readonly why: TextPair }[];
  }>;
}

/** Something that changed of late, as the workbench tells it. */
export interface Change {
  readonly at: string;
  readonly title: TextPair;
  /** Path of its page in the office. */
  readonly link: string;
  readonly dataset: Dataset;
}

/** What changed of late in a room, newest first; `list` runs under row-level security for the actor, who holds `permission`. */
export interface Changes {
  readonly permission: string;
  readonly list: (tx: Tx, limit: number) => Promise<readonly Change[]>;
}

/** A kind of thing that entries of the journal are about: `card` of `card/17`. */
export interface JournalSubject {
  readonly name: TextPair;
  /** Path of its page in the office, with `$id` for what follows the slash; absent where it has none. */
  readonly link?: string;
  /** Of a thing without a page of its own: the page of what it belongs to. Runs under row-level security for the reader. */
  readonly pageOf?: (tx: Tx, id: number) => Promise<string | null>;
  /** Of a thing that people know by something else than its number here: its name. Runs under row-level security for the reader. */
  readonly wordsOf?: (tx: Tx, id: number) => Promise<TextPair | null>;
}

/** What people read in the journal instead of code words. */
export interface JournalWords {
  /** Every act that the room writes, by its code: `warning-cards.issue`. */
  readonly acts: Readonly<Record<string, TextPair>>;
  readonly subjects?: Readonly<Record<string, JournalSubject>>;
}

/** One room as the composition sees it. Order of rooms in `regimes/index.ts` is the order of their reactions. */
export interface Manifest {
  readonly name: string;
  readonly migrations?: URL;
  readonly law?: LawTable;
  readonly permissions?: Readonly<Record<string, TextPair>>;
  readonly journal?: JournalWords;
  readonly routes?: readonly BoundRoute[];
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly Job[];
  /** Schemas of the payloads of the facts that the room emits, by type: `{ 'spot-checks/results-changed@1': schema }`. */
  readonly facts?: Readonly<Record<string, z.ZodType>>;
  readonly queues?: readonly WorkQueue[];
  /** Things in which a person is named, for handing his work over. */
  readonly handOvers?: readonly HandOver[];
  readonly changes?: Changes;
  /** Kinds of official paper that the room issues (its documents.ts). */
  readonly papers?: readonly PaperKind[];
  /** Kinds of terms that run about the room's things, and what their end brings about. */
  readonly deadlines?: readonly DeadlineKind[];
}
