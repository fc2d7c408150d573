-- after: spot-checks/0030
-- A retest that was given up is told to its applicant, with proof: the result is final from that service on.

alter table spot_checks.objection drop constraint objection_state_check;
alter table spot_checks.objection add constraint objection_state_check
  check (state in ('filed', 'refused', 'retest', 'given-up', 'withdrawn', 'upheld', 'settled'));
comment on column spot_checks.objection.state is
  'filed, refused, retest (accepted, retest under way), given-up (formalities not done in time, to be told), withdrawn, upheld (accepted without a retest: the report was void), settled';

alter table spot_checks.objection
  add column given_up_on date,
  add column told_manner text check (told_manner in ('hand', 'post', 'leaving', 'public', 'electronic')),
  add column told_on date,
  add column told_proof jsonb,
  add column told_effective_on date,
  add constraint told_with_proof check ((told_manner is null) = (told_on is null) and (told_on is null) = (told_proof is null)
                                        and (told_proof is null) = (told_effective_on is null));
comment on column spot_checks.objection.given_up_on is 'Day on which the retest counted as given up';
comment on column spot_checks.objection.told_manner is 'How the notice 视为放弃复检告知书 was served';
comment on column spot_checks.objection.told_on is 'Day signed, received, left, published or arrived';
comment on column spot_checks.objection.told_proof is 'Proof of that service';
comment on column spot_checks.objection.told_effective_on is 'Day on which it takes effect: the objection is settled then';
-- The clock looks at what was told and is not in effect yet: public notices.
create index objection_told on spot_checks.objection (told_effective_on) where state = 'given-up';
