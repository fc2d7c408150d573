-- after: work/0001, identity/0002
-- Whose work an open item is: an official takes it, or gets it from another.
alter table work.item add column holder uuid;
alter table work.item add column held_at timestamptz;
comment on column work.item.holder is 'Account that has taken it or got it handed over; empty: whoever may do it';
comment on column work.item.held_at is 'When it was taken or handed over';
create index item_held on work.item (holder) where state = 'open' and holder is not null;

create function work.holdings_of(who uuid) returns text[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct p.permission || '@' || held), '{}')
    from identity.role_grant g
    join identity.account a on a.id = g.account_id
    join identity.role_permission p on p.role = g.role
    join work.asked_permission k on k.permission = p.permission
    cross join lateral (select g.region_code union all select '*' where g.region_code like '__0000') as h (held)
   where g.account_id = who and a.state = 'active' and g.ended_at is null
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
$$;
comment on function work.holdings_of is 'What an account holds, as permission@region, and permission@* where for a whole province; for handing work over';
revoke all on function work.holdings_of(uuid) from public;
grant execute on function work.holdings_of(uuid) to {{engine}};

create function work.doers(wanted text[], barred uuid) returns bigint
  language sql stable security definer set search_path = '' as $$
  select count(distinct g.account_id)
    from identity.role_grant g
    join identity.account a on a.id = g.account_id
    join identity.role_permission p on p.role = g.role
   where a.state = 'active' and g.ended_at is null and g.account_id is distinct from barred
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity')
     and (p.permission || '@' || g.region_code = any (wanted) or g.region_code like '__0000' and p.permission || '@*' = any (wanted))
$$;
comment on function work.doers is 'How many active accounts can do an item with this access';
revoke all on function work.doers(text[], uuid) from public;
grant execute on function work.doers(text[], uuid) to {{engine}};
