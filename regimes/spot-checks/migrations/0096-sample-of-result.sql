-- after: spot-checks/0095
-- Which sample a result came from is asked for each failure that is touched.
create index sample_result on spot_checks.sample (result_id) where result_id is not null;
