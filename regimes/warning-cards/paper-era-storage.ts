import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { PaperCardRow, PaperEra } from './paper-era.ts';
import type { CardKind, CardState } from './warning-card.ts';

/** A card that a row of a table may mean. */
export interface MeantCard {
  readonly ordinal: number;
  readonly id: number;
  readonly state: CardState;
  readonly kind: CardKind;
  readonly number: string | null;
  readonly era: PaperEra | null;
}

/** The cards of the firm and category of each row, of the check it names; as the reader sees them. Runs as app. */
export const cardsMeant = (tx: Tx, dataset: Dataset, rows: readonly PaperCardRow[]): Promise<MeantCard[]> =>
  tx.query<MeantCard>(
    `with asked as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as a (producer_key, credit_code, category_key, check_title, at))
     select a.at::int - 1 as ordinal, c.id, c.state, c.kind, c.number, c.paper_era as era
       from asked a
       join enterprises.enterprise e on e.dataset = $1
        and case when a.credit_code is null then e.name_key = a.producer_key else e.credit_code = a.credit_code end
       join products.category g on g.dataset = $1 and (g.name_key = a.category_key
         or exists (select from products.category_alias w where w.dataset = $1 and w.category_id = g.id and w.name_key = a.category_key))
       join warning_cards.card c on c.dataset = $1 and c.producer_id = e.id and c.category_id = g.id
       join spot_checks.spot_check k on k.id = c.check_id and (a.check_title = '' or k.title = a.check_title)
      order by a.at, c.id`,
    [
      dataset,
      rows.map(({ producer }) => normaliseName(producer)),
      rows.map(({ creditCode }) => creditCode),
      rows.map(({ category }) => normaliseName(category)),
      rows.map(({ check }) => check),
    ],
  );

/** Numbers that other cards bear already, with the card. Runs as engine. */
export const numbersTaken = async (
  tx: Tx,
  dataset: Dataset,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.query<{ id: number; number: string }>(
    `select id, coalesce(number, paper_era ->> 'number') as number from warning_cards.card
      where dataset = $1 and (number = any ($2) or paper_era ->> 'number' = any ($2))`,
    [dataset, numbers],
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
};

/** Keeps with cards what a table tells of their papers. */
export const storePaperEra = (tx: Tx, cards: readonly { readonly id: number; readonly era: PaperEra }[]): Promise<unknown> =>
  tx.query(
    `update warning_cards.card c set paper_era = t.era from jsonb_to_recordset($1) as t (id bigint, era jsonb) where t.id = c.id`,
    [JSON.stringify(cards)],
  ); // prettier-ignore
