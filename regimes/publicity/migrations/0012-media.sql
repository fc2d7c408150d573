-- after: publicity/0011
-- What the press is given: a package for each release, the list of media, and who was given what.

create table publicity.media_outlet (
  id bigint generated always as identity primary key,
  name text not null unique check (length(name) between 1 and 100),
  kind text not null check (kind in ('press', 'broadcast', 'agency', 'online')),
  contact text not null default '',
  email text not null default '',
  active boolean not null default true,
  version int not null default 1
);
comment on table publicity.media_outlet is 'Media 媒体 that are given what is released';
comment on column publicity.media_outlet.id is 'Internal number';
comment on column publicity.media_outlet.name is 'Name';
comment on column publicity.media_outlet.kind is 'press 报刊, broadcast 广播电视, agency 通讯社, online 网络媒体';
comment on column publicity.media_outlet.contact is 'Whom to call there';
comment on column publicity.media_outlet.email is 'Where to write to';
comment on column publicity.media_outlet.active is 'Still on the list';
comment on column publicity.media_outlet.version is 'Goes up with every change: whoever acts names the one seen';

create table publicity.media_release (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  exposure_ids bigint[] not null default '{}',
  bulletin_id bigint references publicity.bulletin (id),
  released_at timestamptz not null,
  check ((bulletin_id is null) = (cardinality(exposure_ids) > 0))
);
comment on table publicity.media_release is 'What was released to the media at once: exposures or a bulletin; its package is made from what still stands';
comment on column publicity.media_release.id is 'Internal number';
comment on column publicity.media_release.dataset is 'Dataset';
comment on column publicity.media_release.exposure_ids is 'Exposures released together';
comment on column publicity.media_release.bulletin_id is 'The bulletin';
comment on column publicity.media_release.released_at is 'When';
create index on publicity.media_release (dataset, id desc);

create table publicity.media_handover (
  release_id bigint not null references publicity.media_release (id),
  outlet_id bigint not null references publicity.media_outlet (id),
  handed_at timestamptz not null,
  account_id uuid,
  primary key (release_id, outlet_id)
);
comment on table publicity.media_handover is 'Which of the media were given which release';
comment on column publicity.media_handover.release_id is 'The release';
comment on column publicity.media_handover.outlet_id is 'The medium';
comment on column publicity.media_handover.handed_at is 'When, the first time';
comment on column publicity.media_handover.account_id is 'By whom';

alter table publicity.media_outlet enable row level security;
create policy outlet_read on publicity.media_outlet for select to {{app}} using ((select identity.authorise('publicity.read')));
create policy outlet_engine on publicity.media_outlet to {{engine}} using (true) with check (true);
alter table publicity.media_release enable row level security;
create policy release_read on publicity.media_release for select to {{app}} using ((select identity.authorise('publicity.read')));
create policy release_engine on publicity.media_release to {{engine}} using (true) with check (true);
alter table publicity.media_handover enable row level security;
create policy handover_read on publicity.media_handover for select to {{app}} using ((select identity.authorise('publicity.read')));
create policy handover_engine on publicity.media_handover to {{engine}} using (true) with check (true);

grant select on publicity.media_outlet, publicity.media_release, publicity.media_handover to {{app}}, {{engine}};
grant insert, update on publicity.media_outlet, publicity.media_handover to {{engine}};
grant insert on publicity.media_release to {{engine}};
