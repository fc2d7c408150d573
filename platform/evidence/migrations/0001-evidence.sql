-- after: identity/0001, work/0001
create schema evidence;
grant usage on schema evidence to {{app}}, {{engine}};

create table evidence.item (
  id bigint generated always as identity primary key,
  stored_at uuid not null unique,
  file_name text not null check (length(file_name) between 1 and 200),
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  subject text,
  dataset text check (dataset in ('demo', 'historical', 'live')),
  attached_at timestamptz,
  access text[] not null default '{}',
  check ((subject is null) = (attached_at is null))
);
comment on table evidence.item is 'Files that people hand in as evidence; loose until an act attaches them to a thing';
comment on column evidence.item.id is 'Internal number';
comment on column evidence.item.stored_at is 'Number in the file store';
comment on column evidence.item.file_name is 'Name under which it was sent; never used as a path';
comment on column evidence.item.media_type is 'What its content is';
comment on column evidence.item.bytes is 'Size';
comment on column evidence.item.sha256 is 'Digest of the content, hexadecimal';
comment on column evidence.item.uploaded_by is 'Account that handed it in';
comment on column evidence.item.uploaded_at is 'When it was handed in';
comment on column evidence.item.subject is 'The thing that it belongs to, for example card-answer/17; empty while loose';
comment on column evidence.item.dataset is 'Dataset of the thing';
comment on column evidence.item.attached_at is 'When the act attached it';
comment on column evidence.item.access is 'permission@place of those who may see it; for row-level security';
create index on evidence.item (subject) where subject is not null;
create index on evidence.item (uploaded_at) where subject is null;

alter table evidence.item enable row level security;
create policy mine on evidence.item for select to {{app}}
  using (access && (select work.holdings())
      or uploaded_by = (select nullif(current_setting('zhijian.account', true), '')::uuid));
create policy engine_decides on evidence.item to {{engine}} using (true) with check (true);
grant select on evidence.item to {{app}};
grant select, insert, update, delete on evidence.item to {{engine}};
