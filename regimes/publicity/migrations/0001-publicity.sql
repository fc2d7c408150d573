-- after: spot-checks/0001, identity/0001
create schema publicity;
grant usage on schema publicity to {{app}}, {{engine}}, {{portal}};

create table publicity.exposure (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  ground text not null check (ground in ('consecutive-failures', 'refusal')),
  state text not null check (state in ('proposed', 'submitted', 'released', 'dismissed', 'taken-down', 'revoked', 'lapsed')),
  ground_key text not null,
  producer_id bigint not null,
  category_id bigint,
  product_name text not null,
  province_code text,
  city_code text,
  county_code text,
  historical boolean not null,
  last_on date,
  later_passes int not null,
  seller_ids bigint[] not null default '{}',
  basis jsonb not null,
  grounds jsonb,
  proposed_at timestamptz not null default now(),
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  reviewed_by uuid,
  reviewed_at timestamptz,
  review_reason text,
  ground_present boolean not null default true,
  under_review boolean not null default false,
  touched boolean not null default false,
  version int not null default 1,
  constraint four_eyes check (decided_by <> submitted_by and (state = 'taken-down' or reviewed_by <> decided_by)),
  constraint released_whole check (state not in ('submitted', 'released', 'taken-down', 'revoked') or grounds is not null)
);
comment on table publicity.exposure is 'Exposure 曝光 by the grounds of notice 4.2: proposed by the program, released by an officer';
comment on column publicity.exposure.id is 'Internal number';
comment on column publicity.exposure.dataset is 'Dataset';
comment on column publicity.exposure.ground is 'consecutive-failures 连续抽查不合格, refusal 拒绝监督检查';
comment on column publicity.exposure.state is 'proposed, submitted, released, dismissed, taken-down 撤下, revoked 撤销 (for error), lapsed 依据已失';
comment on column publicity.exposure.ground_key is 'What makes the ground one: the category, or the check with category or product';
comment on column publicity.exposure.producer_id is 'The producer';
comment on column publicity.exposure.category_id is 'Product category, where settled';
comment on column publicity.exposure.product_name is 'Product named in the exposure';
comment on column publicity.exposure.province_code is 'Province of the producer';
comment on column publicity.exposure.city_code is 'City of the producer, empty when unknown';
comment on column publicity.exposure.county_code is 'County of the producer, empty when unknown';
comment on column publicity.exposure.historical is 'From historical data';
comment on column publicity.exposure.last_on is 'Day of the last check that the ground rests on: sampling, else publication';
comment on column publicity.exposure.later_passes is 'Later checks that the product passed, for the officer to weigh';
comment on column publicity.exposure.seller_ids is 'Sellers of the failing samples, where they were named';
comment on column publicity.exposure.basis is 'What it rests on: checks, samples or refusals, later passes';
comment on column publicity.exposure.grounds is 'The decision with its grounds, frozen when submitted: facts, citations, parameter values, explanation';
comment on column publicity.exposure.proposed_at is 'When it was proposed';
comment on column publicity.exposure.submitted_by is 'Officer who submitted it, empty for the program itself';
comment on column publicity.exposure.submitted_at is 'When';
comment on column publicity.exposure.decided_by is 'Who released or dismissed it; never the one who submitted';
comment on column publicity.exposure.decided_at is 'When';
comment on column publicity.exposure.decision_reason is 'Why';
comment on column publicity.exposure.reviewed_by is 'Who decided the review or took it down; a review is never decided by the one who released';
comment on column publicity.exposure.reviewed_at is 'When';
comment on column publicity.exposure.review_reason is 'Why';
comment on column publicity.exposure.ground_present is 'Whether the results still hold its grounds';
comment on column publicity.exposure.under_review is 'Its ground was taken away after release: a review is open';
comment on column publicity.exposure.touched is 'A person has acted on it: it is never deleted';
comment on column publicity.exposure.version is 'Counts changes, so that of two concurrent acts one is told';
create unique index exposure_once on publicity.exposure (producer_id, ground, ground_key) where state <> 'revoked';
create index on publicity.exposure (dataset, (coalesce(last_on, '-infinity'::date)) desc, id desc);
create index on publicity.exposure (dataset, state);

create table publicity.exposure_event (
  id bigint generated always as identity primary key,
  exposure_id bigint not null references publicity.exposure (id),
  at timestamptz not null,
  verb text not null check (verb in ('submit', 'return', 'release', 'dismiss', 'take-down', 'keep', 'revoke',
    'send-back', 'lapse', 'restore', 'open-review', 'close-review')),
  account_id uuid,
  reason text
);
comment on table publicity.exposure_event is 'What happened to an exposure after it was proposed';
comment on column publicity.exposure_event.id is 'Internal number';
comment on column publicity.exposure_event.exposure_id is 'The exposure';
comment on column publicity.exposure_event.at is 'When';
comment on column publicity.exposure_event.verb is 'What: an act of a person, or send-back, lapse, restore, open-review, close-review by the program';
comment on column publicity.exposure_event.account_id is 'Who, empty for the program itself';
comment on column publicity.exposure_event.reason is 'Why';
create index on publicity.exposure_event (exposure_id);

create table publicity.bulletin (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  check_id bigint not null,
  category_id bigint,
  number text,
  title text not null,
  body text not null,
  figures jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'released', 'discarded')),
  corrects_id bigint references publicity.bulletin (id),
  written_by uuid,
  written_at timestamptz not null default now(),
  released_by uuid,
  released_at timestamptz,
  return_reason text,
  version int not null default 1,
  constraint second_person check (released_by <> written_by),
  constraint released_whole check (state <> 'released' or (number is not null and released_at is not null))
);
comment on table publicity.bulletin is 'Bulletins 通报 on spot checks; a released one is changed only by a visible correction';
comment on column publicity.bulletin.id is 'Internal number';
comment on column publicity.bulletin.dataset is 'Dataset';
comment on column publicity.bulletin.check_id is 'The spot check';
comment on column publicity.bulletin.category_id is 'One category, or the whole check';
comment on column publicity.bulletin.number is 'Number given at release';
comment on column publicity.bulletin.title is 'Title';
comment on column publicity.bulletin.body is 'Text, paragraphs separated by blank lines';
comment on column publicity.bulletin.figures is 'Figures as they stood when composed, with denominators, and the failing list';
comment on column publicity.bulletin.state is 'draft, submitted, released, discarded';
comment on column publicity.bulletin.corrects_id is 'The bulletin that this one corrects';
comment on column publicity.bulletin.written_by is 'Who wrote it last, empty for the program itself';
comment on column publicity.bulletin.written_at is 'When last written';
comment on column publicity.bulletin.released_by is 'Second person who released it';
comment on column publicity.bulletin.released_at is 'When released';
comment on column publicity.bulletin.return_reason is 'Why it was returned last, until it is submitted again';
comment on column publicity.bulletin.version is 'Counts changes';
create unique index bulletin_number on publicity.bulletin (dataset, number) where number is not null;
create index on publicity.bulletin (dataset, id desc);
create index on publicity.bulletin (corrects_id) where corrects_id is not null;

create table publicity.number_series (
  dataset text not null,
  prefix text not null,
  year int not null,
  last int not null,
  primary key (dataset, prefix, year)
);
comment on table publicity.number_series is 'Last number given per authority and year; taken within the transaction of the release, hence without gaps';
comment on column publicity.number_series.dataset is 'Dataset; only live numbers are those of real papers';
comment on column publicity.number_series.prefix is 'Short name of authority and kind of paper';
comment on column publicity.number_series.year is 'Year';
comment on column publicity.number_series.last is 'Last number given';

alter table publicity.exposure enable row level security;
create policy exposure_read on publicity.exposure for select to {{app}} using (
  (select identity.sees_all('publicity.read'))
  or city_code = any ((select identity.scope('publicity.read'))::text[])
  or county_code = any ((select identity.scope('publicity.read'))::text[]));
create policy exposure_engine on publicity.exposure to {{engine}} using (true) with check (true);
alter table publicity.exposure_event enable row level security;
create policy event_read on publicity.exposure_event for select to {{app}} using (
  exists (select from publicity.exposure x where x.id = exposure_id));
create policy event_engine on publicity.exposure_event to {{engine}} using (true) with check (true);
-- A bulletin is public once it is released; before that it is known to those who write and release.
alter table publicity.bulletin enable row level security;
create policy bulletin_read on publicity.bulletin for select to {{app}} using (
  (state = 'released' and (select identity.authorise('publicity.read')))
  or (select identity.sees_all('publicity.write')) or (select identity.sees_all('publicity.release')));
create policy bulletin_engine on publicity.bulletin to {{engine}} using (true) with check (true);

create view publicity.published_proposal with (security_invoker = true) as
  select id, dataset, ground, state, producer_id, category_id from publicity.exposure;
comment on view publicity.published_proposal is 'Exposures for the counts of other rooms; each reader sees what the policies of the table let them see';
create view publicity.published_exposure as
  select id, dataset, ground, producer_id, category_id, product_name, province_code, city_code, historical, grounds, decided_at as released_at
    from publicity.exposure where state = 'released';
comment on view publicity.published_exposure is 'What the public may see of exposures';
create view publicity.published_bulletin as
  select id, dataset, check_id, category_id, number, title, body, figures, corrects_id, released_at
    from publicity.bulletin where state = 'released';
comment on view publicity.published_bulletin is 'Released bulletins';

grant select on publicity.exposure, publicity.exposure_event, publicity.bulletin, publicity.published_proposal,
  publicity.published_exposure, publicity.published_bulletin to {{app}}, {{engine}};
grant insert, update, delete on publicity.exposure to {{engine}};
grant insert on publicity.exposure_event to {{engine}};
grant insert, update on publicity.bulletin to {{engine}};
grant select, insert, update on publicity.number_series to {{engine}};
grant select on publicity.published_exposure, publicity.published_bulletin to {{portal}};
