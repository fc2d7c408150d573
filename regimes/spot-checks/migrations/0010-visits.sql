-- after: spot-checks/0003
-- What the visits need besides: who ordered, changes of inspectors, seals used once, corrections of sheets, what phones sent in full.

alter table spot_checks.visit add column named_because text;
alter table spot_checks.visit add column ordered_by uuid;
comment on column spot_checks.visit.named_because is 'Why an urgent or follow-up plan names this target; empty where it was drawn';
comment on column spot_checks.visit.ordered_by is 'Who ordered the firm to admit the inspectors: another person finds that it still refuses';
create index visit_lately on spot_checks.visit (enterprise_id, category_id, ended_at);

create table spot_checks.visit_reassignment (
  id bigint generated always as identity primary key,
  visit_id bigint not null references spot_checks.visit (id),
  leader_id bigint not null references spot_checks.inspector (id),
  inspector_ids bigint[] not null,
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'declined')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text
);
comment on table spot_checks.visit_reassignment is 'Changes of the inspectors of a visit, each with its reason and decided by another person';
comment on column spot_checks.visit_reassignment.id is 'Internal number';
comment on column spot_checks.visit_reassignment.visit_id is 'The visit';
comment on column spot_checks.visit_reassignment.leader_id is 'Who is to lead';
comment on column spot_checks.visit_reassignment.inspector_ids is 'All inspectors, the leading one among them';
comment on column spot_checks.visit_reassignment.reason is 'Why: conflict of interest, leave, a visit to be repeated properly';
comment on column spot_checks.visit_reassignment.state is 'proposed, approved, declined';
comment on column spot_checks.visit_reassignment.proposed_by is 'Who proposed it';
comment on column spot_checks.visit_reassignment.proposed_at is 'When';
comment on column spot_checks.visit_reassignment.decided_by is 'Who decided';
comment on column spot_checks.visit_reassignment.decided_at is 'When';
comment on column spot_checks.visit_reassignment.decision_reason is 'Why so';
create unique index one_reassignment on spot_checks.visit_reassignment (visit_id) where state = 'proposed';

create table spot_checks.seal (
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  number text not null,
  sample_id bigint not null references spot_checks.sample (id),
  part text not null check (part in ('main', 'reserve')),
  primary key (dataset, number)
);
comment on table spot_checks.seal is 'Seals 封样单 in use: a number is used once';
comment on column spot_checks.seal.dataset is 'Dataset';
comment on column spot_checks.seal.number is 'Number printed on the seal';
comment on column spot_checks.seal.sample_id is 'The sample it seals';
comment on column spot_checks.seal.part is 'main or reserve';
create index on spot_checks.seal (sample_id);

create table spot_checks.sheet_correction (
  sample_id bigint not null references spot_checks.sample (id),
  revision int not null,
  changes jsonb not null,
  reason text not null,
  signed_by text not null,
  account_id uuid,
  at timestamptz not null,
  primary key (sample_id, revision)
);
comment on table spot_checks.sheet_correction is 'Signed corrections of a sampling sheet; the former value of each field stays here';
comment on column spot_checks.sheet_correction.sample_id is 'The sample';
comment on column spot_checks.sheet_correction.revision is 'Revision of the sheet that the correction made';
comment on column spot_checks.sheet_correction.changes is 'Field by field: what it said, what it says now';
comment on column spot_checks.sheet_correction.reason is 'Why';
comment on column spot_checks.sheet_correction.signed_by is 'Who signed it for the firm';
comment on column spot_checks.sheet_correction.account_id is 'Inspector who signed it';
comment on column spot_checks.sheet_correction.at is 'When';

alter table spot_checks.field_message add column body jsonb not null default '{}';
alter table spot_checks.field_message add column sent_at timestamptz;
alter table spot_checks.field_message add column skew_seconds int;
alter table spot_checks.field_message add column decision text check (decision in ('applied', 'set-aside'));
alter table spot_checks.field_message add column decided_by uuid;
alter table spot_checks.field_message add column decided_at timestamptz;
alter table spot_checks.field_message add column decision_reason text;
comment on column spot_checks.field_message.body is 'What it said, kept whatever became of it';
comment on column spot_checks.field_message.sent_at is 'Clock of the phone when it was sent';
comment on column spot_checks.field_message.skew_seconds is 'Clock of the server less clock of the phone when it was sent';
comment on column spot_checks.field_message.decision is 'What a person made of a conflict: applied after all, or set aside';
comment on column spot_checks.field_message.decided_by is 'Who decided on a conflict';
comment on column spot_checks.field_message.decided_at is 'When';
comment on column spot_checks.field_message.decision_reason is 'Why';
create index field_conflict on spot_checks.field_message (visit_id) where outcome = 'conflict' and decision is null;

grant select on spot_checks.visit_reassignment, spot_checks.seal, spot_checks.sheet_correction to {{app}};
grant select, insert, update, delete on spot_checks.visit_reassignment, spot_checks.seal, spot_checks.sheet_correction to {{engine}};

alter table spot_checks.visit_reassignment enable row level security;
create policy reassignment_read on spot_checks.visit_reassignment for select to {{app}} using (
  (select cardinality(identity.scope('spot-checks.see-visits')) > 0) and exists (select from spot_checks.visit v where v.id = visit_id));
create policy reassignment_engine on spot_checks.visit_reassignment to {{engine}} using (true) with check (true);

alter table spot_checks.seal enable row level security;
create policy seal_read on spot_checks.seal for select to {{app}} using (exists (select from spot_checks.sample s where s.id = sample_id));
create policy seal_engine on spot_checks.seal to {{engine}} using (true) with check (true);

alter table spot_checks.sheet_correction enable row level security;
create policy correction_read on spot_checks.sheet_correction for select to {{app}} using (exists (select from spot_checks.sample s where s.id = sample_id));
create policy correction_engine on spot_checks.sheet_correction to {{engine}} using (true) with check (true);

-- Whoever makes a visit sees with whom.
drop policy visit_inspector_read on spot_checks.visit_inspector;
create policy visit_inspector_read on spot_checks.visit_inspector for select to {{app}} using (
  account_id = (select identity.acting()) or (select cardinality(identity.scope('spot-checks.see-visits')) > 0)
  or visit_id = any ((select spot_checks.own_visits())::bigint[]));

-- Visits are opened in sets whose numbers are known beforehand.
grant usage on sequence spot_checks.visit_id_seq to {{engine}};
