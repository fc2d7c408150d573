-- after: licences/0001, warning-cards/0001, spot-checks/0001
create table licences.suspension (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  card_id bigint not null,
  producer_id bigint not null references enterprises.enterprise (id),
  category_id bigint not null references products.category (id),
  from_on date not null,
  ended_on date,
  end_cause text check (end_cause in ('card-lifted', 'card-revoked', 'card-ended')),
  created_at timestamptz not null,
  constraint end_whole check ((ended_on is null) = (end_cause is null)),
  constraint term check (from_on <= ended_on)
);
comment on table licences.suspension is 'Warning cards that suspend the use of licences for one producer and product; licences entered later get their hold from it';
comment on column licences.suspension.id is 'Internal number';
comment on column licences.suspension.dataset is 'Dataset of the card; historical cards suspend nothing';
comment on column licences.suspension.card_id is 'The warning card';
comment on column licences.suspension.producer_id is 'Its producer';
comment on column licences.suspension.category_id is 'Its product category';
comment on column licences.suspension.from_on is 'Day from which use is suspended';
comment on column licences.suspension.ended_on is 'Day on which the card let go';
comment on column licences.suspension.end_cause is 'card-lifted 解除, card-revoked 撤销, card-ended 无法整改';
comment on column licences.suspension.created_at is 'When it was entered';
create unique index suspension_once on licences.suspension (card_id) where ended_on is null;
create index on licences.suspension (producer_id) where ended_on is null;

alter table licences.hold add column issuer_told_on date;
alter table licences.hold add column issuer_told_note text;
alter table licences.hold add column issuer_answer text check (issuer_answer in ('suspends', 'noted', 'objects'));
alter table licences.hold add column issuer_answered_on date;
alter table licences.hold add constraint issuer_answer_whole check ((issuer_answer is null) = (issuer_answered_on is null));
comment on column licences.hold.issuer_told_on is 'Day on which the issuer was told of the suspension';
comment on column licences.hold.issuer_told_note is 'How: the number of the letter, or by inbox';
comment on column licences.hold.issuer_answer is 'Its own act: suspends, noted, objects';
comment on column licences.hold.issuer_answered_on is 'Day of its answer';
drop index licences.issuer_hold_once;
create unique index issuer_hold_once on licences.hold (licence_id, coalesce(category_id, 0)) where ended_on is null and ground = 'issuer';
create index hold_to_tell on licences.hold (dataset) where ended_on is null and ground = 'card' and issuer_told_on is null;

create table licences.lead (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  enterprise_id bigint not null references enterprises.enterprise (id),
  category_id bigint not null references products.category (id),
  state text not null check (state in ('open', 'handed-over', 'unfounded', 'merged')),
  kinds text[] not null,
  sources text[] not null,
  latest_on date not null,
  grounds jsonb not null,
  found_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  version int not null default 1
);
comment on table licences.lead is 'Leads of unlicensed production 无证生产线索 (notice 3.1.1): who makes a product of the catalogue without the licence it needs';
comment on column licences.lead.id is 'Internal number';
comment on column licences.lead.dataset is 'demo or live; nothing is sought in historical data';
comment on column licences.lead.enterprise_id is 'The producer';
comment on column licences.lead.category_id is 'The product category';
comment on column licences.lead.state is 'open 待核查, handed-over 已移交, unfounded 不属实, merged (went over to the lead of the enterprise it was merged into)';
comment on column licences.lead.kinds is 'Kinds of licence that are missing';
comment on column licences.lead.sources is 'Where it was found: check, sale, card, business-licence';
comment on column licences.lead.latest_on is 'Day of the latest evidence';
comment on column licences.lead.grounds is 'Facts, citation, parameters and explanation';
comment on column licences.lead.found_at is 'When it was found';
comment on column licences.lead.decided_by is 'Who worked it';
comment on column licences.lead.decided_at is 'When';
comment on column licences.lead.decision_reason is 'To whom it was handed over, or why it is unfounded';
comment on column licences.lead.version is 'Counts changes';
create unique index lead_once on licences.lead (enterprise_id, category_id) where state = 'open';
create index on licences.lead (enterprise_id, category_id);
create index on licences.lead (dataset, state, id desc);

create table licences.business_licence (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  enterprise_id bigint not null references enterprises.enterprise (id),
  category_id bigint not null references products.category (id),
  stage text not null check (stage in ('preparation', 'production')),
  since_on date not null,
  ended_on date,
  authority text not null,
  gate_answer text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  version int not null default 1,
  unique (enterprise_id, category_id),
  constraint term check (since_on <= ended_on)
);
comment on table licences.business_licence is 'What the business licence 营业执照 of an enterprise says of a product of the catalogue, kept by the commerce authority (notice 3.1.1)';
comment on column licences.business_licence.id is 'Internal number';
comment on column licences.business_licence.dataset is 'demo or live';
comment on column licences.business_licence.enterprise_id is 'The enterprise';
comment on column licences.business_licence.category_id is 'The product category';
comment on column licences.business_licence.stage is 'preparation 筹建 or production 生产';
comment on column licences.business_licence.since_on is 'Day from which it says so';
comment on column licences.business_licence.ended_on is 'Day on which the product was struck off, or the firm';
comment on column licences.business_licence.authority is 'The registering authority';
comment on column licences.business_licence.gate_answer is 'What the gate said when production was entered';
comment on column licences.business_licence.recorded_by is 'Who entered it last';
comment on column licences.business_licence.recorded_at is 'When';
comment on column licences.business_licence.version is 'Counts changes';
create index on licences.business_licence (dataset, stage, id desc);

-- The wider categories of one, itself among them.
create function licences.path_of(category bigint) returns bigint[]
  language sql stable parallel safe
  return (with recursive wider as (
            select c.id, c.parent_id, 0 as depth from products.category c where c.id = category
            union all select c.id, c.parent_id, w.depth + 1 from wider w join products.category c on c.id = w.parent_id where w.depth < 20)
          select array_agg(id) from wider);
comment on function licences.path_of is 'A category with the wider ones above it';
revoke all on function licences.path_of(bigint) from public;
grant execute on function licences.path_of(bigint) to {{app}}, {{engine}};

alter table licences.suspension enable row level security;
create policy suspension_engine on licences.suspension to {{engine}} using (true) with check (true);
alter table licences.lead enable row level security;
create policy lead_read on licences.lead for select to {{app}} using (
  (select identity.sees_all('licences.leads'))
  or exists (select from enterprises.enterprise e where e.id = enterprise_id
    and (e.city_code = any ((select identity.scope('licences.leads'))::text[])
      or e.county_code = any ((select identity.scope('licences.leads'))::text[]))));
create policy lead_engine on licences.lead to {{engine}} using (true) with check (true);
alter table licences.business_licence enable row level security;
create policy business_read on licences.business_licence for select to {{app}} using (
  (select identity.sees_all('licences.read') or identity.sees_all('licences.business'))
  or exists (select from enterprises.enterprise e where e.id = enterprise_id
    and (e.city_code = any ((select identity.scope('licences.read') || identity.scope('licences.business'))::text[])
      or e.county_code = any ((select identity.scope('licences.read') || identity.scope('licences.business'))::text[]))));
create policy business_engine on licences.business_licence to {{engine}} using (true) with check (true);
drop policy event_read on licences.event;
create policy event_read on licences.event for select to {{app}} using (
  case subject_kind
    when 'licence' then exists (select from licences.licence l where l.id = subject_id)
    when 'catalogue-entry' then exists (select from licences.catalogue_entry c where c.id = subject_id)
    when 'lead' then exists (select from licences.lead l where l.id = subject_id)
    when 'business-licence' then exists (select from licences.business_licence b where b.id = subject_id)
    else false end);

grant select on licences.lead, licences.business_licence to {{app}}, {{engine}};
grant select, insert, update on licences.suspension to {{engine}};
grant insert, update on licences.lead to {{engine}};
grant insert, update, delete on licences.business_licence to {{engine}};
