import type { DayPlace } from '#foundation/paging.ts';
import { bigrams, normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { SellerOrderDetail, SellerOrderFilter, SellerOrderLine } from './contract-sellers.ts';
import type { SellerState } from './seller-order.ts';

export type SellerOrderRow = Omit<SellerOrderLine, 'daysLeft'>;

const line = `s.id, s.version, s.dataset, s.state, s.number, json_build_object('id', e.id, 'name', e.name) as firm,
  json_build_object('id', p.id, 'name', p.name) as producer, g.name as category, t.name as city, s.ordered_on as "orderedOn", s.due_on as "dueOn"`;
const tables = `warning_cards.seller_order s join enterprises.enterprise e on e.id = s.enterprise_id
  join enterprises.enterprise p on p.id = s.producer_id join products.category g on g.id = s.category_id
  left join regions.region t on t.code = s.city_code`;

const where = ({ dataset, state, q }: SellerOrderFilter, values: unknown[]): string => {
  values.push(dataset);
  const parts = ['s.dataset = $1'];
  if (state !== undefined) parts.push(`s.state = $${values.push(state)}`);
  if (q) {
    const key = normaliseName(q);
    const [grams, like, number] = [values.push(bigrams(key)), values.push(`%${key.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`), values.push(q)]; // prettier-ignore
    const named = `select id from enterprises.enterprise where grams @> $${grams}::text[] and name_key like $${like}`;
    parts.push(`(s.number = $${number} or s.enterprise_id in (${named}) or s.producer_id in (${named}))`);
  }
  return parts.join(' and ');
};

/** A page of orders, the nearest deadline first. */
export const pageOfSellerOrders = (
  tx: Tx,
  filter: SellerOrderFilter,
  after: DayPlace | undefined,
  limit: number,
): Promise<SellerOrderRow[]> => {
  const values: unknown[] = [];
  const filtered = where(filter, values);
  const [day, id, most] = [values.push(after?.day ?? null), values.push(after?.id ?? null), values.push(limit)];
  return tx.query<SellerOrderRow>(
    `select ${line} from ${tables} where ${filtered}
        and ($${day}::date is null or (coalesce(s.due_on, 'infinity'), s.id) > ($${day}::date, $${id}::bigint))
      order by coalesce(s.due_on, 'infinity'), s.id limit $${most}`,
    values,
  );
};

/** How many match in each state, the filter’s own state left aside. */
export const countSellerOrders = (
  tx: Tx,
  filter: SellerOrderFilter,
): Promise<{ readonly state: SellerState; readonly n: number }[]> => {
  const values: unknown[] = [];
  const filtered = where({ ...filter, state: undefined }, values);
  return tx.query(`select s.state, count(*)::int as n from warning_cards.seller_order s where ${filtered} group by s.state`, values); // prettier-ignore
};

/** An order as its page shows it, with the place of its seller. */
export type SellerOrderRecord = Omit<SellerOrderDetail, 'daysLeft' | 'next' | 'acts' | 'events'> & {
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
};

export const findSellerOrder = async (tx: Tx, id: number): Promise<SellerOrderRecord | undefined> =>
  (
    await tx.query<SellerOrderRecord>(
      `select ${line}, s.manner, s.served_on as "servedOn", s.proof, s.effective_on as "effectiveOn", s.report, s.reported_on as "reportedOn",
              s.province_code as "provinceCode", s.city_code as "cityCode", s.county_code as "countyCode"
         from ${tables} where s.id = $1`,
      [id],
    )
  )[0];
