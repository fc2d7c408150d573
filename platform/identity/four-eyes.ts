import { refuse, type Refused } from '#foundation/refusal.ts';
import type { Act } from '#platform/operation/index.ts';

/**
 * Two persons: refuses when the acting account is the one that did the earlier step. What the program itself proposed
 * (`null`) has no first person yet.
 */
export const requireAnotherPerson = (act: Pick<Act, 'call'>, earlierAccountId: string | null): Refused | undefined =>
  earlierAccountId !== null && earlierAccountId === act.call.actor.accountId
    ? refuse('four-eyes-same-person')
    : undefined;
