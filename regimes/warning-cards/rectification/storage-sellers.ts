import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { ServiceInput } from '#foundation/service.ts';
import type { Tx } from '#platform/database/index.ts';
import type { MySellerOrder } from './contract.ts';
import type { SellerReport, SellerState } from './seller-order.ts';

/** An order to a seller, locked until the transaction ends. */
export interface LockedSellerOrder {
  readonly id: number;
  readonly dataset: Dataset;
  readonly cardId: number;
  readonly enterpriseId: number;
  readonly firm: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly state: SellerState;
  readonly version: number;
  readonly orderedOn: LocalDate;
  readonly dueOn: LocalDate | null;
}

export const sellerOrderIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from warning_cards.seller_order where id = $1', [id])).length > 0;

/** Locks orders in the order of their ids. Runs as engine. */
export const lockSellerOrders = (tx: Tx, ids: readonly number[]): Promise<LockedSellerOrder[]> =>
  tx.query<LockedSellerOrder>(
    `select s.id, s.dataset, s.card_id as "cardId", s.enterprise_id as "enterpriseId", e.name as firm, s.province_code as "provinceCode",
            s.city_code as "cityCode", s.county_code as "countyCode", s.state, s.version, s.ordered_on as "orderedOn", s.due_on as "dueOn"
       from warning_cards.seller_order s join enterprises.enterprise e on e.id = s.enterprise_id
      where s.id = any ($1::bigint[]) order by s.id for update of s`,
    [ids],
  );
export const lockSellerOrder = async (tx: Tx, id: number): Promise<LockedSellerOrder | undefined> =>
  (await lockSellerOrders(tx, [id]))[0];

export const storeSellerState = (tx: Tx, id: number, state: SellerState): Promise<unknown> =>
  tx.query('update warning_cards.seller_order set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeSellerService = (
  tx: Tx,
  id: number,
  { manner, day, ...proof }: ServiceInput,
  clock: { readonly effectiveOn: LocalDate; readonly dueOn: LocalDate },
): Promise<unknown> =>
  tx.query(
    'update warning_cards.seller_order set manner = $2, served_on = $3, proof = $4, effective_on = $5, due_on = $6 where id = $1',
    [id, manner, day, JSON.stringify(proof), clock.effectiveOn, clock.dueOn],
  );

export const storeSellerReport = (tx: Tx, id: number, report: SellerReport, on: LocalDate): Promise<unknown> =>
  tx.query('update warning_cards.seller_order set report = $2, reported_on = $3 where id = $1', [
    id,
    JSON.stringify(report),
    on,
  ]);

/** Of these the ones whose time is over indeed. */
export const expireSellerOrders = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly dataset: Dataset }[]> =>
  tx.query(
    `update warning_cards.seller_order set state = 'overdue', version = version + 1
      where id = any ($1::bigint[]) and state = 'running' returning id, dataset`,
    [ids],
  );

/** An order to a seller as the page of its card shows it. */
export interface SellerLine {
  readonly id: number;
  readonly version: number;
  readonly state: SellerState;
  readonly enterpriseId: number;
  readonly firm: string;
  readonly number: string | null;
  readonly servedOn: string | null;
  readonly dueOn: string | null;
  readonly report: SellerReport | null;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
}

/** Orders of a card, as the reader sees them. */
export const sellerOrdersOf = (tx: Tx, cardId: number): Promise<SellerLine[]> =>
  tx.query<SellerLine>(
    `select s.id, s.version, s.state, s.enterprise_id as "enterpriseId", e.name as firm, s.number, s.served_on as "servedOn", s.due_on as "dueOn",
            s.report, s.province_code as "provinceCode", s.city_code as "cityCode", s.county_code as "countyCode"
       from warning_cards.seller_order s join enterprises.enterprise e on e.id = s.enterprise_id where s.card_id = $1 order by s.id`,
    [cardId],
  );

/** Orders to the sellers that the reader answers for. */
export const sellerOrdersOfParties = (tx: Tx): Promise<Omit<MySellerOrder, 'daysLeft'>[]> =>
  tx.query(
    `select s.id, s.version, s.dataset, s.state, s.number, g.name as category, p.name as producer, s.due_on as "dueOn"
       from warning_cards.seller_order s join products.category g on g.id = s.category_id
       join enterprises.enterprise p on p.id = s.producer_id
      where s.served_on is not null
        and s.enterprise_id = any ((select identity.parties('warning-cards.answer', 'enterprise'))::bigint[])
      order by s.due_on, s.id limit 500`,
  );
