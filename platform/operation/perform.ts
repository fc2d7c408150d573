import type { Result } from '#foundation/refusal.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { dispatch } from '#platform/facts/dispatch.ts';
import { appendEntries } from '#platform/journal/append.ts';
import { isUnspoken } from '#platform/journal/words.ts';
import { lawOfDeployment } from '#platform/law/deployment.ts';
import { type Gathered, openAct } from './act.ts';
import { checkInCode, checkInDatabase } from './permission.ts';
import { refusalOfFailure } from './failure.ts';
import type { Act, Actor, Call } from './types.ts';

/** What an operation asks of its actor. */
export interface Demand {
  /** For example `warning-cards.issue`; `null` asks only that somebody is signed in. */
  readonly permission: string | null;
  /** GB/T 2260 code where it is known before anything is read; else use `act.authorise` once the thing is loaded. */
  readonly region?: string;
  /** Verb for the journal where `work` writes no entry of its own; the permission by default. */
  readonly act?: string;
}

/** As whom a transaction of the actor runs, and to which permissions a token bounds it: `identity.scope` knows no others then. */
export const sessionOf = ({ kind, accountId, token }: Actor): Readonly<Record<string, string>> | 'system' =>
  kind === 'system'
    ? 'system'
    : { account: accountId ?? '', ...(token?.only ? { narrowed: token.only.join(',') } : {}) };

const carryOut = async <T>(
  call: Call,
  demand: Demand,
  tx: Tx,
  work: (act: Act) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const [refused, law] = await Promise.all([
    checkInDatabase(tx, call.actor, demand.permission, demand.region),
    lawOfDeployment(tx, call.services),
  ]);
  if (refused) return refused;
  const gathered: Gathered = { entries: [], facts: [] };
  const act = openAct(call, tx, law, demand.permission, gathered);
  const result = await work(act);
  if (!result.ok) return result;
  await act.asEngine();
  await dispatch(call, tx, gathered.facts, (emit) => ({ ...act, emit }));
  // Nothing that a person does stays out of the journal.
  if (gathered.entries.length === 0 && call.actor.kind !== 'system')
    gathered.entries.push({ act: demand.act ?? demand.permission ?? 'signed-in', subject: '', payload: {} });
  for (const entry of gathered.entries)
    if (isUnspoken(call.services.composition, entry.act))
      throw new Error(`the journal has no words for ${entry.act}: its room declares them in its manifest`);
  await appendEntries(tx, call, gathered.entries);
  return result;
};

/**
 * Runs an operation in one transaction: checks the permission in code and in the database, lets `work` decide and store, lets
 * the other rooms react to the facts it emitted, writes the journal, commits. A refusal rolls everything back. `work` may run
 * again when the transaction has lost a race, so it must have no effect outside the database.
 * @returns what `work` returned, or the refusal of the permission, of a gone database or of a full disk
 */
export const perform = async <T>(
  call: Call,
  demand: Demand,
  work: (act: Act) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const refused = checkInCode(call.actor, demand.permission, demand.region);
  if (refused) return refused;
  try {
    return await withTransaction(
      call.services.database,
      sessionOf(call.actor),
      (tx) => carryOut(call, demand, tx, work),
      {
        commitWhen: (result) => result.ok,
      },
    );
  } catch (error) {
    return refusalOfFailure(error);
  }
};
