-- after: spot-checks/0001, identity/0001
create schema warning_cards;
grant usage on schema warning_cards to {{app}}, {{engine}}, {{portal}};

create table warning_cards.card (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  kind text not null check (kind in ('yellow', 'transfer', 'undetermined')),
  state text not null check (state in ('held', 'proposed', 'submitted', 'issued', 'dismissed', 'revoked', 'lapsed')),
  held_reason text check (held_reason in ('retailer', 'province-unknown')),
  admitted boolean not null default false,
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
  samples jsonb not null,
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
  public boolean not null default false,
  touched boolean not null default false,
  version int not null default 1,
  constraint four_eyes check (decided_by <> submitted_by and reviewed_by <> decided_by),
  constraint issued_whole check (state not in ('issued', 'revoked') or (number is not null and grounds is not null)),
  constraint submitted_whole check (state <> 'submitted' or grounds is not null)
);
comment on table warning_cards.card is 'Yellow cards and transfer letters, from proposal to revocation (notice 4.3.1)';
comment on column warning_cards.card.id is 'Internal number';
comment on column warning_cards.card.dataset is 'Dataset';
comment on column warning_cards.card.kind is 'yellow 黄牌 for a producer of the own province, transfer 移送函 for one elsewhere, undetermined while the province is unknown';
comment on column warning_cards.card.state is 'held 待核实, proposed 建议发出, submitted 已报审, issued 已发出, dismissed 不予发出, revoked 已撤销 (for error), lapsed 依据已失';
comment on column warning_cards.card.held_reason is 'Why it waits: retailer (a petrol station or shop is named as producer) or province-unknown';
comment on column warning_cards.card.admitted is 'A person has verified that the flagged firm is the producer';
comment on column warning_cards.card.number is 'Number of the issued paper';
comment on column warning_cards.card.producer_id is 'The producer';
comment on column warning_cards.card.category_id is 'Product category';
comment on column warning_cards.card.check_id is 'The spot check';
comment on column warning_cards.card.province_code is 'Province of the producer, empty when unknown';
comment on column warning_cards.card.city_code is 'City of the producer, empty when unknown';
comment on column warning_cards.card.county_code is 'County of the producer, empty when unknown';
comment on column warning_cards.card.historical is 'From historical data: no deadline and no suspension starts';
comment on column warning_cards.card.published_on is 'Date of publication of the check';
comment on column warning_cards.card.failing_samples is 'Number of failing samples';
comment on column warning_cards.card.samples is 'The failing samples with their items, as they stood when proposed';
comment on column warning_cards.card.grounds is 'The decision with its grounds, frozen when submitted: facts, citations, parameter values, explanation';
comment on column warning_cards.card.proposed_at is 'When it was proposed';
comment on column warning_cards.card.submitted_by is 'Officer who submitted it, empty for the program itself';
comment on column warning_cards.card.submitted_at is 'When';
comment on column warning_cards.card.decided_by is 'Who issued or dismissed it; never the one who submitted';
comment on column warning_cards.card.decided_at is 'When';
comment on column warning_cards.card.decision_reason is 'Why';
comment on column warning_cards.card.reviewed_by is 'Who decided the review; never the one who issued';
comment on column warning_cards.card.reviewed_at is 'When';
comment on column warning_cards.card.review_reason is 'Why';
comment on column warning_cards.card.ground_present is 'Whether the results still hold its grounds';
comment on column warning_cards.card.under_review is 'Its grounds were taken away after it was issued: a review is open';
comment on column warning_cards.card.public is 'Shown to the public, by the parameter warning-cards.public on the day of issue';
comment on column warning_cards.card.touched is 'A person has acted on it: it is never deleted';
comment on column warning_cards.card.version is 'Counts changes, so that of two concurrent acts one is told';
create unique index card_once on warning_cards.card (producer_id, category_id, check_id) where state <> 'revoked';
create unique index card_number on warning_cards.card (dataset, number) where number is not null;
create index on warning_cards.card (dataset, (coalesce(published_on, '-infinity'::date)) desc, id desc);
create index on warning_cards.card (dataset, state);
create index on warning_cards.card (check_id);

create table warning_cards.card_event (
  id bigint generated always as identity primary key,
  card_id bigint not null references warning_cards.card (id),
  at timestamptz not null,
  verb text not null check (verb in ('submit', 'return', 'issue', 'dismiss', 'admit', 'decline', 'keep', 'revoke',
    'send-back', 'lapse', 'restore', 'open-review', 'close-review')),
  account_id uuid,
  reason text
);
comment on table warning_cards.card_event is 'What happened to a card after it was proposed';
comment on column warning_cards.card_event.id is 'Internal number';
comment on column warning_cards.card_event.card_id is 'The card';
comment on column warning_cards.card_event.at is 'When';
comment on column warning_cards.card_event.verb is 'What: an act of a person, or send-back, lapse, restore, open-review, close-review by the program';
comment on column warning_cards.card_event.account_id is 'Who, empty for the program itself';
comment on column warning_cards.card_event.reason is 'Why';
create index on warning_cards.card_event (card_id);

create table warning_cards.number_series (
  dataset text not null,
  prefix text not null,
  year int not null,
  last int not null,
  primary key (dataset, prefix, year)
);
comment on table warning_cards.number_series is 'Last number given per authority and year; taken within the transaction of the issue, hence without gaps';
comment on column warning_cards.number_series.dataset is 'Dataset; only live numbers are those of real papers';
comment on column warning_cards.number_series.prefix is 'Short name of authority and kind of paper, for example 粤质黄';
comment on column warning_cards.number_series.year is 'Year';
comment on column warning_cards.number_series.last is 'Last number given';

alter table warning_cards.card enable row level security;
create policy card_read on warning_cards.card for select to {{app}} using (
  (select identity.sees_all('warning-cards.read'))
  or city_code = any ((select identity.scope('warning-cards.read'))::text[])
  or county_code = any ((select identity.scope('warning-cards.read'))::text[]));
create policy card_engine on warning_cards.card to {{engine}} using (true) with check (true);
alter table warning_cards.card_event enable row level security;
create policy event_read on warning_cards.card_event for select to {{app}} using (
  exists (select from warning_cards.card c where c.id = card_id));
create policy event_engine on warning_cards.card_event to {{engine}} using (true) with check (true);

create view warning_cards.published_proposal with (security_invoker = true) as
  select id, dataset, kind, state, producer_id, category_id, check_id from warning_cards.card;
comment on view warning_cards.published_proposal is 'Cards for the counts of other rooms; each reader sees what the policies of the table let them see';
create view warning_cards.published_card as
  select id, dataset, kind, number, producer_id, category_id, check_id, province_code, city_code, historical, grounds, decided_at as issued_at
    from warning_cards.card where state = 'issued' and public;
comment on view warning_cards.published_card is 'What the public may see of cards: none, unless the parameter warning-cards.public said so on the day of issue';

grant select on warning_cards.card, warning_cards.card_event, warning_cards.published_proposal, warning_cards.published_card to {{app}}, {{engine}};
grant insert, update, delete on warning_cards.card to {{engine}};
grant insert on warning_cards.card_event to {{engine}};
grant select, insert, update on warning_cards.number_series to {{engine}};
grant select on warning_cards.published_card to {{portal}};
