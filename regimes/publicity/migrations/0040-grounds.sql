-- after: publicity/0012, spot-checks/0090, warning-cards/0010
-- Two more grounds of notice 4.2: the serious class, refusal to rectify. What became of the product since is kept with the exposure.

alter table publicity.exposure drop constraint exposure_ground_check;
alter table publicity.exposure add constraint exposure_ground_check check (ground in ('consecutive-failures', 'refusal', 'serious', 'rectification'));
comment on column publicity.exposure.ground is
  'consecutive-failures 连续抽查不合格, refusal 拒绝监督检查, serious 劣质 (an item of class A fails), rectification 拒不整改';

create table publicity.aftermath (
  id bigint generated always as identity primary key,
  exposure_id bigint not null references publicity.exposure (id),
  kind text not null check (kind in ('card-lifted', 'card-ended', 'turned-red')),
  card_id bigint not null,
  happened_on date not null,
  unique (exposure_id, kind, card_id)
);
comment on table publicity.aftermath is 'What became of the product and its producer after the decision to expose: shown with the exposure';
comment on column publicity.aftermath.id is 'Internal number';
comment on column publicity.aftermath.exposure_id is 'The exposure';
comment on column publicity.aftermath.kind is 'card-lifted 整改复查合格，黄牌解除; card-ended 无法整改; turned-red 转为红牌';
comment on column publicity.aftermath.card_id is 'The warning card';
comment on column publicity.aftermath.happened_on is 'Day';
alter table publicity.aftermath enable row level security;
create policy aftermath_read on publicity.aftermath for select to {{app}} using (
  exists (select from publicity.exposure x where x.id = exposure_id));
create policy aftermath_engine on publicity.aftermath to {{engine}} using (true) with check (true);
grant select on publicity.aftermath to {{app}}, {{engine}};
grant insert on publicity.aftermath to {{engine}};

create view publicity.published_aftermath as
  select a.exposure_id, a.kind, a.happened_on from publicity.aftermath a join publicity.exposure x on x.id = a.exposure_id where x.state = 'released';
comment on view publicity.published_aftermath is 'What became of what is exposed, for the public';
grant select on publicity.published_aftermath to {{app}}, {{engine}}, {{portal}};
