-- after: licences/0010, warning-cards/0022
-- What a holder is told of the cards that suspend its licences before these are served: number, day and product, nothing else of them.
create function licences.own_card_holds()
  returns table (licence_id bigint, card_number text, issued_on date, category text, from_on date)
  language sql stable security definer set search_path = '' as $$
  select h.licence_id, c.number, c.issued_on, g.name, h.from_on
    from licences.hold h join licences.licence l on l.id = h.licence_id
    join warning_cards.published_card c on c.card_id = h.card_id
    join products.category g on g.id = h.category_id
   where h.ground = 'card' and h.ended_on is null and l.revoked_on is null and l.surrendered_on is null
     and l.holder_id = any ((select identity.parties('licences.own', 'enterprise'))::bigint[])
   order by h.id
$$;
comment on function licences.own_card_holds is
  'Cards that suspend licences of the enterprises that the account of the transaction acts for';
revoke all on function licences.own_card_holds() from public;
grant execute on function licences.own_card_holds() to {{app}};
