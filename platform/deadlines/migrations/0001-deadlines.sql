-- after: work/0001
create schema deadlines;
grant usage on schema deadlines to {{app}}, {{engine}};

create table deadlines.deadline (
  id bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  subject_id bigint not null,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  due_on date not null,
  first_due_on date not null,
  count text not null check (count in ('natural', 'working')),
  state text not null default 'open' check (state in ('open', 'paused', 'overdue', 'closed')),
  days_left integer check (days_left >= 0),
  warn_on date,
  warned_at timestamptz,
  fired_at timestamptz,
  escalate_on date,
  level smallint not null default 0,
  retry_on date,
  failure text,
  title_zh text not null,
  title_en text not null,
  link text not null,
  permission text,
  place text,
  authority_permission text,
  authority_place text,
  not_by uuid,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check ((state = 'closed') = (closed_at is not null)),
  check (days_left is null or state = 'paused')
);
comment on table deadlines.deadline is 'Terms that run about things of the rooms; one that stands for each kind and thing';
comment on column deadlines.deadline.id is 'Internal number';
comment on column deadlines.deadline.kind is 'What has to happen until then, with its room: warning-cards/rectify';
comment on column deadlines.deadline.subject is 'The thing, for example card/17';
comment on column deadlines.deadline.subject_id is 'Number of the thing in its room';
comment on column deadlines.deadline.dataset is 'Dataset of the thing';
comment on column deadlines.deadline.due_on is 'Last day; of a paused one the day it had';
comment on column deadlines.deadline.first_due_on is 'Last day as it was first set, before extensions and pauses';
comment on column deadlines.deadline.count is 'How days left are counted in a pause: natural or working days';
comment on column deadlines.deadline.state is 'open, paused, overdue or closed';
comment on column deadlines.deadline.days_left is 'Days that a paused one has left; empty where it was overdue';
comment on column deadlines.deadline.warn_on is 'From this day on whoever must act is warned; empty where nobody is';
comment on column deadlines.deadline.warned_at is 'When the warning was given';
comment on column deadlines.deadline.fired_at is 'When the program acted on its end, on or after the day that follows the last one';
comment on column deadlines.deadline.escalate_on is 'From this day on the next authority is told';
comment on column deadlines.deadline.level is 'How many authorities have been told that it is overdue';
comment on column deadlines.deadline.retry_on is 'Not to be acted on before this day, because it failed';
comment on column deadlines.deadline.failure is 'Why acting on its end failed the last time';
comment on column deadlines.deadline.title_zh is 'What has to be done, in Chinese';
comment on column deadlines.deadline.title_en is 'What has to be done, in English';
comment on column deadlines.deadline.link is 'Path of its page in the office';
comment on column deadlines.deadline.permission is 'Who must act: holders of this permission; empty where nobody has to';
comment on column deadlines.deadline.place is 'Where they hold it: division or party; empty where unknown';
comment on column deadlines.deadline.authority_permission is 'Where a party must act: who is in charge of it and hears first that it is overdue';
comment on column deadlines.deadline.authority_place is 'Place of those in charge';
comment on column deadlines.deadline.not_by is 'Account that may not act, because it took the step before';
comment on column deadlines.deadline.opened_at is 'When it was opened';
comment on column deadlines.deadline.closed_at is 'When it was closed';
create unique index deadline_once on deadlines.deadline (kind, subject_id) where state <> 'closed';
create index deadline_due on deadlines.deadline (kind, due_on) where state = 'open';
create index deadline_warn on deadlines.deadline (kind, warn_on) where state = 'open' and warned_at is null and warn_on is not null;
create index deadline_escalate on deadlines.deadline (kind, escalate_on) where state = 'overdue' and escalate_on is not null;

create table deadlines.change (
  id bigint generated always as identity primary key,
  deadline_id bigint not null references deadlines.deadline (id),
  verb text not null check (verb in ('move', 'pause', 'resume', 'fire', 'escalate')),
  due_on date not null,
  reason text,
  account_id uuid,
  at timestamptz not null
);
comment on table deadlines.change is 'What happened to deadlines besides opening and closing';
comment on column deadlines.change.id is 'Internal number';
comment on column deadlines.change.deadline_id is 'Deadline';
comment on column deadlines.change.verb is 'move, pause, resume, fire or escalate';
comment on column deadlines.change.due_on is 'Last day after the change';
comment on column deadlines.change.reason is 'Reason that was given';
comment on column deadlines.change.account_id is 'Account whose act it was, empty for the program itself';
comment on column deadlines.change.at is 'When';
create index on deadlines.change (deadline_id);

create view deadlines.published_deadline as
  select id, kind, subject_id, dataset, due_on, first_due_on, count, state, days_left, warn_on, fired_at, level, opened_at, closed_at
    from deadlines.deadline;
comment on view deadlines.published_deadline is 'Deadlines by kind and number of the thing, for rooms to join to what they may show';
create view deadlines.published_change as
  select c.id, d.kind, d.subject_id, c.verb, c.due_on, c.reason, c.account_id, c.at
    from deadlines.change c join deadlines.deadline d on d.id = c.deadline_id;
comment on view deadlines.published_change is 'Extensions, pauses and ends by kind and number of the thing';

alter table deadlines.deadline enable row level security;
alter table deadlines.change enable row level security;
create policy engine_decides on deadlines.deadline to {{engine}} using (true) with check (true);
create policy engine_decides on deadlines.change to {{engine}} using (true) with check (true);
grant select, insert, update on deadlines.deadline to {{engine}};
grant select, insert on deadlines.change to {{engine}};
grant select on deadlines.published_deadline, deadlines.published_change to {{app}}, {{engine}};
