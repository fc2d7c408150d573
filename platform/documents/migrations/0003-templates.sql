-- after: documents/0002, work/0001
create table documents.template (
  id bigint generated always as identity primary key,
  kind text not null,
  version integer not null,
  file_name text not null,
  document bytea not null,
  sha256 text not null,
  state text not null default 'proposed' check (state in ('proposed', 'in-force', 'replaced', 'rejected', 'ended')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  unique (kind, version),
  check ((state = 'proposed') = (decided_at is null)),
  constraint template_four_eyes check (state <> 'in-force' or decided_by is distinct from proposed_by)
);
comment on table documents.template is 'Templates by which this deployment lays out a kind of paper as .docx, each approved by a second person; none is deleted';
comment on column documents.template.id is 'Number of the template';
comment on column documents.template.kind is 'Kind of paper, for example spot-checks.result-notice';
comment on column documents.template.version is 'Counts the templates of a kind';
comment on column documents.template.file_name is 'Name that the file had';
comment on column documents.template.document is 'The .docx with its fields';
comment on column documents.template.sha256 is 'Its SHA-256';
comment on column documents.template.state is 'proposed, in-force, replaced by a later one, rejected, or ended: the program’s own layout again';
comment on column documents.template.proposed_by is 'Account that proposed it';
comment on column documents.template.proposed_at is 'When';
comment on column documents.template.decided_by is 'Who approved, rejected or ended it';
comment on column documents.template.decided_at is 'When';
comment on column documents.template.reason is 'Why it was rejected or ended';
create unique index template_in_force on documents.template (kind) where state = 'in-force';
create unique index template_waits on documents.template (kind) where state = 'proposed';

alter table documents.paper add column template_id bigint references documents.template (id);
comment on column documents.paper.template_id is 'Template of the deployment that it was issued with; empty: the program’s own layout';
create function documents.keep_template() returns trigger language plpgsql as $$
begin
  if old.number is not null and new.template_id is distinct from old.template_id then
    raise exception 'an issued paper keeps its template' using constraint = 'issued_papers_stay';
  end if;
  return new;
end $$;
comment on function documents.keep_template is 'Refuses another template for an issued paper';
create trigger keep_template before update of template_id on documents.paper for each row execute function documents.keep_template();

alter table documents.template enable row level security;
create policy template_read on documents.template for select to {{app}} using (
  (select cardinality(identity.scope('documents.see-templates')) > 0));
create policy template_engine on documents.template to {{engine}} using (true) with check (true);
grant select on documents.template to {{app}}, {{engine}};
grant insert, update on documents.template to {{engine}};
