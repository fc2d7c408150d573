create schema deployment;
grant usage on schema deployment to {{app}}, {{engine}};

create table deployment.setting (
  single boolean primary key default true check (single),
  mode text not null check (mode in ('evaluation', 'live')),
  province text not null check (province ~ '^[1-9][0-9]0000$'),
  law_profile text not null check (law_profile in ('notice', 'current')),
  decided_at timestamptz not null default now()
);
comment on table deployment.setting is 'What this database was set up for; decided once, at the first start';
comment on column deployment.setting.single is 'There is one row';
comment on column deployment.setting.mode is 'evaluation (made-up province, known passwords) or live';
comment on column deployment.setting.province is 'GB/T 2260 code of the province';
comment on column deployment.setting.law_profile is 'notice (as of the notice) or current (what was in force on the day of each act)';
comment on column deployment.setting.decided_at is 'When';

grant select on deployment.setting to {{app}}, {{engine}};
grant insert on deployment.setting to {{engine}};
