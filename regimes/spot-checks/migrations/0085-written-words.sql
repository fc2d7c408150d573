-- after: spot-checks/0030
-- A right is given up on paper only with the paper on file and a second person who has read it.

create table spot_checks.written_word (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  notice_id bigint not null references spot_checks.notice (id),
  objection_id bigint references spot_checks.objection (id),
  state text not null default 'recorded' check (state in ('recorded', 'confirmed', 'rejected')),
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  check ((state = 'recorded') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check (decided_by <> recorded_by)
);
comment on table spot_checks.written_word is
  'Written waiver of an objection, or written withdrawal of one, that an official recorded; it counts when another person has confirmed it. The scan is evidence written-word/id';
comment on column spot_checks.written_word.id is 'Internal number';
comment on column spot_checks.written_word.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.written_word.notice_id is 'The notice';
comment on column spot_checks.written_word.objection_id is 'The objection that it withdraws; empty for a waiver';
comment on column spot_checks.written_word.state is 'recorded (to be confirmed), confirmed, rejected';
comment on column spot_checks.written_word.reason is 'What the paper says and how it came, in the words of who recorded it';
comment on column spot_checks.written_word.recorded_by is 'Who recorded it';
comment on column spot_checks.written_word.recorded_at is 'When';
comment on column spot_checks.written_word.decided_by is 'The other person, who has read the paper';
comment on column spot_checks.written_word.decided_at is 'When';
comment on column spot_checks.written_word.decision_reason is 'Why it was rejected';
create unique index written_word_open on spot_checks.written_word (notice_id, coalesce(objection_id, 0)) where state = 'recorded';
create index on spot_checks.written_word (notice_id);

alter table spot_checks.written_word enable row level security;
create policy written_word_read on spot_checks.written_word for select to {{app}} using (exists (select from spot_checks.notice n where n.id = notice_id));
create policy written_word_engine on spot_checks.written_word to {{engine}} using (true) with check (true);
grant select on spot_checks.written_word to {{app}};
grant select, insert, update, delete on spot_checks.written_word to {{engine}};
