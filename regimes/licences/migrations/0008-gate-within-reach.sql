-- after: licences/0007
-- The gate is asked thousands of times a second. It looked at licences, scopes and holds through three row policies that each ask the
-- same thing of every row. It now asks once a question whether its asker holds the gate where the enterprise is, and hands out no licence
-- where he does not; that is what the policies say to whoever holds licences.gate. The tables keep their policies for all else.
drop function licences.gate_facts(text[], bigint[], text[], bigint[], text[]);

create function licences.gate_facts(_datasets text[], _enterprises bigint[], _codes text[], _categories bigint[], _name_keys text[],
                                    _everywhere boolean, _regions text[])
  returns table (n bigint, facts json)
  language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return query
    with recursive asked as materialized (
       select q.at, q.dataset, q.enterprise, q.code, q.category, q.name_key
         from unnest(_datasets, _enterprises, _codes, _categories, _name_keys) with ordinality q (dataset, enterprise, code, category, name_key, at)),
     kept as materialized (
       select k.dataset, (select min(valid_from) from licences.catalogue_entry c where c.dataset = k.dataset and c.state = 'in-force') as since
         from (select distinct a.dataset from asked a) k),
     named as (
       select a.at, coalesce(e.merged_into, e.id) as id, e.merged_into
         from asked a join enterprises.enterprise e on e.id = a.enterprise and e.dataset = a.dataset
       union all
       select a.at, coalesce(e.merged_into, e.id), e.merged_into
         from asked a join enterprises.enterprise e on e.credit_code = a.code and e.dataset = a.dataset),
     firm as materialized (
       select one.at, e.id, e.name, e.credit_code,
              _everywhere or exists (select from unnest(_regions) r where identity.covers(r, coalesce(e.county_code, e.city_code))) as allowed
         from (select distinct on (f.at) f.at, f.id from named f order by f.at, f.merged_into is null desc) one
         join enterprises.enterprise e on e.id = one.id),
     product as materialized (
       select a.at, c.id, c.name, c.parent_id
         from asked a
         join products.category c on c.dataset = a.dataset and not c.unassigned
          and c.id = coalesce(a.category, (select p.id from products.category p where p.dataset = a.dataset and p.name_key = a.name_key),
                              (select l.category_id from products.category_alias l where l.dataset = a.dataset and l.name_key = a.name_key))),
     wider as (
       select p.at, p.id, p.parent_id, 0 as depth from product p
       union all select w.at, c.id, c.parent_id, w.depth + 1 from wider w join products.category c on c.id = w.parent_id where w.depth < 20)
     select a.at,
            json_build_object(
              'enterprise', case when f.id is not null then json_build_object('id', f.id, 'name', f.name, 'creditCode', f.credit_code) end,
              'allowed', coalesce(f.allowed, true),
              'category', case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end,
              'path', (select coalesce(json_agg(w.id order by w.depth), '[]') from wider w where w.at = a.at),
              'keptFrom', kept.since,
              'entries', (
                select coalesce(json_agg(json_build_object('kind', e.kind, 'category', c.name, 'from', e.valid_from, 'until', e.valid_until,
                         'source', e.source, 'confirmed', e.confirmed) order by e.id), '[]')
                  from wider w
                  join licences.catalogue_entry e on e.category_id = w.id and e.state = 'in-force'
                  join products.category c on c.id = e.category_id
                 where w.at = a.at),
              'licences', (
                select coalesce(json_agg(json_build_object('id', l.id, 'number', l.number, 'kind', l.kind, 'validFrom', l.valid_from,
                         'validUntil', l.valid_until, 'surrenderedOn', l.surrendered_on, 'revokedOn', l.revoked_on,
                         'scope', (select coalesce(json_agg(s.category_id), '[]') from licences.scope s where s.licence_id = l.id),
                         'holds', (select coalesce(json_agg(json_build_object('ground', h.ground, 'cardId', h.card_id, 'categoryId', h.category_id,
                            'from', h.from_on, 'endedOn', h.ended_on)), '[]') from licences.hold h where h.licence_id = l.id)) order by l.id), '[]')
                  from licences.licence l where f.allowed and l.holder_id = f.id))
       from asked a
       join kept on kept.dataset = a.dataset
       left join firm f on f.at = a.at
       left join product p on p.at = a.at
      order by a.at;
end $$;
comment on function licences.gate_facts is
  'What the answers of the gate rest on, one row a question: enterprise, product with its wider categories, catalogue, and where the enterprise lies in the regions given its licences with their holds';
revoke all on function licences.gate_facts(text[], bigint[], text[], bigint[], text[], boolean, text[]) from public;
grant execute on function licences.gate_facts(text[], bigint[], text[], bigint[], text[], boolean, text[]) to {{engine}};

create function licences.gate_within_reach(_datasets text[], _enterprises bigint[], _codes text[], _categories bigint[], _name_keys text[])
  returns table (n bigint, facts json)
  language sql stable security definer set search_path = '' as $$
  select * from licences.gate_facts(_datasets, _enterprises, _codes, _categories, _name_keys,
                                    identity.sees_all('licences.gate'), identity.scope('licences.gate'))
$$;
comment on function licences.gate_within_reach is
  'licences.gate_facts for the account of the transaction: no licence is told of where it does not hold licences.gate';
revoke all on function licences.gate_within_reach(text[], bigint[], text[], bigint[], text[]) from public;
grant execute on function licences.gate_within_reach(text[], bigint[], text[], bigint[], text[]) to {{app}};
