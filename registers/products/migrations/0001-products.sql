create schema products;
grant usage on schema products to {{app}}, {{engine}}, {{portal}};

create table products.category (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  name text not null,
  name_key text not null,
  parent_id bigint references products.category (id),
  unassigned boolean not null default false,
  unique (dataset, name_key)
);
comment on table products.category is 'Product categories 产品种类 as a tree';
comment on column products.category.id is 'Internal number';
comment on column products.category.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column products.category.name is 'Name as published';
comment on column products.category.name_key is 'Normalised name, by which tables are matched';
comment on column products.category.parent_id is 'The wider category';
comment on column products.category.unassigned is 'True for the category of rows whose 产品种类 is blank: a person assigns them';

create table products.category_alias (
  dataset text not null,
  name_key text not null,
  category_id bigint not null references products.category (id),
  primary key (dataset, name_key)
);
comment on table products.category_alias is 'Other names of a category; an alias leads to the category when a table is read';
comment on column products.category_alias.dataset is 'Dataset of the category';
comment on column products.category_alias.name_key is 'Normalised other name';
comment on column products.category_alias.category_id is 'The category meant';
grant select on products.category, products.category_alias to {{app}}, {{engine}}, {{portal}};
grant insert, update on products.category to {{engine}};
grant insert, update, delete on products.category_alias to {{engine}};
