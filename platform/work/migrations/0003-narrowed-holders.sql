-- after: work/0002, identity/0003
-- What an account can do is counted without the matters that its power of attorney leaves out.
create or replace function work.holdings_of(who uuid) returns text[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct p.permission || '@' || held), '{}')
    from identity.role_grant g
    join identity.account a on a.id = g.account_id
    join identity.role_permission p on p.role = g.role
    join work.asked_permission k on k.permission = p.permission
    cross join lateral (select g.region_code union all select '*' where g.region_code like '__0000') as h (held)
   where g.account_id = who and a.state = 'active' and g.ended_at is null
     and (g.limited_to is null or p.permission = any (g.limited_to))
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
$$;

create or replace function work.doers(wanted text[], barred uuid) returns bigint
  language sql stable security definer set search_path = '' as $$
  select count(distinct g.account_id)
    from identity.role_grant g
    join identity.account a on a.id = g.account_id
    join identity.role_permission p on p.role = g.role
   where a.state = 'active' and g.ended_at is null and g.account_id is distinct from barred
     and (g.limited_to is null or p.permission = any (g.limited_to))
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
     and (p.permission || '@' || g.region_code = any (wanted) or g.region_code like '__0000' and p.permission || '@*' = any (wanted))
$$;
