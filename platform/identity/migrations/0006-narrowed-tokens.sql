-- after: identity/0005
-- A program gets a token for what it has to do and no more: whoever finds the gate's token reads no file and settles nothing.

alter table identity.api_token add column permissions text[] check (cardinality(permissions) > 0);
comment on column identity.api_token.permissions is 'The permissions that the token was made for, of those its account holds; empty: all of them';
comment on table identity.api_token is 'Bearer tokens with which a program acts for an account, with that account''s permissions or some of them';
grant select (permissions) on identity.api_token to {{app}};

-- The transaction of a narrowed token carries its permissions in zhijian.narrowed, beside zhijian.account.
create or replace function identity.scope(wanted text) returns text[]
  language plpgsql stable security definer parallel safe set search_path = '' as $$
declare
  who uuid := nullif(current_setting('zhijian.account', true), '')::uuid;
begin
  if who is null or wanted <> all (string_to_array(nullif(current_setting('zhijian.narrowed', true), ''), ',')) then
    return '{}';
  end if;
  return coalesce((
    select array_agg(distinct g.region_code)
      from identity.role_grant g
      join identity.role_permission p on p.role = g.role
      join identity.account a on a.id = g.account_id
     where g.account_id = who
       and p.permission = wanted
       and (g.limited_to is null or wanted = any (g.limited_to))
       and a.state = 'active'
       and not a.must_change_password
       and g.ended_at is null
       and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
  ), '{}');
end $$;
