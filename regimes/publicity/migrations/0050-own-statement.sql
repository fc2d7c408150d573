-- after: publicity/0040, identity/0002
-- A firm that was served states its case from its own account, with files; what comes in after its day is kept beside it.

alter table publicity.exposure_party
  add column late_statement text,
  add column late_on date,
  add constraint late_whole check ((late_statement is null) = (late_on is null));
comment on column publicity.exposure_party.late_statement is 'What it stated after its last day: kept and shown, it holds nothing up';
comment on column publicity.exposure_party.late_on is 'Day on which that came in';

-- A firm sees the notice that it was served; never one that has not reached it.
create policy party_own on publicity.exposure_party for select to {{app}} using (
  served_on is not null and enterprise_id = any ((select identity.parties('publicity.answer', 'enterprise'))::bigint[]));

create view publicity.own_exposure as
  select p.id, p.version, p.dataset, p.role, p.state, p.enterprise_id, p.number, p.heard_until, p.statement, p.stated_on, p.wants_hearing, p.hearing_on,
         p.answer, p.late_statement, p.late_on, x.ground, x.product_name, x.state as exposure_state,
         x.grounds->'explanation' as explanation
    from publicity.exposure_party p join publicity.exposure x on x.id = p.exposure_id
   where p.served_on is not null and p.enterprise_id = any ((select identity.parties('publicity.answer', 'enterprise'))::bigint[]);
comment on view publicity.own_exposure is 'Exposures as the firm that was served sees them: what is held against it, until when it may answer, what became of it';
grant select on publicity.own_exposure to {{app}};
