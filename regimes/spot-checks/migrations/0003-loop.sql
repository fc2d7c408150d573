-- after: spot-checks/0002, identity/0002, authorities/0001
-- The loop of a spot check, from the plan to the final result. Large tables carry no foreign key but the one to their owner.

create table spot_checks.event (
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
comment on table spot_checks.event is 'What happened to the things of a spot check, act by act; shown as their timeline';
comment on column spot_checks.event.id is 'Internal number';
comment on column spot_checks.event.subject_kind is 'plan, rule, draw, visit, sample, report, notice, objection, retest';
comment on column spot_checks.event.subject_id is 'Number of the thing';
comment on column spot_checks.event.verb is 'The act, in the words of its state table';
comment on column spot_checks.event.state is 'State afterwards';
comment on column spot_checks.event.account_id is 'Who; empty for the program itself';
comment on column spot_checks.event.at is 'When';
comment on column spot_checks.event.reason is 'Why, where the act needs a reason';
comment on column spot_checks.event.detail is 'What else belongs to it';
create index on spot_checks.event (subject_kind, subject_id, id);

create table spot_checks.inspection_rule (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  category_id bigint not null,
  title text not null,
  revision int not null default 1,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'in-force', 'withdrawn')),
  version int not null default 1,
  basis text not null default '',
  verdict_rule text not null default 'any-item' check (verdict_rule in ('any-item', 'class-a-or-two-b')),
  sample_quantity text not null default '',
  reserve_quantity text not null default '',
  least_lot int,
  drafted_by uuid,
  submitted_by uuid,
  decided_by uuid,
  decided_at timestamptz
);
comment on table spot_checks.inspection_rule is 'Inspection rules 检验细则 of a product category; a revision in force is never changed, only followed by another';
comment on column spot_checks.inspection_rule.id is 'Internal number';
comment on column spot_checks.inspection_rule.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.inspection_rule.category_id is 'Product category';
comment on column spot_checks.inspection_rule.title is 'Title';
comment on column spot_checks.inspection_rule.revision is 'Goes up with each revision of the category';
comment on column spot_checks.inspection_rule.state is 'draft, submitted, in-force, withdrawn';
comment on column spot_checks.inspection_rule.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.inspection_rule.basis is 'Product standard or measure that the rules rest on';
comment on column spot_checks.inspection_rule.verdict_rule is 'any-item: one failing item fails the batch; class-a-or-two-b: one of class A or two of class B do';
comment on column spot_checks.inspection_rule.sample_quantity is 'Quantity to take for the test, with its unit';
comment on column spot_checks.inspection_rule.reserve_quantity is 'Quantity to take as reserve, with its unit';
comment on column spot_checks.inspection_rule.least_lot is 'Least lot (抽样基数) from which may be sampled';
comment on column spot_checks.inspection_rule.drafted_by is 'Who wrote it';
comment on column spot_checks.inspection_rule.submitted_by is 'Who submitted it';
comment on column spot_checks.inspection_rule.decided_by is 'Who put it in force';
comment on column spot_checks.inspection_rule.decided_at is 'When';
create unique index inspection_rule_revision on spot_checks.inspection_rule (dataset, category_id, revision);

create table spot_checks.inspection_item (
  rule_id bigint not null references spot_checks.inspection_rule (id),
  ordinal smallint not null,
  item text not null,
  method text not null default '',
  limit_text text not null,
  limit_standard text not null default '',
  unit text not null default '',
  class text not null default 'A' check (class in ('A', 'B', 'C')),
  comparison text not null default 'full' check (comparison in ('full', 'rounded')),
  primary key (rule_id, ordinal)
);
comment on table spot_checks.inspection_item is 'Items of inspection rules';
comment on column spot_checks.inspection_item.rule_id is 'The rules';
comment on column spot_checks.inspection_item.ordinal is 'Place';
comment on column spot_checks.inspection_item.item is 'Inspection item 检验项目';
comment on column spot_checks.inspection_item.method is 'Method standard';
comment on column spot_checks.inspection_item.limit_text is 'Limit as the standard writes it';
comment on column spot_checks.inspection_item.limit_standard is 'Standard that sets the limit';
comment on column spot_checks.inspection_item.unit is 'Unit of the measured value';
comment on column spot_checks.inspection_item.class is 'A serious, B ordinary, C labelling and the like';
comment on column spot_checks.inspection_item.comparison is 'GB/T 8170: full value or rounded value';

create table spot_checks.plan (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  number text unique,
  title text not null,
  year int not null,
  authority_id bigint not null references authorities.authority (id),
  level text not null check (level in ('national', 'provincial', 'municipal', 'county')),
  kind text not null check (kind in ('regular', 'special', 'follow-up', 'urgent')),
  sites text[] not null default '{factory}',
  region_code text not null,
  starts_on date not null,
  ends_on date not null,
  budget_fen bigint not null default 0,
  basis text not null default '',
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'closed', 'discarded')),
  version int not null default 1,
  revision int not null default 0,
  copied_from bigint references spot_checks.plan (id),
  check_id bigint references spot_checks.spot_check (id),
  drafted_by uuid,
  submitted_by uuid,
  decided_by uuid,
  approved_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table spot_checks.plan is 'Plan of a spot check 抽查计划: drafted, approved by another person, frozen; changed by amendments alone';
comment on column spot_checks.plan.id is 'Internal number';
comment on column spot_checks.plan.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.plan.number is 'Number, given on approval';
comment on column spot_checks.plan.title is 'Title';
comment on column spot_checks.plan.year is 'Year of the plan';
comment on column spot_checks.plan.authority_id is 'Authority whose plan it is';
comment on column spot_checks.plan.level is 'Level of the authority';
comment on column spot_checks.plan.kind is 'Kind of check';
comment on column spot_checks.plan.sites is 'Where is sampled: factory, shop, online';
comment on column spot_checks.plan.region_code is 'Division within which is sampled';
comment on column spot_checks.plan.starts_on is 'First day of sampling';
comment on column spot_checks.plan.ends_on is 'Last day of sampling';
comment on column spot_checks.plan.budget_fen is 'Budget in fen';
comment on column spot_checks.plan.basis is 'Where the task comes from 任务来源';
comment on column spot_checks.plan.state is 'draft, submitted, approved (frozen), closed, discarded';
comment on column spot_checks.plan.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.plan.revision is '0 as approved, goes up with each amendment';
comment on column spot_checks.plan.copied_from is 'Plan it was copied from';
comment on column spot_checks.plan.check_id is 'The spot check under which its final results stand';
comment on column spot_checks.plan.drafted_by is 'Who drafted it';
comment on column spot_checks.plan.submitted_by is 'Who submitted it';
comment on column spot_checks.plan.decided_by is 'Who approved it';
comment on column spot_checks.plan.approved_at is 'When it was approved';
comment on column spot_checks.plan.created_at is 'When it was drafted';
create index on spot_checks.plan (dataset, year desc, id desc);
create index on spot_checks.plan (region_code);

create table spot_checks.plan_line (
  id bigint generated always as identity primary key,
  plan_id bigint not null references spot_checks.plan (id),
  category_id bigint not null,
  rule_id bigint references spot_checks.inspection_rule (id),
  unique (plan_id, category_id)
);
comment on table spot_checks.plan_line is 'Categories of a plan, each with the rules it is tested by';
comment on column spot_checks.plan_line.id is 'Internal number';
comment on column spot_checks.plan_line.plan_id is 'The plan';
comment on column spot_checks.plan_line.category_id is 'Product category';
comment on column spot_checks.plan_line.rule_id is 'Inspection rules';

create table spot_checks.plan_quota (
  line_id bigint not null references spot_checks.plan_line (id),
  region_code text not null,
  targets int not null check (targets > 0),
  primary key (line_id, region_code)
);
comment on table spot_checks.plan_quota is 'How many targets a line draws in which division';
comment on column spot_checks.plan_quota.line_id is 'The line';
comment on column spot_checks.plan_quota.region_code is 'City or county';
comment on column spot_checks.plan_quota.targets is 'Enterprises to draw';

create table spot_checks.plan_laboratory (
  line_id bigint not null references spot_checks.plan_line (id),
  laboratory_id bigint not null,
  purpose text not null default 'first' check (purpose in ('first', 'retest')),
  primary key (line_id, laboratory_id, purpose)
);
comment on table spot_checks.plan_laboratory is 'Laboratories that a line may be tested by';
comment on column spot_checks.plan_laboratory.line_id is 'The line';
comment on column spot_checks.plan_laboratory.laboratory_id is 'The laboratory';
comment on column spot_checks.plan_laboratory.purpose is 'first test or retest';

create table spot_checks.plan_amendment (
  id bigint generated always as identity primary key,
  plan_id bigint not null references spot_checks.plan (id),
  revision int,
  changes jsonb not null,
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text
);
comment on table spot_checks.plan_amendment is 'Changes after approval, each with its reason and decided by another person';
comment on column spot_checks.plan_amendment.id is 'Internal number';
comment on column spot_checks.plan_amendment.plan_id is 'The plan';
comment on column spot_checks.plan_amendment.revision is 'Revision it became';
comment on column spot_checks.plan_amendment.changes is 'What is to change';
comment on column spot_checks.plan_amendment.reason is 'Why';
comment on column spot_checks.plan_amendment.state is 'proposed, approved, rejected';
comment on column spot_checks.plan_amendment.proposed_by is 'Who proposed it';
comment on column spot_checks.plan_amendment.proposed_at is 'When';
comment on column spot_checks.plan_amendment.decided_by is 'Who decided';
comment on column spot_checks.plan_amendment.decided_at is 'When';
comment on column spot_checks.plan_amendment.decision_reason is 'Why so';
create unique index one_amendment on spot_checks.plan_amendment (plan_id) where state = 'proposed';

create table spot_checks.inspector (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  account_id uuid,
  name text not null,
  certificate_no text not null,
  authority_id bigint not null references authorities.authority (id),
  region_code text not null,
  valid_to date,
  state text not null default 'active' check (state in ('active', 'left'))
);
comment on table spot_checks.inspector is 'Inspectors 检查人员 who may be drawn for visits';
comment on column spot_checks.inspector.id is 'Internal number';
comment on column spot_checks.inspector.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.inspector.account_id is 'Account with which the inspector works in the field';
comment on column spot_checks.inspector.name is 'Name';
comment on column spot_checks.inspector.certificate_no is 'Number of the inspector''s certificate 执法证号';
comment on column spot_checks.inspector.authority_id is 'Authority';
comment on column spot_checks.inspector.region_code is 'Division within whose subtree the inspector visits';
comment on column spot_checks.inspector.valid_to is 'Last day of the certificate';
comment on column spot_checks.inspector.state is 'active or left';
create unique index inspector_certificate on spot_checks.inspector (dataset, certificate_no);
create index on spot_checks.inspector (account_id);

create table spot_checks.inspector_category (
  inspector_id bigint not null references spot_checks.inspector (id),
  category_id bigint not null,
  primary key (inspector_id, category_id)
);
comment on table spot_checks.inspector_category is 'Categories for which an inspector is qualified; none: all';
comment on column spot_checks.inspector_category.inspector_id is 'Inspector';
comment on column spot_checks.inspector_category.category_id is 'Product category';

create table spot_checks.inspector_conflict (
  inspector_id bigint not null references spot_checks.inspector (id),
  enterprise_id bigint not null,
  reason text not null,
  declared_by uuid,
  valid_from date not null,
  valid_to date,
  primary key (inspector_id, enterprise_id, valid_from)
);
comment on table spot_checks.inspector_conflict is 'Enterprises that an inspector may not visit';
comment on column spot_checks.inspector_conflict.inspector_id is 'Inspector';
comment on column spot_checks.inspector_conflict.enterprise_id is 'Enterprise';
comment on column spot_checks.inspector_conflict.reason is 'Why';
comment on column spot_checks.inspector_conflict.declared_by is 'Who said so';
comment on column spot_checks.inspector_conflict.valid_from is 'First day';
comment on column spot_checks.inspector_conflict.valid_to is 'Last day';

create table spot_checks.draw (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  plan_id bigint not null references spot_checks.plan (id),
  plan_revision int not null,
  state text not null default 'committed' check (state in ('committed', 'frozen', 'drawn', 'published', 'void')),
  version int not null default 1,
  commitment text not null,
  entropy_source text not null,
  entropy_due_at timestamptz not null,
  entropy_value text,
  pool_digest text,
  algorithm text not null,
  committed_at timestamptz not null,
  frozen_at timestamptz,
  drawn_at timestamptz,
  published_at timestamptz,
  created_by uuid,
  void_reason text
);
comment on table spot_checks.draw is 'A verifiable draw: seed committed, pool frozen, public entropy mixed in, drawn, published';
comment on column spot_checks.draw.id is 'Internal number';
comment on column spot_checks.draw.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.draw.plan_id is 'The plan';
comment on column spot_checks.draw.plan_revision is 'Revision of the plan for which it is drawn';
comment on column spot_checks.draw.state is 'committed, frozen, drawn, published, void';
comment on column spot_checks.draw.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.draw.commitment is 'SHA-256 of the seed, published at once';
comment on column spot_checks.draw.entropy_source is 'Public random source that will be mixed in, with its issue';
comment on column spot_checks.draw.entropy_due_at is 'When that issue is published: later than the freezing';
comment on column spot_checks.draw.entropy_value is 'What it was';
comment on column spot_checks.draw.pool_digest is 'SHA-256 of the frozen pool';
comment on column spot_checks.draw.algorithm is 'Name and version of the algorithm';
comment on column spot_checks.draw.committed_at is 'When';
comment on column spot_checks.draw.frozen_at is 'When';
comment on column spot_checks.draw.drawn_at is 'When';
comment on column spot_checks.draw.published_at is 'When';
comment on column spot_checks.draw.created_by is 'Who committed';
comment on column spot_checks.draw.void_reason is 'Why it was declared void';
create index on spot_checks.draw (plan_id);

create table spot_checks.draw_secret (
  draw_id bigint primary key references spot_checks.draw (id),
  seed bytea not null
);
comment on table spot_checks.draw_secret is 'Seed of a draw; nobody reads it before the proof is published, not even as app';
comment on column spot_checks.draw_secret.draw_id is 'The draw';
comment on column spot_checks.draw_secret.seed is '32 random bytes';

create table spot_checks.draw_entry (
  draw_id bigint not null references spot_checks.draw (id),
  place int not null,
  line_id bigint not null,
  region_code text not null,
  enterprise_id bigint not null,
  weight smallint not null check (weight between 1 and 10),
  reasons jsonb not null,
  salt bytea not null,
  rank int,
  primary key (draw_id, place)
);
comment on table spot_checks.draw_entry is 'Pool of a draw: one entry an enterprise and line; who was drawn stays secret until the visits are over';
comment on column spot_checks.draw_entry.draw_id is 'The draw';
comment on column spot_checks.draw_entry.place is 'Place in the pool as hashed';
comment on column spot_checks.draw_entry.line_id is 'Line of the plan';
comment on column spot_checks.draw_entry.region_code is 'Division of the quota: the stratum together with the line';
comment on column spot_checks.draw_entry.enterprise_id is 'The enterprise';
comment on column spot_checks.draw_entry.weight is '1 to 10';
comment on column spot_checks.draw_entry.reasons is 'How the weight came about; never published';
comment on column spot_checks.draw_entry.salt is 'With the salt a firm finds its own entry';
comment on column spot_checks.draw_entry.rank is 'Order in which it was drawn, empty when it was not';
create index on spot_checks.draw_entry (draw_id, enterprise_id);

create table spot_checks.draw_exclusion (
  draw_id bigint not null references spot_checks.draw (id),
  line_id bigint not null,
  enterprise_id bigint not null,
  reason text not null,
  grounds jsonb not null,
  primary key (draw_id, line_id, enterprise_id)
);
comment on table spot_checks.draw_exclusion is 'Who was left out of a pool, and why';
comment on column spot_checks.draw_exclusion.draw_id is 'The draw';
comment on column spot_checks.draw_exclusion.line_id is 'Line of the plan';
comment on column spot_checks.draw_exclusion.enterprise_id is 'The enterprise';
comment on column spot_checks.draw_exclusion.reason is 'closed, exempt, checked-lately, no-place or another code of the rules';
comment on column spot_checks.draw_exclusion.grounds is 'Facts, citation and parameters';

create table spot_checks.draw_proof (
  draw_id bigint primary key references spot_checks.draw (id),
  proof bytea not null,
  sha256 text not null
);
comment on table spot_checks.draw_proof is 'The proof file of a draw as published';
comment on column spot_checks.draw_proof.draw_id is 'The draw';
comment on column spot_checks.draw_proof.proof is 'The file, gzip of canonical JSON';
comment on column spot_checks.draw_proof.sha256 is 'Digest of the file uncompressed';

create table spot_checks.visit (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  plan_id bigint not null references spot_checks.plan (id),
  line_id bigint not null references spot_checks.plan_line (id),
  draw_id bigint references spot_checks.draw (id),
  enterprise_id bigint not null,
  category_id bigint not null,
  province_code text,
  city_code text,
  county_code text,
  laboratory_id bigint,
  site text not null default 'factory' check (site in ('factory', 'shop', 'online')),
  state text not null default 'assigned'
    check (state in ('assigned', 'started', 'sampled', 'no-sample', 'refused-by-right', 'ordered', 'refused', 'not-found', 'stopped', 'cancelled')),
  version int not null default 1,
  due_on date not null,
  reason_code text,
  reason text,
  ordered_until date,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table spot_checks.visit is 'A sampling visit: one target, one category, two inspectors';
comment on column spot_checks.visit.id is 'Internal number';
comment on column spot_checks.visit.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.visit.plan_id is 'The plan';
comment on column spot_checks.visit.line_id is 'The line';
comment on column spot_checks.visit.draw_id is 'The draw it comes from; empty where the plan names its targets';
comment on column spot_checks.visit.enterprise_id is 'The unit to visit 受检单位';
comment on column spot_checks.visit.category_id is 'Product category';
comment on column spot_checks.visit.province_code is 'Province';
comment on column spot_checks.visit.city_code is 'City';
comment on column spot_checks.visit.county_code is 'County';
comment on column spot_checks.visit.laboratory_id is 'Laboratory that will test';
comment on column spot_checks.visit.site is 'factory, shop, online';
comment on column spot_checks.visit.state is 'assigned, started, sampled, no-sample, refused-by-right, ordered (refused unlawfully, warned and ordered), refused, not-found, stopped, cancelled';
comment on column spot_checks.visit.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.visit.due_on is 'Last day of the visit';
comment on column spot_checks.visit.reason_code is 'Which of the lawful reasons, where the outcome has one';
comment on column spot_checks.visit.reason is 'In words';
comment on column spot_checks.visit.ordered_until is 'Last day to admit the inspectors after the order';
comment on column spot_checks.visit.started_at is 'When it began';
comment on column spot_checks.visit.ended_at is 'When it ended';
comment on column spot_checks.visit.created_at is 'When it was assigned';
create index on spot_checks.visit (plan_id, state);
create index on spot_checks.visit (enterprise_id);
create index on spot_checks.visit (state, due_on);
create index on spot_checks.visit (draw_id);

create table spot_checks.visit_inspector (
  visit_id bigint not null references spot_checks.visit (id),
  inspector_id bigint not null references spot_checks.inspector (id),
  account_id uuid,
  leads boolean not null,
  primary key (visit_id, inspector_id)
);
comment on table spot_checks.visit_inspector is 'Inspectors of a visit: two at least, one of them leading';
comment on column spot_checks.visit_inspector.visit_id is 'The visit';
comment on column spot_checks.visit_inspector.inspector_id is 'Inspector';
comment on column spot_checks.visit_inspector.account_id is 'Account of the inspector';
comment on column spot_checks.visit_inspector.leads is 'Leads the visit';
create index on spot_checks.visit_inspector (account_id);
create unique index one_leader on spot_checks.visit_inspector (visit_id) where leads;

create table spot_checks.field_message (
  id uuid primary key,
  visit_id bigint not null references spot_checks.visit (id),
  account_id uuid,
  kind text not null,
  sha256 text not null,
  device_at timestamptz,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('applied', 'conflict', 'refused')),
  answer jsonb not null
);
comment on table spot_checks.field_message is 'What phones have sent: each message once, whatever the connection does';
comment on column spot_checks.field_message.id is 'Given by the phone';
comment on column spot_checks.field_message.visit_id is 'The visit';
comment on column spot_checks.field_message.account_id is 'Who sent it';
comment on column spot_checks.field_message.kind is 'What it says';
comment on column spot_checks.field_message.sha256 is 'Digest of its content';
comment on column spot_checks.field_message.device_at is 'Clock of the phone';
comment on column spot_checks.field_message.received_at is 'Clock of the server';
comment on column spot_checks.field_message.outcome is 'applied, conflict (a person looks), refused';
comment on column spot_checks.field_message.answer is 'What was answered, to be answered again';
create index on spot_checks.field_message (visit_id);

create table spot_checks.visit_file (
  id bigint generated always as identity primary key,
  visit_id bigint not null references spot_checks.visit (id),
  message_id uuid unique,
  kind text not null check (kind in ('photo', 'inspector-signature', 'firm-signature', 'paper')),
  caption text not null default '',
  sha256 text not null,
  bytes bigint not null,
  media_type text not null,
  stored_at text not null,
  taken_at timestamptz,
  latitude numeric,
  longitude numeric,
  accuracy_m numeric
);
comment on table spot_checks.visit_file is 'Photos, signatures and papers of a visit';
comment on column spot_checks.visit_file.id is 'Internal number';
comment on column spot_checks.visit_file.visit_id is 'The visit';
comment on column spot_checks.visit_file.message_id is 'Message that brought it';
comment on column spot_checks.visit_file.kind is 'photo, inspector-signature, firm-signature, paper';
comment on column spot_checks.visit_file.caption is 'What it shows';
comment on column spot_checks.visit_file.sha256 is 'Digest';
comment on column spot_checks.visit_file.bytes is 'Size';
comment on column spot_checks.visit_file.media_type is 'As judged by content';
comment on column spot_checks.visit_file.stored_at is 'Name within the file store';
comment on column spot_checks.visit_file.taken_at is 'Clock of the phone';
comment on column spot_checks.visit_file.latitude is 'Degrees';
comment on column spot_checks.visit_file.longitude is 'Degrees';
comment on column spot_checks.visit_file.accuracy_m is 'Metres';
create index on spot_checks.visit_file (visit_id);

create table spot_checks.sample (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  visit_id bigint not null references spot_checks.visit (id),
  plan_id bigint not null references spot_checks.plan (id),
  line_id bigint not null references spot_checks.plan_line (id),
  number text not null unique,
  sheet jsonb not null,
  sheet_revision int not null default 0,
  category_id bigint not null,
  seller_id bigint,
  producer_id bigint,
  producer_name text not null,
  province_code text,
  city_code text,
  county_code text,
  laboratory_id bigint,
  retest_laboratory_id bigint,
  product_name text not null,
  brand text,
  model text,
  grade text,
  production_batch text,
  produced_on date,
  standard text,
  lot_size int,
  quantity text not null,
  reserve_quantity text not null default '',
  reserve_kept_by text not null default 'laboratory' check (reserve_kept_by in ('laboratory', 'enterprise', 'none')),
  seal_numbers text[] not null default '{}',
  reserve_seal_numbers text[] not null default '{}',
  price_fen bigint,
  sampled_on date not null,
  state text not null default 'sealed'
    check (state in ('sealed', 'sent', 'received', 'rejected', 'tested', 'noticed', 'final', 'void')),
  version int not null default 1,
  reserve_state text not null default 'kept' check (reserve_state in ('none', 'kept', 'sent', 'tampered', 'used', 'disposed')),
  final_on date,
  final_verdict text check (final_verdict in ('pass', 'fail', 'refused', 'none')),
  result_id bigint
);
comment on table spot_checks.sample is 'A sample with its sheet 抽样单';
comment on column spot_checks.sample.id is 'Internal number';
comment on column spot_checks.sample.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.sample.visit_id is 'The visit';
comment on column spot_checks.sample.plan_id is 'The plan';
comment on column spot_checks.sample.line_id is 'The line';
comment on column spot_checks.sample.number is 'Number of the sheet';
comment on column spot_checks.sample.sheet is 'The sheet, field by field';
comment on column spot_checks.sample.sheet_revision is '0 as signed, goes up with each signed correction';
comment on column spot_checks.sample.category_id is 'Product category';
comment on column spot_checks.sample.seller_id is 'Inspected unit, where it is not the producer';
comment on column spot_checks.sample.producer_id is 'Producer as named on the product, once found in the register';
comment on column spot_checks.sample.producer_name is 'Producer as named on the product';
comment on column spot_checks.sample.province_code is 'Province of the producer';
comment on column spot_checks.sample.city_code is 'City of the producer';
comment on column spot_checks.sample.county_code is 'County of the producer';
comment on column spot_checks.sample.laboratory_id is 'Laboratory that tests';
comment on column spot_checks.sample.retest_laboratory_id is 'Laboratory of the retest, where there is one';
comment on column spot_checks.sample.product_name is 'Product';
comment on column spot_checks.sample.brand is 'Trade mark';
comment on column spot_checks.sample.model is 'Model and specification';
comment on column spot_checks.sample.grade is 'Grade';
comment on column spot_checks.sample.production_batch is 'Production date or lot as marked';
comment on column spot_checks.sample.produced_on is 'Production date';
comment on column spot_checks.sample.standard is 'Executed standard as marked';
comment on column spot_checks.sample.lot_size is 'Lot 抽样基数';
comment on column spot_checks.sample.quantity is 'Taken for the test, with unit';
comment on column spot_checks.sample.reserve_quantity is 'Taken as reserve, with unit';
comment on column spot_checks.sample.reserve_kept_by is 'Who keeps the reserve';
comment on column spot_checks.sample.seal_numbers is 'Seals of the sample';
comment on column spot_checks.sample.reserve_seal_numbers is 'Seals of the reserve';
comment on column spot_checks.sample.price_fen is 'Paid, in fen';
comment on column spot_checks.sample.sampled_on is 'Sampling date';
comment on column spot_checks.sample.state is 'sealed, sent, received, rejected (seal broken or not as on the sheet), tested (a report is in effect), noticed (result notices opened), final, void';
comment on column spot_checks.sample.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.sample.reserve_state is 'State of the reserve';
comment on column spot_checks.sample.final_on is 'Day on which the result became final';
comment on column spot_checks.sample.final_verdict is 'Final verdict';
comment on column spot_checks.sample.result_id is 'The result that it became';
create index on spot_checks.sample (visit_id);
create index on spot_checks.sample (laboratory_id, state);
create index on spot_checks.sample (plan_id, state);
create index on spot_checks.sample (producer_id);
create index on spot_checks.sample (seller_id);

create table spot_checks.custody (
  id bigint generated always as identity primary key,
  sample_id bigint not null references spot_checks.sample (id),
  part text not null check (part in ('main', 'reserve')),
  step text not null check (step in ('sealed', 'sent', 'received', 'rejected', 'returned', 'called', 'disposed')),
  at timestamptz not null,
  from_name text not null,
  to_name text not null,
  courier_number text,
  seal text not null check (seal in ('intact', 'broken', 'unseen')),
  note text,
  account_id uuid
);
comment on table spot_checks.custody is 'Chain of custody: every hand-over of a sample or its reserve';
comment on column spot_checks.custody.id is 'Internal number';
comment on column spot_checks.custody.sample_id is 'The sample';
comment on column spot_checks.custody.part is 'main or reserve';
comment on column spot_checks.custody.step is 'What happened';
comment on column spot_checks.custody.at is 'When';
comment on column spot_checks.custody.from_name is 'Who gave it';
comment on column spot_checks.custody.to_name is 'Who took it';
comment on column spot_checks.custody.courier_number is 'Number of the consignment';
comment on column spot_checks.custody.seal is 'State of the seal';
comment on column spot_checks.custody.note is 'Remark';
comment on column spot_checks.custody.account_id is 'Who noted it';
create index on spot_checks.custody (sample_id, id);

create table spot_checks.report (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  sample_id bigint not null references spot_checks.sample (id),
  laboratory_id bigint not null,
  purpose text not null check (purpose in ('first', 'retest')),
  state text not null default 'open'
    check (state in ('open', 'tested', 'reviewed', 'queried', 'effective', 'void')),
  version int not null default 1,
  number text unique,
  conclusion text check (conclusion in ('pass', 'fail')),
  engine_verdict text check (engine_verdict in ('pass', 'fail', 'open')),
  serious boolean not null default false,
  failing_items text[] not null default '{}',
  remark text not null default '',
  confirmation text,
  corrects bigint references spot_checks.report (id),
  void_reason text,
  tested_by uuid,
  tested_at timestamptz,
  reviewed_by uuid,
  reviewed_at timestamptz,
  approved_by uuid,
  approved_at timestamptz,
  due_on date,
  effective_at timestamptz
);
comment on table spot_checks.report is 'Test report 检验报告; what was voided stays';
comment on column spot_checks.report.id is 'Internal number';
comment on column spot_checks.report.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.report.sample_id is 'The sample';
comment on column spot_checks.report.laboratory_id is 'The laboratory';
comment on column spot_checks.report.purpose is 'first or retest';
comment on column spot_checks.report.state is 'open, tested, reviewed, queried (conclusion and engine differ), effective, void';
comment on column spot_checks.report.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.report.number is 'Number, given on approval';
comment on column spot_checks.report.conclusion is 'Conclusion of the laboratory';
comment on column spot_checks.report.engine_verdict is 'What the engine finds by the items; open while an item can''t be read';
comment on column spot_checks.report.serious is 'An item of class A fails';
comment on column spot_checks.report.failing_items is 'Failing items by the laboratory';
comment on column spot_checks.report.remark is 'Remark';
comment on column spot_checks.report.confirmation is 'What the laboratory confirmed in writing';
comment on column spot_checks.report.corrects is 'Report that it replaces';
comment on column spot_checks.report.void_reason is 'Why it was voided';
comment on column spot_checks.report.tested_by is 'Main tester 主检';
comment on column spot_checks.report.tested_at is 'When';
comment on column spot_checks.report.reviewed_by is 'Reviewer 审核';
comment on column spot_checks.report.reviewed_at is 'When';
comment on column spot_checks.report.approved_by is 'Approver 批准';
comment on column spot_checks.report.approved_at is 'When';
comment on column spot_checks.report.due_on is 'Last day of the test';
comment on column spot_checks.report.effective_at is 'When it took effect';
create unique index one_report on spot_checks.report (sample_id, purpose) where state <> 'void';
create index on spot_checks.report (laboratory_id, state, due_on);

create table spot_checks.report_item (
  report_id bigint not null,
  ordinal smallint not null,
  item text not null,
  method text not null default '',
  limit_text text not null,
  limit_standard text not null default '',
  unit text not null default '',
  class text not null,
  comparison text not null,
  measured text,
  verdict text check (verdict in ('pass', 'fail', 'unreadable')),
  reason jsonb,
  stated text check (stated in ('pass', 'fail')),
  primary key (report_id, ordinal)
);
comment on table spot_checks.report_item is 'Measured items of a report, judged by the engine';
comment on column spot_checks.report_item.report_id is 'The report';
comment on column spot_checks.report_item.ordinal is 'Place';
comment on column spot_checks.report_item.item is 'Inspection item';
comment on column spot_checks.report_item.method is 'Method standard';
comment on column spot_checks.report_item.limit_text is 'Limit';
comment on column spot_checks.report_item.limit_standard is 'Standard that sets the limit';
comment on column spot_checks.report_item.unit is 'Unit';
comment on column spot_checks.report_item.class is 'A, B or C';
comment on column spot_checks.report_item.comparison is 'full or rounded';
comment on column spot_checks.report_item.measured is 'Measured value as typed; empty until measured';
comment on column spot_checks.report_item.verdict is 'Verdict of the engine';
comment on column spot_checks.report_item.reason is 'Why, zh and en';
comment on column spot_checks.report_item.stated is 'Verdict of the laboratory on the item where the engine can''t read it';

create table spot_checks.notice (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  sample_id bigint not null references spot_checks.sample (id),
  report_id bigint not null references spot_checks.report (id),
  party text not null check (party in ('producer', 'seller')),
  enterprise_id bigint,
  addressee text not null,
  province_code text,
  city_code text,
  county_code text,
  number text unique,
  state text not null default 'to-serve' check (state in ('to-serve', 'served', 'waived', 'lapsed', 'objected', 'settled', 'void')),
  version int not null default 1,
  manner text check (manner in ('hand', 'post', 'leaving', 'public', 'electronic')),
  served_on date,
  effective_on date,
  proof jsonb,
  objection_until date,
  identity text not null default 'not-asked' check (identity in ('not-asked', 'asked', 'confirmed', 'silent', 'denied', 'denial-proven', 'denial-rejected')),
  identity_until date,
  identity_text text,
  identity_by uuid,
  due_on date
);
comment on table spot_checks.notice is 'Result notice 结果告知书 to a party, with its service and its clock';
comment on column spot_checks.notice.id is 'Internal number';
comment on column spot_checks.notice.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.notice.sample_id is 'The sample';
comment on column spot_checks.notice.report_id is 'The report';
comment on column spot_checks.notice.party is 'Whose notice';
comment on column spot_checks.notice.enterprise_id is 'The enterprise, once found in the register';
comment on column spot_checks.notice.addressee is 'Name and address as written';
comment on column spot_checks.notice.province_code is 'Province';
comment on column spot_checks.notice.city_code is 'City';
comment on column spot_checks.notice.county_code is 'County';
comment on column spot_checks.notice.number is 'Number of the paper';
comment on column spot_checks.notice.state is 'to-serve, served (clock runs), waived, lapsed, objected, settled, void';
comment on column spot_checks.notice.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.notice.manner is 'Manner of service';
comment on column spot_checks.notice.served_on is 'Day of the act of service';
comment on column spot_checks.notice.effective_on is 'Day on which service takes effect';
comment on column spot_checks.notice.proof is 'Proof of service: file, witness, consignment';
comment on column spot_checks.notice.objection_until is 'Last day to object';
comment on column spot_checks.notice.identity is 'Whether the named producer takes the product as his';
comment on column spot_checks.notice.identity_until is 'Last day to say so';
comment on column spot_checks.notice.identity_text is 'What the producer says';
comment on column spot_checks.notice.identity_by is 'Who decided on the denial';
comment on column spot_checks.notice.due_on is 'Last day to serve';
create index on spot_checks.notice (sample_id);
create index on spot_checks.notice (enterprise_id);
create index notice_clock on spot_checks.notice (objection_until) where state = 'served';

create table spot_checks.objection (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  notice_id bigint not null references spot_checks.notice (id),
  sample_id bigint not null references spot_checks.sample (id),
  enterprise_id bigint,
  state text not null default 'filed' check (state in ('filed', 'refused', 'retest', 'withdrawn', 'upheld', 'settled')),
  version int not null default 1,
  filed_on date not null,
  grounds text not null,
  wants_retest boolean not null default true,
  decide_until date not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text
);
comment on table spot_checks.objection is 'Objection 异议 of a party';
comment on column spot_checks.objection.id is 'Internal number';
comment on column spot_checks.objection.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.objection.notice_id is 'The notice';
comment on column spot_checks.objection.sample_id is 'The sample';
comment on column spot_checks.objection.enterprise_id is 'Who objects';
comment on column spot_checks.objection.state is 'filed, refused, retest (accepted, retest under way), withdrawn, upheld (accepted without a retest: the report was void), settled';
comment on column spot_checks.objection.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.objection.filed_on is 'Day';
comment on column spot_checks.objection.grounds is 'What is objected';
comment on column spot_checks.objection.wants_retest is 'Asks for a retest';
comment on column spot_checks.objection.decide_until is 'Last day to decide on acceptance';
comment on column spot_checks.objection.decided_by is 'Who decided';
comment on column spot_checks.objection.decided_at is 'When';
comment on column spot_checks.objection.decision_reason is 'Why';
create index on spot_checks.objection (sample_id);
create index on spot_checks.objection (state, decide_until);

create table spot_checks.retest (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  sample_id bigint not null references spot_checks.sample (id),
  objection_id bigint references spot_checks.objection (id),
  state text not null default 'applied' check (state in ('applied', 'designated', 'tampered', 'abandoned', 'done')),
  version int not null default 1,
  laboratory_id bigint,
  formalities_until date,
  designate_until date,
  report_id bigint references spot_checks.report (id),
  outcome text check (outcome in ('same', 'different')),
  fee_by text check (fee_by in ('applicant', 'authority'))
);
comment on table spot_checks.retest is 'Retest 复检 on the reserve sample by another laboratory; its result is final';
comment on column spot_checks.retest.id is 'Internal number';
comment on column spot_checks.retest.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column spot_checks.retest.sample_id is 'The sample';
comment on column spot_checks.retest.objection_id is 'Objection it answers; empty where the authority ordered it';
comment on column spot_checks.retest.state is 'applied, designated, tampered (first result stands), abandoned (formalities not done in time), done';
comment on column spot_checks.retest.version is 'Goes up with every change: whoever acts names the one seen';
comment on column spot_checks.retest.laboratory_id is 'Laboratory of the retest';
comment on column spot_checks.retest.formalities_until is 'Last day for the applicant to complete the formalities';
comment on column spot_checks.retest.designate_until is 'Last day to designate the laboratory';
comment on column spot_checks.retest.report_id is 'Report of the retest';
comment on column spot_checks.retest.outcome is 'Against the first result';
comment on column spot_checks.retest.fee_by is 'Who bears the fee';
create index on spot_checks.retest (sample_id);

create table spot_checks.number_series (
  dataset text not null,
  prefix text not null,
  year int not null,
  last int not null,
  primary key (dataset, prefix, year)
);
comment on table spot_checks.number_series is 'Last number of each series of a year: without gaps, because a rollback gives a number back';
comment on column spot_checks.number_series.dataset is 'Dataset';
comment on column spot_checks.number_series.prefix is 'Prefix of the series 字号';
comment on column spot_checks.number_series.year is 'Year';
comment on column spot_checks.number_series.last is 'Last number given';

grant select on spot_checks.event, spot_checks.inspection_rule, spot_checks.inspection_item, spot_checks.plan, spot_checks.plan_line,
  spot_checks.plan_quota, spot_checks.plan_laboratory, spot_checks.plan_amendment, spot_checks.inspector, spot_checks.inspector_category,
  spot_checks.inspector_conflict, spot_checks.draw, spot_checks.draw_entry, spot_checks.draw_exclusion, spot_checks.draw_proof,
  spot_checks.visit, spot_checks.visit_inspector, spot_checks.field_message, spot_checks.visit_file, spot_checks.sample,
  spot_checks.custody, spot_checks.report, spot_checks.report_item, spot_checks.notice, spot_checks.objection, spot_checks.retest
  to {{app}};
-- Of the seed nobody but the engine knows anything.
grant select, insert, update, delete on all tables in schema spot_checks to {{engine}};

-- Who sees what. Plans are no secret once they are approved; drafts are seen where the plan belongs. Who is to be visited, and what
-- comes of it, is seen by officials of the place with spot-checks.see-visits, by the inspectors of the visit, by the laboratory that
-- has the sample and, once it concerns them, by the enterprise. Only the engine writes.
alter table spot_checks.plan enable row level security;
create policy plan_read on spot_checks.plan for select to {{app}} using (
  case when state in ('approved', 'closed') then (select cardinality(identity.scope('spot-checks.plans')) > 0)
       else identity.authorise('spot-checks.plans', region_code) end);
create policy plan_engine on spot_checks.plan to {{engine}} using (true) with check (true);

alter table spot_checks.plan_line enable row level security;
create policy line_read on spot_checks.plan_line for select to {{app}} using (exists (select from spot_checks.plan p where p.id = plan_id));
create policy line_engine on spot_checks.plan_line to {{engine}} using (true) with check (true);

alter table spot_checks.plan_quota enable row level security;
create policy quota_read on spot_checks.plan_quota for select to {{app}} using (exists (select from spot_checks.plan_line l where l.id = line_id));
create policy quota_engine on spot_checks.plan_quota to {{engine}} using (true) with check (true);

alter table spot_checks.plan_laboratory enable row level security;
create policy plan_laboratory_read on spot_checks.plan_laboratory for select to {{app}} using (exists (select from spot_checks.plan_line l where l.id = line_id));
create policy plan_laboratory_engine on spot_checks.plan_laboratory to {{engine}} using (true) with check (true);

alter table spot_checks.plan_amendment enable row level security;
create policy amendment_read on spot_checks.plan_amendment for select to {{app}} using (exists (select from spot_checks.plan p where p.id = plan_id));
create policy amendment_engine on spot_checks.plan_amendment to {{engine}} using (true) with check (true);

alter table spot_checks.inspection_rule enable row level security;
create policy rule_read on spot_checks.inspection_rule for select to {{app}} using ((select cardinality(identity.scope('spot-checks.plans')) > 0));
create policy rule_engine on spot_checks.inspection_rule to {{engine}} using (true) with check (true);

alter table spot_checks.inspection_item enable row level security;
create policy item_read on spot_checks.inspection_item for select to {{app}} using (exists (select from spot_checks.inspection_rule r where r.id = rule_id));
create policy item_engine on spot_checks.inspection_item to {{engine}} using (true) with check (true);

alter table spot_checks.inspector enable row level security;
create policy inspector_read on spot_checks.inspector for select to {{app}} using (
  account_id = (select identity.acting()) or identity.authorise('spot-checks.plans', region_code));
create policy inspector_engine on spot_checks.inspector to {{engine}} using (true) with check (true);

alter table spot_checks.inspector_category enable row level security;
create policy qualification_read on spot_checks.inspector_category for select to {{app}} using (exists (select from spot_checks.inspector i where i.id = inspector_id));
create policy qualification_engine on spot_checks.inspector_category to {{engine}} using (true) with check (true);

alter table spot_checks.inspector_conflict enable row level security;
create policy conflict_read on spot_checks.inspector_conflict for select to {{app}} using (exists (select from spot_checks.inspector i where i.id = inspector_id));
create policy conflict_engine on spot_checks.inspector_conflict to {{engine}} using (true) with check (true);

alter table spot_checks.draw enable row level security;
create policy draw_read on spot_checks.draw for select to {{app}} using (exists (select from spot_checks.plan p where p.id = plan_id));
create policy draw_engine on spot_checks.draw to {{engine}} using (true) with check (true);

alter table spot_checks.draw_secret enable row level security;
create policy secret_engine on spot_checks.draw_secret to {{engine}} using (true) with check (true);

alter table spot_checks.draw_entry enable row level security;
create policy entry_read on spot_checks.draw_entry for select to {{app}} using (
  (select identity.sees_all('spot-checks.see-visits')) or region_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or identity.authorise('spot-checks.see-visits', region_code));
create policy entry_engine on spot_checks.draw_entry to {{engine}} using (true) with check (true);

alter table spot_checks.draw_exclusion enable row level security;
create policy exclusion_read on spot_checks.draw_exclusion for select to {{app}} using ((select identity.sees_all('spot-checks.see-visits')));
create policy exclusion_engine on spot_checks.draw_exclusion to {{engine}} using (true) with check (true);

alter table spot_checks.draw_proof enable row level security;
create policy proof_read on spot_checks.draw_proof for select to {{app}} using (
  exists (select from spot_checks.draw d where d.id = draw_id and d.state = 'published'));
create policy proof_engine on spot_checks.draw_proof to {{engine}} using (true) with check (true);

-- No policy of visit_inspector looks at visits: the two would look at each other without end.
alter table spot_checks.visit_inspector enable row level security;
create policy visit_inspector_read on spot_checks.visit_inspector for select to {{app}} using (
  account_id = (select identity.acting()) or (select cardinality(identity.scope('spot-checks.see-visits')) > 0));
create policy visit_inspector_engine on spot_checks.visit_inspector to {{engine}} using (true) with check (true);

create function spot_checks.own_visits() returns bigint[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(visit_id), '{}') from spot_checks.visit_inspector where account_id = identity.acting()
$$;
comment on function spot_checks.own_visits is 'Visits that the acting account makes as inspector';

alter table spot_checks.visit enable row level security;
create policy visit_read on spot_checks.visit for select to {{app}} using (
  (select identity.sees_all('spot-checks.see-visits'))
  or city_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or county_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or (id = any ((select spot_checks.own_visits())::bigint[]) and (select cardinality(identity.scope('spot-checks.sample')) > 0))
  or (state not in ('assigned', 'cancelled') and enterprise_id = any ((select identity.parties('spot-checks.answer', 'enterprise'))::bigint[])));
create policy visit_engine on spot_checks.visit to {{engine}} using (true) with check (true);

alter table spot_checks.field_message enable row level security;
create policy message_read on spot_checks.field_message for select to {{app}} using (exists (select from spot_checks.visit v where v.id = visit_id));
create policy message_engine on spot_checks.field_message to {{engine}} using (true) with check (true);

alter table spot_checks.visit_file enable row level security;
create policy file_read on spot_checks.visit_file for select to {{app}} using (exists (select from spot_checks.visit v where v.id = visit_id));
create policy file_engine on spot_checks.visit_file to {{engine}} using (true) with check (true);

alter table spot_checks.sample enable row level security;
create policy sample_read on spot_checks.sample for select to {{app}} using (
  (select identity.sees_all('spot-checks.see-visits'))
  or city_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or county_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or retest_laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or (state in ('noticed', 'final')
      and (producer_id = any ((select identity.parties('spot-checks.answer', 'enterprise'))::bigint[])
           or seller_id = any ((select identity.parties('spot-checks.answer', 'enterprise'))::bigint[])))
  or exists (select from spot_checks.visit v where v.id = visit_id));
create policy sample_engine on spot_checks.sample to {{engine}} using (true) with check (true);

alter table spot_checks.custody enable row level security;
create policy custody_read on spot_checks.custody for select to {{app}} using (exists (select from spot_checks.sample s where s.id = sample_id));
create policy custody_engine on spot_checks.custody to {{engine}} using (true) with check (true);

-- A laboratory sees its own reports; officials those that were handed up; an enterprise those in effect on samples it sees.
alter table spot_checks.report enable row level security;
create policy report_read on spot_checks.report for select to {{app}} using (
  laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or (state in ('queried', 'effective', 'void') and (select cardinality(identity.scope('spot-checks.see-visits')) > 0)
      and exists (select from spot_checks.sample s where s.id = sample_id))
  or (state = 'effective' and exists (
        select from spot_checks.sample s where s.id = sample_id and s.state in ('noticed', 'final')
           and (s.producer_id = any ((select identity.parties('spot-checks.answer', 'enterprise'))::bigint[])
                or s.seller_id = any ((select identity.parties('spot-checks.answer', 'enterprise'))::bigint[])))));
create policy report_engine on spot_checks.report to {{engine}} using (true) with check (true);

alter table spot_checks.report_item enable row level security;
create policy report_item_read on spot_checks.report_item for select to {{app}} using (exists (select from spot_checks.report r where r.id = report_id));
create policy report_item_engine on spot_checks.report_item to {{engine}} using (true) with check (true);

alter table spot_checks.notice enable row level security;
create policy notice_read on spot_checks.notice for select to {{app}} using (
  (select identity.sees_all('spot-checks.see-visits'))
  or city_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or county_code = any ((select identity.scope('spot-checks.see-visits'))::text[])
  or (state <> 'to-serve' and enterprise_id = any ((select identity.parties('spot-checks.answer', 'enterprise'))::bigint[])));
create policy notice_engine on spot_checks.notice to {{engine}} using (true) with check (true);

alter table spot_checks.objection enable row level security;
create policy objection_read on spot_checks.objection for select to {{app}} using (exists (select from spot_checks.notice n where n.id = notice_id));
create policy objection_engine on spot_checks.objection to {{engine}} using (true) with check (true);

alter table spot_checks.retest enable row level security;
create policy retest_read on spot_checks.retest for select to {{app}} using (
  laboratory_id = any ((select identity.parties('spot-checks.laboratory', 'laboratory'))::bigint[])
  or ((select cardinality(identity.scope('spot-checks.see-visits')) > 0) and exists (select from spot_checks.sample s where s.id = sample_id))
  or exists (select from spot_checks.notice n join spot_checks.objection o on o.notice_id = n.id where o.id = objection_id));
create policy retest_engine on spot_checks.retest to {{engine}} using (true) with check (true);

-- The timeline is read by operations that have shown the thing itself before.
alter table spot_checks.event enable row level security;
create policy event_read on spot_checks.event for select to {{app}} using (
  case subject_kind
    when 'plan' then exists (select from spot_checks.plan t where t.id = subject_id)
    when 'rule' then exists (select from spot_checks.inspection_rule t where t.id = subject_id)
    when 'draw' then exists (select from spot_checks.draw t where t.id = subject_id)
    when 'visit' then exists (select from spot_checks.visit t where t.id = subject_id)
    when 'sample' then exists (select from spot_checks.sample t where t.id = subject_id)
    when 'report' then exists (select from spot_checks.report t where t.id = subject_id)
    when 'notice' then exists (select from spot_checks.notice t where t.id = subject_id)
    when 'objection' then exists (select from spot_checks.objection t where t.id = subject_id)
    when 'retest' then exists (select from spot_checks.retest t where t.id = subject_id)
    else false end);
create policy event_engine on spot_checks.event to {{engine}} using (true) with check (true);

revoke all on function spot_checks.own_visits() from public;
grant execute on function spot_checks.own_visits() to {{app}}, {{engine}};

-- Commitments are public at once; the proof when the visits are over.
create view spot_checks.published_draw as
  select d.id, d.dataset, d.state, p.number as plan_number, p.title as plan_title, d.commitment, d.entropy_source, d.entropy_due_at,
         d.entropy_value, d.pool_digest, d.algorithm, d.committed_at, d.frozen_at, d.drawn_at, d.published_at, f.sha256 as proof_sha256,
         f.proof
    from spot_checks.draw d join spot_checks.plan p on p.id = d.plan_id
    left join spot_checks.draw_proof f on f.draw_id = d.id and d.state = 'published';
comment on view spot_checks.published_draw is 'Draws for everybody: commitment and freezing at once, the proof once the visits are over';
comment on column spot_checks.published_draw.proof is 'The proof file, gzip; empty until it is published';
grant select on spot_checks.published_draw to {{app}}, {{engine}}, {{portal}};
