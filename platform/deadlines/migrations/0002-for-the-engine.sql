-- after: deadlines/0001
-- The two views tell of every firm's terms, with the reasons of extensions. Only acts of the program join to them; a person's reading never does.
revoke select on deadlines.published_deadline, deadlines.published_change from {{app}};
comment on view deadlines.published_deadline is 'Deadlines by kind and number of the thing, for acts of rooms as engine';
comment on view deadlines.published_change is 'Extensions, pauses and ends by kind and number of the thing, for acts as engine';
