-- after: spot-checks/0001
-- Failing items are mostly asked for over all categories: a roll-up without the category is smaller by their number.
create table spot_checks.rollup_item_all (
  dataset text not null,
  kind text not null,
  level text not null,
  month date not null,
  province_code text not null,
  item text not null,
  failed int not null,
  primary key (dataset, kind, level, month, province_code, item)
);
comment on table spot_checks.rollup_item_all is 'Failing items counted over all categories: the sum of rollup_item';
comment on column spot_checks.rollup_item_all.dataset is 'Dataset';
comment on column spot_checks.rollup_item_all.kind is 'Kind of check';
comment on column spot_checks.rollup_item_all.level is 'Level of the authority';
comment on column spot_checks.rollup_item_all.month is 'First day of the month';
comment on column spot_checks.rollup_item_all.province_code is 'Province of the producer';
comment on column spot_checks.rollup_item_all.item is 'Failing item';
comment on column spot_checks.rollup_item_all.failed is 'Samples that fail by it';
insert into spot_checks.rollup_item_all (dataset, kind, level, month, province_code, item, failed)
  select dataset, kind, level, month, province_code, item, sum(failed) from spot_checks.rollup_item group by 1, 2, 3, 4, 5, 6;

-- For the items of one category.
create index rollup_item_category on spot_checks.rollup_item (category_id, dataset, kind);

grant select on spot_checks.rollup_item_all to {{app}}, {{engine}}, {{portal}};
grant insert, update, delete on spot_checks.rollup_item_all to {{engine}};
