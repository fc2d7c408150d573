-- after: enterprises/0001, products/0001, identity/0002
create schema licences;
grant usage on schema licences to {{app}}, {{engine}};

create table licences.catalogue_entry (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  category_id bigint not null references products.category (id),
  kind text not null check (kind in ('production-licence', 'certification')),
  valid_from date not null,
  valid_until date,
  issuer text not null,
  source text not null,
  confirmed boolean not null,
  state text not null check (state in ('proposed', 'in-force', 'declined', 'withdrawn', 'replaced')),
  replaces_id bigint references licences.catalogue_entry (id),
  reason text not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  version int not null default 1,
  constraint term check (valid_until is null or valid_from <= valid_until),
  constraint four_eyes check (decided_by <> proposed_by)
);
comment on table licences.catalogue_entry is 'Dated catalogue of products that need a production licence or a compulsory certification (notice 3.1.1); changed by two persons';
comment on column licences.catalogue_entry.id is 'Internal number';
comment on column licences.catalogue_entry.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column licences.catalogue_entry.category_id is 'Product category; what holds of it holds of the narrower ones below it';
comment on column licences.catalogue_entry.kind is 'production-licence 生产许可证 or certification 强制性认证';
comment on column licences.catalogue_entry.valid_from is 'First day';
comment on column licences.catalogue_entry.valid_until is 'Last day; empty while it stands';
comment on column licences.catalogue_entry.issuer is 'Who issues such licences or certificates';
comment on column licences.catalogue_entry.source is 'The text it rests on';
comment on column licences.catalogue_entry.confirmed is 'False while that text was not read';
comment on column licences.catalogue_entry.state is 'proposed 待审定, in-force 已列入, declined 未通过, withdrawn 已撤回, replaced 已被替换';
comment on column licences.catalogue_entry.replaces_id is 'The entry in whose place it comes';
comment on column licences.catalogue_entry.reason is 'Why it was proposed';
comment on column licences.catalogue_entry.proposed_by is 'Who proposed it, empty for the program itself';
comment on column licences.catalogue_entry.proposed_at is 'When';
comment on column licences.catalogue_entry.decided_by is 'Who decided; never who proposed';
comment on column licences.catalogue_entry.decided_at is 'When';
comment on column licences.catalogue_entry.version is 'Counts changes, so that of two concurrent acts one is told';
create index on licences.catalogue_entry (category_id) where state = 'in-force';
create index on licences.catalogue_entry (dataset, state, valid_from);

create table licences.licence (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  number text not null,
  number_key text not null,
  kind text not null check (kind in ('production-licence', 'certification')),
  holder_id bigint not null references enterprises.enterprise (id),
  issuer_kind text not null check (issuer_kind in ('authority', 'body')),
  issuer text not null,
  issuer_region text check (issuer_region ~ '^[1-9][0-9]{5}$'),
  issued_on date not null,
  valid_from date not null,
  valid_until date not null,
  surrendered_on date,
  revoked_on date,
  created_at timestamptz not null,
  version int not null default 1,
  unique (dataset, number_key),
  constraint term check (valid_from <= valid_until)
);
comment on table licences.licence is 'Production licences 生产许可证 and certificates 认证证书; how one stands on a day follows from term, surrender, revocation and holds';
comment on column licences.licence.id is 'Internal number';
comment on column licences.licence.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column licences.licence.number is 'Number of the paper';
comment on column licences.licence.number_key is 'Normalised number: one number has one holder';
comment on column licences.licence.kind is 'production-licence or certification';
comment on column licences.licence.holder_id is 'The enterprise that holds it';
comment on column licences.licence.issuer_kind is 'authority 发证机关 or body 认证机构';
comment on column licences.licence.issuer is 'Name of the issuer';
comment on column licences.licence.issuer_region is 'Division of the issuing authority, where it is known: who may revoke';
comment on column licences.licence.issued_on is 'Day of issue';
comment on column licences.licence.valid_from is 'First day of validity';
comment on column licences.licence.valid_until is 'Last day of validity; expiry is read from it and never stored';
comment on column licences.licence.surrendered_on is 'Day of its surrender 注销';
comment on column licences.licence.revoked_on is 'Day of its revocation 吊销、撤销';
comment on column licences.licence.created_at is 'When it was entered';
comment on column licences.licence.version is 'Counts changes';
create index on licences.licence (holder_id);
create index on licences.licence (dataset, id desc);

create table licences.scope (
  licence_id bigint not null references licences.licence (id),
  category_id bigint not null references products.category (id),
  unit text not null default '',
  primary key (licence_id, category_id)
);
comment on table licences.scope is 'Products for which a licence holds';
comment on column licences.scope.licence_id is 'The licence';
comment on column licences.scope.category_id is 'Product category';
comment on column licences.scope.unit is 'Product unit 产品单元, as printed on the licence';
create index on licences.scope (category_id);

create table licences.hold (
  id bigint generated always as identity primary key,
  dataset text not null,
  licence_id bigint not null references licences.licence (id),
  category_id bigint references products.category (id),
  ground text not null check (ground in ('card', 'issuer')),
  card_id bigint,
  from_on date not null,
  ended_on date,
  end_cause text check (end_cause in ('card-lifted', 'card-revoked', 'card-ended', 'issuer')),
  created_at timestamptz not null,
  constraint ground_whole check ((ground = 'card') = (card_id is not null and category_id is not null)),
  constraint end_whole check ((ended_on is null) = (end_cause is null)),
  constraint term check (from_on <= ended_on)
);
comment on table licences.hold is 'Suspended use 暂停使用 of a licence, for one product or for all; each has one ground and ends with it alone (notice 4.3.1)';
comment on column licences.hold.id is 'Internal number';
comment on column licences.hold.dataset is 'Dataset of the licence';
comment on column licences.hold.licence_id is 'The licence';
comment on column licences.hold.category_id is 'The product; empty where all of the licence is suspended';
comment on column licences.hold.ground is 'card: a warning card; issuer: the issuer suspended it';
comment on column licences.hold.card_id is 'The warning card';
comment on column licences.hold.from_on is 'First day without use';
comment on column licences.hold.ended_on is 'Day on which it ended, usable again; empty while it is on';
comment on column licences.hold.end_cause is 'card-lifted 解除, card-revoked 撤销, card-ended 无法整改, or issuer';
comment on column licences.hold.created_at is 'When it was entered';
create unique index hold_once on licences.hold (licence_id, card_id, category_id) where ended_on is null and card_id is not null;
create unique index issuer_hold_once on licences.hold (licence_id) where ended_on is null and ground = 'issuer';
create index on licences.hold (licence_id);
create index on licences.hold (card_id) where card_id is not null;

create table licences.event (
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
comment on table licences.event is 'What happened to licences and catalogue entries, act by act; append-only by grant and trigger';
comment on column licences.event.id is 'Internal number';
comment on column licences.event.subject_kind is 'licence, catalogue-entry and what else the room keeps';
comment on column licences.event.subject_id is 'Number of the thing';
comment on column licences.event.verb is 'The act';
comment on column licences.event.state is 'State afterwards';
comment on column licences.event.account_id is 'Who; empty for the program itself';
comment on column licences.event.at is 'When';
comment on column licences.event.reason is 'Why';
comment on column licences.event.detail is 'What else belongs to it: days, what stood before';
create index on licences.event (subject_kind, subject_id, id);
create function licences.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of licences is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
comment on function licences.refuse_change is 'Refuses every change to the history';
create trigger append_only before update or delete on licences.event for each row execute function licences.refuse_change();
create trigger no_truncate before truncate on licences.event for each statement execute function licences.refuse_change();

create table licences.import (
  id bigint generated always as identity primary key,
  dataset text not null,
  content text not null check (content in ('licences', 'business-licences')),
  files text[] not null,
  account_id uuid,
  at timestamptz not null,
  rows int not null,
  added int not null,
  changed int not null,
  unchanged int not null,
  rejected int not null,
  rejections jsonb not null
);
comment on table licences.import is 'Imports of tables, each with the rows that were not taken and why';
comment on column licences.import.id is 'Internal number';
comment on column licences.import.dataset is 'Dataset';
comment on column licences.import.content is 'What the tables hold';
comment on column licences.import.files is 'Names of the files';
comment on column licences.import.account_id is 'Who; empty for the command line';
comment on column licences.import.at is 'When';
comment on column licences.import.rows is 'Rows read';
comment on column licences.import.added is 'New';
comment on column licences.import.changed is 'Changed';
comment on column licences.import.unchanged is 'On record already';
comment on column licences.import.rejected is 'Not taken';
comment on column licences.import.rejections is 'Up to five thousand rejected rows: file, sheet, row, column, reason';

-- The same statement as standingOn in rules.ts; a test holds the two against each other.
create function licences.standing(revoked date, surrendered date, valid_from date, valid_until date, held boolean, day date) returns text
  language sql immutable parallel safe
  return case when revoked <= day then 'revoked' when surrendered <= day then 'surrendered' when valid_until < day then 'expired'
    when day < valid_from then 'not-yet' when held then 'suspended' else 'valid' end;
comment on function licences.standing is 'How a licence stands on a day, given whether its use is held';

-- Holders are public identity; a licence is seen where its holder is. The commerce authority sees what the gate rests on.
alter table licences.licence enable row level security;
create policy licence_read on licences.licence for select to {{app}} using (
  (select identity.sees_all('licences.read') or identity.sees_all('licences.gate'))
  or exists (select from enterprises.enterprise e where e.id = holder_id
    and (e.city_code = any ((select identity.scope('licences.read') || identity.scope('licences.gate'))::text[])
      or e.county_code = any ((select identity.scope('licences.read') || identity.scope('licences.gate'))::text[]))));
create policy licence_engine on licences.licence to {{engine}} using (true) with check (true);
alter table licences.scope enable row level security;
create policy scope_read on licences.scope for select to {{app}} using (exists (select from licences.licence l where l.id = licence_id));
create policy scope_engine on licences.scope to {{engine}} using (true) with check (true);
alter table licences.hold enable row level security;
create policy hold_read on licences.hold for select to {{app}} using (exists (select from licences.licence l where l.id = licence_id));
create policy hold_engine on licences.hold to {{engine}} using (true) with check (true);
alter table licences.catalogue_entry enable row level security;
-- The catalogue is for everybody who is signed in; proposals for those who keep it.
create policy entry_read on licences.catalogue_entry for select to {{app}} using (
  (select identity.acting()) is not null
  and (state in ('in-force', 'replaced') or (select identity.sees_all('licences.catalogue') or identity.sees_all('licences.approve'))));
create policy entry_engine on licences.catalogue_entry to {{engine}} using (true) with check (true);
alter table licences.event enable row level security;
create policy event_read on licences.event for select to {{app}} using (
  case subject_kind
    when 'licence' then exists (select from licences.licence l where l.id = subject_id)
    when 'catalogue-entry' then exists (select from licences.catalogue_entry c where c.id = subject_id)
    else false end);
create policy event_engine on licences.event to {{engine}} using (true) with check (true);
alter table licences.import enable row level security;
create policy import_read on licences.import for select to {{app}} using (
  case content when 'licences' then (select identity.sees_all('licences.record'))
    else account_id = (select identity.acting()) end);
create policy import_engine on licences.import to {{engine}} using (true) with check (true);

create view licences.published_licence with (security_invoker = true) as
  select l.id, l.dataset, l.number, l.kind, l.holder_id, s.category_id, l.valid_from, l.valid_until, l.surrendered_on, l.revoked_on,
         exists (select from licences.hold h where h.licence_id = l.id and h.ended_on is null
                  and (h.category_id is null or h.category_id = s.category_id)) as held
    from licences.licence l join licences.scope s on s.licence_id = l.id;
comment on view licences.published_licence is 'Licences product by product, for other rooms; each reader sees what the policies let them see';

revoke all on all functions in schema licences from public;
grant execute on all functions in schema licences to {{app}}, {{engine}};
grant select on all tables in schema licences to {{app}}, {{engine}};
grant insert, update on licences.catalogue_entry, licences.licence, licences.hold to {{engine}};
grant insert, update, delete on licences.scope to {{engine}};
grant insert on licences.event, licences.import to {{engine}};
