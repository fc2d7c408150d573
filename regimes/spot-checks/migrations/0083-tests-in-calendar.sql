-- after: spot-checks/0070
-- Officials see when a test ends, not what a laboratory has entered so far: days alone of the reports that are under way.

create function spot_checks.tests_under_way() returns table (sample_id bigint, dataset text, laboratory_id bigint, due_on date)
  language sql stable security definer set search_path = '' as $$
  select r.sample_id, r.dataset, r.laboratory_id, r.due_on from spot_checks.report r
   where r.state in ('open', 'tested', 'reviewed', 'queried') and r.due_on is not null
     and cardinality(identity.scope('spot-checks.see-visits')) > 0
$$;
comment on function spot_checks.tests_under_way is 'Last days of the tests that are under way, for officials; which samples they see is for the reader of it to ask';
revoke all on function spot_checks.tests_under_way() from public;
grant execute on function spot_checks.tests_under_way() to {{app}};
