-- after: spot-checks/0030
-- Results that this program has brought about itself: a published table that says the same is a further source of them.

create table spot_checks.born_result (
  result_id bigint primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  sample_id bigint references spot_checks.sample (id),
  visit_id bigint references spot_checks.visit (id)
);
comment on table spot_checks.born_result is 'Results of this program’s own plans: they stand without a table, and a table read back later does not double them';
comment on column spot_checks.born_result.result_id is 'The result';
comment on column spot_checks.born_result.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.born_result.sample_id is 'The sample that it became of';
comment on column spot_checks.born_result.visit_id is 'The visit that ended with a refusal, where there was no sample';
create index on spot_checks.born_result (sample_id);

insert into spot_checks.born_result (result_id, dataset, sample_id)
select s.result_id, s.dataset, s.id from spot_checks.sample s where s.result_id is not null;
insert into spot_checks.born_result (result_id, dataset, visit_id)
select r.id, r.dataset, v.id
  from spot_checks.visit v join spot_checks.result r
    on r.content_key = substr(sha256(convert_to('visit/' || v.dataset || '/' || v.id, 'UTF8')), 1, 20)
 where v.state = 'refused';

grant select on spot_checks.born_result to {{app}};
grant select, insert, update, delete on spot_checks.born_result to {{engine}};
alter table spot_checks.born_result enable row level security;
create policy born_result_read on spot_checks.born_result for select to {{app}} using (exists (select from spot_checks.result r where r.id = result_id));
create policy born_result_engine on spot_checks.born_result to {{engine}} using (true) with check (true);
