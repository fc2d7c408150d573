import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';

/** What the papers of a hold say. */
export interface HoldPaperFacts {
  readonly id: number;
  readonly dataset: Dataset;
  readonly place: string | null;
  readonly holderId: number;
  readonly holder: string;
  readonly kind: string;
  readonly number: string;
  readonly category: string;
  readonly cardNumber: string;
  readonly issuer: string;
  readonly issuerRegion: string | null;
  readonly certifierId: number | null;
  readonly from: string;
}

/** What the papers of holds by cards say, in the order of the holds. */
export const holdPaperFacts = (tx: Tx, ids: readonly number[]): Promise<HoldPaperFacts[]> =>
  tx.query<HoldPaperFacts>(
    `select h.id, h.dataset, coalesce(e.county_code, e.city_code) as place, e.id as "holderId", e.name as holder, l.kind, l.number,
            g.name as category, c.number as "cardNumber", l.issuer, l.issuer_region as "issuerRegion", l.certifier_id as "certifierId", h.from_on as "from"
       from licences.hold h join licences.licence l on l.id = h.licence_id join enterprises.enterprise e on e.id = l.holder_id
       join products.category g on g.id = h.category_id join warning_cards.published_card c on c.card_id = h.card_id
      where h.id = any ($1::bigint[]) order by h.id`,
    [ids],
  );
