-- after: spot-checks/0010
-- Which notice was shown on a visit, so that the phone can name it.

alter table spot_checks.visit add column notice_number text;
comment on column spot_checks.visit.notice_number is 'Number of the notice of spot check that was issued when the visit last started';
