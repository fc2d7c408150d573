create schema facts;
grant usage on schema facts to {{app}}, {{engine}};

create table facts.fact (
  id uuid primary key,
  type text not null,
  payload jsonb not null,
  caused_by uuid,
  account_id uuid,
  request_id text not null,
  emitted_at timestamptz not null
);
comment on table facts.fact is 'What happened in the rooms, in versioned payloads; reactions ran in the transaction that emitted it';
comment on column facts.fact.id is 'Identity of the fact; it is handled once';
comment on column facts.fact.type is 'Type with its version, for example spot-checks/results-changed@1';
comment on column facts.fact.payload is 'Payload in the shape of its type';
comment on column facts.fact.caused_by is 'The fact in whose reaction it was emitted, empty at the beginning of a cascade';
comment on column facts.fact.account_id is 'Who acted, empty for the program itself';
comment on column facts.fact.request_id is 'The request in which it happened';
comment on column facts.fact.emitted_at is 'When';
create index on facts.fact (type, emitted_at);

create table facts.handled (
  fact_id uuid not null references facts.fact (id),
  room text not null,
  primary key (fact_id, room)
);
comment on table facts.handled is 'Which room has reacted to which fact';
comment on column facts.handled.fact_id is 'The fact';
comment on column facts.handled.room is 'The room that reacted';

grant select, insert on facts.fact, facts.handled to {{engine}};
