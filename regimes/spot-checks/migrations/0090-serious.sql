-- after: spot-checks/0082
-- 劣质: what failed by an item of class A of the inspection rules. Results of imported tables have no class and are not among them.
create view spot_checks.published_serious as
  select s.result_id, s.dataset,
         array(select i.item from spot_checks.report_item i
                where i.report_id = t.id and i.class = 'A' and coalesce(i.stated, i.verdict) = 'fail' order by i.ordinal) as items
    from spot_checks.sample s
    join spot_checks.report t on t.id = coalesce(
      (select r.report_id from spot_checks.retest r where r.sample_id = s.id and r.state = 'done'),
      (select f.id from spot_checks.report f where f.sample_id = s.id and f.purpose = 'first' and f.state = 'effective'))
   where s.result_id is not null and t.serious and t.conclusion = 'fail';
comment on view spot_checks.published_serious is 'Final results of the serious class 劣质: an item of class A fails in the report that decided, with these items';
grant select on spot_checks.published_serious to {{engine}};
