-- after: documents/0001
-- Who besides the addressee has a copy: the inspectors who show a notice, the firm whose sample a report is about.
alter table documents.paper add column copies text[] not null default '{}';
comment on column documents.paper.copies is 'Who else sees it once it is issued: parties (enterprise/33) and accounts (account/UUID)';
create index on documents.paper using gin (copies);
create policy paper_copy on documents.paper for select to {{app}}
  using (number is not null
    and copies && (select identity.scope('documents.receive') || ('account/' || identity.acting()::text))::text[]);
