-- after: identity/0002
-- A role may be given for some of its permissions alone: an agent acts in the matters of his power of attorney.

alter table identity.role_grant add column limited_to text[] check (cardinality(limited_to) > 0);
comment on column identity.role_grant.limited_to is 'The permissions of the role that are given; empty: all of them';

create or replace function identity.scope(wanted text) returns text[]
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
       and (g.limited_to is null or wanted = any (g.limited_to))
       and a.state = 'active'
       and not a.must_change_password
       and g.ended_at is null
       and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
  ), '{}');
end $$;
