-- after: authorities/0001
-- The other departments that deal with product quality, and the view by which other rooms find whom to write to.
alter table authorities.authority drop constraint authority_kind_check;
alter table authorities.authority add constraint authority_kind_check check (kind in
  ('quality', 'commerce', 'enforcement', 'government', 'economy', 'health', 'agriculture', 'construction', 'police'));
comment on column authorities.authority.kind is 'quality 质监/市场监管, commerce 工商, enforcement 稽查, government 人民政府, economy 经贸, health 卫生, agriculture 农业, construction 建设, police 公安';

create view authorities.published_authority as
  select id, name, short_name, kind, level, region_code, valid_from, valid_to, successor_id from authorities.authority;
comment on view authorities.published_authority is 'Authorities under each of their names, for other rooms that write to them';
grant select on authorities.published_authority to {{app}}, {{engine}};
