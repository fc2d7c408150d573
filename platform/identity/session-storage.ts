import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import { allowedAttempts, lockOut, type LockKind } from './lock-out.ts';

/** Whoever a cookie or a token stands for, with what he or she may do today. */
export interface Bearer {
  readonly accountId: string;
  readonly displayName: string;
  readonly mustChangePassword: boolean;
  readonly evaluation: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  /** Of a token alone: the permissions that it was made for; null is all of its person's. */
  readonly only?: readonly string[] | null;
}

const permissionsToday = `coalesce((
  select json_object_agg(held.permission, held.regions) from (
    select p.permission, array_agg(distinct g.region_code) as regions
      from identity.role_grant g join identity.role_permission p on p.role = g.role
     where g.account_id = a.id and g.ended_at is null and (g.limited_to is null or p.permission = any (g.limited_to)) and $2::date between g.valid_from and coalesce(g.valid_to, 'infinity')
     group by p.permission) held), '{}') as "permissions"`;
const bearerColumns = `a.id as "accountId", a.display_name as "displayName", a.must_change_password as "mustChangePassword",
  a.evaluation as "evaluation"`;

/** The session of a token that was neither ended nor belongs to a disabled account; whether it is too old is for the caller. */
export const findSession = async (tx: Tx, tokenHash: Buffer, today: LocalDate): Promise<Bearer | undefined> => {
  const [row] = await tx.prepared<Bearer>(
    `select ${bearerColumns}, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", ${permissionsToday}
       from identity.session s join identity.account a on a.id = s.account_id
      where s.token_hash = $1 and s.ended_at is null and a.state = 'active'`,
    [tokenHash, today],
  );
  return row;
};

/** The holder of a bearer token that is in force at `now`. */
export const findTokenHolder = async (
  tx: Tx,
  tokenHash: Buffer,
  today: LocalDate,
  now: Date,
): Promise<Bearer | undefined> => {
  const [row] = await tx.prepared<Bearer>(
    `select ${bearerColumns}, t.created_at as "createdAt", t.created_at as "lastSeenAt", t.permissions as "only", ${permissionsToday}
       from identity.api_token t join identity.account a on a.id = t.account_id
      where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $3 and a.state = 'active'`,
    [tokenHash, today, now],
  );
  return row;
};

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly accountId: string;
  readonly at: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export const insertSession = async (tx: Tx, session: NewSession): Promise<void> => {
  await tx.query(
    `insert into identity.session (token_hash, account_id, created_at, last_seen_at, address, user_agent)
     values ($1, $2, $3, $3, $4, $5)`,
    [session.tokenHash, session.accountId, session.at, session.address, session.userAgent?.slice(0, 200) ?? null],
  );
};

export const touchSession = async (tx: Tx, tokenHash: Buffer, at: Date): Promise<void> => {
  await tx.query('update identity.session set last_seen_at = $2 where token_hash = $1', [tokenHash, at]);
};

type EndedWhy = 'signed-out' | 'password-changed' | 'disabled';

export const endSession = async (tx: Tx, tokenHash: Buffer, at: Date, why: EndedWhy): Promise<void> => {
  await tx.query(
    'update identity.session set ended_at = $2, ended_why = $3 where token_hash = $1 and ended_at is null',
    [tokenHash, at, why],
  );
};

/** Ends all sessions of an account but the one given. */
export const endSessionsOf = async (
  tx: Tx,
  accountId: string,
  at: Date,
  why: EndedWhy,
  keep?: Buffer,
): Promise<void> => {
  await tx.query(
    `update identity.session set ended_at = $2, ended_why = $3
      where account_id = $1 and ended_at is null and token_hash is distinct from $4`,
    [accountId, at, why, keep ?? null],
  );
};

export interface Attempts {
  readonly kind: LockKind;
  readonly attempts: number;
  readonly lockedUntil: string | null;
}

/**
 * Counts an attempt before its password is looked at, so that many at once get no more tries than one after another. While a
 * lock holds nothing is counted; after it, or after a quiet while, the count begins anew.
 */
export const countAttempt = async (tx: Tx, kind: LockKind, key: Buffer, now: Date): Promise<Attempts> => {
  const [row] = await tx.query<Attempts>(
    `insert into identity.sign_in_failure as f (kind, key, attempts, last_at) values ($1, $2, 1, $3)
     on conflict (kind, key) do update set
       attempts = case when f.locked_until > $3 then f.attempts
                       when f.locked_until is not null or f.last_at < $3::timestamptz - $4::interval then 1
                       else f.attempts + 1 end,
       last_at = case when f.locked_until > $3 then f.last_at else $3 end,
       locked_until = case when f.locked_until > $3 then f.locked_until end
     returning kind, attempts, locked_until as "lockedUntil"`,
    [kind, key, now, `${lockOut.minutes} minutes`],
  );
  if (!row) throw new Error('the attempt was not counted');
  return row;
};

/** Locks what has used up its attempts; tells whether this call did it. */
export const lockIfSpent = async (tx: Tx, kind: LockKind, key: Buffer, now: Date): Promise<boolean> => {
  const locked = await tx.query(
    `update identity.sign_in_failure set locked_until = $3::timestamptz + $4::interval
      where kind = $1 and key = $2 and attempts >= $5 and locked_until is null returning 1`,
    [kind, key, now, `${lockOut.minutes} minutes`, allowedAttempts(kind)],
  );
  return locked.length > 0;
};

export const forgetAttempts = async (tx: Tx, kind: LockKind, key: Buffer): Promise<void> => {
  await tx.query('delete from identity.sign_in_failure where kind = $1 and key = $2', [kind, key]);
};

/** Gives an attempt back: it was a right password, and an office behind one address is as many people as it is. */
export const giveBackAttempt = async (tx: Tx, kind: LockKind, key: Buffer): Promise<void> => {
  await tx.query(
    'update identity.sign_in_failure set attempts = greatest(attempts - 1, 0) where kind = $1 and key = $2 and locked_until is null',
    [kind, key],
  );
};

/** True when somebody of this name has signed in from this address within the three months for which sessions are kept. */
export const isKnownFrom = async (tx: Tx, loginName: string, address: string): Promise<boolean> => {
  const rows = await tx.query(
    `select 1 from identity.session s join identity.account a on a.id = s.account_id
      where a.login_name = $1 and s.address = $2 limit 1`,
    [loginName, address],
  );
  return rows.length > 0;
};

/** Removes what is of no more use: failures of yesterday, and sessions three months after their last request. */
export const clearOld = async (tx: Tx, now: Date): Promise<void> => {
  await tx.query(`delete from identity.sign_in_failure where last_at < $1::timestamptz - interval '1 day'`, [now]);
  await tx.query(`delete from identity.session where last_seen_at < $1::timestamptz - interval '3 months'`, [now]);
};
