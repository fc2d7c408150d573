import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { AccountState, NewGrant } from './account.ts';
import type { Role } from './roles.ts';

interface Credentials {
  readonly id: string;
  readonly loginName: string;
  readonly displayName: string;
  readonly state: AccountState;
  readonly passwordHash: string;
  readonly evaluation: boolean;
}

const credentialsSql = `select id, login_name as "loginName", display_name as "displayName", state, password_hash as "passwordHash",
  evaluation from identity.account`;

export const findCredentials = async (tx: Tx, loginName: string): Promise<Credentials | undefined> => {
  const [row] = await tx.query<Credentials>(`${credentialsSql} where login_name = $1`, [loginName]);
  return row;
};

/** The account, locked until the transaction ends. */
export const findAccountForUpdate = async (tx: Tx, id: string): Promise<Credentials | undefined> => {
  const [row] = await tx.query<Credentials>(`${credentialsSql} where id = $1 for update`, [id]);
  return row;
};

export interface NewAccount {
  readonly loginName: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly evaluation?: boolean;
  readonly createdBy: string | null;
}

/** An account whose name a reader takes for this one: 0 and o, 1 and l. No two such names are made at once. */
export const findAlike = async (tx: Tx, loginName: string): Promise<string | undefined> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('identity.login-names'))`);
  const [row] = await tx.query<{ name: string }>(
    `select login_name as name from identity.account
      where translate(login_name, '01', 'ol') = translate($1, '01', 'ol') and login_name <> $1 limit 1`,
    [loginName],
  );
  return row?.name;
};

/** Makes the account; nothing where the login name is taken. */
export const insertAccount = async (tx: Tx, account: NewAccount): Promise<string | undefined> => {
  const [row] = await tx.query<{ id: string }>(
    `insert into identity.account (login_name, display_name, password_hash, must_change_password, evaluation, created_by)
     values ($1, $2, $3, $4, $5, $6) on conflict (login_name) do nothing returning id`,
    [
      account.loginName,
      account.displayName,
      account.passwordHash,
      account.mustChangePassword,
      account.evaluation ?? false,
      account.createdBy,
    ],
  );
  return row?.id;
};

export const updateState = async (tx: Tx, id: string, state: AccountState): Promise<void> => {
  await tx.query('update identity.account set state = $2 where id = $1', [id, state]);
};

export const updatePassword = async (
  tx: Tx,
  id: string,
  hash: string,
  mustChange: boolean,
  at: Date,
): Promise<void> => {
  await tx.query(
    'update identity.account set password_hash = $2, must_change_password = $3, password_changed_at = $4 where id = $1',
    [id, hash, mustChange, at],
  );
};

/** Gives the holders of open roles at one place the same roles at another, for the same permissions and as long as they hold them. */
export const followGrants = (tx: Tx, from: string, into: string, today: LocalDate): Promise<unknown> =>
  tx.query(
    `insert into identity.role_grant (account_id, role, region_code, authority_id, valid_from, valid_to, limited_to, follows)
     select account_id, role, $2, authority_id, greatest(valid_from, $3::date), valid_to, limited_to, id from identity.role_grant
      where region_code = $1 and ended_at is null and (valid_to is null or valid_to >= $3)
     on conflict (account_id, role, region_code) where ended_at is null do nothing`,
    [from, into, today],
  );

/** Gives a role in a region; nothing where the account holds it there already. */
export const insertGrant = async (
  tx: Tx,
  accountId: string,
  grant: NewGrant & { readonly limitedTo?: readonly string[] },
  grantedBy: string | null,
  today: LocalDate,
): Promise<number | undefined> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into identity.role_grant (account_id, role, region_code, authority_id, valid_from, valid_to, granted_by, limited_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account_id, role, region_code) where ended_at is null do nothing returning id`,
    [
      accountId,
      grant.role,
      grant.regionCode,
      grant.authorityId ?? null,
      grant.validFrom ?? today,
      grant.validTo ?? null,
      grantedBy,
      grant.limitedTo ?? null,
    ],
  );
  return row?.id;
};

/** The places of these that no register knows: neither a division nor an enterprise, laboratory or certification body. */
export const unknownPlaces = async (tx: Tx, places: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ place: string }>(
    `select p.place from unnest($1::text[]) p (place)
      where case when p.place like '%/%' then delivery.name_of(p.place) is null
                 else not exists (select from regions.region r where r.code = p.place) end`,
    [places],
  );
  return rows.map(({ place }) => place);
};

/** Where an authority of the register sits; nothing for a number that it does not know. */
export const placeOfAuthority = async (tx: Tx, id: number): Promise<string | undefined> => {
  const [row] = await tx.query<{ place: string }>(
    'select region_code as place from authorities.published_authority where id = $1',
    [id],
  );
  return row?.place;
};

export interface GrantRow {
  readonly id: number;
  readonly accountId: string;
  readonly role: Role;
  readonly regionCode: string;
  readonly authorityId: number | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** Grants that were not taken away, of the accounts given. */
export const listGrants = (tx: Tx, accountIds: readonly string[]): Promise<GrantRow[]> =>
  tx.query<GrantRow>(
    `select id, account_id as "accountId", role, region_code as "regionCode", authority_id as "authorityId",
            valid_from as "validFrom", valid_to as "validTo"
       from identity.role_grant where account_id = any ($1::uuid[]) and ended_at is null order by id`,
    [accountIds],
  );

/** What parties are called, by their places (`laboratory/17`), as their inboxes are. */
export const namesOfParties = async (tx: Tx, places: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<{ place: string; name: string }>(
    `select p.place, n.name from unnest($1::text[]) p (place) cross join lateral (select delivery.name_of(p.place) as name) n where n.name is not null`,
    [places],
  );
  return new Map(rows.map(({ place, name }) => [place, name]));
};

/** Ends a grant, and those that followed it to another place. */
export const endGrant = async (tx: Tx, id: number, endedBy: string | null, at: Date): Promise<void> => {
  await tx.query(
    `with recursive gone (id) as (
       select $1::bigint
       union
       select g.id from identity.role_grant g join gone on g.follows = gone.id
     )
     update identity.role_grant set ended_by = $2, ended_at = $3 where id in (select id from gone) and ended_at is null`,
    [id, endedBy, at],
  );
};

/** One change of administrators at a time: two who disable each other at once would otherwise leave none. */
export const lockAdministrators = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('identity.administrators'))`);
};

/** Active accounts that hold the role of administrator today; those of the evaluation province count in evaluation mode only. */
export const countAdministrators = async (
  tx: Tx,
  today: LocalDate,
  options: { readonly evaluation: boolean; readonly except?: string },
): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select count(distinct a.id) as count from identity.account a join identity.role_grant g on g.account_id = a.id
      where g.role = 'administrator' and g.ended_at is null and $1::date between g.valid_from and coalesce(g.valid_to, 'infinity')
        and a.state = 'active' and (not a.evaluation or $2) and a.id is distinct from $3`,
    [today, options.evaluation, options.except ?? null],
  );
  return row?.count ?? 0;
};

interface AccountRow {
  readonly id: string;
  readonly loginName: string;
  readonly displayName: string;
  readonly state: AccountState;
  readonly mustChangePassword: boolean;
  readonly evaluation: boolean;
  readonly createdAt: string;
}

/** Accounts as the actor may see them (row-level security), by login name. */
export const listAccounts = (tx: Tx): Promise<AccountRow[]> =>
  tx.query<AccountRow>(
    `select id, login_name as "loginName", display_name as "displayName", state, must_change_password as "mustChangePassword",
            evaluation, created_at as "createdAt"
       from identity.account order by state, login_name`,
  );

export const findAccount = async (tx: Tx, id: string): Promise<AccountRow | undefined> => {
  const [row] = await tx.query<AccountRow>(
    `select id, login_name as "loginName", display_name as "displayName", state, must_change_password as "mustChangePassword",
            evaluation, created_at as "createdAt"
       from identity.account where id = $1`,
    [id],
  );
  return row;
};

/** Accounts of the evaluation province that can sign in. */
export const listEvaluationAccounts = (
  tx: Tx,
): Promise<{ readonly id: string; readonly loginName: string; readonly displayName: string }[]> =>
  tx.query(
    `select id, login_name as "loginName", display_name as "displayName" from identity.account
      where evaluation and state = 'active' order by created_at, login_name`,
  );

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly permissions: readonly string[] | null;
}

/** Tokens of the acting account that were not revoked. */
export const listTokens = (tx: Tx): Promise<TokenRow[]> =>
  tx.query<TokenRow>(
    `select id, name, created_at as "createdAt", expires_at as "expiresAt", permissions from identity.api_token
      where revoked_at is null and account_id = (select identity.acting()) order by created_at`,
  );

export const insertToken = async (
  tx: Tx,
  token: {
    readonly accountId: string;
    readonly tokenHash: Buffer;
    readonly name: string;
    readonly at: Date;
    readonly expiresAt: Date;
    readonly permissions: readonly string[] | null;
  },
): Promise<string> => {
  const [row] = await tx.query<{ id: string }>(
    `insert into identity.api_token (account_id, token_hash, name, created_at, expires_at, permissions)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [token.accountId, token.tokenHash, token.name, token.at, token.expiresAt, token.permissions],
  );
  if (!row) throw new Error('the token was not stored');
  return row.id;
};

/** Revokes tokens of an account, one or all; tells how many. */
export const revokeTokens = async (tx: Tx, accountId: string, at: Date, id?: string): Promise<number> => {
  const revoked = await tx.query(
    `update identity.api_token set revoked_at = $2
      where account_id = $1 and revoked_at is null and ($3::uuid is null or id = $3) returning 1`,
    [accountId, at, id ?? null],
  );
  return revoked.length;
};

/** Writes which role gives which permission, as the code says; runs as migrator at every start. */
export const replaceRolePermissions = async (
  tx: Tx,
  pairs: readonly { readonly role: string; readonly permission: string }[],
): Promise<void> => {
  const values = [pairs.map((pair) => pair.role), pairs.map((pair) => pair.permission)];
  await tx.query(
    `insert into identity.role_permission (role, permission) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    values,
  );
  await tx.query(
    `delete from identity.role_permission where (role, permission) not in (select * from unnest($1::text[], $2::text[]))`,
    values,
  );
};
