-- after: documents/0003
-- Certification bodies are parties too.
alter table documents.paper drop constraint paper_party_check;
alter table documents.paper add constraint paper_party_check check (party ~ '^(laboratory|enterprise|certifier)/[1-9][0-9]{0,15}$');
comment on column documents.paper.party is 'The laboratory, enterprise or certification body it goes to, which sees it once it is issued';
