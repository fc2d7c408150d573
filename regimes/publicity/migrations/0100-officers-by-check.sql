-- after: publicity/0070
-- When results change, what officers stated is compared with what the store still holds.

create index exposure_of_officers on publicity.exposure (dataset, id)
  where proposed_by is not null and state not in ('revoked', 'dismissed', 'taken-down');
