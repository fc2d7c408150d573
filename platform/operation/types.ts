import type { Fact } from '#foundation/fact.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { ResolvedLaw } from '#foundation/law.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Refused } from '#foundation/refusal.ts';
import type { Composition } from './composition.ts';
import type { Database, Tx } from '#platform/database/index.ts';
import type { DeliverySettings } from '#platform/delivery/settings.ts';
import type { PaperSettings } from '#platform/documents/settings.ts';

/** Who acts. `system` is the program itself (jobs, first run); it holds every permission and is named so in the journal. */
export interface Actor {
  readonly accountId: string | null;
  readonly kind: 'account' | 'system' | 'anonymous';
  readonly name: string;
  readonly language: 'zh' | 'en';
  /** Permission → region codes of the subtrees in which it holds. */
  readonly permissions: ReadonlyMap<string, readonly string[]>;
  /** Absent for whoever has signed in. A program that acts by a token may do at most what the token was made for; null: all that its person may. */
  readonly token?: { readonly only: readonly string[] | null };
}

/** What the shell gives to every operation. Opened once per process. */
export interface Services {
  readonly database: Database;
  /** The rooms of this program, composed: `compose(manifests)`. */
  readonly composition: Composition;
  readonly mode: 'evaluation' | 'live';
  /** GB/T 2260 code of the deployment's province, for example 440000. */
  readonly province: string;
  readonly now: () => Date;
  readonly lawProfile: 'notice' | 'current';
  readonly dataDirectory: string;
  /** What the deployment has set about its papers: fonts, address of verification. */
  readonly papers?: PaperSettings;
  /** How the deployment sends mails and webhooks. */
  readonly delivery?: DeliverySettings;
}

/** One call of one actor. */
export interface Call {
  readonly services: Services;
  readonly actor: Actor;
  readonly requestId: string;
  readonly today: LocalDate;
}

export interface JournalEntry {
  /** Verb in the room's words, for example `warning-cards.issue`. */
  readonly act: string;
  /** The thing, for example `card/17`. */
  readonly subject: string;
  readonly dataset?: Dataset;
  /** GB/T 2260 code of the place of the thing: holders of `journal.read` there see the entry. */
  readonly region?: string;
  /** Kept from all but holders of `journal.read` for the whole province. */
  readonly confidential?: boolean;
  /** Canonicalised and hashed; large lists go in by digest and count. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What an operation or a reaction works with: one transaction, its law, its journal and its facts. */
export interface Act {
  readonly call: Call;
  readonly tx: Tx;
  readonly law: ResolvedLaw;
  /** From here on the transaction goes on as engine: reads all, decides. Call after the verb was authorised. */
  readonly asEngine: () => Promise<void>;
  readonly journal: (entry: JournalEntry) => void;
  /** The id of the fact may be left out; then it gets one. */
  readonly emit: (fact: Omit<Fact, 'id'> & { readonly id?: string }) => void;
  /**
   * Checks the demanded permission for the region of a thing that is known only now, in code and in the database; gives the
   * refusal or nothing. `null` is an unknown place: only holders for the whole province pass.
   */
  readonly authorise: (region: string | null) => Promise<Refused | undefined>;
  /** The same for the places of many things, in one statement: gives what tells of each place its refusal or nothing. */
  readonly authoriseAll: (
    regions: readonly (string | null)[],
  ) => Promise<(region: string | null) => Refused | undefined>;
}

/** What a read works with: a read-only transaction under row-level security, and the law of the day. */
export interface View {
  readonly call: Call;
  readonly tx: Tx;
  readonly law: ResolvedLaw;
}
