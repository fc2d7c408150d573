-- after: publicity/0060, spot-checks/0110, licences/0007, warning-cards/0022, identity/0002
-- Products made to a higher standard, found in the record alone, are praised (notice 6.3).

create table publicity.commendation (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  producer_id bigint not null,
  category_id bigint not null,
  product_name text not null,
  province_code text,
  city_code text,
  county_code text,
  state text not null default 'proposed' check (state in ('proposed', 'submitted', 'told', 'ready', 'scheduled', 'released',
    'dismissed', 'left-out', 'lapsed', 'ended')),
  version int not null default 1,
  since date not null,
  last_on date not null,
  basis jsonb not null,
  grounds jsonb not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  submitted_by uuid,
  decided_by uuid,
  decision_reason text,
  answer_until date,
  release_at timestamptz,
  released_by uuid,
  released_at timestamptz,
  shown_until date,
  ended_at timestamptz,
  ending text check (ending in ('term', 'record', 'early', 'asked')),
  against jsonb,
  constraint decided_by_another check (decided_by <> submitted_by and decided_by <> proposed_by),
  constraint told_whole check (state not in ('told', 'ready', 'scheduled', 'released', 'left-out', 'ended') or answer_until is not null),
  constraint released_whole check ((state in ('released', 'ended')) = (released_at is not null and shown_until is not null)
    and (state = 'ended') = (ended_at is not null and ending is not null) and (state = 'scheduled') = (release_at is not null))
);
comment on table publicity.commendation is 'Products made to a higher standard 表扬: proposed from the record, decided by a second person, told to the firm, released for a time';
comment on column publicity.commendation.id is 'Internal number';
comment on column publicity.commendation.dataset is 'demo 演示数据 or live; nothing is praised on historical data';
comment on column publicity.commendation.producer_id is 'The firm';
comment on column publicity.commendation.category_id is 'Product category';
comment on column publicity.commendation.product_name is 'Products named, in one line';
comment on column publicity.commendation.province_code is 'Province';
comment on column publicity.commendation.city_code is 'City';
comment on column publicity.commendation.county_code is 'County';
comment on column publicity.commendation.state is
  'proposed 建议, submitted 已报审, told 告知企业中, ready 待发布, scheduled 定时发布, released 已公布, dismissed 不予表扬, left-out 企业谢绝, lapsed 依据已失, ended 已撤下';
comment on column publicity.commendation.version is 'Goes up with every change: whoever acts names the one seen';
comment on column publicity.commendation.since is 'First day of the time looked at; moves on while it is merely proposed';
comment on column publicity.commendation.last_on is 'Day of the last check that it rests on';
comment on column publicity.commendation.basis is 'The checks and samples that it rests on';
comment on column publicity.commendation.grounds is 'The same in words, with clauses and parameters';
comment on column publicity.commendation.proposed_by is 'Officer who proposed it; empty for the program';
comment on column publicity.commendation.proposed_at is 'When';
comment on column publicity.commendation.submitted_by is 'Who submitted it';
comment on column publicity.commendation.decided_by is 'Who decided on it, another person';
comment on column publicity.commendation.decision_reason is 'Why';
comment on column publicity.commendation.answer_until is 'Last day on which the firm may say whether it wants to be named';
comment on column publicity.commendation.release_at is 'When it is to be released, while it waits for its time';
comment on column publicity.commendation.released_by is 'Who released it, or set its time';
comment on column publicity.commendation.released_at is 'When it became public';
comment on column publicity.commendation.shown_until is 'Last day on which it is shown';
comment on column publicity.commendation.ended_at is 'When it was taken from the public';
comment on column publicity.commendation.ending is 'Why: term (its time over), record (it no longer meets the rule), early (by decision), asked (the firm asked to be left out)';
comment on column publicity.commendation.against is 'The refusal of the rule that ended it, for officials alone';
create unique index commendation_once on publicity.commendation (producer_id, category_id)
  where state in ('proposed', 'submitted', 'told', 'ready', 'scheduled', 'released');
create index commendation_list on publicity.commendation (dataset, state, id desc);
create index commendation_product on publicity.commendation (producer_id, category_id);

{{engine keeps publicity.commendation}};
create policy commendation_read on publicity.commendation for select to {{app}} using (
  (select identity.sees_all('publicity.read'))
  or city_code = any ((select identity.scope('publicity.read'))::text[])
  or county_code = any ((select identity.scope('publicity.read'))::text[]));
-- The firm sees what it was told.
create policy commendation_own on publicity.commendation for select to {{app}} using (
  answer_until is not null and producer_id = any ((select identity.parties('publicity.answer', 'enterprise'))::bigint[]));
grant select on publicity.commendation to {{app}};

create policy event_read_commendation on publicity.event for select to {{app}} using (
  subject_kind = 'commendation' and exists (select from publicity.commendation c where c.id = subject_id));

create view publicity.published_commendation as
  select id, dataset, producer_id, category_id, product_name, city_code, basis, grounds, released_at, shown_until
    from publicity.commendation where state = 'released';
comment on view publicity.published_commendation is 'What the public may see of commendations';
create view publicity.published_ended_commendation as
  select id, dataset, released_at, ended_at, ending, case when ending <> 'asked' then producer_id end as producer_id,
         case when ending <> 'asked' then product_name end as product_name
    from publicity.commendation where state = 'ended';
comment on view publicity.published_ended_commendation is
  'The trace of what is shown no more: when and why in general words; the firm is not named where it asked to be left out';
grant select on publicity.published_commendation, publicity.published_ended_commendation to {{app}}, {{engine}}, {{portal}};
