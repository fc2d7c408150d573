-- after: licences/0002
create table licences.revocation (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  licence_id bigint not null references licences.licence (id),
  state text not null check (state in ('proposed', 'notified', 'hearing-requested', 'heard', 'revoked', 'kept', 'withdrawn')),
  card_id bigint,
  facts text not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  served_on date,
  hearing_until date,
  requested_on date,
  heard_on date,
  decided_by uuid,
  decided_on date,
  decision_reason text,
  version int not null default 1,
  constraint four_eyes check (decided_by <> proposed_by),
  constraint served_whole check ((served_on is null) = (hearing_until is null)),
  constraint told_before_decision check (state not in ('notified', 'hearing-requested', 'heard', 'revoked', 'kept') or served_on is not null),
  constraint heard_when_asked check (state <> 'revoked' or requested_on is null or heard_on is not null)
);
comment on table licences.revocation is 'Revocations 吊销 of production licences by who has the power, after notice and hearing where due (notice 4.3.2)';
comment on column licences.revocation.id is 'Internal number';
comment on column licences.revocation.dataset is 'demo or live';
comment on column licences.revocation.licence_id is 'The licence';
comment on column licences.revocation.state is 'proposed 拟吊销, notified 已告知, hearing-requested 已要求听证, heard 已听证, revoked 已吊销, kept 不予吊销, withdrawn 已撤回';
comment on column licences.revocation.card_id is 'The warning card from which it comes, where it does';
comment on column licences.revocation.facts is 'Facts and grounds as the firm is told of them';
comment on column licences.revocation.proposed_by is 'Who proposed it, empty for the program itself';
comment on column licences.revocation.proposed_at is 'When';
comment on column licences.revocation.served_on is 'Day on which the firm was told';
comment on column licences.revocation.hearing_until is 'Last day on which it may ask for a hearing';
comment on column licences.revocation.requested_on is 'Day on which it asked';
comment on column licences.revocation.heard_on is 'Day of the hearing';
comment on column licences.revocation.decided_by is 'Who decided; never who proposed';
comment on column licences.revocation.decided_on is 'Day of the decision';
comment on column licences.revocation.decision_reason is 'Why';
comment on column licences.revocation.version is 'Counts changes';
create unique index revocation_once on licences.revocation (licence_id) where state in ('proposed', 'notified', 'hearing-requested', 'heard');
create index on licences.revocation (licence_id);
create index on licences.revocation (dataset, state, id desc);

alter table licences.revocation enable row level security;
create policy revocation_read on licences.revocation for select to {{app}} using (
  (select identity.sees_all('licences.see-revocations'))
  and exists (select from licences.licence l where l.id = licence_id));
create policy revocation_engine on licences.revocation to {{engine}} using (true) with check (true);
drop policy event_read on licences.event;
create policy event_read on licences.event for select to {{app}} using (
  case subject_kind
    when 'licence' then exists (select from licences.licence l where l.id = subject_id)
    when 'catalogue-entry' then exists (select from licences.catalogue_entry c where c.id = subject_id)
    when 'lead' then exists (select from licences.lead l where l.id = subject_id)
    when 'business-licence' then exists (select from licences.business_licence b where b.id = subject_id)
    when 'revocation' then exists (select from licences.revocation r where r.id = subject_id)
    else false end);
grant select on licences.revocation to {{app}}, {{engine}};
grant insert, update on licences.revocation to {{engine}};
