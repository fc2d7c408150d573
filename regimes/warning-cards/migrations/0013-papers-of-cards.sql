-- after: warning-cards/0012, documents/0001
-- Cards and letters are issued as official papers, under the numbers of the papers. What was numbered before keeps its number, and the
-- series go on where they stood.
insert into documents.number_series (dataset, prefix, year, last) select dataset, prefix, year, last from warning_cards.number_series
  on conflict (dataset, prefix, year) do update set last = greatest(number_series.last, excluded.last);
drop table warning_cards.number_series;
comment on column warning_cards.card.number is 'Number of its paper; a historical card is recorded under a number without a paper';
