import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, perform, systemActor } from '#platform/operation/index.ts';
import { foldLoginName } from './account.ts';
import { actorOf } from './callers.ts';
import type { Nothing } from './contract.ts';
import { allowedAttempts, type LockKind, minutesLeft } from './lock-out.ts';
import { digestOf, newToken } from './opaque-token.ts';
import { verifyPassword } from './password.ts';
import {
  countAttempt,
  endSession,
  findSession,
  forgetAttempts,
  giveBackAttempt,
  insertSession,
  isKnownFrom,
  lockIfSpent,
} from './session-storage.ts';
import { findCredentials } from './storage.ts';

export interface SignInAttempt {
  readonly loginName: string;
  readonly password: string;
  readonly address: string;
  readonly userAgent: string | null;
}

interface SignedIn {
  /** For the cookie; stored nowhere else. */
  readonly token: string;
  /** The call as the one who has signed in. */
  readonly call: Call;
}

/** Under what an attempt is counted. */
interface Keys {
  readonly name: Buffer;
  readonly address: Buffer;
  readonly kinds: readonly LockKind[];
}

/**
 * What an attempt counts under: its name, and its address unless that name has signed in from there before. So one person's wrong
 * passwords never lock out the rest of an office that stands behind one address, and whoever tries many names is still stopped.
 */
const keysOf = async (call: Call, loginName: string, address: string): Promise<Keys> => {
  const known = await withTransaction(call.services.database, 'system', (tx) => isKnownFrom(tx, loginName, address), {
    readOnly: true,
  });
  return { name: digestOf(loginName), address: digestOf(address), kinds: known ? ['name'] : ['address', 'name'] };
};

/** Counts the attempt; the refusal where what it counts under is locked or has used up its attempts. */
const admit = (call: Call, keys: Keys): Promise<Refused | undefined> =>
  withTransaction(call.services.database, 'system', async (tx) => {
    const now = call.services.now();
    for (const kind of keys.kinds) {
      const counted = await countAttempt(tx, kind, keys[kind], now);
      if (counted.lockedUntil !== null)
        return refuse('locked-out', { minutes: minutesLeft(new Date(counted.lockedUntil), now) });
      if (counted.attempts > allowedAttempts(kind)) return refuse('too-many-requests');
    }
    return undefined;
  });

const failed = async (call: Call, keys: Keys, accountId: string | undefined): Promise<Refused> => {
  const noted = await perform({ ...call, actor: systemActor }, { permission: null }, async (act) => {
    const now = call.services.now();
    const locked: LockKind[] = [];
    for (const kind of keys.kinds) if (await lockIfSpent(act.tx, kind, keys[kind], now)) locked.push(kind);
    if (accountId !== undefined)
      act.journal({ act: 'identity.sign-in-failed', subject: `account/${accountId}`, payload: {} });
    if (locked.length > 0)
      act.journal({
        act: 'identity.lock-out',
        subject: accountId ? `account/${accountId}` : 'account/unknown',
        payload: { by: locked },
      });
    return ok(undefined);
  });
  return noted.ok ? refuse('wrong-credentials') : noted;
};

/**
 * Signs somebody in. Unknown, disabled and locked names take as long and answer alike as known ones; an attempt counts before
 * the password is looked at, so trying many at once gains nothing.
 */
export const signIn = async (call: Call, attempt: SignInAttempt): Promise<Result<SignedIn>> => {
  const { database, mode, now } = call.services;
  const loginName = foldLoginName(attempt.loginName);
  const keys = await keysOf(call, loginName, attempt.address);
  const refused = await admit(call, keys);
  if (refused) return refused;

  const account = await withTransaction(database, 'system', (tx) => findCredentials(tx, loginName), { readOnly: true });
  const usable = account?.state === 'active' && (mode === 'evaluation' || !account.evaluation) ? account : undefined;
  if (!(await verifyPassword(usable?.passwordHash, attempt.password)) || !usable)
    return failed(call, keys, account?.id);

  const token = newToken();
  const signedIn: Call = {
    ...call,
    actor: { ...call.actor, accountId: usable.id, kind: 'account', name: usable.displayName, permissions: new Map() },
  };
  return perform(signedIn, { permission: null }, async (act) => {
    await act.asEngine();
    await forgetAttempts(act.tx, 'name', keys.name);
    if (keys.kinds.includes('address')) await giveBackAttempt(act.tx, 'address', keys.address);
    const session = { tokenHash: digestOf(token), accountId: usable.id, at: now() };
    await insertSession(act.tx, { ...session, address: attempt.address, userAgent: attempt.userAgent });
    const bearer = await findSession(act.tx, session.tokenHash, call.today);
    if (!bearer) return refuse('wrong-credentials');
    act.journal({ act: 'identity.sign-in', subject: `account/${usable.id}`, payload: {} });
    return ok({ token, call: { ...call, actor: actorOf(bearer, call.actor.language) } });
  });
};

/** Ends the session of a token; that there is none is no error. */
export const signOut = async (call: Call, token: string | undefined): Promise<Result<Nothing>> => {
  if (token === undefined || call.actor.kind !== 'account') return ok({});
  return perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    await endSession(act.tx, digestOf(token), call.services.now(), 'signed-out');
    act.journal({ act: 'identity.sign-out', subject: `account/${call.actor.accountId}`, payload: {} });
    return ok({});
  });
};
