-- after: spot-checks/0030
create view spot_checks.published_names as
  select id as result_id, producer_cell, seller_cell from spot_checks.result where final_on is not null;
comment on view spot_checks.published_names is 'Producer and inspected unit of final results as the table or sheet wrote them: under which name a firm was tested';
grant select on spot_checks.published_names to {{app}}, {{engine}};
