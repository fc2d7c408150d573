-- after: documents/0004
-- Proof of service of papers that no thing of a room is served with.
alter table documents.paper
  add column manner text check (manner in ('hand', 'post', 'leaving', 'public', 'electronic')),
  add column served_on date,
  add column service_proof jsonb,
  add constraint service_whole check ((manner is null) = (served_on is null) and (manner is null) = (service_proof is null)),
  add constraint served_once_issued check (manner is null or number is not null);
comment on column documents.paper.manner is 'Manner of service: hand 直接, post 邮寄, leaving 留置, public 公告, electronic 电子; empty until it is recorded';
comment on column documents.paper.served_on is 'Day signed, received, left, published or arrived';
comment on column documents.paper.service_proof is 'Proof that the manner needs, part by part';

create function documents.keep_service() returns trigger language plpgsql as $$
begin
  if old.manner is not null and (old.manner, old.served_on, old.service_proof) is distinct from (new.manner, new.served_on, new.service_proof) then
    raise exception 'a service that was recorded does not change' using constraint = 'issued_papers_stay';
  end if;
  return new;
end $$;
comment on function documents.keep_service is 'Refuses changes to a service that was recorded';
create trigger keep_service before update of manner, served_on, service_proof on documents.paper
  for each row execute function documents.keep_service();
