-- after: spot-checks/0050
-- A firm learns of a result by its notice: before the notice was served it sees neither the report nor, unless it was visited itself,
-- the sample, whatever number it guesses.
create function spot_checks.told_samples() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct sample_id), '{}') from spot_checks.notice
   where state not in ('to-serve', 'void') and enterprise_id = any (identity.parties('spot-checks.answer', 'enterprise'))
$$;
comment on function spot_checks.told_samples is 'Samples of whose results the acting account''s enterprises were told by a notice that was served';
revoke all on function spot_checks.told_samples() from public;
grant execute on function spot_checks.told_samples() to {{app}}, {{engine}};

drop policy sample_read on spot_checks.sample;
create policy sample_read on spot_checks.sample for select to {{app}} using (
  (select identity.sees_all('spot-checks.see-visits'))
  or city_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or county_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or retest_laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or (state in ('noticed', 'final') and id = any ((select spot_checks.told_samples())::bigint[]))
  or exists (select from spot_checks.visit v where v.id = visit_id));

drop policy report_read on spot_checks.report;
create policy report_read on spot_checks.report for select to {{app}} using (
  laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or (state in ('queried', 'effective', 'void') and (select cardinality(identity.scope('spot-checks.see-visits')) > 0)
      and exists (select from spot_checks.sample s where s.id = sample_id))
  or (state = 'effective' and sample_id = any ((select spot_checks.told_samples())::bigint[])
      and exists (select from spot_checks.sample s where s.id = sample_id and s.state in ('noticed', 'final'))));
