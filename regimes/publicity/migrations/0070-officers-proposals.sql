-- after: publicity/0060
-- An officer proposes with evidence what the program can't see. The maker of a fake may be unknown: then its sellers are named, never the
-- firm whose name is misused.

alter table publicity.exposure alter column producer_id drop not null;
alter table publicity.exposure
  add column proposed_by uuid,
  add constraint maker_or_seller check (producer_id is not null or (ground = 'fake' and cardinality(seller_ids) > 0)),
  add constraint decided_by_another check (decided_by <> proposed_by);
comment on column publicity.exposure.proposed_by is 'Officer who proposed it with evidence; empty for the program, whose proposals follow the results';
comment on column publicity.exposure.producer_id is 'The producer; empty where the maker of a fake is unknown';
comment on column publicity.exposure.province_code is 'Province of the producer; where he is unknown, of the first seller';
comment on column publicity.exposure.city_code is 'City of the producer or first seller, empty when unknown';
comment on column publicity.exposure.county_code is 'County of the producer or first seller, empty when unknown';
drop index publicity.exposure_once;
create unique index exposure_once on publicity.exposure (coalesce(producer_id, 0), ground, ground_key)
  where state not in ('revoked', 'dismissed', 'taken-down');
