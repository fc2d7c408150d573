-- after: spot-checks/0010, spot-checks/0020
-- What notices need besides: who filed an objection, formalities of a retest, results that wait for their publication, what a refusal counts as.

alter table spot_checks.objection add column filed_by uuid;
alter table spot_checks.objection add column on_paper boolean not null default false;
comment on column spot_checks.objection.filed_by is 'Account that filed or registered it: another person decides';
comment on column spot_checks.objection.on_paper is 'Registered from paper by an official, not filed in the account of the enterprise';

alter table spot_checks.notice add column denied_by uuid;
comment on column spot_checks.notice.denied_by is 'Account that denied, or registered the denial: another person decides';

alter table spot_checks.retest add column formalities_on date;
alter table spot_checks.retest add column reason text;
alter table spot_checks.retest add column ordered_by uuid;
comment on column spot_checks.retest.formalities_on is 'Day on which the applicant had completed the formalities';
comment on column spot_checks.retest.reason is 'Why the authority ordered it, or why another laboratory than those of the plan';
comment on column spot_checks.retest.ordered_by is 'Who ordered it; empty where a party applied';
-- One retest of a sample at a time, and none after one that was done: it is final.
create unique index one_retest on spot_checks.retest (sample_id) where state in ('applied', 'designated', 'done');

-- Clocks: the job looks at what is due alone.
create index notice_identity on spot_checks.notice (identity_until) where identity = 'asked';
create index notice_to_serve on spot_checks.notice (due_on) where state = 'to-serve';
create index retest_clock on spot_checks.retest (formalities_until) where state = 'applied' and formalities_on is null;
create index notice_list on spot_checks.notice (dataset, state, id desc);

alter table spot_checks.spot_check add column withheld boolean not null default false;
comment on column spot_checks.spot_check.withheld is 'Results of a plan that the authority has not published yet: not for the public';
create index check_withheld on spot_checks.spot_check (id) where withheld;

alter table spot_checks.result add column refusal_counts text[];
comment on column spot_checks.result.refusal_counts is 'What a refusal that stands counts as a failure for: card, streak, rate; empty for what was imported';

create or replace view spot_checks.published_result as
  select r.id, r.dataset, r.check_id, r.category_id, r.producer_id, r.seller_id, r.laboratory_id, r.province_code, r.city_code,
         r.verdict, r.product_name, r.brand, r.model, r.production_batch, r.sampled_on, r.failing_items, r.parties_settled,
         r.engine_disagrees, r.final_on, c.level, c.kind, c.batch, c.published_on, c.authority_name, c.title, c.withheld, r.refusal_counts,
         coalesce(c.published_on, case when c.withheld then r.final_on end) as law_day
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id
   where r.final_on is not null;
comment on view spot_checks.published_result is
  'Final results with their spot check: what other rooms read, and of what is not withheld the portal; law_day selects the law of follow-up';

-- The public's figures leave out what is not published yet: few rows, and those of withheld checks alone.
create view spot_checks.public_rollup as
  select dataset, level, kind, month, category_id, province_code, city_code, passed, failed from spot_checks.rollup
  union all
  select r.dataset, c.level, c.kind, r.month, r.category_id, coalesce(r.province_code, ''), coalesce(r.city_code, ''),
         -(r.verdict = 'pass')::int,
         -(r.verdict = 'fail' or coalesce(r.verdict = 'refused' and 'rate' = any (r.refusal_counts), false))::int
    from spot_checks.spot_check c join spot_checks.result r on r.check_id = c.id where c.withheld;
comment on view spot_checks.public_rollup is 'Results counted, without those that the authority has not published yet; lines add up';

create view spot_checks.public_rollup_item_all as
  select dataset, kind, level, month, province_code, item, failed from spot_checks.rollup_item_all
  union all
  select r.dataset, c.kind, c.level, r.month, coalesce(r.province_code, ''), i.item, -1
    from spot_checks.spot_check c join spot_checks.result r on r.check_id = c.id cross join lateral unnest(r.failing_items) i (item)
   where c.withheld and r.verdict = 'fail';
comment on view spot_checks.public_rollup_item_all is 'Failing items counted, without what is not published yet; lines add up';

grant select on spot_checks.public_rollup, spot_checks.public_rollup_item_all to {{app}}, {{engine}}, {{portal}};
revoke select on spot_checks.rollup, spot_checks.rollup_item_all from {{portal}};

-- An enterprise that was told of a result sees under which plan, and the retests of its sample, ordered ones too.
create policy plan_party_read on spot_checks.plan for select to {{app}} using (
  state in ('approved', 'closed') and (select cardinality(identity.scope('spot-checks.answer')) > 0));
create policy retest_party_read on spot_checks.retest for select to {{app}} using (
  (select cardinality(identity.scope('spot-checks.answer')) > 0)
  and exists (select from spot_checks.notice n where n.sample_id = retest.sample_id));
