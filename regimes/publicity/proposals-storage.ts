import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { StatedBasis } from './basis.ts';
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
            historical, last_on, later_passes, seller_ids, basis, proposed_by, proposed_at, touched)
     values ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9, $1 = 'historical', $10, 0, $11, $12, $13, $14, true) returning id`,
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
