-- after: identity/0002
create schema documents;
grant usage on schema documents to {{app}}, {{engine}}, {{portal}};

create table documents.number_series (
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  prefix text not null,
  year int not null,
  last int not null check (last > 0),
  primary key (dataset, prefix, year)
);
comment on table documents.number_series is 'Last number given per authority, kind of paper and year; the row is locked and counted up within the transaction of the issue, hence no number twice and none left out';
comment on column documents.number_series.dataset is 'Dataset; only live numbers are those of real papers';
comment on column documents.number_series.prefix is 'Mark of the authority and word of the kind, for example 粤质检告';
comment on column documents.number_series.year is 'Year';
comment on column documents.number_series.last is 'Last number given';

create table documents.paper (
  id bigint generated always as identity primary key,
  kind text not null,
  kind_title jsonb not null,
  layout text not null check (layout in ('letter', 'form')),
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  subject text not null,
  authority text not null,
  authority_mark text not null,
  region_code text not null check (region_code ~ '^[1-9][0-9]{5}$'),
  region_path text[] not null,
  party text check (party ~ '^(laboratory|enterprise)/[1-9][0-9]{0,15}$'),
  addressee text not null,
  title text not null,
  fields jsonb not null,
  content jsonb not null,
  chain jsonb not null,
  state text not null check (state in ('drafted', 'reviewing', 'countersigning', 'signing', 'issued', 'printed', 'sealed', 'dropped', 'void')),
  series text,
  series_year int,
  ordinal int,
  number text,
  code text unique,
  verify_at text,
  content_sha256 text,
  pdf_sha256 text,
  pdf_file uuid,
  issued_on date,
  issued_at timestamptz,
  seal text,
  scan_sha256 text,
  scan_file uuid,
  void_reason text,
  version int not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  constraint issued_whole check (state not in ('issued', 'printed', 'sealed', 'void') or (number is not null and code is not null
    and verify_at is not null and content_sha256 is not null and issued_on is not null and issued_at is not null)),
  constraint drafts_have_no_number check (state in ('issued', 'printed', 'sealed', 'void') or number is null),
  constraint sealed_is_shown check (state <> 'sealed' or seal is not null or scan_sha256 is not null),
  constraint void_has_a_reason check ((state = 'void') = (void_reason is not null))
);
comment on table documents.paper is 'Official papers of all rooms: drafts, issued papers and void ones, whose numbers stay';
comment on column documents.paper.id is 'Internal number';
comment on column documents.paper.kind is 'Kind as its room declares it, for example spot-checks.result-notice';
comment on column documents.paper.kind_title is 'Name of the kind in both languages, as on the day of the draft';
comment on column documents.paper.layout is 'letter 公文 (GB/T 9704) or form 文书';
comment on column documents.paper.dataset is 'Dataset';
comment on column documents.paper.subject is 'The thing it is about, for example notice/17';
comment on column documents.paper.authority is 'Name of the issuing authority';
comment on column documents.paper.authority_mark is 'Its mark in numbers 机关代字, for example 粤';
comment on column documents.paper.region_code is 'The division whose officials see it';
comment on column documents.paper.region_path is 'That division and those above it, for row-level security';
comment on column documents.paper.party is 'The laboratory or enterprise it goes to, which sees it once it is issued';
comment on column documents.paper.addressee is 'Whom it goes to, in words';
comment on column documents.paper.title is 'Title of the paper';
comment on column documents.paper.fields is 'What the room filled in';
comment on column documents.paper.content is 'What the paper says, as composed; frozen at issue';
comment on column documents.paper.chain is 'Signing chain of the kind on the day of the draft; empty for a simple paper';
comment on column documents.paper.state is 'drafted, reviewing 审核, countersigning 会签, signing 待签发, issued, printed, sealed, dropped 撤稿, void 作废';
comment on column documents.paper.series is 'Prefix of the number';
comment on column documents.paper.series_year is 'Year of the number';
comment on column documents.paper.ordinal is 'Ordinal of the number within series and year';
comment on column documents.paper.number is '发文字号 as printed';
comment on column documents.paper.code is 'Code of verification: 75 random bits and a check character, Crockford base 32';
comment on column documents.paper.verify_at is 'Address that the two-dimensional code leads to';
comment on column documents.paper.content_sha256 is 'SHA-256 of everything printed, in canonical form';
comment on column documents.paper.pdf_sha256 is 'SHA-256 of the PDF, kept once it was first drawn';
comment on column documents.paper.pdf_file is 'The PDF in the file store';
comment on column documents.paper.issued_on is 'Date of the paper';
comment on column documents.paper.issued_at is 'When it was issued';
comment on column documents.paper.seal is 'Electronic seal as recorded: its name or number';
comment on column documents.paper.scan_sha256 is 'SHA-256 of the scan of the printed and sealed paper';
comment on column documents.paper.scan_file is 'The scan in the file store';
comment on column documents.paper.void_reason is 'Why it was made void';
comment on column documents.paper.version is 'Counts changes, so that of two concurrent acts one is told';
comment on column documents.paper.created_by is 'Account that drafted or issued it, empty for the program itself';
comment on column documents.paper.created_at is 'When it was drafted or issued';
create unique index paper_number on documents.paper (dataset, number) where number is not null;
create unique index paper_ordinal on documents.paper (dataset, series, series_year, ordinal) where ordinal is not null;
create index on documents.paper (dataset, id desc);
create index on documents.paper (subject);
create index on documents.paper (party) where party is not null;
create index on documents.paper using gin (region_path);

create table documents.signature (
  paper_id bigint not null references documents.paper (id),
  step text not null,
  account_id uuid,
  on_behalf_of text,
  reason text,
  at timestamptz not null,
  primary key (paper_id, step),
  constraint different_persons unique (paper_id, account_id),
  constraint a_stand_in_says_why check (on_behalf_of is null or reason is not null)
);
comment on table documents.signature is 'Who signed which step of the chain of a paper; taken back when the paper is returned';
comment on column documents.signature.paper_id is 'The paper';
comment on column documents.signature.step is 'draft 拟办, or a step of its chain';
comment on column documents.signature.account_id is 'Who; no person signs two steps of one paper';
comment on column documents.signature.on_behalf_of is 'Whom a stand-in signed for 代签';
comment on column documents.signature.reason is 'Opinion, or why a stand-in signed';
comment on column documents.signature.at is 'When';

create table documents.paper_event (
  id bigint generated always as identity primary key,
  paper_id bigint not null references documents.paper (id),
  at timestamptz not null,
  act text not null,
  step text,
  account_id uuid,
  on_behalf_of text,
  reason text
);
comment on table documents.paper_event is 'What happened to a paper';
comment on column documents.paper_event.id is 'Internal number';
comment on column documents.paper_event.paper_id is 'The paper';
comment on column documents.paper_event.at is 'When';
comment on column documents.paper_event.act is 'draft, redraft, issue, submit, approve, sign, return, drop, print, seal, scan or void';
comment on column documents.paper_event.step is 'Step of the chain that was signed';
comment on column documents.paper_event.account_id is 'Who, empty for the program itself';
comment on column documents.paper_event.on_behalf_of is 'Whom a stand-in acted for';
comment on column documents.paper_event.reason is 'Why, or the opinion';
create index on documents.paper_event (paper_id, id);

-- What went out under a number stays as it went out.
create function documents.keep_issued() returns trigger language plpgsql as $$
begin
  if old.number is not null and (old.kind, old.dataset, old.subject, old.authority, old.addressee, old.title, old.fields, old.content,
      old.series, old.series_year, old.ordinal, old.number, old.code, old.verify_at, old.content_sha256, old.issued_on, old.party, old.region_code)
    is distinct from (new.kind, new.dataset, new.subject, new.authority, new.addressee, new.title, new.fields, new.content,
      new.series, new.series_year, new.ordinal, new.number, new.code, new.verify_at, new.content_sha256, new.issued_on, new.party, new.region_code)
    or (old.pdf_sha256 is not null and new.pdf_sha256 is distinct from old.pdf_sha256)
    or (old.state = 'void' and new.state <> 'void') then
    raise exception 'an issued paper does not change' using constraint = 'issued_papers_stay';
  end if;
  return new;
end $$;
comment on function documents.keep_issued is 'Refuses changes to what an issued paper says, its number, its digest, and the way back from void';
create trigger keep_issued before update on documents.paper for each row execute function documents.keep_issued();

alter table documents.paper enable row level security;
create policy paper_officials on documents.paper for select to {{app}}
  using (region_path && (select identity.scope('documents.read')));
create policy paper_party on documents.paper for select to {{app}}
  using (number is not null and party = any ((select identity.scope('documents.receive'))::text[]));
create policy paper_engine on documents.paper to {{engine}} using (true) with check (true);

-- How a paper came about concerns the officials alone.
alter table documents.signature enable row level security;
create policy signature_read on documents.signature for select to {{app}} using (
  exists (select from documents.paper p where p.id = paper_id and p.region_path && (select identity.scope('documents.read'))));
create policy signature_engine on documents.signature to {{engine}} using (true) with check (true);
alter table documents.paper_event enable row level security;
create policy event_read on documents.paper_event for select to {{app}} using (
  exists (select from documents.paper p where p.id = paper_id and p.region_path && (select identity.scope('documents.read'))));
create policy event_engine on documents.paper_event to {{engine}} using (true) with check (true);

create view documents.published_paper as
  select code, kind_title, number, issued_on, authority, dataset, state = 'void' as void, pdf_sha256
    from documents.paper where number is not null;
comment on view documents.published_paper is 'What the public learns of a paper whose code it holds: neither parties nor content';

grant select on documents.paper, documents.signature, documents.paper_event to {{app}}, {{engine}};
grant insert, update on documents.paper to {{engine}};
grant insert, delete on documents.signature to {{engine}};
grant insert on documents.paper_event to {{engine}};
grant select, insert, update on documents.number_series to {{engine}};
grant select on documents.published_paper to {{portal}}, {{engine}};
