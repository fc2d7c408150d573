-- after: spot-checks/0040, identity/0002
-- Numbers of the plan board. Every statement that changes quotas, visits, samples, notices, objections, reports or retests adds what it
-- changed to the numbers, as rows of their own: nobody waits for anybody's row. Readers add the rows up; at night they are counted anew.

create table spot_checks.board_count (
  plan_id bigint not null,
  city_code text,
  laboratory_id bigint,
  targets int not null,
  drawn int not null,
  visited int not null,
  pending int not null,
  unsampled int not null,
  sampled int not null,
  tested int not null,
  final int not null,
  noticed int not null,
  served int not null,
  objected int not null,
  check (city_code is null or laboratory_id is null)
);
comment on table spot_checks.board_count is 'How far a plan has come: rows to be added up, numbers only. Each change stands three times: for the plan, for its city and for its laboratory';
comment on column spot_checks.board_count.plan_id is 'The plan';
comment on column spot_checks.board_count.city_code is 'City of the visit, '''' where unknown; null in rows of the plan or a laboratory. No county: a number of one there would name the firm';
comment on column spot_checks.board_count.laboratory_id is 'Laboratory of the visit, 0 where there is none yet; null in rows of the plan or a city';
comment on column spot_checks.board_count.targets is 'Enterprises to draw, of plans in force';
comment on column spot_checks.board_count.drawn is 'Visits opened by a draw or by name, cancelled ones left out';
comment on column spot_checks.board_count.visited is 'Visits begun or over';
comment on column spot_checks.board_count.pending is 'Visits that are not over';
comment on column spot_checks.board_count.unsampled is 'Visits over without a sample';
comment on column spot_checks.board_count.sampled is 'Samples, rejected and void ones left out';
comment on column spot_checks.board_count.tested is 'Samples with a report in effect';
comment on column spot_checks.board_count.final is 'Samples with a final result';
comment on column spot_checks.board_count.noticed is 'Notices of results, void ones left out';
comment on column spot_checks.board_count.served is 'Notices served';
comment on column spot_checks.board_count.objected is 'Objections filed';
create index board_plan on spot_checks.board_count (plan_id);
create index board_total on spot_checks.board_count (plan_id) where city_code is null and laboratory_id is null;
create index board_city on spot_checks.board_count (city_code) where city_code is not null;
create index board_laboratory on spot_checks.board_count (laboratory_id) where laboratory_id is not null;

create table spot_checks.board_due (
  plan_id bigint not null,
  city_code text,
  laboratory_id bigint,
  kind text not null check (kind in ('visit', 'report', 'notice', 'objection', 'retest')),
  due_on date not null,
  n int not null,
  check (city_code is null or laboratory_id is null)
);
comment on table spot_checks.board_due is 'Open things of a plan by the day on which they fall due: rows to be added up; what lies before today is overdue. Three rows a change, as in board_count';
comment on column spot_checks.board_due.plan_id is 'The plan';
comment on column spot_checks.board_due.city_code is 'City of the visit, '''' where unknown; null in rows of the plan or a laboratory';
comment on column spot_checks.board_due.laboratory_id is 'Laboratory of the report, else of the visit, 0 where there is none yet; null in rows of the plan or a city';
comment on column spot_checks.board_due.kind is 'visit to make or admit, report to issue, notice to serve, objection to decide, laboratory of a retest to designate';
comment on column spot_checks.board_due.due_on is 'Last day';
comment on column spot_checks.board_due.n is 'How many';
create index due_plan on spot_checks.board_due (plan_id);
create index due_total on spot_checks.board_due (due_on) where city_code is null and laboratory_id is null;
create index due_city on spot_checks.board_due (city_code, due_on) where city_code is not null;
create index due_laboratory on spot_checks.board_due (laboratory_id, due_on) where laboratory_id is not null;

-- The one place that says what is counted. `source` gives rows of the table `part` with a sign: 1 came, -1 went.
create function spot_checks.board_counts(part text, source text) returns text
  language sql immutable set search_path = '' as $function$
  select case part
    when 'plan_quota' then format($$
      select l.plan_id, left(x.region_code, 4) || '00' as city_code, 0::bigint as laboratory_id, x.sign * x.targets as targets, 0 as drawn,
             0 as visited, 0 as pending, 0 as unsampled, 0 as sampled, 0 as tested, 0 as final, 0 as noticed, 0 as served, 0 as objected
        from (%s) x join spot_checks.plan_line l on l.id = x.line_id join spot_checks.plan p on p.id = l.plan_id and p.state in ('approved', 'closed') $$, source)
    when 'visit' then format($$
      select x.plan_id, coalesce(x.city_code, '') as city_code, coalesce(x.laboratory_id, 0) as laboratory_id, 0 as targets,
             x.sign * (x.state <> 'cancelled')::int as drawn, x.sign * (x.state not in ('assigned', 'cancelled'))::int as visited,
             x.sign * (x.state in ('assigned', 'started', 'ordered', 'refused-by-right'))::int as pending,
             x.sign * (x.state in ('no-sample', 'refused', 'not-found', 'stopped'))::int as unsampled,
             0 as sampled, 0 as tested, 0 as final, 0 as noticed, 0 as served, 0 as objected
        from (%s) x $$, source)
    when 'sample' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, coalesce(v.laboratory_id, 0) as laboratory_id, 0 as targets, 0 as drawn,
             0 as visited, 0 as pending, 0 as unsampled, x.sign * (x.state not in ('rejected', 'void'))::int as sampled,
             x.sign * (x.state in ('tested', 'noticed', 'final'))::int as tested, x.sign * (x.state = 'final')::int as final, 0 as noticed,
             0 as served, 0 as objected
        from (%s) x join spot_checks.visit v on v.id = x.visit_id $$, source)
    when 'notice' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, coalesce(v.laboratory_id, 0) as laboratory_id, 0 as targets, 0 as drawn,
             0 as visited, 0 as pending, 0 as unsampled, 0 as sampled, 0 as tested, 0 as final, x.sign * (x.state <> 'void')::int as noticed,
             x.sign * (x.state not in ('to-serve', 'void'))::int as served, 0 as objected
        from (%s) x join spot_checks.sample s on s.id = x.sample_id join spot_checks.visit v on v.id = s.visit_id $$, source)
    when 'objection' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, coalesce(v.laboratory_id, 0) as laboratory_id, 0 as targets, 0 as drawn,
             0 as visited, 0 as pending, 0 as unsampled, 0 as sampled, 0 as tested, 0 as final, 0 as noticed, 0 as served, x.sign as objected
        from (%s) x join spot_checks.sample s on s.id = x.sample_id join spot_checks.visit v on v.id = s.visit_id $$, source)
  end
$function$;
comment on function spot_checks.board_counts(text, text) is 'Query that counts rows of a table for board_count; null for tables that have no part in it';

create function spot_checks.board_dues(part text, source text) returns text
  language sql immutable set search_path = '' as $function$
  select case part
    when 'visit' then format($$
      select x.plan_id, coalesce(x.city_code, '') as city_code, coalesce(x.laboratory_id, 0) as laboratory_id, 'visit' as kind,
             case x.state when 'ordered' then x.ordered_until else x.due_on end as due_on, x.sign as n
        from (%s) x where x.state in ('assigned', 'started') or (x.state = 'ordered' and x.ordered_until is not null) $$, source)
    when 'report' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, x.laboratory_id, 'report' as kind, x.due_on, x.sign as n
        from (%s) x join spot_checks.sample s on s.id = x.sample_id join spot_checks.visit v on v.id = s.visit_id
       where x.state in ('open', 'tested', 'reviewed', 'queried') and x.due_on is not null $$, source)
    when 'notice' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, coalesce(v.laboratory_id, 0) as laboratory_id, 'notice' as kind, x.due_on, x.sign as n
        from (%s) x join spot_checks.sample s on s.id = x.sample_id join spot_checks.visit v on v.id = s.visit_id
       where x.state = 'to-serve' and x.due_on is not null $$, source)
    when 'objection' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, coalesce(v.laboratory_id, 0) as laboratory_id, 'objection' as kind, x.decide_until as due_on,
             x.sign as n
        from (%s) x join spot_checks.sample s on s.id = x.sample_id join spot_checks.visit v on v.id = s.visit_id
       where x.state = 'filed' $$, source)
    when 'retest' then format($$
      select v.plan_id, coalesce(v.city_code, '') as city_code, coalesce(v.laboratory_id, 0) as laboratory_id, 'retest' as kind, x.designate_until as due_on,
             x.sign as n
        from (%s) x join spot_checks.sample s on s.id = x.sample_id join spot_checks.visit v on v.id = s.visit_id
       where x.state = 'applied' and x.designate_until is not null $$, source)
  end
$function$;
comment on function spot_checks.board_dues(text, text) is 'Query that gives the open rows of a table with their last days for board_due; null for tables that have none';

-- The sums of counted rows, for the plan, by city and by laboratory; what comes to nothing is left out. $1 are the plans, null for all.
create function spot_checks.board_sums(counted text, what text) returns text
  language sql immutable set search_path = '' as $function$
  select case what
    when 'count' then format($$
      insert into spot_checks.board_count (plan_id, city_code, laboratory_id, targets, drawn, visited, pending, unsampled, sampled, tested, final,
                                           noticed, served, objected)
      select plan_id, city_code, laboratory_id, case when grouping(laboratory_id) = 0 then 0 else sum(targets) end, sum(drawn), sum(visited),
             sum(pending), sum(unsampled), sum(sampled), sum(tested), sum(final), sum(noticed), sum(served), sum(objected)
        from (%s) c where $1::bigint[] is null or plan_id = any ($1)
       group by grouping sets ((plan_id), (plan_id, city_code), (plan_id, laboratory_id))
      having (sum(drawn), sum(visited), sum(pending), sum(unsampled), sum(sampled), sum(tested), sum(final), sum(noticed), sum(served), sum(objected),
              case when grouping(laboratory_id) = 0 then 0 else sum(targets) end) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) $$, counted)
    when 'due' then format($$
      insert into spot_checks.board_due (plan_id, city_code, laboratory_id, kind, due_on, n)
      select plan_id, city_code, laboratory_id, kind, due_on, sum(n)
        from (%s) d where $1::bigint[] is null or plan_id = any ($1)
       group by grouping sets ((plan_id, kind, due_on), (plan_id, city_code, kind, due_on), (plan_id, laboratory_id, kind, due_on))
      having sum(n) <> 0 $$, counted)
  end
$function$;
comment on function spot_checks.board_sums(text, text) is 'Statement that adds counted rows to the numbers of the board';

-- One statement clears and counts on one snapshot: what others have not committed yet is in neither, and comes with their own rows.
create function spot_checks.recount_board(plans bigint[] default null) returns void
  language plpgsql set search_path = '' as $function$
declare
  counts text;
  dues text;
begin
  perform pg_advisory_xact_lock(hashtext('spot_checks.recount_board'));
  select string_agg(spot_checks.board_counts(part, 'select 1 as sign, t.* from spot_checks.' || part || ' t'), ' union all '),
         string_agg(spot_checks.board_dues(part, 'select 1 as sign, t.* from spot_checks.' || part || ' t'), ' union all ')
    into counts, dues from unnest(array['plan_quota', 'visit', 'sample', 'report', 'notice', 'objection', 'retest']) part;
  execute 'with cleared as (delete from spot_checks.board_count where $1::bigint[] is null or plan_id = any ($1))'
    || spot_checks.board_sums(counts, 'count') using plans;
  execute 'with cleared as (delete from spot_checks.board_due where $1::bigint[] is null or plan_id = any ($1))'
    || spot_checks.board_sums(dues, 'due') using plans;
end
$function$;
comment on function spot_checks.recount_board(bigint[]) is 'Counts the board of these plans, or of all, anew from what is stored';

create function spot_checks.count_board() returns trigger
  language plpgsql set search_path = '' as $function$
declare
  source text := case tg_op
    when 'INSERT' then 'select 1 as sign, t.* from came t'
    when 'DELETE' then 'select -1 as sign, t.* from gone t'
    else 'select 1 as sign, t.* from came t union all select -1, t.* from gone t' end;
  counts text := spot_checks.board_counts(tg_table_name, source);
  dues text := spot_checks.board_dues(tg_table_name, source);
begin
  if counts is not null then
    execute spot_checks.board_sums(counts, 'count') using null::bigint[];
  end if;
  if dues is not null then
    execute spot_checks.board_sums(dues, 'due') using null::bigint[];
  end if;
  return null;
end
$function$;
comment on function spot_checks.count_board() is 'Adds what a statement changed to the numbers of the board';

-- What hangs on a visit is counted at its place, and quotas while their plan is in force: when these change, the plan is counted anew.
create function spot_checks.recount_moved() returns trigger
  language plpgsql set search_path = '' as $function$
declare
  moved bigint[];
begin
  if tg_table_name = 'visit' then
    select array_agg(distinct p) into moved
      from came c join gone g on g.id = c.id cross join lateral unnest(array[c.plan_id, g.plan_id]) p
     where (c.plan_id, c.city_code, c.laboratory_id) is distinct from (g.plan_id, g.city_code, g.laboratory_id);
  else
    select array_agg(c.id) into moved from came c join gone g on g.id = c.id
     where (c.state in ('approved', 'closed')) <> (g.state in ('approved', 'closed'));
  end if;
  if moved is not null then
    perform spot_checks.recount_board(moved);
  end if;
  return null;
end
$function$;
comment on function spot_checks.recount_moved() is 'Counts plans anew that came into force, and those of visits whose place changed';

create trigger board_insert after insert on spot_checks.plan_quota referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.plan_quota referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.plan_quota referencing old table as gone for each statement execute function spot_checks.count_board();
create trigger board_insert after insert on spot_checks.visit referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.visit referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.visit referencing old table as gone for each statement execute function spot_checks.count_board();
create trigger board_insert after insert on spot_checks.sample referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.sample referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.sample referencing old table as gone for each statement execute function spot_checks.count_board();
create trigger board_insert after insert on spot_checks.report referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.report referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.report referencing old table as gone for each statement execute function spot_checks.count_board();
create trigger board_insert after insert on spot_checks.notice referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.notice referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.notice referencing old table as gone for each statement execute function spot_checks.count_board();
create trigger board_insert after insert on spot_checks.objection referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.objection referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.objection referencing old table as gone for each statement execute function spot_checks.count_board();
create trigger board_insert after insert on spot_checks.retest referencing new table as came for each statement execute function spot_checks.count_board();
create trigger board_update after update on spot_checks.retest referencing old table as gone new table as came for each statement execute function spot_checks.count_board();
create trigger board_delete after delete on spot_checks.retest referencing old table as gone for each statement execute function spot_checks.count_board();
-- Named to come after board_update.
create trigger board_update_moved after update on spot_checks.visit referencing old table as gone new table as came for each statement execute function spot_checks.recount_moved();
create trigger board_update_moved after update on spot_checks.plan referencing old table as gone new table as came for each statement execute function spot_checks.recount_moved();

-- The calendar asks for a month.
create index visit_ordered on spot_checks.visit (ordered_until) where state = 'ordered';

grant select on spot_checks.board_count, spot_checks.board_due to {{app}};
grant select, insert, update, delete on spot_checks.board_count, spot_checks.board_due to {{engine}};

-- What is counted belongs to plans in force, and those are seen by everybody who may see plans; the numbers name nobody.
alter table spot_checks.board_count enable row level security;
create policy board_read on spot_checks.board_count for select to {{app}} using ((select cardinality(identity.scope('spot-checks.plans')) > 0));
create policy board_engine on spot_checks.board_count to {{engine}} using (true) with check (true);
alter table spot_checks.board_due enable row level security;
create policy due_read on spot_checks.board_due for select to {{app}} using ((select cardinality(identity.scope('spot-checks.plans')) > 0));
create policy due_engine on spot_checks.board_due to {{engine}} using (true) with check (true);

revoke all on function spot_checks.board_counts(text, text), spot_checks.board_dues(text, text), spot_checks.board_sums(text, text),
  spot_checks.recount_board(bigint[]), spot_checks.count_board(), spot_checks.recount_moved() from public;
grant execute on function spot_checks.board_counts(text, text), spot_checks.board_dues(text, text), spot_checks.board_sums(text, text),
  spot_checks.recount_board(bigint[]) to {{engine}};

select spot_checks.recount_board();
