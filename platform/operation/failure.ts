import { type Refusal, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import { DatabaseFailure } from '#platform/database/index.ts';

/** A reaction could not do its part: the whole act is rolled back and refused in its words. */
class ReactionRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.text.en);
    this.refusal = refusal;
  }
}

/** What a reaction needs to have done; where it was refused, the act that the reaction follows is refused as a whole. */
export const insist = <T>(result: Result<T>): T => {
  if (!result.ok) throw new ReactionRefused(result.refusal);
  return result.value;
};

/** A gone database, a full disk and what a reaction refused are refusals that people are told of; anything else is thrown on. */
export const refusalOfFailure = (error: unknown): Refused => {
  if (error instanceof ReactionRefused) return { ok: false, refusal: error.refusal };
  if (error instanceof DatabaseFailure && (error.code === 'database-unavailable' || error.code === 'disk-full'))
    return refuse(error.code);
  throw error;
};
