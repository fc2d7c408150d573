import { randomBytes } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Database, type Tx, withTransaction } from '#platform/database/index.ts';
import { type Act, perform, type Services } from '#platform/operation/index.ts';
import { testSystemCall } from './services.ts';

/** A made-up sample; whatever is left out is usual. */
export interface MadeUpResult {
  readonly producer: number;
  readonly category: number;
  readonly check: number;
  readonly verdict?: 'pass' | 'fail' | 'refused' | 'none';
  readonly product?: string;
  readonly items?: readonly string[];
  readonly sampledOn?: string;
  readonly grade?: string;
  readonly standard?: string;
  readonly seller?: number;
  readonly settled?: boolean;
}

export interface MadeUpEnterprise {
  readonly name: string;
  readonly dataset?: Dataset;
  readonly province?: string | null;
  readonly city?: string | null;
  readonly county?: string | null;
  readonly retailer?: boolean;
}

export interface MadeUpCheck {
  readonly publishedOn: string | null;
  readonly dataset?: Dataset;
  readonly authority?: string;
  readonly level?: 'national' | 'provincial' | 'municipal' | 'county';
  readonly kind?: 'regular' | 'special' | 'follow-up' | 'urgent';
}

const one = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(sql, values);
  if (!row) throw new Error('nothing was inserted');
  return row.id;
};

/** Obviously made-up enterprises, categories, checks and results, for tests of rooms that react to them. */
export const madeUpResults = (database: Database, services: Services) => {
  const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'migrator', work);

  const enterprise = ({
    name,
    dataset = 'demo',
    province = '440000',
    city = '440600',
    county = null,
    retailer = false,
  }: MadeUpEnterprise) =>
    asOwner((tx) =>
      one(
        tx,
        `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, province_code, city_code, county_code, retailer)
         values ($1, $2, $2, $2, coalesce($3, '') || $2, $3, $4, $5, $6) returning id`,
        [dataset, name, province, city, county, retailer],
      ),
    );

  const category = (name: string, dataset: Dataset = 'demo') =>
    asOwner((tx) =>
      one(tx, `insert into products.category (dataset, name, name_key) values ($1, $2, $2) returning id`, [
        dataset,
        name,
      ]),
    );

  const check = ({
    publishedOn,
    dataset = 'demo',
    authority = '虚构质检总局',
    level = 'national',
    kind = 'regular',
  }: MadeUpCheck) =>
    asOwner((tx) =>
      one(
        tx,
        `insert into spot_checks.spot_check (dataset, authority_name, level, kind, batch, published_on, title)
         values ($1, $2, $3, $4, coalesce($5, '未载明'), $5::date, $2 || coalesce($5, '未载明') || '监督抽查') returning id`,
        [dataset, authority, level, kind, publishedOn],
      ),
    );

  /** Stores results and tells the rooms, as one import does. */
  const store = (results: readonly MadeUpResult[]): Promise<number[]> => change(results, (tx) => insert(tx, results));
  /** Takes results away and tells the rooms, as a withdrawal does. */
  const remove = (ids: readonly number[]): Promise<void> =>
    asOwner((tx) =>
      tx.query<{ producer: number; category: number; dataset: Dataset }>(
        `select distinct producer_id as producer, category_id as category, dataset from spot_checks.result where id = any ($1::bigint[])`,
        [ids],
      ),
    ).then((touched) =>
      change(touched, async (tx) => {
        await tx.query('delete from spot_checks.result where id = any ($1::bigint[])', [ids]);
      }),
    );

  const insert = async (tx: Tx, results: readonly MadeUpResult[]): Promise<number[]> => {
    const ids: number[] = [];
    for (const {
      producer,
      category: kind,
      check: batch,
      verdict = 'fail',
      product = '虚构产品',
      items,
      sampledOn,
      grade,
      standard,
      seller,
      settled,
    } of results)
      ids.push(
        await one(
          tx,
          `insert into spot_checks.result (dataset, check_id, category_id, producer_id, seller_id, month, verdict, published_verdict,
             producer_cell, parties_settled, product_name, failing_items, sampled_on, content_key, grade, standard, final_on)
           select c.dataset, c.id, $2, $3, $4, coalesce(c.published_on, '2020-01-01'), $5, $5, '虚构企业', $6, $7, $8, $9, $10, $11, $12,
                  coalesce(c.published_on, '2020-01-01') from spot_checks.spot_check c where c.id = $1 returning id`,
          [
            batch,
            kind,
            producer,
            seller ?? null,
            verdict,
            settled ?? true,
            product,
            items ?? (verdict === 'fail' ? ['虚构项目'] : []),
            sampledOn ?? null,
            randomBytes(16),
            grade ?? null,
            standard ?? null,
          ],
        ),
      );
    return ids;
  };

  const change = async <T>(
    touched: readonly { readonly producer: number; readonly category: number | null }[],
    work: (tx: Tx, act: Act) => Promise<T>,
    dataset: Dataset = 'demo',
  ): Promise<T> =>
    unwrap(
      await perform(testSystemCall(services), { permission: null }, async (act) => {
        const done = await work(act.tx, act);
        await act.tx.query(
          `create temporary table spot_checks_touched on commit drop as
           select * from unnest($1::bigint[], $2::bigint[]) as t (producer_id, category_id)`,
          [touched.map((row) => row.producer), touched.map((row) => row.category)],
        );
        act.emit({
          type: 'spot-checks/results-changed@1',
          payload: { dataset, producers: [...new Set(touched.map((row) => row.producer))], cause: 'import' },
        });
        return ok(done);
      }),
    );

  /** Puts a refusal of a list of refusals into the store and tells the rooms. */
  const refuse = (refusal: {
    readonly producer: number;
    readonly check: number;
    readonly product: string;
    readonly category?: number;
  }): Promise<number> =>
    change([{ producer: refusal.producer, category: null }], (tx) =>
      one(
        tx,
        `insert into spot_checks.refusal (dataset, check_id, producer_id, product_name, category_id, category_basis, content_key, sheet_id, row_no)
         select c.dataset, c.id, $2, $3, $4::bigint, case when $4::bigint is null then 'open' else 'given' end, $5, 1, (select count(*)::int + 1 from spot_checks.refusal)
           from spot_checks.spot_check c where c.id = $1 returning id`,
        [refusal.check, refusal.producer, refusal.product, refusal.category ?? null, randomBytes(16)],
      ),
    );
  /** Takes a refusal out of the list again. */
  const unrefuse = (id: number, producer: number): Promise<void> =>
    change([{ producer, category: null }], async (tx) => {
      await tx.query('delete from spot_checks.refusal where id = $1', [id]);
    });

  return { refuse, unrefuse, asOwner, enterprise, category, check, store, remove, change };
};
