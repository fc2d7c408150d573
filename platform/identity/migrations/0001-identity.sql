create schema identity;
grant usage on schema identity to {{app}}, {{engine}};

create table identity.account (
  id uuid primary key default gen_random_uuid(),
  login_name text not null unique check (login_name = lower(login_name) and login_name <> ''),
  display_name text not null,
  state text not null default 'active' check (state in ('active', 'disabled')),
  password_hash text not null,
  must_change_password boolean not null default false,
  evaluation boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  password_changed_at timestamptz not null default now()
);
comment on table identity.account is 'Accounts of people who work with the program';
comment on column identity.account.id is 'Number of the account, named in the journal';
comment on column identity.account.login_name is 'Name to sign in with, lower case';
comment on column identity.account.display_name is 'Name shown to others';
comment on column identity.account.state is 'active or disabled; accounts are never deleted, the journal names them';
comment on column identity.account.password_hash is 'argon2id with its parameters and salt, as a PHC string';
comment on column identity.account.must_change_password is 'Set by whoever gave the password; until it is changed no permission holds';
comment on column identity.account.evaluation is 'Made by the evaluation province; works in evaluation mode only';
comment on column identity.account.created_by is 'Account that made it, empty for the program itself';
comment on column identity.account.created_at is 'When';
comment on column identity.account.password_changed_at is 'When the password was last set';

create table identity.session (
  token_hash bytea primary key,
  account_id uuid not null references identity.account (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  address text,
  user_agent text,
  ended_at timestamptz,
  ended_why text check (ended_why in ('signed-out', 'password-changed', 'disabled'))
);
comment on table identity.session is 'Sessions; expiry is computed from the two times (idle 8 hours, at most 24 hours)';
comment on column identity.session.token_hash is 'SHA-256 of the opaque token in the cookie';
comment on column identity.session.account_id is 'Whose';
comment on column identity.session.created_at is 'When signed in';
comment on column identity.session.last_seen_at is 'Last request, kept to the minute';
comment on column identity.session.address is 'Address of the sign-in';
comment on column identity.session.user_agent is 'Browser of the sign-in, cut to 200 characters';
comment on column identity.session.ended_at is 'When it was ended before it expired';
comment on column identity.session.ended_why is 'signed-out, password-changed or disabled';
create index on identity.session (account_id);
create index on identity.session (last_seen_at);

create table identity.api_token (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  account_id uuid not null references identity.account (id),
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table identity.api_token is 'Bearer tokens with which a program acts for an account, with that account''s permissions';
comment on column identity.api_token.id is 'Number by which it is revoked';
comment on column identity.api_token.token_hash is 'SHA-256 of the token; the token itself is shown once and not kept';
comment on column identity.api_token.account_id is 'Whose';
comment on column identity.api_token.name is 'What it is for';
comment on column identity.api_token.created_at is 'When';
comment on column identity.api_token.expires_at is 'End of its validity';
comment on column identity.api_token.revoked_at is 'When it was revoked';
create index on identity.api_token (account_id);

create table identity.sign_in_failure (
  kind text not null check (kind in ('name', 'address')),
  key bytea not null,
  attempts int not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key)
);
comment on table identity.sign_in_failure is 'Attempts to sign in that did not succeed, by login name and by network address; kept for a day';
comment on column identity.sign_in_failure.kind is 'name or address';
comment on column identity.sign_in_failure.key is 'SHA-256 of the name or address: names that nobody has are counted alike, and what was mistyped is not kept';
comment on column identity.sign_in_failure.attempts is 'Attempts since the last success or the last quiet while; an attempt counts before it is checked';
comment on column identity.sign_in_failure.last_at is 'The last one';
comment on column identity.sign_in_failure.locked_until is 'No sign-in before this time';
create index on identity.sign_in_failure (last_at);

create table identity.role_permission (
  role text not null,
  permission text not null,
  primary key (permission, role)
);
comment on table identity.role_permission is 'Which role gives which permission; written from roles.ts at every start';
comment on column identity.role_permission.role is 'Role';
comment on column identity.role_permission.permission is 'Permission, for example warning-cards.issue';

create table identity.role_grant (
  id bigint generated always as identity primary key,
  account_id uuid not null references identity.account (id),
  role text not null,
  region_code text not null check (region_code ~ '^[1-9][0-9]{5}$'),
  authority_id bigint,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  granted_at timestamptz not null default now(),
  ended_by uuid,
  ended_at timestamptz,
  check (valid_to is null or valid_to >= valid_from),
  constraint nobody_grants_to_himself check (granted_by is distinct from account_id)
);
comment on table identity.role_grant is 'Who holds which role where and when';
comment on column identity.role_grant.id is 'Internal number';
comment on column identity.role_grant.account_id is 'Who';
comment on column identity.role_grant.role is 'Role';
comment on column identity.role_grant.region_code is 'GB/T 2260 code of the division; the role holds in its whole subtree, 100000 is the country';
comment on column identity.role_grant.authority_id is 'The authority on whose behalf, in the register of authorities';
comment on column identity.role_grant.valid_from is 'First day';
comment on column identity.role_grant.valid_to is 'Last day, empty while open';
comment on column identity.role_grant.granted_by is 'Who gave it, empty for the program itself; never the holder';
comment on column identity.role_grant.granted_at is 'When';
comment on column identity.role_grant.ended_by is 'Who took it away';
comment on column identity.role_grant.ended_at is 'When it was taken away';
create unique index role_grant_once on identity.role_grant (account_id, role, region_code) where ended_at is null;

create function identity.covers(held text, region text) returns boolean
  language sql immutable parallel safe
  return held = '100000' or held = region
      or (held like '__0000' and left(held, 2) = left(region, 2) and region <> '100000')
      or (held like '____00' and held not like '__0000' and left(held, 4) = left(region, 4));
comment on function identity.covers is 'Whether a region lies in the subtree of another: 100000 covers all, xx0000 its province, xxxx00 its city';

create function identity.scope(wanted text) returns text[]
  language plpgsql stable security definer parallel safe set search_path = '' as $$
declare
  who uuid := nullif(current_setting('zhijian.account', true), '')::uuid;
begin
  if who is null then
    return '{}';
  end if;
  return coalesce((
    select array_agg(distinct g.region_code)
      from identity.role_grant g
      join identity.role_permission p on p.role = g.role
      join identity.account a on a.id = g.account_id
     where g.account_id = who
       and p.permission = wanted
       and a.state = 'active'
       and not a.must_change_password
       and g.ended_at is null
       and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
  ), '{}');
end $$;
comment on function identity.scope is 'Region codes in whose subtrees the acting account holds a permission today; empty where nobody acts';

create function identity.authorise(permission text, region text default null) returns boolean
  language sql stable parallel safe
  return exists (select from unnest(identity.scope(permission)) held where region is null or identity.covers(held, region));
comment on function identity.authorise is 'Whether the acting account holds a permission, anywhere or in a region';

create function identity.sees_all(permission text) returns boolean
  language sql stable parallel safe
  return exists (select from unnest(identity.scope(permission)) held where held like '__0000');
comment on function identity.sees_all is 'Whether a permission is held for the whole province or country: then rows of unknown or foreign places are seen too';

create function identity.may_see(permission text, province text, city text, county text) returns boolean
  language sql stable parallel safe
  return identity.sees_all(permission) or identity.scope(permission) && array[province, city, county];
comment on function identity.may_see is 'Whether the acting account sees one thing at a place; for single rows: policies use sees_all and scope in sub-selects';

create view identity.published_account as
  select id, login_name, display_name, state from identity.account;
comment on view identity.published_account is 'Names of accounts, for other rooms that say who did something';

-- The app sees what it may manage and what is its own; hashes it never sees.
create function identity.manages(region text) returns boolean
  language sql stable parallel safe
  return exists (select from unnest(identity.scope('accounts.manage')) held where identity.covers(held, region));
comment on function identity.manages is 'Whether the acting account manages the accounts of a region';
create function identity.acting() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('zhijian.account', true), '')::uuid;
comment on function identity.acting is 'The acting account, null where nobody acts';

alter table identity.account enable row level security;
alter table identity.role_grant enable row level security;
alter table identity.api_token enable row level security;
create policy engine on identity.account to {{engine}} using (true) with check (true);
create policy engine on identity.role_grant to {{engine}} using (true) with check (true);
create policy engine on identity.api_token to {{engine}} using (true) with check (true);
create policy grant_read on identity.role_grant for select to {{app}}
  using (account_id = (select identity.acting()) or identity.manages(region_code));
create policy account_read on identity.account for select to {{app}} using (
  id = (select identity.acting())
  or (select identity.sees_all('accounts.manage'))
  or exists (select from identity.role_grant g where g.account_id = account.id and g.ended_at is null and identity.manages(g.region_code)));
create policy token_read on identity.api_token for select to {{app}} using (account_id = (select identity.acting()));

revoke all on all functions in schema identity from public;
grant execute on all functions in schema identity to {{app}}, {{engine}};
grant select on identity.published_account, identity.role_grant, identity.role_permission to {{app}};
grant select (id, login_name, display_name, state, must_change_password, evaluation, created_by, created_at, password_changed_at)
  on identity.account to {{app}};
grant select (id, account_id, name, created_at, expires_at, revoked_at) on identity.api_token to {{app}};
grant select on all tables in schema identity to {{engine}};
grant insert, update on identity.account, identity.session, identity.api_token, identity.role_grant to {{engine}};
grant insert, update, delete on identity.sign_in_failure to {{engine}};
grant delete on identity.session to {{engine}};
