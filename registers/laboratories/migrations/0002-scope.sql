-- after: laboratories/0001
-- What a laboratory is accredited for. A line names a category, an item or a method, or several of them together; blank means any.
create table laboratories.scope (
  id bigint generated always as identity primary key,
  laboratory_id bigint not null references laboratories.laboratory (id),
  category text not null default '',
  category_key text not null default '',
  item text not null default '',
  item_key text not null default '',
  method text not null default '',
  method_key text not null default '',
  valid_from date not null,
  valid_to date,
  entered_by uuid,
  entered_at timestamptz not null default now(),
  check (category_key <> '' or item_key <> '' or method_key <> ''),
  check (valid_to is null or valid_to >= valid_from),
  unique (laboratory_id, category_key, item_key, method_key, valid_from)
);
comment on table laboratories.scope is 'Accredited scope 检验能力范围 of laboratories, line by line';
comment on column laboratories.scope.id is 'Internal number';
comment on column laboratories.scope.laboratory_id is 'The laboratory';
comment on column laboratories.scope.category is 'Product category as the certificate writes it; empty: any';
comment on column laboratories.scope.category_key is 'Normalised, by which categories are matched';
comment on column laboratories.scope.item is 'Inspection item; empty: all of the category or method';
comment on column laboratories.scope.item_key is 'Normalised, by which items are matched';
comment on column laboratories.scope.method is 'Method standard; empty: any';
comment on column laboratories.scope.method_key is 'Normalised, by which methods are matched';
comment on column laboratories.scope.valid_from is 'First day';
comment on column laboratories.scope.valid_to is 'Last day; empty: until further notice';
comment on column laboratories.scope.entered_by is 'Who entered it';
comment on column laboratories.scope.entered_at is 'When';
grant select on laboratories.scope to {{app}}, {{engine}}, {{portal}};
grant insert, update, delete on laboratories.scope to {{engine}};
