import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Act } from '#platform/operation/types.ts';

/** A deadline as its room hears of it. */
export interface DueSubject {
  /** Number of the thing in its room. */
  readonly id: number;
  /** The thing, for example `card/17`. */
  readonly subject: string;
  readonly dataset: Dataset;
  /** The true last day, however late the program comes to it. */
  readonly dueOn: LocalDate;
  /** Last day as it was first set. */
  readonly firstDueOn: LocalDate;
}

/** A kind of deadline as a room declares it in its manifest. */
export interface DeadlineKind {
  /** `room/name`: `warning-cards/rectify`; its work items are of the kind `warning-cards.rectify`. */
  readonly name: `${string}/${string}`;
  /** What has to be done until then. */
  readonly title: TextPair;
  /**
   * The term is the authority’s own: where it goes on in a year whose holidays are not published yet, it ends as it falls. The term of a party is
   * never guessed: until the year is published, it can’t go on.
   */
  readonly asItFalls?: boolean;
  /** So many days before the last one the work item becomes pressing. */
  readonly warnDays?: number;
  /** Told with the warning, for example by e-mail: sets, as engine, in the transaction that notes the warning. */
  readonly onWarn?: (act: Act, soon: readonly DueSubject[]) => Promise<void>;
  /**
   * What the end brings about: sets, as engine, in the transaction that marks the deadlines overdue. Close here those after which
   * nobody has to act any more. An error undoes the marks too and is tried again.
   */
  readonly onDue: (act: Act, due: readonly DueSubject[]) => Promise<void>;
  /** After so many days overdue, and again after as many, the authority one level up is told. */
  readonly escalate?: { readonly afterDays: number; readonly to: 'superior' };
}

/** Kinds by name; throws where two rooms claim one, or a room one of another's. */
export const deadlinesByName = (
  rooms: readonly { readonly name: string; readonly deadlines?: readonly DeadlineKind[] }[],
): ReadonlyMap<string, DeadlineKind> => {
  const byName = new Map<string, DeadlineKind>();
  for (const room of rooms)
    for (const kind of room.deadlines ?? []) {
      if (!kind.name.startsWith(`${room.name}/`)) throw new Error(`${room.name} declares the deadline ${kind.name}`);
      if (byName.has(kind.name)) throw new Error(`deadline ${kind.name} is declared twice`);
      byName.set(kind.name, kind);
    }
  return byName;
};
