-- after: warning-cards/0001, identity/0002, spot-checks/0095
-- What follows a card: rectification with its steps, the seller's own order, departments that act along, hand-over to enforcement.

create table warning_cards.event (
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
comment on table warning_cards.event is 'What happened to the things that follow a card, act by act; shown as their timeline';
comment on column warning_cards.event.id is 'Internal number';
comment on column warning_cards.event.subject_kind is 'rectification, seller-order, hand-over';
comment on column warning_cards.event.subject_id is 'Number of the thing';
comment on column warning_cards.event.verb is 'The act, in the words of its state table';
comment on column warning_cards.event.state is 'State afterwards';
comment on column warning_cards.event.account_id is 'Who; empty for the program itself';
comment on column warning_cards.event.at is 'When';
comment on column warning_cards.event.reason is 'Why, where the act needs a reason';
comment on column warning_cards.event.detail is 'What else belongs to it';
create index on warning_cards.event (subject_kind, subject_id, id);

create table warning_cards.rectification (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  card_id bigint not null unique references warning_cards.card (id),
  enterprise_id bigint not null,
  category_id bigint not null,
  province_code text,
  city_code text,
  county_code text,
  state text not null default 'to-serve' check (state in ('to-serve', 'rectifying', 'overdue', 'refused', 'answered', 'to-recheck',
    'rechecking', 'failed', 'proposed', 'announced', 'revocation', 'paused', 'ended', 'lifted', 'licence-revoked', 'void')),
  step text not null default 'order' check (step in ('order', 'announcement', 'overhaul', 'revocation')),
  version int not null default 1,
  before_state text,
  pending_step text check (pending_step in ('announcement', 'overhaul', 'revocation')),
  serious text,
  ground text,
  number text,
  ordered_on date not null,
  manner text,
  served_on date,
  proof jsonb,
  effective_on date,
  due_on date,
  extension_asked_on date,
  extension_reason text,
  extended boolean not null default false,
  answer jsonb,
  answered_on date,
  visited_on date,
  plan_id bigint,
  recheck_from date not null,
  recheck_due_on date,
  recheck_check_id bigint,
  recheck_outcome text check (recheck_outcome in ('pass', 'fail')),
  recheck_on date,
  announced_on date,
  announced_in text,
  proposed_by uuid,
  since timestamptz not null,
  constraint proposal_whole check (state <> 'proposed' or pending_step is not null),
  constraint back_to check (state not in ('paused', 'ended', 'proposed') or before_state is not null)
);
comment on table warning_cards.rectification is 'What follows a yellow card, from the order to rectify to lifting or revocation (notice 4.3.1, 4.3.2; product quality law, article 17)';
comment on column warning_cards.rectification.id is 'Internal number';
comment on column warning_cards.rectification.dataset is 'demo 演示数据 or live; historical cards start nothing';
comment on column warning_cards.rectification.card_id is 'The card it follows';
comment on column warning_cards.rectification.enterprise_id is 'The producer';
comment on column warning_cards.rectification.category_id is 'Product category';
comment on column warning_cards.rectification.province_code is 'Province of the producer';
comment on column warning_cards.rectification.city_code is 'City of the producer, empty when unknown; its authority acts';
comment on column warning_cards.rectification.county_code is 'County of the producer, empty when unknown';
comment on column warning_cards.rectification.state is 'State, by the table of the room';
comment on column warning_cards.rectification.step is 'Step of the law: order 责令整改, announcement 公告, overhaul 停产（停业）整顿 (red card), revocation 吊销';
comment on column warning_cards.rectification.version is 'Goes up with every change: whoever acts names the one seen';
comment on column warning_cards.rectification.before_state is 'State to which a pause, an end or a proposal leads back';
comment on column warning_cards.rectification.pending_step is 'Step that was proposed and waits for its decision';
comment on column warning_cards.rectification.serious is 'Criterion by which the problem was found serious, where the red card came at once';
comment on column warning_cards.rectification.ground is 'Why it is paused or can not go on';
comment on column warning_cards.rectification.number is 'Number of the paper to be served: order to rectify, then stop-production order';
comment on column warning_cards.rectification.ordered_on is 'Day of that paper';
comment on column warning_cards.rectification.manner is 'Manner of service';
comment on column warning_cards.rectification.served_on is 'Day signed, received, left, published or arrived';
comment on column warning_cards.rectification.proof is 'Proof of service by its manner';
comment on column warning_cards.rectification.effective_on is 'Day on which service takes effect';
comment on column warning_cards.rectification.due_on is 'Last day to rectify';
comment on column warning_cards.rectification.extension_asked_on is 'Day on which an extension was asked for';
comment on column warning_cards.rectification.extension_reason is 'Why';
comment on column warning_cards.rectification.extended is 'The one extension was granted';
comment on column warning_cards.rectification.answer is 'The last report: causes, measures, evidence, stock and sold goods with what became of them';
comment on column warning_cards.rectification.answered_on is 'Day of that report';
comment on column warning_cards.rectification.visited_on is 'Day on which the local authority verified it';
comment on column warning_cards.rectification.plan_id is 'Plan of the follow-up check, where one was named';
comment on column warning_cards.rectification.recheck_from is 'Samples of a follow-up check count from this day on';
comment on column warning_cards.rectification.recheck_due_on is 'Last day for the re-check';
comment on column warning_cards.rectification.recheck_check_id is 'Spot check whose results decided the re-check';
comment on column warning_cards.rectification.recheck_outcome is 'What it found';
comment on column warning_cards.rectification.recheck_on is 'Day on which it became final';
comment on column warning_cards.rectification.announced_on is 'Day of the public announcement by the province';
comment on column warning_cards.rectification.announced_in is 'Where it was announced';
comment on column warning_cards.rectification.proposed_by is 'Who proposed the next step: another person decides';
comment on column warning_cards.rectification.since is 'When it came into its state';
create index on warning_cards.rectification (dataset, state, id desc);
create index on warning_cards.rectification (enterprise_id, category_id);

create table warning_cards.seller_order (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  card_id bigint not null references warning_cards.card (id),
  enterprise_id bigint not null,
  province_code text,
  city_code text,
  county_code text,
  state text not null default 'to-serve' check (state in ('to-serve', 'running', 'overdue', 'reported', 'settled', 'void')),
  version int not null default 1,
  number text,
  ordered_on date not null,
  manner text,
  served_on date,
  proof jsonb,
  effective_on date,
  due_on date,
  report jsonb,
  reported_on date,
  unique (card_id, enterprise_id)
);
comment on table warning_cards.seller_order is 'Orders to sellers to stop selling and correct, each with its own deadline';
comment on column warning_cards.seller_order.id is 'Internal number';
comment on column warning_cards.seller_order.dataset is 'demo 演示数据 or live';
comment on column warning_cards.seller_order.card_id is 'The card of the producer';
comment on column warning_cards.seller_order.enterprise_id is 'The seller';
comment on column warning_cards.seller_order.province_code is 'Province of the seller, empty when unknown';
comment on column warning_cards.seller_order.city_code is 'City of the seller, empty when unknown';
comment on column warning_cards.seller_order.county_code is 'County of the seller, empty when unknown';
comment on column warning_cards.seller_order.state is 'to-serve, running, overdue, reported, settled, void';
comment on column warning_cards.seller_order.version is 'Goes up with every change';
comment on column warning_cards.seller_order.number is 'Number of the order';
comment on column warning_cards.seller_order.ordered_on is 'Day of the order';
comment on column warning_cards.seller_order.manner is 'Manner of service';
comment on column warning_cards.seller_order.served_on is 'Day signed, received, left, published or arrived';
comment on column warning_cards.seller_order.proof is 'Proof of service by its manner';
comment on column warning_cards.seller_order.effective_on is 'Day on which service takes effect';
comment on column warning_cards.seller_order.due_on is 'Last day to report';
comment on column warning_cards.seller_order.report is 'What the seller reports: goods taken off sale, returned, destroyed';
comment on column warning_cards.seller_order.reported_on is 'Day of the report';
create index on warning_cards.seller_order (dataset, state, id desc);
create index on warning_cards.seller_order (enterprise_id);

create table warning_cards.task (
  id bigint generated always as identity primary key,
  rectification_id bigint not null references warning_cards.rectification (id),
  department text not null,
  task text not null,
  due_on date not null,
  done_on date,
  answer text
);
comment on table warning_cards.task is 'Joint handling of a red card: what each department concerned has to do, until when, and what it answered';
comment on column warning_cards.task.id is 'Internal number';
comment on column warning_cards.task.rectification_id is 'The rectification';
comment on column warning_cards.task.department is 'Department concerned';
comment on column warning_cards.task.task is 'What it has to do';
comment on column warning_cards.task.due_on is 'Last day';
comment on column warning_cards.task.done_on is 'Day of its answer';
comment on column warning_cards.task.answer is 'What it answered';
create index on warning_cards.task (rectification_id);

create table warning_cards.hand_over (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'live')),
  rectification_id bigint not null references warning_cards.rectification (id),
  state text not null default 'handed' check (state in ('handed', 'received', 'returned')),
  version int not null default 1,
  number text,
  recipient text not null,
  suspicion text not null,
  evidence text[] not null check (cardinality(evidence) > 0),
  handed_on date not null,
  receipt text,
  received_on date,
  outcome text check (outcome in ('fined', 'confiscated', 'both', 'warned', 'none', 'other')),
  amount numeric(14, 2),
  outcome_words text,
  returned_on date
);
comment on table warning_cards.hand_over is 'Hand-over to enforcement 移交稽查 with evidence, receipt and the outcome that came back; a card never stands in for a penalty, nor the reverse';
comment on column warning_cards.hand_over.id is 'Internal number';
comment on column warning_cards.hand_over.dataset is 'demo 演示数据 or live';
comment on column warning_cards.hand_over.rectification_id is 'The rectification';
comment on column warning_cards.hand_over.state is 'handed, received, returned';
comment on column warning_cards.hand_over.version is 'Goes up with every change';
comment on column warning_cards.hand_over.number is 'Number of the letter';
comment on column warning_cards.hand_over.recipient is 'Enforcement body';
comment on column warning_cards.hand_over.suspicion is 'What it is suspected of';
comment on column warning_cards.hand_over.evidence is 'List of the evidence handed over';
comment on column warning_cards.hand_over.handed_on is 'When';
comment on column warning_cards.hand_over.receipt is 'Number of the receipt';
comment on column warning_cards.hand_over.received_on is 'Day of the receipt';
comment on column warning_cards.hand_over.outcome is 'What enforcement decided';
comment on column warning_cards.hand_over.amount is 'Fine and confiscated gains, in yuan';
comment on column warning_cards.hand_over.outcome_words is 'The decision in words, with its number';
comment on column warning_cards.hand_over.returned_on is 'Day on which the outcome came back';
create index on warning_cards.hand_over (rectification_id);

-- Officials of the place, and the firm itself once it was served.
alter table warning_cards.rectification enable row level security;
create policy rectification_read on warning_cards.rectification for select to {{app}} using (
  (select identity.sees_all('warning-cards.read'))
  or city_code = any ((select identity.scope('warning-cards.read'))::text[])
  or county_code = any ((select identity.scope('warning-cards.read'))::text[])
  or (served_on is not null and enterprise_id = any ((select identity.parties('warning-cards.answer', 'enterprise'))::bigint[])));
create policy rectification_engine on warning_cards.rectification to {{engine}} using (true) with check (true);

alter table warning_cards.seller_order enable row level security;
create policy seller_order_read on warning_cards.seller_order for select to {{app}} using (
  (select identity.sees_all('warning-cards.read'))
  or city_code = any ((select identity.scope('warning-cards.read'))::text[])
  or county_code = any ((select identity.scope('warning-cards.read'))::text[])
  or (served_on is not null and enterprise_id = any ((select identity.parties('warning-cards.answer', 'enterprise'))::bigint[])));
create policy seller_order_engine on warning_cards.seller_order to {{engine}} using (true) with check (true);

alter table warning_cards.task enable row level security;
create policy task_read on warning_cards.task for select to {{app}} using (
  exists (select from warning_cards.rectification r where r.id = rectification_id));
create policy task_engine on warning_cards.task to {{engine}} using (true) with check (true);

-- What is suspected is for officials alone.
alter table warning_cards.hand_over enable row level security;
create policy hand_over_read on warning_cards.hand_over for select to {{app}} using (
  (select cardinality(identity.scope('warning-cards.read')) > 0)
  and exists (select from warning_cards.rectification r where r.id = rectification_id));
create policy hand_over_engine on warning_cards.hand_over to {{engine}} using (true) with check (true);

alter table warning_cards.event enable row level security;
create policy event_read on warning_cards.event for select to {{app}} using (
  case subject_kind
    when 'rectification' then exists (select from warning_cards.rectification t where t.id = subject_id)
    when 'seller-order' then exists (select from warning_cards.seller_order t where t.id = subject_id)
    when 'hand-over' then exists (select from warning_cards.hand_over t where t.id = subject_id)
    else false end);
create policy event_engine on warning_cards.event to {{engine}} using (true) with check (true);

grant select on warning_cards.event, warning_cards.rectification, warning_cards.seller_order, warning_cards.task, warning_cards.hand_over
  to {{app}}, {{engine}};
grant insert on warning_cards.event to {{engine}};
grant insert, update on warning_cards.rectification, warning_cards.seller_order, warning_cards.task, warning_cards.hand_over to {{engine}};

-- What other rooms and the public may know of cards.
drop view warning_cards.published_card;
create view warning_cards.published_card with (security_invoker = true) as
  select c.id as card_id, c.dataset, c.producer_id, c.category_id, c.check_id,
         case when r.step in ('overhaul', 'revocation') then 'red' else c.kind end as kind,
         case when c.state = 'issued' and r.state in ('lifted', 'ended') then r.state else c.state end as state,
         c.historical, (c.decided_at at time zone 'Asia/Shanghai')::date as issued_on, c.number
    from warning_cards.card c left join warning_cards.rectification r on r.card_id = c.id
   where c.state in ('issued', 'revoked') and c.number is not null;
comment on view warning_cards.published_card is
  'Cards that were issued, for other rooms: kind yellow, red or transfer; state issued, lifted 解除, ended 无法整改 or revoked 撤销 (for error)';
create view warning_cards.public_card as
  select id, dataset, kind, number, producer_id, category_id, check_id, province_code, city_code, historical, grounds, decided_at as issued_at
    from warning_cards.card where state = 'issued' and public;
comment on view warning_cards.public_card is 'What the public may see of cards: none, unless the parameter warning-cards.public said so on the day of issue';
grant select on warning_cards.published_card to {{app}}, {{engine}};
grant select on warning_cards.public_card to {{portal}};
