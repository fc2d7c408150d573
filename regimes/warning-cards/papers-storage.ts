import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { FailingSample } from './warning-card.ts';

/** What the paper of a card says. */
export interface CardPaperFacts {
  readonly id: number;
  readonly dataset: Dataset;
  readonly firm: string;
  readonly province: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly category: string;
  readonly check: string;
  readonly publishedOn: string | null;
  readonly samples: readonly FailingSample[];
}

export const cardPaperFacts = (tx: Tx, ids: readonly number[]): Promise<CardPaperFacts[]> =>
  tx.query<CardPaperFacts>(
    `select c.id, c.dataset, e.name as firm, coalesce(p.name, '') as province, c.province_code as "provinceCode", c.city_code as "cityCode",
            c.county_code as "countyCode", g.name as category, k.title as check, c.published_on as "publishedOn", c.samples
       from warning_cards.card c join enterprises.enterprise e on e.id = c.producer_id join products.category g on g.id = c.category_id
       join spot_checks.spot_check k on k.id = c.check_id left join regions.region p on p.code = c.province_code
      where c.id = any ($1::bigint[]) order by c.id`,
    [ids],
  );
