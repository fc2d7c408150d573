-- after: spot-checks/0010, laboratories/0002
-- The laboratory's work: what a report was judged by, and three signatures that the database holds apart too.
alter table spot_checks.report
  add column opened_at timestamptz,
  add column rules text not null default '',
  add column verdict_rule text not null default 'any-item' check (verdict_rule in ('any-item', 'class-a-or-two-b')),
  add column confirmed_by uuid,
  add column confirmed_at timestamptz;
comment on column spot_checks.report.opened_at is 'When the sample was received';
comment on column spot_checks.report.rules is 'Inspection rules whose items were copied, with their revision';
comment on column spot_checks.report.verdict_rule is 'any-item: one failing item fails the batch; class-a-or-two-b: one of class A or two of class B do';
comment on column spot_checks.report.confirmed_by is 'Who confirmed a conclusion in writing that the engine contradicts';
comment on column spot_checks.report.confirmed_at is 'When';

-- 主检、审核、批准: three persons. A step that is reached carries the signatures that lead to it.
alter table spot_checks.report
  add constraint report_three_persons check (
    (tested_by is null or reviewed_by is null or tested_by <> reviewed_by)
    and (tested_by is null or approved_by is null or tested_by <> approved_by)
    and (reviewed_by is null or approved_by is null or reviewed_by <> approved_by)),
  add constraint report_signed check (
    case state
      when 'tested' then tested_by is not null
      when 'reviewed' then tested_by is not null and reviewed_by is not null
      when 'queried' then tested_by is not null and reviewed_by is not null and approved_by is not null
      when 'effective' then tested_by is not null and reviewed_by is not null and approved_by is not null
      else true end),
  add constraint report_concluded check (state not in ('tested', 'reviewed', 'queried', 'effective') or conclusion is not null);
create index report_corrects on spot_checks.report (corrects) where corrects is not null;
create index report_sample on spot_checks.report (sample_id);
