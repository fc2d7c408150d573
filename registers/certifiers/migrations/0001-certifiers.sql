create schema certifiers;
grant usage on schema certifiers to {{app}}, {{engine}}, {{portal}};

create table certifiers.certifier (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  name text not null,
  name_key text not null,
  approval text,
  unique (dataset, name_key)
);
comment on table certifiers.certifier is 'Certification bodies 认证机构, which issue certificates and act on them themselves';
comment on column certifiers.certifier.id is 'Internal number';
comment on column certifiers.certifier.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column certifiers.certifier.name is 'Name as certificates write it';
comment on column certifiers.certifier.name_key is 'Normalised name, by which tables are matched';
comment on column certifiers.certifier.approval is 'Number of its approval 认证机构批准书, empty when unknown';
grant select on certifiers.certifier to {{app}}, {{engine}}, {{portal}};
grant insert, update on certifiers.certifier to {{engine}};
