-- after: warning-cards/0010
-- A seller sees his own order alone: it names the product and its producer itself.
alter table warning_cards.seller_order add column category_id bigint, add column producer_id bigint;
comment on column warning_cards.seller_order.category_id is 'Product category';
comment on column warning_cards.seller_order.producer_id is 'The producer whose product it is';
update warning_cards.seller_order s set category_id = c.category_id, producer_id = c.producer_id
  from warning_cards.card c where c.id = s.card_id;
alter table warning_cards.seller_order alter column category_id set not null, alter column producer_id set not null;
