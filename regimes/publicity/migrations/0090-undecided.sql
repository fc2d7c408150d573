-- after: publicity/0080
-- What is being considered is known to the quality authorities alone: partner departments and governments read what is public. So are the
-- statements of firms, the reasons of officials, and the addresses of the press.
drop policy exposure_read on publicity.exposure;
create policy exposure_read on publicity.exposure for select to {{app}} using (
  (select identity.sees_all('publicity.consider'))
  or city_code = any ((select identity.scope('publicity.consider'))::text[])
  or county_code = any ((select identity.scope('publicity.consider'))::text[])
  or state = 'released' and ((select identity.sees_all('publicity.read'))
    or city_code = any ((select identity.scope('publicity.read'))::text[])
    or county_code = any ((select identity.scope('publicity.read'))::text[])));
drop policy event_read on publicity.event;
create policy event_read on publicity.event for select to {{app}} using (case subject_kind
  when 'exposure' then (select identity.authorise('publicity.consider')) and exists (select from publicity.exposure x where x.id = subject_id)
  when 'party' then exists (select from publicity.exposure_party p where p.id = subject_id)
  when 'bulletin' then exists (select from publicity.bulletin b where b.id = subject_id)
  else false end);
drop policy party_read on publicity.exposure_party;
create policy party_read on publicity.exposure_party for select to {{app}} using (
  (select identity.authorise('publicity.consider')) and exists (select from publicity.exposure x where x.id = exposure_id));
drop policy commendation_read on publicity.commendation;
create policy commendation_read on publicity.commendation for select to {{app}} using (
  (select identity.sees_all('publicity.consider'))
  or city_code = any ((select identity.scope('publicity.consider'))::text[])
  or county_code = any ((select identity.scope('publicity.consider'))::text[])
  or state = 'released' and ((select identity.sees_all('publicity.read'))
    or city_code = any ((select identity.scope('publicity.read'))::text[])
    or county_code = any ((select identity.scope('publicity.read'))::text[])));
drop policy event_read_commendation on publicity.event;
create policy event_read_commendation on publicity.event for select to {{app}} using (
  subject_kind = 'commendation' and exists (select from publicity.commendation c where c.id = subject_id
    and ((select identity.authorise('publicity.consider')) or c.producer_id = any ((select identity.parties('publicity.answer', 'enterprise'))::bigint[]))));
drop policy outlet_read on publicity.media_outlet;
create policy outlet_read on publicity.media_outlet for select to {{app}} using ((select identity.authorise('publicity.consider')));
drop policy handover_read on publicity.media_handover;
create policy handover_read on publicity.media_handover for select to {{app}} using ((select identity.authorise('publicity.consider')));
