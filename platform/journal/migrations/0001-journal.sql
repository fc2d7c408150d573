-- after: identity/0001
create schema journal;
grant usage on schema journal to {{app}}, {{engine}}, {{portal}};

create table journal.entry (
  id uuid primary key,
  at timestamptz not null,
  account_id uuid,
  actor text not null,
  actor_kind text not null check (actor_kind in ('account', 'system', 'anonymous')),
  request_id text not null,
  act text not null,
  subject text not null,
  dataset text check (dataset in ('demo', 'historical', 'live')),
  region_code text,
  region_path text[] not null,
  confidential boolean not null,
  canonical bytea not null,
  salt bytea not null check (length(salt) = 32),
  leaf bytea not null check (length(leaf) = 32)
);
comment on table journal.entry is 'Who did what to which thing, one entry an act, written in the transaction of the change; append-only by grant and by trigger';
comment on column journal.entry.id is 'Number of the entry';
comment on column journal.entry.at is 'When, by the clock of the program';
comment on column journal.entry.account_id is 'Account, empty for the program itself';
comment on column journal.entry.actor is 'Name of the actor on that day';
comment on column journal.entry.actor_kind is 'account, system (the program itself) or anonymous';
comment on column journal.entry.request_id is 'The request in which it was done';
comment on column journal.entry.act is 'The verb, for example warning-cards.issue';
comment on column journal.entry.subject is 'The thing, for example card/17';
comment on column journal.entry.dataset is 'Dataset of the thing, where it has one';
comment on column journal.entry.region_code is 'Place of the thing, where it has one';
comment on column journal.entry.region_path is 'The divisions that the place lies in, for row-level security; empty = seen by holders for the whole province only';
comment on column journal.entry.confidential is 'Seen only by holders of journal.read for the whole province';
comment on column journal.entry.canonical is 'The whole entry with its payload as canonical JSON (RFC 8785), the bytes that are hashed';
comment on column journal.entry.salt is 'Random; without it nobody can guess a withheld entry from its leaf';
comment on column journal.entry.leaf is 'SHA-256 of 0x00, salt and canonical bytes';
create index on journal.entry (at desc, id desc);
create index on journal.entry (subject, at desc, id desc);
create index on journal.entry (account_id, at desc, id desc);
create index on journal.entry (act, at desc, id desc);

create table journal.pending (
  entry_id uuid primary key,
  xid xid8 not null default pg_current_xact_id(),
  ordinal int not null
);
comment on table journal.pending is 'Entries that have no number yet; the sealer takes those whose transaction is older than every running one';
comment on column journal.pending.entry_id is 'The entry';
comment on column journal.pending.xid is 'Transaction that wrote it: commit order is not the order of identities';
comment on column journal.pending.ordinal is 'Place within its act';
create index on journal.pending (xid, ordinal);

create table journal.leaf (
  seq bigint primary key check (seq >= 0),
  entry_id uuid not null unique references journal.entry (id),
  leaf bytea not null
);
comment on table journal.leaf is 'The numbered entries: leaf number seq of the Merkle tree';
comment on column journal.leaf.seq is 'Number of the leaf, from 0 without a gap';
comment on column journal.leaf.entry_id is 'The entry';
comment on column journal.leaf.leaf is 'Its hash';

create table journal.node (
  level smallint not null check (level > 0),
  place bigint not null,
  hash bytea not null,
  primary key (level, place)
);
comment on table journal.node is 'Complete inner nodes of the Merkle tree (RFC 6962), kept so that sealing and proofs need not read all leaves';
comment on column journal.node.level is 'Height above the leaves';
comment on column journal.node.place is 'Place in its level: covers the leaves place·2^level to (place+1)·2^level − 1';
comment on column journal.node.hash is 'SHA-256 of 0x01, left and right node';

create table journal.seal (
  number bigint primary key check (number > 0),
  size bigint not null unique,
  root bytea not null,
  previous_root bytea,
  at timestamptz not null
);
comment on table journal.seal is 'Seals: root of the tree over the first size entries; each names the root before it';
comment on column journal.seal.number is 'Number of the seal, from 1 without a gap';
comment on column journal.seal.size is 'Number of entries under the seal';
comment on column journal.seal.root is 'Merkle root over them';
comment on column journal.seal.previous_root is 'Root of the seal before, empty for the first';
comment on column journal.seal.at is 'When it was made';
create index on journal.seal (at desc);

create view journal.published_seal as select number, size, root, previous_root, at from journal.seal;
comment on view journal.published_seal is 'Seals are public: whoever keeps one can later prove that nothing before it was changed';
create view journal.published_leaf as select seq, entry_id, leaf from journal.leaf;
comment on view journal.published_leaf is 'Leaf hashes are public: with them anybody can recompute every root';
create view journal.published_node as select level, place, hash from journal.node;
comment on view journal.published_node is 'Inner nodes are public: proofs are made of them';

create function journal.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
comment on function journal.refuse_change is 'Refuses every change to what was written';

do $$
declare
  name text;
begin
  foreach name in array array['entry', 'leaf', 'node', 'seal'] loop
    execute format('create trigger append_only before update or delete on journal.%I for each row execute function journal.refuse_change()', name);
    execute format('create trigger no_truncate before truncate on journal.%I for each statement execute function journal.refuse_change()', name);
  end loop;
end $$;
create trigger no_truncate before truncate on journal.pending for each statement execute function journal.refuse_change();

alter table journal.entry enable row level security;
create policy own_acts on journal.entry for select to {{app}}
  using (account_id = (select nullif(current_setting('zhijian.account', true), '')::uuid));
create policy whole_province on journal.entry for select to {{app}}
  using ((select identity.sees_all('journal.read')));
create policy own_region on journal.entry for select to {{app}}
  using (not confidential and region_path && (select identity.scope('journal.read')));
create policy engine_reads on journal.entry for select to {{engine}} using (true);
create policy engine_writes on journal.entry for insert to {{engine}} with check (true);

grant select on journal.entry, journal.leaf, journal.seal, journal.node to {{app}}, {{engine}};
grant insert on journal.entry, journal.leaf, journal.seal, journal.node to {{engine}};
grant select, insert, delete on journal.pending to {{engine}};
grant select on journal.published_seal, journal.published_leaf, journal.published_node to {{app}}, {{engine}}, {{portal}};
