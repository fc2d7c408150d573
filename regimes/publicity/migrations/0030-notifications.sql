-- after: publicity/0001
-- after: spot-checks/0030
-- after: delivery/0001
-- Notifications of results 通报函: what was told to which government and department, as it was told.

create table publicity.notification (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  check_id bigint not null,
  bulletin_id bigint references publicity.bulletin (id),
  round int not null check (round > 0),
  made_at timestamptz not null,
  made_by uuid,
  results int not null,
  failed int not null,
  refused int not null,
  unique (check_id, round)
);
comment on table publicity.notification is 'Rounds of notification of a spot check: the results that had become final and were not notified before';
comment on column publicity.notification.id is 'Internal number';
comment on column publicity.notification.dataset is 'Dataset; historical results are not notified';
comment on column publicity.notification.check_id is 'The spot check';
comment on column publicity.notification.bulletin_id is 'The released bulletin that is sent on, where it is not a round of results';
comment on column publicity.notification.round is 'Which round of the check';
comment on column publicity.notification.made_at is 'When';
comment on column publicity.notification.made_by is 'By whom, empty for the program itself';
comment on column publicity.notification.results is 'Results of the round';
comment on column publicity.notification.failed is 'Of them failed';
comment on column publicity.notification.refused is 'Of them refusals of inspection';
create unique index notification_of_bulletin on publicity.notification (bulletin_id) where bulletin_id is not null;
create index on publicity.notification (dataset, id desc);

create table publicity.notified_result (
  result_id bigint primary key,
  notification_id bigint not null references publicity.notification (id),
  province_code text,
  city_code text,
  county_code text,
  producer_id bigint,
  category_id bigint not null,
  product_name text not null,
  verdict text not null,
  failing_items text[] not null
);
comment on table publicity.notified_result is 'Results as they were notified; a result is notified once';
comment on column publicity.notified_result.result_id is 'The result';
comment on column publicity.notified_result.notification_id is 'Its round';
comment on column publicity.notified_result.province_code is 'Province of the producer on the day';
comment on column publicity.notified_result.city_code is 'City of the producer on the day';
comment on column publicity.notified_result.county_code is 'County of the producer on the day';
comment on column publicity.notified_result.producer_id is 'Producer, empty where it is not settled';
comment on column publicity.notified_result.category_id is 'Product category';
comment on column publicity.notified_result.product_name is 'Product';
comment on column publicity.notified_result.verdict is 'Verdict as notified';
comment on column publicity.notified_result.failing_items is 'Failing items as notified';
create index on publicity.notified_result (notification_id, verdict);

create table publicity.letter (
  id bigint generated always as identity primary key,
  notification_id bigint not null references publicity.notification (id),
  department text not null,
  place text not null check (place ~ '^[1-9][0-9]{5}$'),
  key text not null unique,
  results int not null,
  failed int not null,
  refused int not null,
  addressed boolean not null,
  unique (notification_id, department, place)
);
comment on table publicity.letter is 'One letter to one government or department with the results of its place; whoever sees its message sees it';
comment on column publicity.letter.id is 'Internal number';
comment on column publicity.letter.notification_id is 'Its round';
comment on column publicity.letter.department is 'Kind of authority: government, commerce …';
comment on column publicity.letter.place is 'Division whose producers it is about';
comment on column publicity.letter.key is 'Key of its message';
comment on column publicity.letter.results is 'Results of the place';
comment on column publicity.letter.failed is 'Of them failed';
comment on column publicity.letter.refused is 'Of them refusals of inspection';
comment on column publicity.letter.addressed is 'False where the register of authorities has nobody there: a person sends it on paper';

alter table publicity.notification enable row level security;
create policy notification_read on publicity.notification for select to {{app}} using ((select identity.sees_all('publicity.notify')));
create policy notification_engine on publicity.notification to {{engine}} using (true) with check (true);
alter table publicity.letter enable row level security;
create policy letter_sender on publicity.letter for select to {{app}} using ((select identity.sees_all('publicity.notify')));
create policy letter_recipient on publicity.letter for select to {{app}}
  using (exists (select from delivery.published_message m where m.key = letter.key));
create policy letter_engine on publicity.letter to {{engine}} using (true) with check (true);
alter table publicity.notified_result enable row level security;
create policy notified_sender on publicity.notified_result for select to {{app}} using ((select identity.sees_all('publicity.notify')));
create policy notified_recipient on publicity.notified_result for select to {{app}} using (
  exists (select from publicity.letter l
           where l.notification_id = notified_result.notification_id
             and l.place in (notified_result.province_code, notified_result.city_code, notified_result.county_code)));
create policy notified_engine on publicity.notified_result to {{engine}} using (true) with check (true);

grant select on publicity.notification, publicity.notified_result, publicity.letter to {{app}}, {{engine}};
grant insert on publicity.notification, publicity.notified_result, publicity.letter to {{engine}};
grant update on publicity.letter, publicity.notification to {{engine}};

-- What a letter is about, for its recipients, who do not see the round as a whole.
create function publicity.notification_head(wanted bigint)
  returns table (dataset text, "bulletinId" bigint, title text, authority text)
  language sql stable security definer set search_path = '' as $$
  select n.dataset, n.bulletin_id, k.title, k.authority_name
    from publicity.notification n join spot_checks.spot_check k on k.id = n.check_id where n.id = wanted
$$;
comment on function publicity.notification_head is 'Dataset, bulletin and spot check of a notification: what the heading of each of its letters says';
revoke all on function publicity.notification_head(bigint) from public;
grant execute on function publicity.notification_head(bigint) to {{app}}, {{engine}};
