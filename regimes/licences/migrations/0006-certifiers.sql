-- after: licences/0005, certifiers/0001, identity/0004
-- Certification bodies as parties: whose certificate it is, what they are asked, what they decide. And what firms see of their own.
alter table licences.licence add column certifier_id bigint references certifiers.certifier (id);
comment on column licences.licence.certifier_id is 'The certification body that has issued it; empty for what an authority has issued';
-- The names as they stand; the next table that names a body differently leads its certificates over.
insert into certifiers.certifier (dataset, name, name_key)
  select dataset, min(issuer), lower(regexp_replace(normalize(issuer, NFKC), '\s', '', 'g')) from licences.licence
   where issuer_kind = 'body' group by 1, 3 order by 3
  on conflict (dataset, name_key) do nothing;
update licences.licence l set certifier_id = c.id from certifiers.certifier c
 where l.issuer_kind = 'body' and c.dataset = l.dataset and c.name_key = lower(regexp_replace(normalize(l.issuer, NFKC), '\s', '', 'g'));
alter table licences.licence add constraint body_named check ((issuer_kind = 'body') = (certifier_id is not null));
create index on licences.licence (certifier_id) where certifier_id is not null;
create index on licences.licence (dataset, valid_until) where revoked_on is null and surrendered_on is null;

alter table licences.hold drop constraint hold_issuer_answer_check;
update licences.hold set issuer_answer = 'keeps' where issuer_answer = 'objects';
alter table licences.hold add constraint hold_issuer_answer_check check (issuer_answer in ('suspends', 'withdraws', 'keeps', 'noted'));
comment on column licences.hold.issuer_answer is 'Its own act: suspends 暂停, withdraws 撤销, keeps 维持, noted 已知悉';

create table licences.request (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  hold_id bigint not null references licences.hold (id),
  licence_id bigint not null references licences.licence (id),
  certifier_id bigint not null references certifiers.certifier (id),
  state text not null check (state in ('asked', 'suspended', 'withdrawn', 'kept', 'lapsed')),
  card_number text not null,
  asked_on date not null,
  due_on date not null,
  decided_on date,
  document_number text,
  reason text,
  version int not null default 1,
  constraint answer_whole check (state not in ('suspended', 'withdrawn', 'kept')
    or (decided_on is not null and document_number is not null and reason is not null))
);
comment on table licences.request is 'What certification bodies are asked about certificates that a warning card suspends, and what they decide (notice 4.3.1)';
comment on column licences.request.id is 'Internal number';
comment on column licences.request.dataset is 'demo or live';
comment on column licences.request.hold_id is 'The hold by the card';
comment on column licences.request.licence_id is 'The certificate';
comment on column licences.request.certifier_id is 'The body that was asked';
comment on column licences.request.state is 'asked 待处理, suspended 暂停使用, withdrawn 撤销证书, kept 维持有效, lapsed 无须处理';
comment on column licences.request.card_number is 'Number of the card as the body was told of it';
comment on column licences.request.asked_on is 'Day on which it was asked';
comment on column licences.request.due_on is 'Last day for its answer';
comment on column licences.request.decided_on is 'Day of its decision';
comment on column licences.request.document_number is 'Number of the paper of its decision';
comment on column licences.request.reason is 'Why it has decided so';
comment on column licences.request.version is 'Counts changes';
create unique index request_once on licences.request (hold_id) where state <> 'lapsed';
create index on licences.request (licence_id);
create index on licences.request (certifier_id, id desc);
create index on licences.request (dataset, state, id desc);
{{engine keeps licences.request}};

-- A body sees the certificates that it has issued and nothing else; a firm what it holds.
create policy licence_own on licences.licence for select to {{app}} using (
  certifier_id = any ((select identity.parties('licences.read', 'certifier'))::bigint[])
  or holder_id = any ((select identity.parties('licences.own', 'enterprise'))::bigint[]));
create policy request_read on licences.request for select to {{app}} using (
  (select identity.sees_all('licences.read'))
  or certifier_id = any ((select identity.parties('licences.read', 'certifier'))::bigint[])
  or exists (select from licences.licence l join enterprises.enterprise e on e.id = l.holder_id where l.id = licence_id
    and (e.city_code = any ((select identity.scope('licences.read'))::text[])
      or e.county_code = any ((select identity.scope('licences.read'))::text[]))));
grant select on licences.request to {{app}};
drop policy event_read on licences.event;
create policy event_read on licences.event for select to {{app}} using (
  case subject_kind
    when 'licence' then exists (select from licences.licence l where l.id = subject_id)
    when 'catalogue-entry' then exists (select from licences.catalogue_entry c where c.id = subject_id)
    when 'lead' then exists (select from licences.lead l where l.id = subject_id)
    when 'business-licence' then exists (select from licences.business_licence b where b.id = subject_id)
    when 'revocation' then exists (select from licences.revocation r where r.id = subject_id)
    when 'request' then exists (select from licences.request q where q.id = subject_id)
    else false end);
