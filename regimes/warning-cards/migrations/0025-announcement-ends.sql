-- after: warning-cards/0024
-- An announcement of article 17 is shown for a time, and taken down with its trace: by rule, by decision, or because its card was wrong.

alter table warning_cards.rectification
  add column announcement_state text check (announcement_state in ('shown', 'taken-down', 'revoked')),
  add column announcement_shown_until date,
  add column announcement_ended_on date,
  add column announcement_ending text check (announcement_ending in ('term', 'corrected', 'early', 'error'));
comment on column warning_cards.rectification.announcement_state is 'shown, taken-down 撤下, revoked 撤销 (its card was wrong); empty without an announcement';
comment on column warning_cards.rectification.announcement_shown_until is 'Last day on which it is shown, by rule';
comment on column warning_cards.rectification.announcement_ended_on is 'Day on which it was taken from the public';
comment on column warning_cards.rectification.announcement_ending is 'Why: term (its time over), corrected (time after the lifting over), early (by decision), error (revoked)';

update warning_cards.rectification r
   set announcement_state = case when r.state = 'void' then 'revoked' else 'shown' end,
       announcement_ending = case when r.state = 'void' then 'error' end,
       announcement_ended_on = case when r.state = 'void' then coalesce(
         (select (max(e.at) at time zone 'Asia/Shanghai')::date from warning_cards.event e
           where e.subject_kind = 'rectification' and e.subject_id = r.id and e.state = 'void'), r.announced_on) end
 where r.announcement is not null;
alter table warning_cards.rectification add constraint announcement_whole check (
  (announcement is null) = (announcement_state is null)
  and (announcement_state is not null and announcement_state <> 'shown') = (announcement_ended_on is not null and announcement_ending is not null));

comment on column warning_cards.event.subject_kind is 'card, rectification, announcement (by the number of its rectification), seller-order, hand-over';
drop policy event_read on warning_cards.event;
create policy event_read on warning_cards.event for select to {{app}} using (
  case subject_kind
    when 'card' then exists (select from warning_cards.card t where t.id = subject_id)
    when 'rectification' then exists (select from warning_cards.rectification t where t.id = subject_id)
    when 'announcement' then exists (select from warning_cards.rectification t where t.id = subject_id)
    when 'seller-order' then exists (select from warning_cards.seller_order t where t.id = subject_id)
    when 'hand-over' then exists (select from warning_cards.hand_over t where t.id = subject_id)
    else false end);

create or replace view warning_cards.published_announcement as
  select r.id, r.dataset, r.enterprise_id as producer_id, r.category_id, c.check_id, r.province_code, r.city_code,
         (select jsonb_agg(jsonb_build_object('product', s.value -> 'product', 'model', s.value -> 'model', 'batch', s.value -> 'batch',
             'items', s.value -> 'items') order by s.ordinality) from jsonb_array_elements(c.samples) with ordinality s) as samples,
         r.announcement_number as number, r.announced_on, r.announced_in,
         (r.announcement ->> 'paper')::bigint as paper_id, r.announcement ->> 'ended' as ended,
         r.announcement ->> 'order' as order_number, (r.announcement ->> 'orderedOn')::date as ordered_on,
         (r.announcement ->> 'recheckFrom')::date as recheck_from, (r.announcement ->> 'recheckUntil')::date as recheck_until,
         case when r.step in ('overhaul', 'revocation') and r.served_on >= r.ordered_on then r.served_on end as suspended_on,
         case when r.state = 'lifted' and r.recheck_outcome = 'pass' then 'passed' when r.state in ('lifted', 'licence-revoked', 'ended') then r.state
              end as outcome,
         case when r.state in ('lifted', 'licence-revoked', 'ended') then
           (select (max(e.at) at time zone 'Asia/Shanghai')::date from warning_cards.event e
             where e.subject_kind = 'rectification' and e.subject_id = r.id and e.state = r.state) end as outcome_on,
         r.announcement_shown_until as shown_until
    from warning_cards.rectification r join warning_cards.card c on c.id = r.card_id
   where r.announcement_state = 'shown';
create or replace view warning_cards.published_ended_announcement as
  select r.id, r.dataset, case when r.announcement_ending = 'error' then r.enterprise_id end as producer_id,
         case when r.announcement_ending = 'error' then r.category_id end as category_id, r.announced_on,
         r.announcement_ended_on as ended_on, r.announcement_ending as ending
    from warning_cards.rectification r where r.announcement_state in ('taken-down', 'revoked');
comment on view warning_cards.published_ended_announcement is
  'The trace of announcements that are shown no more; those of a card that was wrong name the firm, so that the correction reaches as far as the error';
