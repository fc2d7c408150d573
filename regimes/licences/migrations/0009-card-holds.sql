-- after: licences/0008

create view licences.published_card_hold with (security_invoker = true) as
  select h.card_id, l.id as licence_id, l.dataset, l.kind, l.number, l.issuer, l.valid_until
    from licences.hold h join licences.licence l on l.id = h.licence_id
   where h.ground = 'card' and h.ended_on is null and l.revoked_on is null and l.surrendered_on is null;
comment on view licences.published_card_hold is 'Licences and certificates that cards suspend, neither revoked nor surrendered, for other rooms; each reader sees what the policies let them see';
grant select on licences.published_card_hold to {{app}}, {{engine}};
