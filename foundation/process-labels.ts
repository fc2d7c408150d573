import type { Process } from './process.ts';
import type { TextPair } from './text-pair.ts';

/** The words of the acts of a process, by verb. Stands apart from the schemas: the page in the field takes it along. */
export const labelsOf = <State extends string, Verb extends string>({
  acts,
}: Process<State, Verb, string>): Readonly<Record<Verb, TextPair>> =>
  Object.fromEntries(
    Object.entries<{ readonly label: TextPair }>(acts).map(([verb, { label }]) => [verb, label]),
  ) as Record<Verb, TextPair>;
