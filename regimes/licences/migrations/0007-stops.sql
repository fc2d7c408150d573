-- after: licences/0006
-- When a licence could not be used, for other rooms.
create view licences.published_stop as
  select l.id as licence_id, l.dataset, l.number, l.holder_id, 'revoked' as kind, l.revoked_on as from_on, null::date as ended_on
    from licences.licence l where l.revoked_on is not null
  union all
  select l.id, l.dataset, l.number, l.holder_id, 'held', h.from_on, h.ended_on
    from licences.hold h join licences.licence l on l.id = h.licence_id;
comment on view licences.published_stop is 'Licences and certificates that were revoked, or whose use was suspended, and until when';
grant select on licences.published_stop to {{engine}};
