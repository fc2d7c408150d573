import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ok, type Result } from '#foundation/refusal.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { lawOfDeployment } from '#platform/law/deployment.ts';
import { refusalOfFailure } from './failure.ts';
import { checkInCode, checkInDatabase } from './permission.ts';
import { type Demand, sessionOf } from './perform.ts';
import type { Call, View } from './types.ts';

type ReadDemand = Omit<Demand, 'act'>;

const look = async <T>(
  call: Call,
  demand: ReadDemand,
  tx: Tx,
  read: (view: View) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const [refused, law] = await Promise.all([
    checkInDatabase(tx, call.actor, demand.permission, demand.region),
    lawOfDeployment(tx, call.services),
  ]);
  return refused ?? read({ call, tx, law });
};

/**
 * Reads in one read-only transaction under row-level security, after the permission was checked in code and in the database.
 * Nothing goes into the journal.
 */
export const observe = async <T>(
  call: Call,
  demand: ReadDemand,
  read: (view: View) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const refused = checkInCode(call.actor, demand.permission, demand.region);
  if (refused) return refused;
  try {
    const session = sessionOf(call.actor);
    return await withTransaction(call.services.database, session, (tx) => look(call, demand, tx, read), {
      readOnly: true,
    });
  } catch (error) {
    return refusalOfFailure(error);
  }
};

/**
 * Like `observe`, for what can be asked without waiting for an answer: check, law, `find` and the end of the transaction are sent one
 * behind the other, and `decide` sees what was found where the check was passed.
 */
export const observeAtOnce = async <Found, T>(
  call: Call,
  demand: ReadDemand,
  find: (tx: Tx) => Promise<Found>,
  decide: (view: Omit<View, 'tx'>, found: Found) => Result<T>,
): Promise<Result<T>> => {
  const refused = checkInCode(call.actor, demand.permission, demand.region);
  if (refused) return refused;
  try {
    const [unheld, law, found] = await withTransaction(
      call.services.database,
      sessionOf(call.actor),
      (tx) =>
        Promise.all([
          checkInDatabase(tx, call.actor, demand.permission, demand.region),
          lawOfDeployment(tx, call.services),
          find(tx),
        ]),
      { readOnly: true, atOnce: true },
    );
    return unheld ?? decide({ call, law }, found);
  } catch (error) {
    return refusalOfFailure(error);
  }
};

/**
 * Like `observe`, for what is too large to hold: the transaction stays open, on one snapshot, until the stream was read to its
 * end or given up. For exports.
 */
export const observeStream = async (
  call: Call,
  demand: ReadDemand,
  read: (view: View) => AsyncIterable<string | Uint8Array>,
): Promise<Result<Readable>> => {
  const refused = checkInCode(call.actor, demand.permission, demand.region);
  if (refused) return refused;
  const opened = Promise.withResolvers<Result<Readable>>();
  const reading = withTransaction(
    call.services.database,
    sessionOf(call.actor),
    (tx) =>
      look(call, demand, tx, async (view) => {
        const stream = Readable.from(read(view), { objectMode: false });
        opened.resolve(ok(stream));
        // Whoever reads the stream hears of its failure; here it only ends the transaction.
        await finished(stream).catch(() => undefined);
        return ok(undefined);
      }),
    { readOnly: true, isolation: 'repeatable read', retries: 0 },
  );
  reading.then(
    (result) => {
      if (!result.ok) opened.resolve(result);
    },
    (error: unknown) => opened.reject(error),
  );
  return opened.promise.catch(refusalOfFailure);
};
