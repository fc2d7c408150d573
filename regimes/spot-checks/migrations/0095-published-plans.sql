-- after: spot-checks/0003
create view spot_checks.published_plan_line with (security_invoker = true) as
  select p.id as plan_id, p.dataset, p.kind, p.state, p.number, p.title, l.category_id
    from spot_checks.plan p join spot_checks.plan_line l on l.plan_id = p.id;
comment on view spot_checks.published_plan_line is 'Plans with their categories, for rooms that name one (a re-check); each reader sees the plans that the policies let him see';
grant select on spot_checks.published_plan_line to {{app}}, {{engine}};
