create schema jobs;
grant usage on schema jobs to {{engine}};

create table jobs.schedule (
  job text primary key,
  next_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  failure text
);
comment on table jobs.schedule is 'Repeated jobs: whoever moves next_at on runs the job, so that of several servers one does';
comment on column jobs.schedule.job is 'Name of the job';
comment on column jobs.schedule.next_at is 'When it is due next';
comment on column jobs.schedule.started_at is 'Start of the last run';
comment on column jobs.schedule.finished_at is 'End of the last run that succeeded';
comment on column jobs.schedule.failure is 'Why the last run failed, empty after a success';

create table jobs.task (
  id uuid primary key default gen_random_uuid(),
  job text not null,
  key text,
  payload jsonb,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  run_after timestamptz not null,
  attempts int not null default 0,
  queued_at timestamptz not null,
  alive_at timestamptz,
  finished_at timestamptz,
  failure text
);
comment on table jobs.task is 'Queued tasks, put in by the transaction that wants them done';
comment on column jobs.task.id is 'Number of the task';
comment on column jobs.task.job is 'Name of the job';
comment on column jobs.task.key is 'Of equal keys only one waits at a time';
comment on column jobs.task.payload is 'What the job is told';
comment on column jobs.task.state is 'queued, running, done, failed (after the last attempt)';
comment on column jobs.task.run_after is 'Not before this time';
comment on column jobs.task.attempts is 'How often it was started';
comment on column jobs.task.queued_at is 'When it was put in';
comment on column jobs.task.alive_at is 'Last sign of life of the server that runs it; silent for two minutes, another takes over';
comment on column jobs.task.finished_at is 'When it was done or given up';
comment on column jobs.task.failure is 'Why the last attempt failed';
create unique index task_waits_once on jobs.task (job, key) where state = 'queued' and key is not null;
create index on jobs.task (run_after) where state in ('queued', 'running');
create index on jobs.task (finished_at) where state in ('done', 'failed');

grant select, insert, update on jobs.schedule to {{engine}};
grant select, insert, update, delete on jobs.task to {{engine}};
