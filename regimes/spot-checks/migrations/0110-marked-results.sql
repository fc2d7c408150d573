-- after: spot-checks/0030
-- What a sample was marked with, for rooms that ask whether it was made to a higher standard.
create view spot_checks.published_mark as
  select r.id as result_id, r.grade, r.standard from spot_checks.result r
   where r.final_on is not null and (r.grade is not null or r.standard is not null);
comment on view spot_checks.published_mark is 'Grade and executed standard that the samples of final results were marked with';
grant select on spot_checks.published_mark to {{engine}};
