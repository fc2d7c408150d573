-- after: publicity/0120
-- A firm waives its right on paper: when that came in, and who recorded it. Who recorded it does not release.
alter table publicity.exposure_party add column waived_on date, add column waived_by uuid;
comment on column publicity.exposure_party.waived_on is 'Day on which its written waiver came in';
comment on column publicity.exposure_party.waived_by is 'Account that recorded the waiver: another one releases';
