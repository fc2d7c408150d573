-- after: identity/0002
-- after: authorities/0002
-- after: documents/0002
-- after: enterprises/0001
-- after: laboratories/0001
create schema delivery;
grant usage on schema delivery to {{app}}, {{engine}};

-- Who sits where.

create function delivery.line(wanted bigint) returns table (id bigint)
  language sql stable parallel safe as $$
  with recursive line (id) as (
    select wanted where wanted is not null
    union
    select a.id from line l join authorities.published_authority a on a.successor_id = l.id
  )
  select id from line
$$;
comment on function delivery.line is 'An authority and those that it took over from: whoever sits in the successor reads what went to the predecessors';

create view delivery.seat as
  select distinct g.account_id, i.inbox
    from identity.role_grant g
    join identity.account a on a.id = g.account_id and a.state = 'active' and not a.must_change_password
    join identity.role_permission p on p.role = g.role and p.permission = 'delivery.receive'
   cross join lateral (
     select g.region_code as inbox where g.region_code like '%/%'
     union all
     select 'authority/' || l.id from delivery.line(g.authority_id) l where g.region_code not like '%/%'
     union all
     -- An official of the quality authority itself needs no mark of his authority: his place says it.
     select 'authority/' || u.id from authorities.published_authority u
      where g.authority_id is null and u.kind = 'quality' and u.region_code = g.region_code
        and exists (select from identity.role_permission q where q.role = g.role and q.permission = 'delivery.sent')
   ) i
   where g.ended_at is null
     and (now() at time zone 'Asia/Shanghai')::date between g.valid_from and coalesce(g.valid_to, 'infinity');
comment on view delivery.seat is 'Which account reads which inbox today';

create function delivery.inboxes() returns text[]
  language sql stable security definer parallel safe set search_path = '' as $$
  select coalesce(array_agg(s.inbox), '{}') from delivery.seat s where s.account_id = identity.acting()
$$;
comment on function delivery.inboxes is 'Inboxes of the acting account today; empty where nobody acts';

create function delivery.name_of(inbox text) returns text
  language sql stable parallel safe as $$
  select case split_part(inbox, '/', 1)
    when 'authority' then (select a.name from authorities.published_authority a where a.id = split_part(inbox, '/', 2)::bigint)
    when 'enterprise' then (select e.name from enterprises.enterprise e where e.id = split_part(inbox, '/', 2)::bigint)
    when 'laboratory' then (select l.name from laboratories.laboratory l where l.id = split_part(inbox, '/', 2)::bigint)
  end
$$;
comment on function delivery.name_of is 'The name of whoever an inbox belongs to';

-- What was sent to whom.

create table delivery.message (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,
  subject text not null,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  sender text not null check (sender ~ '^[1-9][0-9]{5}$'),
  sender_path text[] not null,
  inbox text not null check (inbox ~ '^(authority|enterprise|laboratory)/[1-9][0-9]{0,15}$'),
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  link text not null check (link like '/%'),
  papers bigint[] not null default '{}',
  sent_at timestamptz not null,
  sent_by uuid,
  wants text check (wants in ('receipt', 'answer')),
  due_on date,
  chase_every int check (chase_every > 0),
  chase_on date,
  chases int not null default 0,
  chased_on date,
  read_at timestamptz,
  read_by uuid,
  received_at timestamptz,
  received_by uuid,
  answered_at timestamptz,
  answered_by uuid,
  answer text,
  settled_at timestamptz generated always as (case wants when 'receipt' then received_at when 'answer' then answered_at end) stored,
  constraint read_before_received check (received_at is null or read_at is not null),
  constraint received_before_answered check (answered_at is null or received_at is not null),
  constraint an_answer_says_something check ((answered_at is null) = (answer is null)),
  constraint a_day_is_for_something check (due_on is null or wants is not null),
  constraint chased_by_a_day check (chase_every is null or due_on is not null)
);
comment on table delivery.message is 'Messages to authorities, enterprises and laboratories, written in the transaction of the act that sends them';
comment on column delivery.message.id is 'Internal number';
comment on column delivery.message.key is 'Given by the sender: a second message of the same key is the same message and is not stored';
comment on column delivery.message.kind is 'What it is, with the room before the dot: publicity.notification';
comment on column delivery.message.subject is 'The thing it is about: card/17';
comment on column delivery.message.dataset is 'Dataset of the thing';
comment on column delivery.message.sender is 'Division of the authority that sends';
comment on column delivery.message.sender_path is 'That division and those above it, for row-level security';
comment on column delivery.message.inbox is 'To whom: authority/12, enterprise/33, laboratory/17';
comment on column delivery.message.title_zh is 'Title in Chinese';
comment on column delivery.message.title_en is 'Title in English';
comment on column delivery.message.body_zh is 'Text in Chinese';
comment on column delivery.message.body_en is 'Text in English';
comment on column delivery.message.link is 'Path in the office of the page that it is about';
comment on column delivery.message.papers is 'Official papers that go with it';
comment on column delivery.message.sent_at is 'When';
comment on column delivery.message.sent_by is 'Account whose act sent it, empty for the program itself';
comment on column delivery.message.wants is 'What the recipient is asked for: receipt 签收 or answer 反馈';
comment on column delivery.message.due_on is 'Last day for it';
comment on column delivery.message.chase_every is 'Days between reminders once it is overdue; empty: it is not chased';
comment on column delivery.message.chase_on is 'Next day on which the program reminds';
comment on column delivery.message.chases is 'Reminders so far';
comment on column delivery.message.chased_on is 'Day of the last one';
comment on column delivery.message.read_at is 'First opened by somebody of the recipient';
comment on column delivery.message.read_by is 'By whom';
comment on column delivery.message.received_at is 'Receipt 签收';
comment on column delivery.message.received_by is 'By whom';
comment on column delivery.message.answered_at is 'Answer 反馈';
comment on column delivery.message.answered_by is 'By whom';
comment on column delivery.message.answer is 'What was answered';
comment on column delivery.message.settled_at is 'When that was done which the message asks for';
create index on delivery.message (inbox, id desc);
create index on delivery.message (inbox) where read_at is null;
create index on delivery.message (kind, subject);
create index on delivery.message (sender, id desc);
create index on delivery.message (chase_on) where settled_at is null and chase_on is not null;
create index on delivery.message (due_on) where settled_at is null and due_on is not null;

create table delivery.reading (
  message_id bigint not null references delivery.message (id),
  account_id uuid not null,
  at timestamptz not null,
  primary key (message_id, account_id)
);
comment on table delivery.reading is 'Everybody of the recipient who has opened a message';
comment on column delivery.reading.message_id is 'The message';
comment on column delivery.reading.account_id is 'Who';
comment on column delivery.reading.at is 'When first';

-- Electronic mail.

create table delivery.address (
  account_id uuid primary key references identity.account (id),
  address text check (address !~ '[[:space:][:cntrl:]<>,;]'),
  wanted text check (wanted !~ '[[:space:][:cntrl:]<>,;]'),
  code_sha256 bytea,
  code_until timestamptz,
  code_attempts int not null default 0,
  language text not null default 'zh' check (language in ('zh', 'en')),
  confirmed_at timestamptz,
  check ((address is null) = (confirmed_at is null)),
  check ((wanted is null) = (code_sha256 is null))
);
comment on table delivery.address is 'Mail addresses of accounts, entered by their holders and proved by a code that was mailed there';
comment on column delivery.address.account_id is 'Whose';
comment on column delivery.address.address is 'The address that mails go to, proved';
comment on column delivery.address.wanted is 'An address that is still to be proved';
comment on column delivery.address.code_sha256 is 'SHA-256 of the code that was mailed there';
comment on column delivery.address.code_until is 'The code holds until then';
comment on column delivery.address.code_attempts is 'How often a code was tried';
comment on column delivery.address.language is 'Language of the mails';
comment on column delivery.address.confirmed_at is 'When the address was proved';

create table delivery.envelope (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account (id),
  address text not null,
  purpose text not null default 'messages' check (purpose in ('messages', 'code')),
  subject text not null default '',
  text text not null default '',
  messages int not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null,
  locked_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  fault text,
  fault_detail text,
  check ((state = 'sent') = (sent_at is not null)),
  check ((state = 'sending') = (locked_until is not null))
);
comment on table delivery.envelope is 'Mails: what waits for one person goes into one mail, which stays the same over all its attempts';
comment on column delivery.envelope.id is 'Its Message-ID, the same at every attempt';
comment on column delivery.envelope.account_id is 'To whom';
comment on column delivery.envelope.address is 'Address as it was when the mail was made';
comment on column delivery.envelope.purpose is 'messages, or the code that proves an address';
comment on column delivery.envelope.subject is 'Subject line';
comment on column delivery.envelope.text is 'Text; emptied after a code was sent';
comment on column delivery.envelope.messages is 'How many messages it tells of';
comment on column delivery.envelope.state is 'waiting, sending, sent, dead';
comment on column delivery.envelope.attempts is 'How often the mail server was offered it; a server that is down does not count';
comment on column delivery.envelope.next_at is 'Not before this time';
comment on column delivery.envelope.locked_until is 'Held by a server until then; a server that died loses it';
comment on column delivery.envelope.created_at is 'When it was made';
comment on column delivery.envelope.sent_at is 'When the mail server took it';
comment on column delivery.envelope.fault is 'Why the last attempt failed, a word of the program';
comment on column delivery.envelope.fault_detail is 'What the other side said';
create unique index one_open_mail_a_person on delivery.envelope (account_id)
  where state in ('waiting', 'sending') and purpose = 'messages';
create index on delivery.envelope (next_at) where state in ('waiting', 'sending');
create index on delivery.envelope (sent_at);
create index on delivery.envelope (created_at desc);

create table delivery.mailing (
  message_id bigint not null references delivery.message (id),
  account_id uuid not null,
  envelope_id uuid references delivery.envelope (id),
  primary key (message_id, account_id)
);
comment on table delivery.mailing is 'Which message is to be mailed to whom, and in which mail it went';
comment on column delivery.mailing.message_id is 'The message';
comment on column delivery.mailing.account_id is 'To whom';
comment on column delivery.mailing.envelope_id is 'The mail; empty while it waits for one';
create index on delivery.mailing (account_id) where envelope_id is null;
create index on delivery.mailing (envelope_id);

create table delivery.mail_server (
  single boolean primary key default true check (single),
  failing_since timestamptz,
  failures int not null default 0,
  next_at timestamptz not null default '-infinity',
  fault text,
  fault_detail text
);
comment on table delivery.mail_server is 'How the mail server of the deployment does, shared by all servers of the program';
comment on column delivery.mail_server.single is 'One row';
comment on column delivery.mail_server.failing_since is 'Since when it could not be reached, empty while it can';
comment on column delivery.mail_server.failures is 'Attempts in vain since';
comment on column delivery.mail_server.next_at is 'It is not tried again before this time';
comment on column delivery.mail_server.fault is 'Why';
comment on column delivery.mail_server.fault_detail is 'What it said';
insert into delivery.mail_server default values;

-- Webhooks.

create table delivery.endpoint (
  id bigint generated always as identity primary key,
  inbox text not null check (inbox ~ '^(authority|enterprise|laboratory)/[1-9][0-9]{0,15}$'),
  url text not null,
  secret bytea not null,
  state text not null default 'active' check (state in ('active', 'stopped', 'closed')),
  created_at timestamptz not null,
  created_by uuid,
  failing_since timestamptz,
  failures int not null default 0,
  next_at timestamptz not null default '-infinity',
  fault text,
  fault_detail text
);
comment on table delivery.endpoint is 'Addresses of other programs that are told of the messages of an inbox, signed';
comment on column delivery.endpoint.id is 'Internal number';
comment on column delivery.endpoint.inbox is 'Whose messages it is told of';
comment on column delivery.endpoint.url is 'Where';
comment on column delivery.endpoint.secret is 'Key of the signatures; shown once to whoever made the endpoint, and read by the engine alone';
comment on column delivery.endpoint.state is 'active, stopped (after too many failures, until a person starts it again), closed for good';
comment on column delivery.endpoint.created_at is 'When';
comment on column delivery.endpoint.created_by is 'By whom';
comment on column delivery.endpoint.failing_since is 'Since when nothing gets through, empty while it does';
comment on column delivery.endpoint.failures is 'Attempts in vain since';
comment on column delivery.endpoint.next_at is 'It is not tried again before this time';
comment on column delivery.endpoint.fault is 'Why';
comment on column delivery.endpoint.fault_detail is 'What it said';
create unique index endpoint_once on delivery.endpoint (inbox, url) where state <> 'closed';

create table delivery.post (
  id bigint generated always as identity primary key,
  message_id bigint not null references delivery.message (id),
  endpoint_id bigint not null references delivery.endpoint (id),
  key uuid not null default gen_random_uuid(),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'dead')),
  attempts int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  fault text,
  fault_detail text,
  unique (message_id, endpoint_id),
  check ((state = 'sent') = (sent_at is not null)),
  check ((state = 'sending') = (locked_until is not null))
);
comment on table delivery.post is 'One message to one endpoint';
comment on column delivery.post.id is 'Internal number';
comment on column delivery.post.message_id is 'The message';
comment on column delivery.post.endpoint_id is 'The endpoint';
comment on column delivery.post.key is 'Idempotency-Key, the same at every attempt';
comment on column delivery.post.state is 'waiting, sending, sent, dead';
comment on column delivery.post.attempts is 'How often it was sent';
comment on column delivery.post.locked_until is 'Held by a server until then; a server that died loses it';
comment on column delivery.post.created_at is 'When it was put in';
comment on column delivery.post.sent_at is 'When the endpoint confirmed it';
comment on column delivery.post.fault is 'Why the last attempt failed, a word of the program';
comment on column delivery.post.fault_detail is 'What the other side said';
create index on delivery.post (endpoint_id, id) where state in ('waiting', 'sending');
create index on delivery.post (state, id desc);

-- Who sees what.

alter table delivery.message enable row level security;
create policy message_recipient on delivery.message for select to {{app}} using (inbox = any ((select delivery.inboxes())::text[]));
create policy message_sender on delivery.message for select to {{app}}
  using (sender_path && (select identity.scope('delivery.sent')));
create policy message_engine on delivery.message to {{engine}} using (true) with check (true);

alter table delivery.reading enable row level security;
create policy reading_read on delivery.reading for select to {{app}}
  using (exists (select from delivery.message m where m.id = message_id));
create policy reading_engine on delivery.reading to {{engine}} using (true) with check (true);

alter table delivery.address enable row level security;
create policy address_own on delivery.address for select to {{app}} using (account_id = (select identity.acting()));
create policy address_engine on delivery.address to {{engine}} using (true) with check (true);

alter table delivery.endpoint enable row level security;
create policy endpoint_manage on delivery.endpoint for select to {{app}} using ((select identity.sees_all('delivery.manage')));
create policy endpoint_engine on delivery.endpoint to {{engine}} using (true) with check (true);
alter table delivery.post enable row level security;
create policy post_manage on delivery.post for select to {{app}} using ((select identity.sees_all('delivery.manage')));
create policy post_engine on delivery.post to {{engine}} using (true) with check (true);
alter table delivery.envelope enable row level security;
create policy envelope_manage on delivery.envelope for select to {{app}} using ((select identity.sees_all('delivery.manage')));
create policy envelope_engine on delivery.envelope to {{engine}} using (true) with check (true);
alter table delivery.mailing enable row level security;
create policy mailing_engine on delivery.mailing to {{engine}} using (true) with check (true);
alter table delivery.mail_server enable row level security;
create policy mail_server_manage on delivery.mail_server for select to {{app}} using ((select identity.sees_all('delivery.manage')));
create policy mail_server_engine on delivery.mail_server to {{engine}} using (true) with check (true);

-- A paper that goes with a message is seen by the people of its inbox.
create policy paper_delivered on documents.paper for select to {{app}}
  using (number is not null and copies && (select delivery.inboxes()));

-- What other rooms may know of what they sent; row-level security stays that of the reader.
create view delivery.published_message with (security_invoker = true) as
  select m.id, m.key, m.kind, m.subject, m.dataset, m.sender, m.inbox, m.sent_at, m.wants, m.due_on, m.chases, m.read_at, m.received_at,
         m.answered_at, m.answer, m.settled_at
    from delivery.message m;
comment on view delivery.published_message is 'What became of the messages that a room has sent';

revoke all on all functions in schema delivery from public;
grant execute on function delivery.inboxes(), delivery.line(bigint), delivery.name_of(text) to {{app}}, {{engine}};
grant select on delivery.seat, delivery.published_message to {{engine}};
grant select on delivery.published_message, delivery.message, delivery.reading, delivery.post, delivery.envelope, delivery.mail_server to {{app}};
grant select (account_id, address, wanted, code_until, language, confirmed_at) on delivery.address to {{app}};
grant select (id, inbox, url, state, created_at, created_by, failing_since, failures, next_at, fault, fault_detail) on delivery.endpoint to {{app}};
grant select, insert, update on delivery.message, delivery.reading, delivery.address, delivery.envelope, delivery.endpoint, delivery.post to {{engine}};
grant select, insert, update, delete on delivery.mailing to {{engine}};
grant select, update on delivery.mail_server to {{engine}};
grant delete on delivery.address to {{engine}};
