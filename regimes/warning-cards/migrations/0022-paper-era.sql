-- after: warning-cards/0021
-- Cards that were issued on paper and are in progress are taken over: the card keeps its old number and day, nothing goes out again.

alter table warning_cards.card add column paper_era jsonb;
comment on column warning_cards.card.paper_era is
  'What a table tells of a card that was issued on paper: number, days, service, state of the rectification; empty for cards issued here';
create unique index card_number_on_paper on warning_cards.card (dataset, (paper_era ->> 'number')) where paper_era is not null;

create or replace view warning_cards.published_card with (security_invoker = true) as
  select c.id as card_id, c.dataset, c.producer_id, c.category_id, c.check_id,
         case when r.step in ('overhaul', 'revocation') then 'red' else c.kind end as kind,
         case when c.state = 'issued' and r.state in ('lifted', 'ended') then r.state else c.state end as state,
         c.historical, coalesce((c.paper_era ->> 'issuedOn')::date, (c.decided_at at time zone 'Asia/Shanghai')::date) as issued_on, c.number
    from warning_cards.card c left join warning_cards.rectification r on r.card_id = c.id
   where c.state in ('issued', 'revoked') and c.number is not null;
