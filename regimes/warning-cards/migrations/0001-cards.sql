-- after: spot-checks/0001
create schema warning_cards;
grant usage on schema warning_cards to {{app}}, {{engine}}, {{portal}};

create table warning_cards.card (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  kind text not null check (kind in ('yellow', 'transfer')),
  state text not null default 'proposed'
    check (state in ('proposed', 'submitted', 'issued', 'dismissed', 'revoked')),
  number text,
  producer_id bigint not null,
  category_id bigint not null,
  check_id bigint not null,
  province_code text,
  city_code text,
  county_code text,
  historical boolean not null,
  published_on date,
  failing_samples int not null,
  grounds jsonb not null,
  proposed_at timestamptz not null default now(),
  submitted_by uuid,
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  under_review boolean not null default false,
  version int not null default 1,
  unique (dataset, producer_id, category_id, check_id)
);
comment on table warning_cards.card is 'Yellow cards and transfer letters, from proposal to revocation (notice 4.3.1)';
comment on column warning_cards.card.id is 'Internal number';
comment on column warning_cards.card.dataset is 'Dataset';
comment on column warning_cards.card.kind is 'yellow 黄牌 for a producer of the own province, transfer 移送函 for one elsewhere';
comment on column warning_cards.card.state is 'proposed, submitted 报审, issued 发出, dismissed 不予发出, revoked 撤销 (for error)';
comment on column warning_cards.card.number is 'Number of the issued paper';
comment on column warning_cards.card.producer_id is 'The producer';
comment on column warning_cards.card.category_id is 'Product category';
comment on column warning_cards.card.check_id is 'The spot check';
comment on column warning_cards.card.province_code is 'Province of the producer';
comment on column warning_cards.card.city_code is 'City of the producer, empty when unknown';
comment on column warning_cards.card.county_code is 'County of the producer, empty when unknown';
comment on column warning_cards.card.historical is 'From a historical import: no deadline and no suspension starts';
comment on column warning_cards.card.published_on is 'Date of publication of the check';
comment on column warning_cards.card.failing_samples is 'Number of failing samples';
comment on column warning_cards.card.grounds is 'The decision with its grounds: facts, citation, parameter values';
comment on column warning_cards.card.proposed_at is 'When it was proposed';
comment on column warning_cards.card.submitted_by is 'Officer who submitted it';
comment on column warning_cards.card.submitted_at is 'When';
comment on column warning_cards.card.decided_by is 'Who issued, dismissed or revoked it; never the one who submitted';
comment on column warning_cards.card.decided_at is 'When';
comment on column warning_cards.card.decision_reason is 'Why';
comment on column warning_cards.card.under_review is 'Its ground was taken away after it was issued: a review is open';
comment on column warning_cards.card.version is 'Counts changes, so that of two concurrent acts one is told';
create index on warning_cards.card (producer_id);
create index on warning_cards.card (dataset, state, id);
create index on warning_cards.card (check_id);

create table warning_cards.card_event (
  id bigint generated always as identity primary key,
  card_id bigint not null references warning_cards.card (id),
  at timestamptz not null default now(),
  verb text not null,
  account_id uuid,
  reason text
);
comment on table warning_cards.card_event is 'What people did with a card';
comment on column warning_cards.card_event.id is 'Internal number';
comment on column warning_cards.card_event.card_id is 'The card';
comment on column warning_cards.card_event.at is 'When';
comment on column warning_cards.card_event.verb is 'submit, return, issue, dismiss, open-review, keep, revoke';
comment on column warning_cards.card_event.account_id is 'Who';
comment on column warning_cards.card_event.reason is 'Why';
create index on warning_cards.card_event (card_id);
grant select on all tables in schema warning_cards to {{app}}, {{engine}};
grant insert, update, delete on warning_cards.card to {{engine}};
grant insert on warning_cards.card_event to {{engine}};
