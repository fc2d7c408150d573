-- after: warning-cards/0020
-- What enforcement found a product to be is kept beside what it decided: fake 假冒伪造 is a ground of exposure (notice 4.2).

alter table warning_cards.hand_over
  add column finding text not null default 'none' check (finding in ('none', 'fake')),
  add constraint found_when_returned check (finding = 'none' or state = 'returned' and outcome_words is not null);
comment on column warning_cards.hand_over.finding is 'fake 假冒、伪造 where enforcement found the product of this firm to be that; else none';

create view warning_cards.published_fake with (security_invoker = true) as
  select distinct on (r.card_id) r.card_id, h.recipient as found_by, h.outcome_words as decision, h.returned_on as found_on
    from warning_cards.hand_over h join warning_cards.rectification r on r.id = h.rectification_id
   where h.finding = 'fake' and h.returned_on is not null order by r.card_id, h.returned_on, h.id;
comment on view warning_cards.published_fake is 'Products of cards that enforcement found to be fake, with the first decision that says so';
grant select on warning_cards.published_fake to {{app}}, {{engine}};
