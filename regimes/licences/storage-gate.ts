import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { GateEntry, GateLicence } from './gate.ts';

export interface GateFacts {
  readonly enterprise: { readonly id: number; readonly name: string; readonly creditCode: string | null } | null;
  /** Whether the reader holds the permission where the enterprise is. */
  readonly allowed: boolean;
  readonly category: { readonly id: number; readonly name: string } | null;
  readonly path: number[];
  readonly keptFrom: LocalDate | null;
  readonly entries: GateEntry[];
  readonly licences: GateLicence[];
}

/**
 * Everything that the gate looks at, in one round trip. An entry that was merged leads to the enterprise that stands; a category has
 * the wider ones above it, and the catalogue and licences speak of any of them.
 */
export const gateFacts = async (
  tx: Tx,
  dataset: Dataset,
  enterprise: { readonly id: number | null; readonly creditCode: string | null },
  category: { readonly id: number | null; readonly name: string },
): Promise<GateFacts> => {
  const [row] = await tx.query<GateFacts>(
    `with recursive asked as (
       select coalesce(e.merged_into, e.id) as id from enterprises.enterprise e
        where e.dataset = $1 and (e.id = $2 or e.credit_code = $3) order by e.merged_into is null desc limit 1),
     firm as (select e.* from asked join enterprises.enterprise e on e.id = asked.id),
     product as (
       select c.id, c.name, c.parent_id from products.category c where c.dataset = $1 and not c.unassigned
          and c.id = coalesce($4, (select id from products.category where dataset = $1 and name_key = $5),
                              (select category_id from products.category_alias where dataset = $1 and name_key = $5))),
     wider as (
       select id, parent_id, 0 as depth from product
       union all select c.id, c.parent_id, w.depth + 1 from wider w join products.category c on c.id = w.parent_id where w.depth < 20)
     select (select json_build_object('id', id, 'name', name, 'creditCode', credit_code) from firm) as enterprise,
            coalesce((select case when coalesce(county_code, city_code) is null then identity.sees_all('licences.gate')
                        else identity.authorise('licences.gate', coalesce(county_code, city_code)) end from firm), true) as allowed,
            (select json_build_object('id', id, 'name', name) from product) as category,
            array(select id from wider) as path,
            (select min(valid_from) from licences.catalogue_entry where dataset = $1 and state = 'in-force') as "keptFrom",
            coalesce((select json_agg(json_build_object('kind', n.kind, 'category', c.name, 'from', n.valid_from, 'until', n.valid_until,
               'source', n.source, 'confirmed', n.confirmed) order by n.id)
               from licences.catalogue_entry n join products.category c on c.id = n.category_id
              where n.state = 'in-force' and n.category_id in (select id from wider)), '[]') as entries,
            coalesce((select json_agg(json_build_object('id', l.id, 'number', l.number, 'kind', l.kind, 'validFrom', l.valid_from,
               'validUntil', l.valid_until, 'surrenderedOn', l.surrendered_on, 'revokedOn', l.revoked_on,
               'scope', (select coalesce(json_agg(s.category_id), '[]') from licences.scope s where s.licence_id = l.id),
               'holds', (select coalesce(json_agg(json_build_object('ground', h.ground, 'cardId', h.card_id, 'categoryId', h.category_id,
                  'from', h.from_on, 'endedOn', h.ended_on)), '[]') from licences.hold h where h.licence_id = l.id)) order by l.id)
               from licences.licence l where l.holder_id = (select id from firm)), '[]') as licences`,
    [dataset, enterprise.id, enterprise.creditCode, category.id, normaliseName(category.name)],
  );
  if (!row) throw new Error('the gate found no row');
  return row;
};
