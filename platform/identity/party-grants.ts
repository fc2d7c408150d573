import type { Act } from '#platform/operation/index.ts';
import { followGrants } from './storage.ts';

/**
 * Gives everybody who holds a role for one party the same role for another, because the two are one: the old one stays, what happened
 * under it is still theirs to see. Call it as engine, after the verb was authorised.
 */
export const followParty = (act: Act, from: string, into: string): Promise<unknown> =>
  followGrants(act.tx, from, into, act.call.today);
