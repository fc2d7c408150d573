-- after: law/0001, work/0001
create table law.calendar_year (
  id uuid primary key default gen_random_uuid(),
  year integer not null check (year between 2000 and 2999),
  off_days text not null,
  on_days text not null,
  order_text text not null,
  source text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  check ((state = 'proposed') = (decided_at is null)),
  constraint four_eyes check (state <> 'approved' or decided_by is not null and decided_by is distinct from proposed_by)
);
comment on table law.calendar_year is 'Holidays and make-up working days of years that this deployment has put on file, each approved by a second person; the one approved last holds';
comment on column law.calendar_year.id is 'Number of the entry';
comment on column law.calendar_year.year is 'Year';
comment on column law.calendar_year.off_days is 'Days off by holiday: name:MMDD-MMDD, parted by spaces';
comment on column law.calendar_year.on_days is 'Weekend days made working days: MMDD, parted by spaces';
comment on column law.calendar_year.order_text is 'The order as it was entered';
comment on column law.calendar_year.source is 'Document number of the order';
comment on column law.calendar_year.state is 'proposed, approved or rejected';
comment on column law.calendar_year.proposed_by is 'Account that entered it; empty where it came by the command line';
comment on column law.calendar_year.proposed_at is 'When';
comment on column law.calendar_year.decided_by is 'Another account that approved it, or anyone authorised who rejected it';
comment on column law.calendar_year.decided_at is 'When';
comment on column law.calendar_year.decision_reason is 'Why it was approved or rejected';
create unique index one_proposal on law.calendar_year (year) where state = 'proposed';
create index on law.calendar_year (year, decided_at desc) where state = 'approved';

-- Holidays are no secret; only engine files them.
grant select on law.calendar_year to {{app}}, {{engine}};
grant insert, update on law.calendar_year to {{engine}};
