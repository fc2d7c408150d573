import { refuse, type Refused } from '#foundation/refusal.ts';
import { DatabaseFailure } from '#platform/database/index.ts';

/** A gone database and a full disk are refusals that people are told of; anything else is thrown on. */
export const refusalOfFailure = (error: unknown): Refused => {
  if (error instanceof DatabaseFailure && (error.code === 'database-unavailable' || error.code === 'disk-full'))
    return refuse(error.code);
  throw error;
};
