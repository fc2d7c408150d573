-- after: delivery/0002, certifiers/0001
-- Certification bodies have an inbox as laboratories and enterprises do.
create or replace function delivery.name_of(inbox text) returns text
  language sql stable parallel safe as $$
  select case split_part(inbox, '/', 1)
    when 'authority' then (select a.name from authorities.published_authority a where a.id = split_part(inbox, '/', 2)::bigint)
    when 'enterprise' then (select e.name from enterprises.enterprise e where e.id = split_part(inbox, '/', 2)::bigint)
    when 'laboratory' then (select l.name from laboratories.laboratory l where l.id = split_part(inbox, '/', 2)::bigint)
    when 'certifier' then (select c.name from certifiers.certifier c where c.id = split_part(inbox, '/', 2)::bigint)
  end
$$;
alter table delivery.message drop constraint message_inbox_check;
alter table delivery.message add constraint message_inbox_check check (inbox ~ '^(authority|enterprise|laboratory|certifier)/[1-9][0-9]{0,15}$');
comment on table delivery.message is
  'Messages to authorities, enterprises, laboratories and certification bodies, written in the transaction of the act that sends them';
comment on column delivery.message.inbox is 'To whom: authority/12, enterprise/33, laboratory/17, certifier/5';
alter table delivery.endpoint drop constraint endpoint_inbox_check;
alter table delivery.endpoint add constraint endpoint_inbox_check check (inbox ~ '^(authority|enterprise|laboratory|certifier)/[1-9][0-9]{0,15}$');
