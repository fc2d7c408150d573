-- after: warning-cards/0011, delivery/0001, deadlines/0001
-- Each department that handles a red card along is written to, and answers by a day.

alter table warning_cards.task
  add column authority text,
  add column written_on date,
  add column answered_by_message boolean not null default false;
comment on column warning_cards.task.authority is 'Kind of authority in the register that the letter goes to; empty where a person writes on paper';
comment on column warning_cards.task.written_on is 'Day on which the letter went to its inbox; empty where it has none';
comment on column warning_cards.task.answered_by_message is 'It answered in its inbox itself; else an officer has recorded its answer';
