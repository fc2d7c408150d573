-- after: enterprises/0003, identity/0003
-- A power of attorney says in which matters the agent acts. Those that were filed before said it in their document alone and stand for all.

alter table enterprises.mandate add column matters text[] not null default '{results,rectification,exposure}'
  check (cardinality(matters) > 0 and matters <@ '{results,rectification,exposure}');
alter table enterprises.mandate alter column matters drop default;
comment on column enterprises.mandate.matters is 'Matters 委托事项 in which the agent acts: results, rectification, exposure';
