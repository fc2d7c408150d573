import type { z } from 'zod';
import type { LawTable } from '#foundation/law.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type DeadlineKind, deadlinesByName } from '#platform/deadlines/deadline-kind.ts';
import { type PaperKind, papersByKey } from '#platform/documents/paper-kind.ts';
import type {
  BoundRoute,
  Changes,
  HandOver,
  Job,
  JournalSubject,
  Manifest,
  Reaction,
  WorkQueue,
} from '#platform/manifest.ts';

/** All rooms of a program as one; made once at start from their manifests. */
export interface Composition {
  readonly manifests: readonly Manifest[];
  readonly routes: readonly BoundRoute[];
  readonly jobs: readonly Job[];
  readonly queues: readonly WorkQueue[];
  readonly handOvers: readonly HandOver[];
  readonly changes: readonly Changes[];
  readonly permissions: Readonly<Record<string, TextPair>>;
  /** Acts of the journal in words, by code; an operation that writes none of its own is journalled by its permission. */
  readonly acts: Readonly<Record<string, TextPair>>;
  /** Kinds of things that the journal is about. */
  readonly subjects: Readonly<Record<string, JournalSubject>>;
  /** Every legal parameter with its defaults. */
  readonly law: LawTable;
  /** Reactions by type of fact, in the order of the rooms. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>;
  readonly factSchemas: ReadonlyMap<string, z.ZodType>;
  /** Kinds of official paper by key. */
  readonly papers: ReadonlyMap<string, PaperKind>;
  /** Kinds of deadline by name. */
  readonly deadlines: ReadonlyMap<string, DeadlineKind>;
}

/** Merges records and throws where two rooms claim one key. */
const merged = <T>(
  what: string,
  manifests: readonly Manifest[],
  part: (manifest: Manifest) => Readonly<Record<string, T>> | undefined,
) => {
  const all = new Map<string, T>();
  for (const manifest of manifests)
    for (const [key, value] of Object.entries(part(manifest) ?? {})) {
      if (all.has(key)) throw new Error(`${what} ${key} is declared twice, the second time by ${manifest.name}`);
      all.set(key, value);
    }
  return all;
};

/** Composes the rooms; the order of the manifests is the order of their reactions. Throws where two rooms clash. */
export const compose = (manifests: readonly Manifest[]): Composition => {
  const reactions = new Map<string, Reaction[]>();
  for (const reaction of manifests.flatMap((manifest) => manifest.reactions ?? [])) {
    const list = reactions.get(reaction.on) ?? [];
    if (list.some((other) => other.room === reaction.room))
      throw new Error(`${reaction.room} reacts twice to ${reaction.on}`);
    list.push(reaction);
    reactions.set(reaction.on, list);
  }
  const factSchemas = merged('fact', manifests, (manifest) => manifest.facts);
  for (const type of reactions.keys())
    if (!factSchemas.has(type)) throw new Error(`a reaction hears ${type}, which no room declares`);
  const jobs = manifests.flatMap((manifest) => manifest.jobs ?? []);
  if (new Set(jobs.map((job) => job.name)).size < jobs.length) throw new Error('two jobs have one name');
  const permissions = Object.fromEntries(merged('permission', manifests, (manifest) => manifest.permissions));
  return {
    manifests,
    routes: manifests.flatMap((manifest) => manifest.routes ?? []),
    jobs,
    queues: manifests.flatMap((manifest) => manifest.queues ?? []),
    handOvers: manifests.flatMap((manifest) => manifest.handOvers ?? []),
    changes: manifests.flatMap((manifest) => manifest.changes ?? []),
    permissions,
    acts: {
      ...permissions,
      ...Object.fromEntries(merged('act', manifests, (manifest) => manifest.journal?.acts)),
    },
    subjects: Object.fromEntries(merged('subject', manifests, (manifest) => manifest.journal?.subjects)),
    law: Object.fromEntries(merged('law parameter', manifests, (manifest) => manifest.law)),
    reactions,
    factSchemas,
    papers: papersByKey(manifests.flatMap((manifest) => manifest.papers ?? [])),
    deadlines: deadlinesByName(manifests),
  };
};
