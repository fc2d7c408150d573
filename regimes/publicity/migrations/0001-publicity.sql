-- after: spot-checks/0001
create schema publicity;
grant usage on schema publicity to {{app}}, {{engine}}, {{portal}};

create table publicity.exposure (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  ground text not null check (ground in ('consecutive-failures', 'refusal')),
  state text not null default 'proposed'
    check (state in ('proposed', 'submitted', 'released', 'dismissed', 'taken-down')),
  ground_key text not null,
  producer_id bigint not null,
  category_id bigint,
  product_name text not null,
  province_code text,
  city_code text,
  county_code text,
  historical boolean not null,
  grounds jsonb not null,
  proposed_at timestamptz not null default now(),
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  under_review boolean not null default false,
  version int not null default 1,
  unique (dataset, ground, ground_key)
);
comment on table publicity.exposure is 'Exposure 曝光 by the grounds of notice 4.2: proposed by the program, released by an officer';
comment on column publicity.exposure.id is 'Internal number';
comment on column publicity.exposure.dataset is 'Dataset';
comment on column publicity.exposure.ground is 'consecutive-failures 连续两次不合格, refusal 拒绝监督检查';
comment on column publicity.exposure.state is 'proposed, submitted, released, dismissed, taken-down';
comment on column publicity.exposure.ground_key is 'What makes the ground one: producer and category, or producer, check and product';
comment on column publicity.exposure.producer_id is 'The producer';
comment on column publicity.exposure.category_id is 'Product category, where settled';
comment on column publicity.exposure.product_name is 'Product named in the exposure';
comment on column publicity.exposure.province_code is 'Province of the producer';
comment on column publicity.exposure.city_code is 'City of the producer';
comment on column publicity.exposure.county_code is 'County of the producer';
comment on column publicity.exposure.historical is 'From historical data';
comment on column publicity.exposure.grounds is 'The decision with its grounds: facts, citation, parameter values';
comment on column publicity.exposure.proposed_at is 'When';
comment on column publicity.exposure.submitted_by is 'Officer who submitted it';
comment on column publicity.exposure.submitted_at is 'When';
comment on column publicity.exposure.decided_by is 'Who released, dismissed or took it down; never the one who submitted';
comment on column publicity.exposure.decided_at is 'When';
comment on column publicity.exposure.decision_reason is 'Why';
comment on column publicity.exposure.under_review is 'Its ground was taken away after release: a review is open';
comment on column publicity.exposure.version is 'Counts changes';
create index on publicity.exposure (producer_id);
create index on publicity.exposure (dataset, state, id);

create table publicity.exposure_event (
  id bigint generated always as identity primary key,
  exposure_id bigint not null references publicity.exposure (id),
  at timestamptz not null default now(),
  verb text not null,
  account_id uuid,
  reason text
);
comment on table publicity.exposure_event is 'What people did with an exposure';
comment on column publicity.exposure_event.id is 'Internal number';
comment on column publicity.exposure_event.exposure_id is 'The exposure';
comment on column publicity.exposure_event.at is 'When';
comment on column publicity.exposure_event.verb is 'submit, return, release, dismiss, open-review, keep, take-down';
comment on column publicity.exposure_event.account_id is 'Who';
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
  state text not null default 'draft' check (state in ('draft', 'submitted', 'released')),
  corrects_id bigint references publicity.bulletin (id),
  written_by uuid,
  written_at timestamptz not null default now(),
  released_by uuid,
  released_at timestamptz,
  version int not null default 1
);
comment on table publicity.bulletin is 'Bulletins 通报 on spot checks; a released one is changed only by a visible correction';
comment on column publicity.bulletin.id is 'Internal number';
comment on column publicity.bulletin.dataset is 'Dataset';
comment on column publicity.bulletin.check_id is 'The spot check';
comment on column publicity.bulletin.category_id is 'One category, or the whole check';
comment on column publicity.bulletin.number is 'Number given at release';
comment on column publicity.bulletin.title is 'Title';
comment on column publicity.bulletin.body is 'Text, paragraphs separated by blank lines';
comment on column publicity.bulletin.figures is 'Figures as they stood when composed, with denominators';
comment on column publicity.bulletin.state is 'draft, submitted, released';
comment on column publicity.bulletin.corrects_id is 'The bulletin that this one corrects';
comment on column publicity.bulletin.written_by is 'Author';
comment on column publicity.bulletin.written_at is 'When written';
comment on column publicity.bulletin.released_by is 'Second person who released it';
comment on column publicity.bulletin.released_at is 'When released';
comment on column publicity.bulletin.version is 'Counts changes';

create view publicity.published_exposure as
  select id, dataset, ground, producer_id, category_id, product_name, province_code, city_code, historical, grounds, decided_at as released_at
    from publicity.exposure where state = 'released';
comment on view publicity.published_exposure is 'What the public may see of exposures';
create view publicity.published_bulletin as
  select id, dataset, check_id, category_id, number, title, body, figures, corrects_id, released_at
    from publicity.bulletin where state = 'released';
comment on view publicity.published_bulletin is 'Released bulletins';
grant select on all tables in schema publicity to {{app}}, {{engine}};
grant insert, update, delete on publicity.exposure, publicity.bulletin to {{engine}};
grant insert on publicity.exposure_event to {{engine}};
grant select on publicity.published_exposure, publicity.published_bulletin to {{portal}};
