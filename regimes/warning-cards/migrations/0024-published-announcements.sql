-- after: warning-cards/0023, documents/0001
-- The announcement of article 17 for the public: what it said, and what happened since. Revoked for error, its trace alone.

alter table warning_cards.rectification add column announcement jsonb;
comment on column warning_cards.rectification.announcement is
  'The announcement as it was made: paper, how the order ended, number and day of the order, first and last day of the re-check';

update warning_cards.rectification r
   set announcement = jsonb_build_object('paper', p.id, 'ended', p.fields -> 'ended', 'order', p.fields -> 'number',
         'orderedOn', p.fields -> 'orderedOn', 'recheckFrom', p.fields -> 'recheckFrom', 'recheckUntil', p.fields -> 'recheckUntil')
  from documents.paper p
 where p.kind = 'warning-cards.announcement' and p.subject = 'rectification/' || r.id and p.dataset = r.dataset
   and p.number = r.announcement_number;

create view warning_cards.published_announcement as
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
             where e.subject_kind = 'rectification' and e.subject_id = r.id and e.state = r.state) end as outcome_on
    from warning_cards.rectification r join warning_cards.card c on c.id = r.card_id
   where r.announcement is not null and r.state <> 'void';
comment on view warning_cards.published_announcement is
  'Announcements of article 17 as the public reads them, with what happened since: suspended (once served), passed, lifted on site, licence-revoked, ended';
create view warning_cards.published_ended_announcement as
  select r.id, r.dataset, r.enterprise_id as producer_id, r.category_id, r.announced_on,
         (select (max(e.at) at time zone 'Asia/Shanghai')::date from warning_cards.event e
           where e.subject_kind = 'rectification' and e.subject_id = r.id and e.state = 'void') as ended_on
    from warning_cards.rectification r where r.announcement is not null and r.state = 'void';
comment on view warning_cards.published_ended_announcement is
  'The trace of announcements whose card was revoked for error; they name the firm, so that the correction reaches as far as the error';
grant select on warning_cards.published_announcement, warning_cards.published_ended_announcement to {{portal}};
