-- after: identity/0006
-- Whoever holds a permission for a province may do what lies in its cities and counties, but need not where somebody there holds it.
create function identity.nearer(wanted text) returns text[]
  language sql stable security definer parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct g.region_code), '{}')
    from (select identity.scope(wanted) as held) own, identity.role_grant g
    join identity.role_permission p on p.role = g.role
    join identity.account a on a.id = g.account_id
   where p.permission = wanted
     and (g.limited_to is null or wanted = any (g.limited_to))
     and a.state = 'active'
     and not a.must_change_password
     and g.ended_at is null
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
     and exists (select from unnest(own.held) h where identity.covers(h, g.region_code))
     and not exists (select from unnest(own.held) h where identity.covers(g.region_code, h))
$$;
comment on function identity.nearer is 'Divisions below those of the acting account in which somebody else holds a permission today: what lies there is theirs to do first';
revoke all on function identity.nearer(text) from public;
grant execute on function identity.nearer(text) to {{app}}, {{engine}};
