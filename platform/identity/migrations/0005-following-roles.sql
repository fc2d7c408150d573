-- after: identity/0004
-- A role that followed a merged firm goes with the one it came from: for the same permissions, and over when that is over.

alter table identity.role_grant add column follows bigint references identity.role_grant (id);
comment on column identity.role_grant.follows is 'The grant at another place that this one came from when the two places were found to be one; it ends with it';
create index role_grant_follows on identity.role_grant (follows) where follows is not null;
