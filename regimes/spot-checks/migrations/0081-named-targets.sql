-- after: spot-checks/0010
-- A target that a person names is confirmed by another before anybody goes there.

alter table spot_checks.visit add column named_by uuid;
alter table spot_checks.visit add column confirmed_by uuid;
alter table spot_checks.visit add column confirmed_at timestamptz;
comment on column spot_checks.visit.named_by is 'Who named the target; empty where it was drawn';
comment on column spot_checks.visit.confirmed_by is 'Who confirmed the named target and its inspectors: another person';
comment on column spot_checks.visit.confirmed_at is 'When; a named target is not visited before';
-- What an account has sent to visits that are not its own is bounded while nobody has decided on it.
create index field_undecided on spot_checks.field_message (account_id) where outcome = 'conflict' and decision is null;
create index visit_to_confirm on spot_checks.visit (plan_id) where named_by is not null and confirmed_at is null and state = 'assigned';
