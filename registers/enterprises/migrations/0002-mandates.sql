-- after: enterprises/0001, identity/0002
create table enterprises.mandate (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  enterprise_id bigint not null references enterprises.enterprise (id),
  agent_name text not null check (length(agent_name) between 1 and 60),
  agent_of text,
  login_name text not null,
  valid_from date not null,
  valid_to date not null,
  state text not null check (state in ('filed', 'valid', 'refused', 'ended')),
  version integer not null default 1,
  filed_by uuid not null,
  filed_at timestamptz not null,
  account_id uuid,
  grant_id bigint,
  check (valid_to >= valid_from),
  check ((state = 'valid') <= (grant_id is not null))
);
comment on table enterprises.mandate is 'Powers of attorney 授权委托书: who may act for an enterprise in its account, and until when';
comment on column enterprises.mandate.id is 'Internal number';
comment on column enterprises.mandate.dataset is 'Dataset of the enterprise';
comment on column enterprises.mandate.enterprise_id is 'Who is represented';
comment on column enterprises.mandate.agent_name is 'Name of the agent';
comment on column enterprises.mandate.agent_of is 'Firm of the agent, for example a law firm';
comment on column enterprises.mandate.login_name is 'Login name under which the agent acts, folded as identity folds it';
comment on column enterprises.mandate.valid_from is 'First day';
comment on column enterprises.mandate.valid_to is 'Last day';
comment on column enterprises.mandate.state is 'filed 待核对, valid 有效, refused 不予登记, ended 已终止; a valid one whose last day has passed no longer opens anything';
comment on column enterprises.mandate.version is 'Raised by every act';
comment on column enterprises.mandate.filed_by is 'Account of the enterprise that filed it';
comment on column enterprises.mandate.filed_at is 'When it was filed';
comment on column enterprises.mandate.account_id is 'Account of the agent, once confirmed';
comment on column enterprises.mandate.grant_id is 'The role that confirming gave, in identity.role_grant';
create index on enterprises.mandate (enterprise_id, id);
create index on enterprises.mandate (state, id);

alter table enterprises.mandate enable row level security;
create policy firm on enterprises.mandate for select to {{app}}
  using (enterprise_id = any ((select identity.parties('enterprises.mandate', 'enterprise'))::bigint[]));
create policy official on enterprises.mandate for select to {{app}}
  using (exists (select from enterprises.enterprise e where e.id = enterprise_id
    and identity.may_see('enterprises.settle', e.province_code, e.city_code, e.county_code)));
create policy engine_decides on enterprises.mandate to {{engine}} using (true) with check (true);
grant select on enterprises.mandate to {{app}};
grant select, insert, update on enterprises.mandate to {{engine}};

create table enterprises.event (
  id bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id bigint not null,
  verb text not null,
  state text not null,
  account_id uuid,
  at timestamptz not null,
  reason text,
  detail jsonb
);
comment on table enterprises.event is 'What happened to mandates, in order';
comment on column enterprises.event.id is 'Internal number';
comment on column enterprises.event.subject_kind is 'mandate';
comment on column enterprises.event.subject_id is 'Number of the thing';
comment on column enterprises.event.verb is 'The act';
comment on column enterprises.event.state is 'State that it led to';
comment on column enterprises.event.account_id is 'Who, empty for the program itself';
comment on column enterprises.event.at is 'When';
comment on column enterprises.event.reason is 'Why';
comment on column enterprises.event.detail is 'More of the act';
create index on enterprises.event (subject_kind, subject_id, id);
alter table enterprises.event enable row level security;
create policy with_its_mandate on enterprises.event for select to {{app}}
  using (exists (select from enterprises.mandate m where subject_kind = 'mandate' and m.id = subject_id));
create policy engine_decides on enterprises.event to {{engine}} using (true) with check (true);
grant select on enterprises.event to {{app}};
grant select, insert on enterprises.event to {{engine}};
