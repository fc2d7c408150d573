import { expect } from 'vitest';
import type { Process } from './process.ts';

/** Every state is reached from the first one, every state but the final ones is left, and every act of a person leads somewhere. */
export const expectSoundProcess = <State extends string, Verb extends string>(
  flow: Process<State, Verb, string>,
  first: State,
  final: readonly State[],
): void => {
  const leaving = (state: State): State[] => Object.values(flow.transitions[state]) as State[];
  const reached = new Set<State>([first]);
  for (const state of reached) for (const next of leaving(state)) reached.add(next);
  const states = Object.keys(flow.states) as State[];
  expect([...reached].toSorted()).toEqual(states.toSorted());
  expect(states.filter((state) => leaving(state).length === 0).toSorted()).toEqual(final.toSorted());
  const used = new Set(states.flatMap((state) => Object.keys(flow.transitions[state])));
  expect(Object.keys(flow.acts).filter((act) => !used.has(act))).toEqual([]);
};
