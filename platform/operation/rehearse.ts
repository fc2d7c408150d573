import type { ResolvedLaw } from '#foundation/law.ts';
import type { Result } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { dispatch, type EmittedFact } from '#platform/facts/dispatch.ts';
import { openAct } from './act.ts';
import { refusalOfFailure } from './failure.ts';
import type { Act, Call } from './types.ts';

/** A rehearsal at work: like an act, and `react` lets the rooms react at once to facts as they would after an operation. */
export interface Rehearsal {
  readonly act: Act;
  readonly react: (facts: readonly EmittedFact[]) => Promise<void>;
}

/**
 * Runs `work` as engine under another law and takes everything back: what would have happened is seen, and nothing has. Nothing
 * goes into the journal.
 * @param lawOf makes the law of the rehearsal from the transaction, for example with parameters set otherwise
 */
export const rehearse = async <T>(
  call: Call,
  lawOf: (tx: Act['tx']) => Promise<ResolvedLaw>,
  work: (rehearsal: Rehearsal) => Promise<Result<T>>,
): Promise<Result<T>> => {
  try {
    return await withTransaction(
      call.services.database,
      'system',
      async (tx) => {
        const act = openAct(call, tx, await lawOf(tx), null, { entries: [], facts: [] });
        return work({ act, react: (facts) => dispatch(call, tx, facts, (emit) => ({ ...act, emit })) });
      },
      { commitWhen: () => false, retries: 0 },
    );
  } catch (error) {
    return refusalOfFailure(error);
  }
};
