-- after: warning-cards/0010
-- The timeline of cards moves into that of the room: one table, of one shape, for all its things.
insert into warning_cards.event (subject_kind, subject_id, verb, state, account_id, at, reason)
select 'card', card_id, verb,
       case when verb in ('return', 'admit', 'send-back', 'restore') then 'proposed' when verb = 'submit' then 'submitted'
            when verb in ('issue', 'keep', 'open-review', 'close-review') then 'issued' when verb in ('dismiss', 'decline') then 'dismissed'
            when verb = 'revoke' then 'revoked' else 'lapsed' end,
       account_id, at, reason
  from warning_cards.card_event order by id;
drop table warning_cards.card_event;
comment on table warning_cards.event is 'What happened to cards and to the things that follow them, act by act; shown as their timeline';
comment on column warning_cards.event.subject_kind is 'card, rectification, seller-order, hand-over';
create index event_of_cards on warning_cards.event (id desc) where subject_kind = 'card';
drop policy event_read on warning_cards.event;
create policy event_read on warning_cards.event for select to {{app}} using (
  case subject_kind
    when 'card' then exists (select from warning_cards.card t where t.id = subject_id)
    when 'rectification' then exists (select from warning_cards.rectification t where t.id = subject_id)
    when 'seller-order' then exists (select from warning_cards.seller_order t where t.id = subject_id)
    when 'hand-over' then exists (select from warning_cards.hand_over t where t.id = subject_id)
    else false end);
