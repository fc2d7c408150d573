-- after: identity/0001, regions/0001, authorities/0001, products/0001, laboratories/0001, enterprises/0001
create schema spot_checks;
grant usage on schema spot_checks to {{app}}, {{engine}}, {{portal}};

create table spot_checks.import (
  id uuid primary key default gen_random_uuid(),
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  state text not null default 'received'
    check (state in ('received', 'running', 'done', 'cancelled', 'failed', 'withdrawn')),
  authority_name text,
  level text check (level in ('national', 'provincial', 'municipal', 'county')),
  kind text check (kind in ('regular', 'special', 'follow-up', 'urgent')),
  published_on date,
  region_code text not null,
  started_by uuid,
  started_at timestamptz not null default now(),
  running_since timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz,
  cancel_requested boolean not null default false,
  rows_total bigint,
  rows_done bigint not null default 0,
  stage text,
  report jsonb,
  refusal jsonb,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawal_reason text
);
comment on table spot_checks.import is 'One import of published tables: a unit that is done whole or not at all';
comment on column spot_checks.import.id is 'Number of the import';
comment on column spot_checks.import.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.import.state is 'received (stored, mapping awaited), running, done, cancelled, failed, withdrawn';
comment on column spot_checks.import.authority_name is 'Publishing authority given by the user where the table names none';
comment on column spot_checks.import.level is 'Level given by the user where the authority does not tell it';
comment on column spot_checks.import.kind is 'Kind of check given by the user';
comment on column spot_checks.import.published_on is 'Date of publication given by the user where the table names none';
comment on column spot_checks.import.region_code is 'Region whose officers may see the import before it is done';
comment on column spot_checks.import.started_by is 'Account';
comment on column spot_checks.import.started_at is 'When';
comment on column spot_checks.import.running_since is 'When the work itself began';
comment on column spot_checks.import.finished_at is 'When it was done, cancelled or failed';
comment on column spot_checks.import.heartbeat_at is 'Last sign of life of the program that carries it out';
comment on column spot_checks.import.cancel_requested is 'Somebody has asked to stop it';
comment on column spot_checks.import.rows_total is 'Rows to read, when known';
comment on column spot_checks.import.rows_done is 'Rows read';
comment on column spot_checks.import.stage is 'What is being done';
comment on column spot_checks.import.report is 'The report shown at the end';
comment on column spot_checks.import.refusal is 'Why it failed';
comment on column spot_checks.import.withdrawn_by is 'Account that withdrew it';
comment on column spot_checks.import.withdrawn_at is 'When';
comment on column spot_checks.import.withdrawal_reason is 'Why';
create index on spot_checks.import (started_at desc, id);
create index import_waiting on spot_checks.import (state) where state in ('received', 'running');

create table spot_checks.import_file (
  id bigint generated always as identity primary key,
  import_id uuid not null references spot_checks.import (id),
  name text not null,
  sha256 text not null,
  bytes bigint not null,
  stored_at text
);
comment on table spot_checks.import_file is 'Files of an import, kept as they came';
comment on column spot_checks.import_file.id is 'Internal number';
comment on column spot_checks.import_file.import_id is 'The import';
comment on column spot_checks.import_file.name is 'Name as sent';
comment on column spot_checks.import_file.sha256 is 'Digest of the file';
comment on column spot_checks.import_file.bytes is 'Size';
comment on column spot_checks.import_file.stored_at is 'Name within the file store';

create table spot_checks.sheet (
  id bigint generated always as identity primary key,
  import_id uuid not null references spot_checks.import (id),
  file_id bigint not null references spot_checks.import_file (id),
  name text not null,
  ordinal int not null,
  digest text,
  kind text not null,
  dataset text not null,
  included boolean not null default true,
  mapping jsonb not null,
  saved_mapping boolean not null default false,
  sample jsonb not null default '[]',
  notes jsonb not null default '[]',
  rows int not null default 0,
  accepted int not null default 0,
  rejected int not null default 0,
  duplicates int not null default 0,
  refusal jsonb,
  active boolean not null default false
);
comment on table spot_checks.sheet is 'A sheet of a file; its digest and the place within it identify a row';
comment on column spot_checks.sheet.id is 'Internal number';
comment on column spot_checks.sheet.import_id is 'The import';
comment on column spot_checks.sheet.file_id is 'The file';
comment on column spot_checks.sheet.name is 'Name of the sheet';
comment on column spot_checks.sheet.ordinal is 'Place of the sheet within its file, from 0';
comment on column spot_checks.sheet.digest is 'SHA-256 of the contents of its cells, once it was read whole';
comment on column spot_checks.sheet.kind is 'results, refusals, post-handling and the like, as recognised or corrected';
comment on column spot_checks.sheet.dataset is 'Dataset of the import';
comment on column spot_checks.sheet.included is 'False when a person has left it out';
comment on column spot_checks.sheet.mapping is 'What was recognised: title, header, column → field, items; or as a person corrected it';
comment on column spot_checks.sheet.saved_mapping is 'True when the mapping is one that a person had saved for the authority';
comment on column spot_checks.sheet.sample is 'The first rows as they stand, for the page on which the mapping is checked';
comment on column spot_checks.sheet.notes is 'Rows that are no data (footnotes, totals), with their place and text';
comment on column spot_checks.sheet.rows is 'Rows of data';
comment on column spot_checks.sheet.accepted is 'Rows stored';
comment on column spot_checks.sheet.rejected is 'Rows listed with a reason';
comment on column spot_checks.sheet.duplicates is 'Rows that were in the store already';
comment on column spot_checks.sheet.refusal is 'Why the sheet was not read';
comment on column spot_checks.sheet.active is 'True while its rows count (import done and not withdrawn)';
create unique index sheet_once on spot_checks.sheet (dataset, digest) where active;
create index on spot_checks.sheet (import_id);

create table spot_checks.rejected_row (
  sheet_id bigint not null references spot_checks.sheet (id),
  row_no int not null,
  cells jsonb not null,
  problems jsonb not null,
  primary key (sheet_id, row_no)
);
comment on table spot_checks.rejected_row is 'Rows that could not be read, with column and reason; to be corrected and sent again';
comment on column spot_checks.rejected_row.sheet_id is 'The sheet';
comment on column spot_checks.rejected_row.row_no is 'Row number as the spreadsheet shows it';
comment on column spot_checks.rejected_row.cells is 'The cells as they stood';
comment on column spot_checks.rejected_row.problems is 'List of {column, code, reason}';

create table spot_checks.saved_mapping (
  authority_name text not null,
  signature text not null,
  mapping jsonb not null,
  saved_by uuid,
  saved_at timestamptz not null default now(),
  primary key (authority_name, signature)
);
comment on table spot_checks.saved_mapping is 'Column mappings corrected by a person and kept for an authority';
comment on column spot_checks.saved_mapping.authority_name is 'The authority whose tables look like this';
comment on column spot_checks.saved_mapping.signature is 'Digest of the header row';
comment on column spot_checks.saved_mapping.mapping is 'Column → field';
comment on column spot_checks.saved_mapping.saved_by is 'Account';
comment on column spot_checks.saved_mapping.saved_at is 'When';

create table spot_checks.spot_check (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  authority_name text not null,
  authority_id bigint references authorities.authority (id),
  level text not null check (level in ('national', 'provincial', 'municipal', 'county')),
  kind text not null check (kind in ('regular', 'special', 'follow-up', 'urgent')),
  batch text not null,
  published_on date,
  title text not null,
  unique (dataset, authority_name, kind, batch)
);
comment on table spot_checks.spot_check is 'A spot check as published: one batch of one authority';
comment on column spot_checks.spot_check.id is 'Internal number';
comment on column spot_checks.spot_check.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.spot_check.authority_name is 'Publishing authority as written';
comment on column spot_checks.spot_check.authority_id is 'The authority in the register, where found';
comment on column spot_checks.spot_check.level is 'Level of the authority on the day';
comment on column spot_checks.spot_check.kind is 'regular, special, follow-up or urgent: never mixed in one rate';
comment on column spot_checks.spot_check.batch is 'Batch as published, usually the date of publication';
comment on column spot_checks.spot_check.published_on is 'Date of publication';
comment on column spot_checks.spot_check.title is 'Title shown to people';

create table spot_checks.result (
  id bigint generated always as identity primary key,
  dataset text not null,
  check_id bigint not null references spot_checks.spot_check (id),
  category_id bigint not null,
  producer_id bigint,
  seller_id bigint,
  laboratory_id bigint,
  province_code text,
  city_code text,
  city_given text,
  month date not null default '-infinity',
  verdict text not null,
  published_verdict text not null,
  producer_cell text not null,
  parties_settled boolean not null default true,
  product_name text not null,
  brand text,
  model text,
  grade text,
  production_batch text,
  produced_on date,
  sampled_on date,
  standard text,
  failing_items text[] not null default '{}',
  engine_disagrees boolean not null default false,
  details jsonb,
  content_key bytea not null,
  seller_cell text,
  final_on date
);
comment on table spot_checks.result is 'One sampled batch and its result. No foreign key but the one to its check: ids come from joins in staging and a set-wise test finds orphans';
comment on column spot_checks.result.id is 'Number of the result';
comment on column spot_checks.result.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.result.check_id is 'The spot check';
comment on column spot_checks.result.category_id is 'Product category';
comment on column spot_checks.result.producer_id is 'The actual producer: the factory where it is named; empty while unsettled';
comment on column spot_checks.result.seller_id is 'Inspected unit 受检单位 where it is not the producer';
comment on column spot_checks.result.laboratory_id is 'Inspection body';
comment on column spot_checks.result.province_code is 'Province of the producer as the table gives it';
comment on column spot_checks.result.city_code is 'City of the producer, empty while not given or confirmed';
comment on column spot_checks.result.city_given is 'City that the table itself names';
comment on column spot_checks.result.month is 'First day of the month under which statistics count it: sampling, else publication; -infinity when neither is known';
comment on column spot_checks.result.verdict is 'pass 合格, fail 不合格, refused 拒检, none';
comment on column spot_checks.result.published_verdict is 'Verdict verbatim';
comment on column spot_checks.result.producer_cell is 'Producer cell verbatim';
comment on column spot_checks.result.parties_settled is 'False while a person has to say who of the cell is the producer';
comment on column spot_checks.result.product_name is 'Product name as published';
comment on column spot_checks.result.brand is 'Trade mark';
comment on column spot_checks.result.model is 'Model and specification';
comment on column spot_checks.result.grade is 'Product grade';
comment on column spot_checks.result.production_batch is 'Production date or lot as published';
comment on column spot_checks.result.produced_on is 'Production date where it could be read with certainty';
comment on column spot_checks.result.sampled_on is 'Sampling date where known';
comment on column spot_checks.result.standard is 'Executed standard';
comment on column spot_checks.result.failing_items is 'Failing items';
comment on column spot_checks.result.engine_disagrees is 'Measured values and limits lead to another verdict than the published one: a person looks';
comment on column spot_checks.result.details is 'What else the table gives: address, platform, remark, recheck, unknown columns';
comment on column spot_checks.result.content_key is 'Digest of batch, normalised content and occurrence within its sheet: equal rows of several files are one result. Its first seven bytes are shared by nearly equal rows';
comment on column spot_checks.result.seller_cell is 'Inspected unit verbatim';
comment on column spot_checks.result.final_on is 'Day on which the result became final; historical results are final by publication';
create unique index result_content on spot_checks.result (content_key);
create index result_producer on spot_checks.result (producer_id, category_id);
create index result_check on spot_checks.result (check_id);
create index result_list on spot_checks.result (dataset, month desc, id desc);
create index result_failing on spot_checks.result (dataset, category_id, id) where verdict = 'fail';
create index result_seller on spot_checks.result (seller_id) where seller_id is not null;
create index result_unsettled on spot_checks.result (dataset, producer_cell) where not parties_settled;
create index result_disagreeing on spot_checks.result (dataset, id) where engine_disagrees;

create table spot_checks.result_source (
  result_id bigint not null,
  sheet_id bigint not null,
  row_no int not null,
  primary key (sheet_id, row_no)
);
comment on table spot_checks.result_source is 'Where a result was read: sheet and place';
comment on column spot_checks.result_source.result_id is 'The result';
comment on column spot_checks.result_source.sheet_id is 'The sheet';
comment on column spot_checks.result_source.row_no is 'Row number as the spreadsheet shows it';
create index on spot_checks.result_source (result_id);

create table spot_checks.merged_content (
  content_key bytea primary key,
  result_id bigint not null
);
comment on table spot_checks.merged_content is 'Contents that a person has declared to be another result: read again, they lead to it';
comment on column spot_checks.merged_content.content_key is 'Content key of the row that was given up';
comment on column spot_checks.merged_content.result_id is 'The result that stands for it';
create index on spot_checks.merged_content (result_id);

create table spot_checks.result_party (
  result_id bigint not null,
  role text not null check (role in ('factory', 'principal', 'distributor', 'importer', 'unknown')),
  enterprise_id bigint not null,
  primary key (result_id, role, enterprise_id)
);
comment on table spot_checks.result_party is 'Firms of a producer cell that names more than one, by role';
comment on column spot_checks.result_party.result_id is 'The result';
comment on column spot_checks.result_party.role is 'factory 生产厂, principal 制造商/委托方, distributor 经销商, importer 进口商, unknown';
comment on column spot_checks.result_party.enterprise_id is 'The enterprise';
create index on spot_checks.result_party (enterprise_id);

create table spot_checks.result_item (
  result_id bigint not null,
  ordinal smallint not null,
  item text not null,
  measured text not null,
  limit_text text not null,
  published_verdict text not null default '',
  verdict text not null check (verdict in ('pass', 'fail', 'unreadable')),
  reason jsonb not null,
  primary key (result_id, ordinal)
);
comment on table spot_checks.result_item is 'Measured values and limits, judged item by item by the engine';
comment on column spot_checks.result_item.result_id is 'The result';
comment on column spot_checks.result_item.ordinal is 'Place in the table';
comment on column spot_checks.result_item.item is 'Inspection item 检验项目';
comment on column spot_checks.result_item.measured is 'Measured value 实测值 as written';
comment on column spot_checks.result_item.limit_text is 'Limit 标准值 as written';
comment on column spot_checks.result_item.published_verdict is 'Verdict on the item in the words of the table';
comment on column spot_checks.result_item.verdict is 'Verdict of the engine';
comment on column spot_checks.result_item.reason is 'The reason, zh and en';

create table spot_checks.role_case (
  id bigint generated always as identity primary key,
  dataset text not null,
  cell text not null,
  reason jsonb not null,
  parties jsonb not null,
  state text not null default 'open' check (state in ('open', 'decided')),
  decision jsonb,
  decision_reason text,
  decided_results int,
  decided_failed int,
  decided_by uuid,
  decided_at timestamptz,
  unique (dataset, cell)
);
comment on table spot_checks.role_case is 'Producer cells in which the program could not settle who produced';
comment on column spot_checks.role_case.id is 'Internal number';
comment on column spot_checks.role_case.dataset is 'Dataset';
comment on column spot_checks.role_case.cell is 'The cell verbatim; one decision serves every row that has it';
comment on column spot_checks.role_case.reason is 'Why it is unsettled, zh and en';
comment on column spot_checks.role_case.parties is 'What was recognised: list of {role, name}';
comment on column spot_checks.role_case.state is 'open or decided';
comment on column spot_checks.role_case.decision is 'List of {role, name} as decided';
comment on column spot_checks.role_case.decision_reason is 'Why';
comment on column spot_checks.role_case.decided_results is 'Results that the decision has settled';
comment on column spot_checks.role_case.decided_failed is 'Failing ones among them';
comment on column spot_checks.role_case.decided_by is 'Account';
comment on column spot_checks.role_case.decided_at is 'When';

create table spot_checks.category_decision (
  dataset text not null,
  product_key text not null,
  category_id bigint not null,
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (dataset, product_key)
);
comment on table spot_checks.category_decision is 'Categories that a person has given to products whose 产品种类 is blank; they hold for later imports too';
comment on column spot_checks.category_decision.dataset is 'Dataset';
comment on column spot_checks.category_decision.product_key is 'Normalised product name';
comment on column spot_checks.category_decision.category_id is 'The category';
comment on column spot_checks.category_decision.decided_by is 'Account';
comment on column spot_checks.category_decision.decided_at is 'When';

create table spot_checks.near_case (
  id bigint generated always as identity primary key,
  dataset text not null,
  left_id bigint not null,
  right_id bigint not null,
  differences text[] not null,
  state text not null default 'open' check (state in ('open', 'same', 'different')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  unique (left_id, right_id)
);
comment on table spot_checks.near_case is 'Rows of different sheets that are nearly equal: a person says whether they are one sample';
comment on column spot_checks.near_case.id is 'Internal number';
comment on column spot_checks.near_case.dataset is 'Dataset';
comment on column spot_checks.near_case.left_id is 'One result';
comment on column spot_checks.near_case.right_id is 'The other';
comment on column spot_checks.near_case.differences is 'Columns in which they differ';
comment on column spot_checks.near_case.state is 'open, same or different';
comment on column spot_checks.near_case.decided_by is 'Account';
comment on column spot_checks.near_case.decided_at is 'When';
comment on column spot_checks.near_case.decision_reason is 'Why';

create table spot_checks.refusal (
  id bigint generated always as identity primary key,
  dataset text not null,
  check_id bigint not null references spot_checks.spot_check (id),
  producer_id bigint,
  product_name text not null,
  category_id bigint,
  category_basis text not null check (category_basis in ('given', 'product-name', 'person', 'open')),
  content_key bytea not null,
  sheet_id bigint not null,
  row_no int not null,
  unique (sheet_id, row_no)
);
comment on table spot_checks.refusal is 'Refusals of inspection 拒检 as published in lists of their own';
comment on column spot_checks.refusal.id is 'Internal number';
comment on column spot_checks.refusal.dataset is 'Dataset';
comment on column spot_checks.refusal.check_id is 'The spot check';
comment on column spot_checks.refusal.producer_id is 'Who refused; empty while unsettled';
comment on column spot_checks.refusal.product_name is 'Product as published';
comment on column spot_checks.refusal.category_id is 'Category, empty while a person has to say';
comment on column spot_checks.refusal.category_basis is 'How the category was found';
comment on column spot_checks.refusal.content_key is 'Digest of batch, firm and product: equal rows of several sheets are one refusal';
comment on column spot_checks.refusal.sheet_id is 'The sheet';
comment on column spot_checks.refusal.row_no is 'Row number';
create index on spot_checks.refusal (producer_id);
create index on spot_checks.refusal (content_key);

create table spot_checks.post_handling (
  id bigint generated always as identity primary key,
  dataset text not null,
  check_id bigint not null references spot_checks.spot_check (id),
  producer_id bigint,
  product_name text not null,
  rectification text,
  recheck text,
  penalty text,
  remark text,
  content_key bytea not null,
  sheet_id bigint not null,
  row_no int not null,
  unique (sheet_id, row_no)
);
comment on table spot_checks.post_handling is 'Published follow-up 后处理, kept verbatim';
comment on column spot_checks.post_handling.id is 'Internal number';
comment on column spot_checks.post_handling.dataset is 'Dataset';
comment on column spot_checks.post_handling.check_id is 'The spot check';
comment on column spot_checks.post_handling.producer_id is 'The producer; empty while unsettled';
comment on column spot_checks.post_handling.product_name is 'Product as published';
comment on column spot_checks.post_handling.rectification is '整改情况';
comment on column spot_checks.post_handling.recheck is '复查检验结果';
comment on column spot_checks.post_handling.penalty is '行政处罚情况';
comment on column spot_checks.post_handling.remark is '备注';
comment on column spot_checks.post_handling.content_key is 'Digest of batch and content: equal rows of several sheets are one';
comment on column spot_checks.post_handling.sheet_id is 'The sheet';
comment on column spot_checks.post_handling.row_no is 'Row number';
create index on spot_checks.post_handling (producer_id);
create index on spot_checks.post_handling (content_key);

-- Roll-ups: folded in once per import, proved equal to a full recount by a test.
create table spot_checks.rollup (
  dataset text not null,
  level text not null,
  kind text not null,
  month date not null,
  category_id bigint not null,
  province_code text not null,
  city_code text not null,
  passed int not null,
  failed int not null,
  refused int not null,
  no_verdict int not null,
  primary key (dataset, kind, level, month, category_id, province_code, city_code)
);
comment on table spot_checks.rollup is 'Results counted by month, category and place; empty code = 未确定';
comment on column spot_checks.rollup.dataset is 'Dataset';
comment on column spot_checks.rollup.level is 'Level of the authority';
comment on column spot_checks.rollup.kind is 'Kind of check';
comment on column spot_checks.rollup.month is 'First day of the month; -infinity when unknown';
comment on column spot_checks.rollup.category_id is 'Category';
comment on column spot_checks.rollup.province_code is 'Province of the producer';
comment on column spot_checks.rollup.city_code is 'City of the producer';
comment on column spot_checks.rollup.passed is '合格';
comment on column spot_checks.rollup.failed is '不合格';
comment on column spot_checks.rollup.refused is '拒检';
comment on column spot_checks.rollup.no_verdict is 'No verdict in the table';

create table spot_checks.rollup_laboratory (
  dataset text not null,
  kind text not null,
  level text not null,
  month date not null,
  category_id bigint not null,
  laboratory_id bigint not null,
  passed int not null,
  failed int not null,
  primary key (dataset, kind, level, month, category_id, laboratory_id)
);
comment on table spot_checks.rollup_laboratory is 'Results counted by laboratory; 0 = not named';
comment on column spot_checks.rollup_laboratory.dataset is 'Dataset';
comment on column spot_checks.rollup_laboratory.kind is 'Kind of check';
comment on column spot_checks.rollup_laboratory.level is 'Level of the authority';
comment on column spot_checks.rollup_laboratory.month is 'First day of the month';
comment on column spot_checks.rollup_laboratory.category_id is 'Category';
comment on column spot_checks.rollup_laboratory.laboratory_id is 'Laboratory';
comment on column spot_checks.rollup_laboratory.passed is '合格';
comment on column spot_checks.rollup_laboratory.failed is '不合格';

create table spot_checks.rollup_item (
  dataset text not null,
  kind text not null,
  level text not null,
  month date not null,
  category_id bigint not null,
  province_code text not null,
  item text not null,
  failed int not null,
  primary key (dataset, kind, level, month, category_id, province_code, item)
);
comment on table spot_checks.rollup_item is 'Failing items counted';
comment on column spot_checks.rollup_item.dataset is 'Dataset';
comment on column spot_checks.rollup_item.kind is 'Kind of check';
comment on column spot_checks.rollup_item.level is 'Level of the authority';
comment on column spot_checks.rollup_item.month is 'First day of the month';
comment on column spot_checks.rollup_item.category_id is 'Category';
comment on column spot_checks.rollup_item.province_code is 'Province of the producer';
comment on column spot_checks.rollup_item.item is 'Failing item';
comment on column spot_checks.rollup_item.failed is 'Samples that fail by it';

create view spot_checks.published_result as
  select r.id, r.dataset, r.check_id, r.category_id, r.producer_id, r.seller_id, r.laboratory_id, r.province_code, r.city_code,
         r.verdict, r.product_name, r.brand, r.model, r.production_batch, r.sampled_on, r.failing_items, r.parties_settled,
         r.engine_disagrees, r.final_on, c.level, c.kind, c.batch, c.published_on, c.authority_name, c.title
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id
   where r.final_on is not null;
comment on view spot_checks.published_result is 'Final results with their spot check: what other rooms and the portal read';

create view spot_checks.published_refusal as
  select f.id, f.dataset, f.check_id, f.producer_id, f.product_name, f.category_id, f.category_basis, c.level, c.kind, c.batch,
         c.published_on, c.authority_name
    from (select distinct on (content_key) * from spot_checks.refusal where producer_id is not null order by content_key, sheet_id, row_no) f
    join spot_checks.spot_check c on c.id = f.check_id;
comment on view spot_checks.published_refusal is 'Refusals of inspection with their spot check';

grant select on all tables in schema spot_checks to {{app}}, {{engine}};
grant insert, update, delete on all tables in schema spot_checks to {{engine}};
-- An import takes a block of numbers at once.
grant usage, update on sequence spot_checks.result_id_seq to {{engine}};
grant select on spot_checks.published_result, spot_checks.published_refusal, spot_checks.spot_check, spot_checks.rollup,
  spot_checks.rollup_item, spot_checks.rollup_laboratory to {{portal}};

-- Only the owner of a table may gather its statistics; an import needs them before it commits.
create function spot_checks.refresh_statistics() returns void language plpgsql security definer set search_path = '' as $$
begin
  analyze spot_checks.result (dataset, check_id, category_id, producer_id, seller_id, province_code, city_code, month, verdict, parties_settled,
    product_name, content_key, final_on);
  analyze spot_checks.result_source;
  analyze enterprises.enterprise (dataset, match_key, name_key, name_core, province_code, city_code, merged_into, retailer);
end $$;
revoke all on function spot_checks.refresh_statistics() from public;
grant execute on function spot_checks.refresh_statistics() to {{engine}};

-- Who sees what. A final result is public knowledge: whoever holds spot-checks.read anywhere sees it. One that is not final yet is
-- seen by the place of the producer. Imports and what hangs on them are seen where they were started. Only the engine writes.
alter table spot_checks.result enable row level security;
create policy result_read on spot_checks.result for select to {{app}} using (
  (final_on is not null and (select cardinality(identity.scope('spot-checks.read')) > 0))
  or (select identity.sees_all('spot-checks.read'))
  or city_code = any ((select identity.scope('spot-checks.read'))::text[]));
create policy result_engine on spot_checks.result to {{engine}} using (true) with check (true);

alter table spot_checks.result_item enable row level security;
create policy item_read on spot_checks.result_item for select to {{app}} using (
  exists (select from spot_checks.result r where r.id = result_id));
create policy item_engine on spot_checks.result_item to {{engine}} using (true) with check (true);

alter table spot_checks.result_party enable row level security;
create policy party_read on spot_checks.result_party for select to {{app}} using (
  exists (select from spot_checks.result r where r.id = result_id));
create policy party_engine on spot_checks.result_party to {{engine}} using (true) with check (true);

alter table spot_checks.import enable row level security;
create policy import_read on spot_checks.import for select to {{app}} using (
  (select identity.sees_all('spot-checks.read'))
  or region_code = any ((select identity.scope('spot-checks.read'))::text[]));
create policy import_engine on spot_checks.import to {{engine}} using (true) with check (true);

alter table spot_checks.import_file enable row level security;
create policy file_read on spot_checks.import_file for select to {{app}} using (
  exists (select from spot_checks.import i where i.id = import_id));
create policy file_engine on spot_checks.import_file to {{engine}} using (true) with check (true);

alter table spot_checks.sheet enable row level security;
create policy sheet_read on spot_checks.sheet for select to {{app}} using (
  exists (select from spot_checks.import i where i.id = import_id));
create policy sheet_engine on spot_checks.sheet to {{engine}} using (true) with check (true);

alter table spot_checks.rejected_row enable row level security;
create policy rejected_read on spot_checks.rejected_row for select to {{app}} using (
  exists (select from spot_checks.sheet s where s.id = sheet_id));
create policy rejected_engine on spot_checks.rejected_row to {{engine}} using (true) with check (true);

alter table spot_checks.role_case enable row level security;
create policy role_case_read on spot_checks.role_case for select to {{app}} using (
  (select cardinality(identity.scope('spot-checks.read')) > 0));
create policy role_case_engine on spot_checks.role_case to {{engine}} using (true) with check (true);

alter table spot_checks.near_case enable row level security;
create policy near_case_read on spot_checks.near_case for select to {{app}} using (
  (select cardinality(identity.scope('spot-checks.read')) > 0));
create policy near_case_engine on spot_checks.near_case to {{engine}} using (true) with check (true);

alter table spot_checks.refusal enable row level security;
create policy refusal_read on spot_checks.refusal for select to {{app}} using (
  (select cardinality(identity.scope('spot-checks.read')) > 0));
create policy refusal_engine on spot_checks.refusal to {{engine}} using (true) with check (true);

alter table spot_checks.post_handling enable row level security;
create policy post_handling_read on spot_checks.post_handling for select to {{app}} using (
  (select cardinality(identity.scope('spot-checks.read')) > 0));
create policy post_handling_engine on spot_checks.post_handling to {{engine}} using (true) with check (true);
