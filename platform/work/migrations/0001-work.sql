-- after: identity/0001
create schema work;
grant usage on schema work to {{app}}, {{engine}};

create table work.item (
  id bigint generated always as identity primary key,
  kind text not null,
  room text not null,
  subject text not null,
  dataset text check (dataset in ('demo', 'historical', 'live')),
  title_zh text not null,
  title_en text not null,
  link text not null,
  permission text not null,
  region_code text,
  access text[] not null,
  not_by uuid,
  due_on date,
  priority smallint not null default 0 check (priority between 0 and 2),
  state text not null default 'open' check (state in ('open', 'closed')),
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  check ((state = 'open') = (closed_at is null))
);
comment on table work.item is 'Who must do what by when about which thing; rooms open and close items, the workbench shows them';
comment on column work.item.id is 'Internal number';
comment on column work.item.kind is 'What has to be done, for example warning-cards.review';
comment on column work.item.room is 'Room that opened it';
comment on column work.item.subject is 'The thing, for example card/17';
comment on column work.item.dataset is 'Dataset of the thing';
comment on column work.item.title_zh is 'Title in Chinese';
comment on column work.item.title_en is 'Title in English';
comment on column work.item.link is 'Path of its page in the office';
comment on column work.item.permission is 'Who can do it: holders of this permission';
comment on column work.item.region_code is 'Place of the thing, empty where unknown';
comment on column work.item.access is 'permission@region for every division the place lies in, permission@* where it is unknown; for row-level security';
comment on column work.item.not_by is 'Account that may not do it, because it took the step before (four eyes)';
comment on column work.item.due_on is 'Last day';
comment on column work.item.priority is '0 usual, 1 soon, 2 urgent';
comment on column work.item.state is 'open or closed';
comment on column work.item.created_at is 'When it was opened';
comment on column work.item.closed_at is 'When it was closed';
comment on column work.item.closed_by is 'Account whose act closed it, empty for the program itself';
create unique index item_once on work.item (kind, subject) where state = 'open';
create index on work.item (state, due_on, id);
create index on work.item ((coalesce(closed_at, created_at)) desc);

create table work.asked_permission (permission text primary key);
comment on table work.asked_permission is 'Permissions that items have asked for; the policy looks up the holdings of these alone';
comment on column work.asked_permission.permission is 'Permission';

create function work.holdings() returns text[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.permission || '@' || held), '{}')
    from work.asked_permission a,
         lateral (select unnest(identity.scope(a.permission))
                  union all select '*' where identity.sees_all(a.permission)) as h (held)
$$;
comment on function work.holdings is 'What the acting account holds, as permission@region, and permission@* for whoever holds it for a whole province';
revoke all on function work.holdings() from public;
grant execute on function work.holdings() to {{app}}, {{engine}};

alter table work.item enable row level security;
create policy mine on work.item for select to {{app}}
  using (access && (select work.holdings())
     and not_by is distinct from (select nullif(current_setting('zhijian.account', true), '')::uuid));
create policy engine_decides on work.item to {{engine}} using (true) with check (true);
grant select on work.item to {{app}};
grant select, insert, update on work.item to {{engine}};
grant select, insert on work.asked_permission to {{engine}};
