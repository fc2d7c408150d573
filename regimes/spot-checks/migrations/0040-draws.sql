-- after: spot-checks/0003
-- What a draw fixes when its pool is frozen, and who makes or sells what.
alter table spot_checks.draw add column frozen_digest text;
comment on column spot_checks.draw.frozen_digest is 'SHA-256 of quotas, inspectors, laboratories and conflicts as frozen, published with the digest of the pool';
alter table spot_checks.draw add column entropy_issue text not null default '';
comment on column spot_checks.draw.entropy_issue is 'Issue or day of the public random source';

create table spot_checks.draw_frozen (
  draw_id bigint primary key references spot_checks.draw (id),
  quotas jsonb not null,
  assignment jsonb not null,
  people jsonb not null
);
comment on table spot_checks.draw_frozen is 'Inspectors, laboratories, conflicts and quotas as they stood when the pool was frozen; the engine alone reads it';
comment on column spot_checks.draw_frozen.draw_id is 'The draw';
comment on column spot_checks.draw_frozen.quotas is 'Numbers to draw by stratum';
comment on column spot_checks.draw_frozen.assignment is 'Input of the second draw, with salted ids';
comment on column spot_checks.draw_frozen.people is 'Salted id → inspector or laboratory, with its salt';

create table spot_checks.maker (
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  enterprise_id bigint not null,
  category_id bigint not null,
  role text not null check (role in ('makes', 'sells')),
  source text not null,
  complaints int not null default 0 check (complaints >= 0),
  entered_by uuid,
  entered_at timestamptz not null default now(),
  primary key (enterprise_id, category_id, role)
);
comment on table spot_checks.maker is 'Who makes or sells what, entered by officials; what past results show counts besides';
comment on column spot_checks.maker.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.maker.enterprise_id is 'Enterprise';
comment on column spot_checks.maker.category_id is 'Product category';
comment on column spot_checks.maker.role is 'makes or sells';
comment on column spot_checks.maker.source is 'Where it is known from';
comment on column spot_checks.maker.complaints is 'Complaints about it within a year, as entered';
comment on column spot_checks.maker.entered_by is 'Account';
comment on column spot_checks.maker.entered_at is 'When';
create index on spot_checks.maker (dataset, category_id, role);

grant select, insert, update, delete on spot_checks.draw_frozen, spot_checks.maker to {{engine}};
grant select on spot_checks.maker to {{app}};
alter table spot_checks.draw_frozen enable row level security;
create policy frozen_engine on spot_checks.draw_frozen to {{engine}} using (true) with check (true);
alter table spot_checks.maker enable row level security;
create policy maker_read on spot_checks.maker for select to {{app}} using ((select cardinality(identity.scope('spot-checks.plans')) > 0));
create policy maker_engine on spot_checks.maker to {{engine}} using (true) with check (true);

drop view spot_checks.published_draw;
create view spot_checks.published_draw as
  select d.id, d.dataset, d.state, p.number as plan_number, p.title as plan_title, d.commitment, d.entropy_source, d.entropy_issue,
         d.entropy_due_at, d.entropy_value, d.pool_digest, d.frozen_digest, d.algorithm, d.committed_at, d.frozen_at, d.drawn_at,
         d.published_at, d.void_reason, f.sha256 as proof_sha256, f.proof
    from spot_checks.draw d join spot_checks.plan p on p.id = d.plan_id
    left join spot_checks.draw_proof f on f.draw_id = d.id and d.state = 'published';
comment on view spot_checks.published_draw is 'Draws for everybody: commitment and freezing at once, the proof once the visits are over';
comment on column spot_checks.published_draw.proof is 'The proof file, gzip; empty until it is published';
grant select on spot_checks.published_draw to {{app}}, {{engine}}, {{portal}};
