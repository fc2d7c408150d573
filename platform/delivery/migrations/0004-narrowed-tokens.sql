-- after: delivery/0003, identity/0006
-- Whose inboxes are read is asked of the grants; a token that was made for something else than delivery.receive opened them all the same.
create or replace function delivery.inboxes() returns text[]
  language sql stable security definer parallel safe set search_path = '' as $$
  select coalesce(array_agg(s.inbox), '{}') from delivery.seat s
   where s.account_id = identity.acting() and cardinality((select identity.scope('delivery.receive'))) > 0
$$;
