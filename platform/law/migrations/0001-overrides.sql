-- after: identity/0001
create schema law;
grant usage on schema law to {{app}}, {{engine}};

create table law.override (
  id uuid primary key default gen_random_uuid(),
  key text not null,
  valid_from date not null,
  valid_to date,
  value jsonb not null,
  source jsonb not null,
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  check (valid_to is null or valid_to >= valid_from),
  check ((state = 'proposed') = (decided_at is null)),
  constraint four_eyes check (state <> 'approved' or decided_by is distinct from proposed_by)
);
comment on table law.override is 'Values of legal parameters that this deployment has set for a time, each approved by a second person';
comment on column law.override.id is 'Number of the override';
comment on column law.override.key is 'The parameter, for example publicity.consecutive-failures';
comment on column law.override.valid_from is 'First day on which the value holds';
comment on column law.override.valid_to is 'Last day, empty while open';
comment on column law.override.value is 'The value, of the kind that the default has';
comment on column law.override.source is 'Where it comes from, in both languages';
comment on column law.override.reason is 'Why it was proposed';
comment on column law.override.state is 'proposed, approved or rejected';
comment on column law.override.proposed_by is 'Account that proposed it';
comment on column law.override.proposed_at is 'When';
comment on column law.override.decided_by is 'Another account that approved it, or anyone authorised who rejected it';
comment on column law.override.decided_at is 'When';
comment on column law.override.decision_reason is 'Why it was approved or rejected';
create index on law.override (key, state);

-- The law of the deployment is no secret to anybody who is signed in; only engine changes it.
grant select on law.override to {{app}}, {{engine}};
grant insert, update on law.override to {{engine}};
