-- after: licences/0003
-- Everything that the gate looks at. A function keeps its plan for as long as a connection lives; planning would cost ten times what the look-up does.
create function licences.gate_facts(_dataset text, _enterprise bigint, _code text, _category bigint, _name_key text) returns jsonb
  language plpgsql stable as $$
begin
  return (
    with recursive asked as (
       select coalesce(e.merged_into, e.id) as id from enterprises.enterprise e
        where e.dataset = _dataset and (e.id = _enterprise or e.credit_code = _code) order by e.merged_into is null desc limit 1),
     firm as (select e.* from asked join enterprises.enterprise e on e.id = asked.id),
     product as (
       select c.id, c.name, c.parent_id from products.category c where c.dataset = _dataset and not c.unassigned
          and c.id = coalesce(_category, (select id from products.category where dataset = _dataset and name_key = _name_key),
                              (select category_id from products.category_alias where dataset = _dataset and name_key = _name_key))),
     wider as (
       select id, parent_id, 0 as depth from product
       union all select c.id, c.parent_id, w.depth + 1 from wider w join products.category c on c.id = w.parent_id where w.depth < 20)
     select jsonb_build_object('enterprise', (select json_build_object('id', id, 'name', name, 'creditCode', credit_code) from firm),
            'allowed',
            coalesce((select case when coalesce(county_code, city_code) is null then identity.sees_all('licences.gate')
                        else identity.authorise('licences.gate', coalesce(county_code, city_code)) end from firm), true),
            'category',
            (select json_build_object('id', id, 'name', name) from product),
            'path',
            array(select id from wider),
            'keptFrom',
            (select min(valid_from) from licences.catalogue_entry where dataset = _dataset and state = 'in-force'),
            'entries',
            coalesce((select json_agg(json_build_object('kind', n.kind, 'category', c.name, 'from', n.valid_from, 'until', n.valid_until,
               'source', n.source, 'confirmed', n.confirmed) order by n.id)
               from licences.catalogue_entry n join products.category c on c.id = n.category_id
              where n.state = 'in-force' and n.category_id in (select id from wider)), '[]'),
            'licences',
            coalesce((select json_agg(json_build_object('id', l.id, 'number', l.number, 'kind', l.kind, 'validFrom', l.valid_from,
               'validUntil', l.valid_until, 'surrenderedOn', l.surrendered_on, 'revokedOn', l.revoked_on,
               'scope', (select coalesce(json_agg(s.category_id), '[]') from licences.scope s where s.licence_id = l.id),
               'holds', (select coalesce(json_agg(json_build_object('ground', h.ground, 'cardId', h.card_id, 'categoryId', h.category_id,
                  'from', h.from_on, 'endedOn', h.ended_on)), '[]') from licences.hold h where h.licence_id = l.id)) order by l.id)
               from licences.licence l where l.holder_id = (select id from firm)), '[]')));
end $$;
comment on function licences.gate_facts is
  'What the answer of the gate rests on, as its reader sees it: enterprise, product with its wider categories, catalogue, licences with their holds';
revoke all on function licences.gate_facts(text, bigint, text, bigint, text) from public;
grant execute on function licences.gate_facts(text, bigint, text, bigint, text) to {{app}}, {{engine}};
