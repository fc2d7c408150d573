-- after: documents/0005
-- What waits for its service, and what was served, is found without reading the whole register.
create index paper_unserved on documents.paper (dataset, kind, issued_on)
  where manner is null and state in ('issued', 'printed', 'sealed');
create index paper_served on documents.paper (dataset, id desc) where manner is not null;
