-- after: licences/0009
-- What a holder is told of a revocation that is under way: its days and its state, not who proposed it or what officials noted.
create function licences.own_revocations()
  returns table (licence_id bigint, state text, served_on date, hearing_until date, requested_on date, heard_on date)
  language sql stable security definer set search_path = '' as $$
  select r.licence_id, r.state, r.served_on, r.hearing_until, r.requested_on, r.heard_on
    from licences.revocation r join licences.licence l on l.id = r.licence_id
   where r.state in ('notified', 'hearing-requested', 'heard')
     and l.holder_id = any ((select identity.parties('licences.own', 'enterprise'))::bigint[])
$$;
comment on function licences.own_revocations is
  'Revocations under way of licences of the enterprises that the account of the transaction acts for, once they were told';
revoke all on function licences.own_revocations() from public;
grant execute on function licences.own_revocations() to {{app}};
