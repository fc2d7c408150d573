-- after: warning-cards/0022
-- The announcement of article 17 is a paper of its own, beside the order that it follows.

alter table warning_cards.rectification add column announcement_number text;
comment on column warning_cards.rectification.announcement_number is 'Number of the announcement by the province (product quality law, article 17)';
