-- after: delivery/0001, work/0002, enterprises/0001
-- A firm that another was merged into reads what went to the other; firms are told of what they must do soon.

create or replace view delivery.seat as
  select distinct g.account_id, i.inbox
    from identity.role_grant g
    join identity.account a on a.id = g.account_id and a.state = 'active' and not a.must_change_password
    join identity.role_permission p on p.role = g.role and p.permission = 'delivery.receive'
   cross join lateral (
     select g.region_code as inbox where g.region_code like '%/%'
     union all
     -- What went to an entry that was found to be the same firm.
     select 'enterprise/' || e.id from enterprises.enterprise e
      where g.region_code ~ '^enterprise/[1-9][0-9]{0,15}$' and e.merged_into = split_part(g.region_code, '/', 2)::bigint
     union all
     select 'authority/' || l.id from delivery.line(g.authority_id) l where g.region_code not like '%/%'
     union all
     -- An official of the quality authority itself needs no mark of his authority: his place says it.
     select 'authority/' || u.id from authorities.published_authority u
      where g.authority_id is null and u.kind = 'quality' and u.region_code = g.region_code
        and exists (select from identity.role_permission q where q.role = g.role and q.permission = 'delivery.sent')
   ) i
   where g.ended_at is null
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity');

-- What a firm must do by when stands in its work; here is read only that.
create view delivery.work_of_firm as
  select i.kind, i.subject, i.dataset, i.title_zh, i.title_en, i.link, i.region_code as inbox, i.due_on,
         (i.created_at at time zone 'Asia/Shanghai')::date as since
    from work.item i
   where i.state = 'open' and i.due_on is not null and i.dataset is not null and i.region_code ~ '^enterprise/[1-9][0-9]{0,15}$';
comment on view delivery.work_of_firm is 'Open work of firms that has a last day: they are told when it comes near';
grant select on delivery.work_of_firm to {{engine}};
