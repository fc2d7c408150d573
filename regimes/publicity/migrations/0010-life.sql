-- after: publicity/0001, documents/0001
-- An exposure is told to the firms that it names before it is released; shown for a time; taken down with its trace.

create table publicity.event (
  id bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id bigint not null,
  verb text not null,
  state text not null,
  account_id uuid,
  at timestamptz not null,
  reason text,
  detail jsonb
);
comment on table publicity.event is 'What happened to the things of this room, act by act; shown as their timeline';
comment on column publicity.event.id is 'Internal number';
comment on column publicity.event.subject_kind is 'exposure, party, bulletin';
comment on column publicity.event.subject_id is 'Number of the thing';
comment on column publicity.event.verb is 'The act, in the words of its state table';
comment on column publicity.event.state is 'State afterwards';
comment on column publicity.event.account_id is 'Who; empty for the program itself';
comment on column publicity.event.at is 'When';
comment on column publicity.event.reason is 'Why, where the act needs a reason';
comment on column publicity.event.detail is 'What else belongs to it';
create index on publicity.event (subject_kind, subject_id, id);

-- What was submitted, returned or released under the former table of states.
insert into publicity.event (subject_kind, subject_id, verb, state, account_id, at, reason)
  select 'exposure', exposure_id, verb,
         case verb when 'submit' then 'submitted' when 'release' then 'released' when 'dismiss' then 'dismissed' when 'take-down' then 'taken-down'
                   when 'revoke' then 'revoked' when 'lapse' then 'lapsed' when 'return' then 'proposed' when 'send-back' then 'proposed'
                   when 'restore' then 'proposed' else 'released' end,
         account_id, at, reason
    from publicity.exposure_event order by id;
drop table publicity.exposure_event;

alter table publicity.exposure drop constraint exposure_state_check;
alter table publicity.exposure add constraint exposure_state_check check (state in ('proposed', 'submitted', 'told', 'ready', 'scheduled', 'released',
  'dismissed', 'taken-down', 'revoked', 'lapsed'));
alter table publicity.exposure drop constraint released_whole;
alter table publicity.exposure
  add column release_at timestamptz,
  add column released_by uuid,
  add column released_at timestamptz,
  add column shown_until date,
  add column ended_at timestamptz,
  add column ending text check (ending in ('term', 'rectified', 'early', 'error'));
comment on column publicity.exposure.state is
  'proposed, submitted, told (the firms that it names are being told and heard), ready, scheduled (released at a time), released, dismissed, taken-down 撤下, revoked 撤销 (for error), lapsed 依据已失';
comment on column publicity.exposure.decided_by is 'Who decided to expose, or dismissed it; never the one who submitted';
comment on column publicity.exposure.release_at is 'When it is to be released, while it waits for its time';
comment on column publicity.exposure.released_by is 'Who released it, or set its time';
comment on column publicity.exposure.released_at is 'When it became public';
comment on column publicity.exposure.shown_until is 'Last day on which it is shown, by rule';
comment on column publicity.exposure.ended_at is 'When it was taken from the public';
comment on column publicity.exposure.ending is 'Why: term (its time over), rectified (time after the re-check over), early (by decision), error (revoked)';
update publicity.exposure set released_by = decided_by, released_at = decided_at,
       ended_at = case when state <> 'released' then reviewed_at end,
       ending = case state when 'taken-down' then 'early' when 'revoked' then 'error' end
 where state in ('released', 'taken-down', 'revoked');
alter table publicity.exposure add constraint released_whole check (
  (state in ('proposed', 'dismissed', 'lapsed') or grounds is not null)
  and (state in ('released', 'taken-down', 'revoked')) = (released_at is not null)
  and (state in ('taken-down', 'revoked')) = (ended_at is not null and ending is not null)
  and (state = 'scheduled') = (release_at is not null));
drop index publicity.exposure_once;
create unique index exposure_once on publicity.exposure (producer_id, ground, ground_key) where state not in ('revoked', 'dismissed', 'taken-down');
create index exposure_key on publicity.exposure (producer_id, ground, ground_key);
create index exposure_due on publicity.exposure (release_at) where state = 'scheduled';
create index exposure_shown on publicity.exposure (shown_until) where state = 'released';

create table publicity.exposure_party (
  id bigint generated always as identity primary key,
  exposure_id bigint not null references publicity.exposure (id),
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  role text not null check (role in ('producer', 'seller')),
  enterprise_id bigint not null,
  addressee text not null,
  province_code text,
  city_code text,
  county_code text,
  number text,
  state text not null default 'to-serve' check (state in ('to-serve', 'served', 'waived', 'stated', 'heard', 'spared', 'void')),
  version int not null default 1,
  manner text check (manner in ('hand', 'post', 'leaving', 'public', 'electronic')),
  served_on date,
  effective_on date,
  proof jsonb,
  heard_until date,
  statement text,
  stated_on date,
  wants_hearing boolean not null default false,
  hearing_on date,
  stated_by uuid,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  constraint answered_by_another check (answered_by <> stated_by),
  constraint served_whole check (state in ('to-serve', 'void') or (manner is not null and proof is not null and effective_on is not null and heard_until is not null)),
  constraint stated_whole check (state <> 'stated' or (statement is not null and stated_on is not null))
);
comment on table publicity.exposure_party is 'Firms that an exposure names: told beforehand, with proof of service and what they stated';
comment on column publicity.exposure_party.id is 'Internal number';
comment on column publicity.exposure_party.exposure_id is 'The exposure';
comment on column publicity.exposure_party.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column publicity.exposure_party.role is 'producer or seller';
comment on column publicity.exposure_party.enterprise_id is 'The firm';
comment on column publicity.exposure_party.addressee is 'Its name when it was told';
comment on column publicity.exposure_party.province_code is 'Province';
comment on column publicity.exposure_party.city_code is 'City';
comment on column publicity.exposure_party.county_code is 'County';
comment on column publicity.exposure_party.number is 'Number of the notice';
comment on column publicity.exposure_party.state is 'to-serve, served (its time runs), waived, stated (its statement waits for an answer), heard, spared (its statement was upheld), void';
comment on column publicity.exposure_party.version is 'Goes up with every change: whoever acts names the one seen';
comment on column publicity.exposure_party.manner is 'Manner of service';
comment on column publicity.exposure_party.served_on is 'Day of the act of service';
comment on column publicity.exposure_party.effective_on is 'Day on which service takes effect';
comment on column publicity.exposure_party.proof is 'Proof of service';
comment on column publicity.exposure_party.heard_until is 'Last day to state its case';
comment on column publicity.exposure_party.statement is 'What it stated';
comment on column publicity.exposure_party.stated_on is 'Day on which the statement came in or was posted';
comment on column publicity.exposure_party.wants_hearing is 'It asks to be heard in person';
comment on column publicity.exposure_party.hearing_on is 'Day on which it was heard in person';
comment on column publicity.exposure_party.stated_by is 'Account that recorded the statement: another answers it';
comment on column publicity.exposure_party.answer is 'How the statement was dealt with, with reasons';
comment on column publicity.exposure_party.answered_by is 'Who dealt with it';
comment on column publicity.exposure_party.answered_at is 'When';
create unique index party_once on publicity.exposure_party (exposure_id, enterprise_id) where state <> 'void';
create index party_list on publicity.exposure_party (dataset, state, id desc);
create index party_clock on publicity.exposure_party (heard_until) where state = 'served';

alter table publicity.event enable row level security;
create policy event_read on publicity.event for select to {{app}} using (case subject_kind
  when 'exposure' then exists (select from publicity.exposure x where x.id = subject_id)
  when 'party' then exists (select from publicity.exposure_party p where p.id = subject_id)
  when 'bulletin' then exists (select from publicity.bulletin b where b.id = subject_id)
  else false end);
create policy event_engine on publicity.event to {{engine}} using (true) with check (true);
alter table publicity.exposure_party enable row level security;
create policy party_read on publicity.exposure_party for select to {{app}} using (
  exists (select from publicity.exposure x where x.id = exposure_id));
create policy party_engine on publicity.exposure_party to {{engine}} using (true) with check (true);

create or replace view publicity.published_exposure as
  select x.id, x.dataset, x.ground, x.producer_id, x.category_id, x.product_name, x.province_code, x.city_code, x.historical, x.grounds, x.released_at,
         x.shown_until, x.last_on,
         array(select distinct s from unnest(x.seller_ids) s where not exists (
           select from publicity.exposure_party p where p.exposure_id = x.id and p.enterprise_id = s and p.state = 'spared')) as seller_ids
    from publicity.exposure x where x.state = 'released';
comment on view publicity.published_exposure is 'What the public may see of exposures';
create view publicity.published_ended_exposure as
  select id, dataset, released_at, ended_at, ending, case when ending = 'error' then producer_id end as producer_id,
         case when ending = 'error' then product_name end as product_name
    from publicity.exposure where state in ('taken-down', 'revoked');
comment on view publicity.published_ended_exposure is
  'The trace of what is shown no more: when and why; the firm only where the exposure was wrong, so that the correction reaches as far as the error';

grant select on publicity.event, publicity.exposure_party to {{app}}, {{engine}};
grant insert on publicity.event to {{engine}};
grant insert, update on publicity.exposure_party to {{engine}};
grant select on publicity.published_ended_exposure to {{app}}, {{engine}}, {{portal}};
