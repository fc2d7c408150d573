import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { RestingResult, StatedBasis } from './basis.ts';
import type { StatedGround } from './exposure.ts';
import type { NamedFirm, Proposal } from './proposal-rules.ts';

/** A firm as a proposal needs it: with its place. */
export interface PlacedFirm extends NamedFirm {
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
}

/** Firms of a dataset, by number; one that was merged is answered by the other. */
export const findFirms = (tx: Tx, dataset: Dataset, ids: readonly number[]): Promise<PlacedFirm[]> =>
  tx.query<PlacedFirm>(
    `select p.id, p.name, p.uncertain, p.retailer, p.province_code as "provinceCode", p.city_code as "cityCode", p.county_code as "countyCode"
       from unnest($2::bigint[]) with ordinality as w (id, place) join enterprises.enterprise e on e.id = w.id
       join enterprises.published_enterprise p on p.id = coalesce(e.merged_into, e.id) and p.dataset = $1 order by w.place`,
    [dataset, ids],
  );

/** A spot check as a proposal needs it. */
export const findCheck = async (tx: Tx, dataset: Dataset, id: number): Promise<Proposal['check'] | undefined> =>
  (
    await tx.query<Proposal['check']>(
      `select id as "checkId", authority_name as authority, level, kind, batch as "checkBatch", published_on as "publishedOn",
              published_on as "lawDay", withheld from spot_checks.spot_check where id = $2 and dataset = $1`,
      [dataset, id],
    )
  )[0];

/**
 * What a check holds against firms: failing and refused results, and lists of refusals, each product once. Its arguments are SQL. Of a fake whose label names nobody in the register it is what its sellers sold.
 */
const against = (check: string, makers: string, sellers: string, category: string): string => `
  (select coalesce(jsonb_agg(jsonb_build_object('product', product, 'verdict', verdict) order by product, verdict), '[]') from (
     select r.product_name as product, r.verdict from spot_checks.published_result r
      where r.check_id = ${check} and r.verdict in ('fail', 'refused') and (${category} is null or r.category_id = ${category})
        and (r.producer_id = any (${makers}) or cardinality(${makers}) = 0 and r.seller_id = any (${sellers}))
     union
     select r.product_name, 'refused' from refused r
      where r.check_id = ${check} and r.producer_id = any (${makers}) and (${category} is null or r.category_id = ${category})) a)`;

/** Refusals of lists, read once: their view looks at all of them each time. */
const refused = `with refused as materialized (select check_id, producer_id, category_id, product_name from spot_checks.published_refusal)`;

/** What the check holds against the product that an officer names. */
export const resultsAgainst = async (
  tx: Tx,
  named: {
    readonly checkId: number;
    readonly makers: readonly number[];
    readonly sellers: readonly number[];
    readonly categoryId: number | null;
  },
): Promise<RestingResult[]> => {
  const [row] = await tx.query<{ results: RestingResult[] }>(
    `${refused} select ${against('$1::bigint', '$2::bigint[]', '$3::bigint[]', '$4::bigint')} as results`,
    [named.checkId, named.makers, named.sellers, named.categoryId],
  );
  return row?.results ?? [];
};

/** An officer's exposure that is not over, with what the store holds of its check now. */
export interface StatedExposure {
  readonly producerId: number | null;
  readonly ground: StatedGround;
  readonly key: string;
  readonly dataset: Dataset;
  readonly categoryId: number | null;
  readonly product: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly historical: boolean;
  readonly lastOn: LocalDate | null;
  readonly sellerIds: readonly number[];
  readonly basis: StatedBasis;
  readonly check: number | null;
  readonly standing: readonly RestingResult[];
}

/** Every officer's exposure of a dataset that is not over. A check whose table was withdrawn and imported again is known by its name. */
export const statedExposures = (tx: Tx, dataset: Dataset): Promise<StatedExposure[]> =>
  tx.query(
    `${refused}
     select x.producer_id as "producerId", x.ground, x.ground_key as key, x.dataset, x.category_id as "categoryId", x.product_name as product,
            x.province_code as "provinceCode", x.city_code as "cityCode", x.county_code as "countyCode", x.historical, x.last_on as "lastOn",
            x.seller_ids as "sellerIds", x.basis, c.id as check,
            ${against('c.id', 'f.makers', 'f.sellers', 'x.category_id')} as standing
       from publicity.exposure x
       left join lateral (
         select c.id from spot_checks.spot_check c
          where c.dataset = x.dataset and (c.id = (x.basis->'check'->>'checkId')::bigint
             or c.authority_name = x.basis->'check'->>'authority' and c.level = x.basis->'check'->>'level'
                and c.published_on = (x.basis->'check'->>'publishedOn')::date)
          order by c.id = (x.basis->'check'->>'checkId')::bigint desc, c.id desc limit 1) c on true
       cross join lateral (
         select coalesce(array_agg(coalesce(e.merged_into, e.id)) filter (where e.id in (x.producer_id, (x.basis->'misused'->>'id')::bigint)), '{}') as makers,
                coalesce(array_agg(coalesce(e.merged_into, e.id)) filter (where e.id = any (x.seller_ids)), '{}') as sellers
           from enterprises.enterprise e where e.id = any (x.seller_ids || x.producer_id || (x.basis->'misused'->>'id')::bigint)) f
      where x.proposed_by is not null and x.state not in ('revoked', 'dismissed', 'taken-down') and x.dataset = $1 order by x.id`,
    [dataset],
  );

/** Proposals of officers are entered one after another: of the same at once, the second is told of the first. */
export const takeTurn = (tx: Tx): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtext('publicity.proposals'))`);

/** An exposure of the same product on the same ground and check that goes its way: an officer's, or the program's of the category. */
export const findUnderWay = async (
  tx: Tx,
  same: {
    readonly producerId: number | null;
    readonly ground: StatedGround;
    readonly key: string;
    readonly checkId: number;
    readonly categoryId: number | null;
  },
): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `select id from publicity.exposure
        where coalesce(producer_id, 0) = coalesce($1::bigint, 0) and ground = $2 and state not in ('revoked', 'dismissed', 'taken-down', 'lapsed')
          and (ground_key = $3 or proposed_by is null and (basis->'check'->>'checkId')::bigint = $4 and category_id = $5::bigint) limit 1`,
      [same.producerId, same.ground, same.key, same.checkId, same.categoryId],
    )
  )[0]?.id;

/** A proposal as it is stored; its evidence is attached afterwards. */
export interface NewExposure {
  readonly dataset: Dataset;
  readonly ground: StatedGround;
  readonly key: string;
  readonly producerId: number | null;
  readonly categoryId: number | null;
  readonly product: string;
  readonly place: Pick<PlacedFirm, 'provinceCode' | 'cityCode' | 'countyCode'>;
  readonly lastOn: LocalDate | null;
  readonly sellerIds: readonly number[];
  readonly account: string | null;
  readonly at: Date;
}

export const insertProposal = async (
  tx: Tx,
  { place, ...row }: NewExposure,
  basis: Omit<StatedBasis, 'evidence'>,
): Promise<number> => {
  const [inserted] = await tx.query<{ id: number }>(
    `insert into publicity.exposure (dataset, ground, state, ground_key, producer_id, category_id, product_name, province_code, city_code, county_code,
            historical, last_on, seller_ids, basis, proposed_by, proposed_at, touched)
     values ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9, $1 = 'historical', $10, $11, $12, $13, $14, true) returning id`,
    [
      row.dataset,
      row.ground,
      row.key,
      row.producerId,
      row.categoryId,
      row.product,
      place.provinceCode,
      place.cityCode,
      place.countyCode,
      row.lastOn,
      row.sellerIds,
      JSON.stringify({ ...basis, evidence: [] }),
      row.account,
      row.at,
    ],
  );
  if (!inserted) throw new Error('the proposal was not stored');
  return inserted.id;
};

/** Keeps the digests of the evidence with what the exposure rests on. */
export const storeEvidence = (tx: Tx, id: number, digests: readonly string[]): Promise<unknown> =>
  tx.query(`update publicity.exposure set basis = jsonb_set(basis, '{evidence}', $2::jsonb) where id = $1`, [
    id,
    JSON.stringify(digests),
  ]);
