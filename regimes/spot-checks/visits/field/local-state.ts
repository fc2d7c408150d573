import { visitProcess, type VisitState } from '../visit.ts';
import type { Outbox } from './outbox.ts';

/** The state of a visit once everything that the phone has to tell of it has arrived; what was refused tells nothing. */
export const localState = (visit: { readonly id: number; readonly state: VisitState }, outbox: Outbox): VisitState =>
  outbox
    .filter(({ visitId, state }) => visitId === visit.id && state !== 'refused')
    .reduce<VisitState>((state, { kind }) => {
      const ways: Readonly<Record<string, VisitState>> = visitProcess.transitions[state];
      return ways[kind] ?? state;
    }, visit.state);
