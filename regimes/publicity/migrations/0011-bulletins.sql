-- after: publicity/0010
-- Bulletins are released at a time, and issued as papers: their numbers are those of the papers.

alter table publicity.bulletin drop constraint bulletin_state_check;
alter table publicity.bulletin add constraint bulletin_state_check check (state in ('draft', 'submitted', 'scheduled', 'released', 'discarded'));
alter table publicity.bulletin add column release_at timestamptz, add column paper_id bigint;
alter table publicity.bulletin add constraint scheduled_whole check (state <> 'scheduled' or release_at is not null);
comment on column publicity.bulletin.state is 'draft, submitted, scheduled (released at a time), released, discarded';
comment on column publicity.bulletin.release_at is 'When it is to be released, while it waits for its time';
comment on column publicity.bulletin.released_by is 'Second person who released it, or set its time';
comment on column publicity.bulletin.paper_id is 'The paper it was issued as';
create index bulletin_due on publicity.bulletin (release_at) where state = 'scheduled';

insert into documents.number_series (dataset, prefix, year, last) select dataset, prefix, year, last from publicity.number_series
  on conflict (dataset, prefix, year) do update set last = greatest(number_series.last, excluded.last);
drop table publicity.number_series;

create or replace view publicity.published_bulletin as
  select id, dataset, check_id, category_id, number, title, body, figures, corrects_id, released_at, paper_id
    from publicity.bulletin where state = 'released';
