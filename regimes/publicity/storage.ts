import type { DayPlace } from '#foundation/paging.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import { batchesOf, type Tx } from '#platform/database/index.ts';
import type { ExposureFilter, ExposureLine } from './contract.ts';
import type { ExposureStory } from './explanation.ts';
import { type Ending, type ExposureState, unknownMaker } from './exposure.ts';
import { unpublished, waivedBy, whereOf } from './filter-storage.ts';
import { laterChecks } from './later-storage.ts';

const maker = `json_build_object('id', e.id, 'name', coalesce(e.name, '${unknownMaker.zh}'))`;
const named = (alias: string): string =>
  `case when ${alias}.id is null then null else json_build_object('id', ${alias}.id, 'name', ${alias}.name) end`;
const region = (alias: string): string =>
  `case when ${alias}.code is null then null else json_build_object('code', ${alias}.code, 'name', ${alias}.name) end`;
const names = `left join enterprises.enterprise e on e.id = x.producer_id
  left join products.category g on g.id = x.category_id
  left join regions.region p on p.code = x.province_code
  left join regions.region t on t.code = x.city_code`;
const line = `x.id, x.version, x.dataset, x.ground, x.state, ${maker} as producer, ${named('g')} as category, x.product_name as product,
  ${region('p')} as province, ${region('t')} as city, x.historical, x.last_on as "lastOn", (select count(*)::int from (${laterChecks}) later) as "laterPasses",
  x.under_review as "underReview", x.decided_at as "decidedAt"`;
const latestFirst = `coalesce(x.last_on, '-infinity') desc, x.id desc`;

/** A page of exposures, latest first. */
export const pageOfExposures = (
  tx: Tx,
  filter: ExposureFilter,
  after: DayPlace | undefined,
  limit: number,
): Promise<ExposureLine[]> => {
  const values: unknown[] = [];
  const where = whereOf(filter, values);
  values.push(after?.day ?? null, after?.id ?? null, limit);
  const at = values.length;
  return tx.query<ExposureLine>(
    `with page as materialized (
       select * from publicity.exposure x where ${where}
          and ($${at - 2}::date is null or (coalesce(x.last_on, '-infinity'), x.id) < ($${at - 2}::date, $${at - 1}::bigint))
        order by ${latestFirst} limit $${at})
     select ${line} from page x ${names} order by ${latestFirst}`,
    values,
  );
};

/** Every exposure that matches, latest first, in batches; for exports. */
export const allExposures = (tx: Tx, filter: ExposureFilter): AsyncGenerator<ExposureLine[]> => {
  const values: unknown[] = [];
  const where = whereOf(filter, values);
  return batchesOf(
    tx,
    `select ${line} from publicity.exposure x ${names} where ${where} order by ${latestFirst}`,
    values,
  );
};

/** How many exposures match in each state, the filter's own state left aside. */
export const countByState = (tx: Tx, filter: ExposureFilter): Promise<{ state: ExposureState; n: number }[]> => {
  const values: unknown[] = [];
  const where = whereOf({ ...filter, state: undefined }, values);
  return tx.query(
    `select x.state, count(*)::int as n from publicity.exposure x where ${where} group by x.state`,
    values,
  );
};

/** How many exposures of a dataset wait in a state, for the workbench. */
export const countInState = async (tx: Tx, dataset: Dataset, state: ExposureState): Promise<number> => {
  const sql = 'select count(*)::int as n from publicity.exposure where dataset = $1 and state = $2';
  return (await tx.query<{ n: number }>(sql, [dataset, state]))[0]?.n ?? 0;
};

/** How many exposures of a dataset the program stands by: proposed, and what people made of it. */
export const countStanding = async (tx: Tx, dataset: Dataset): Promise<number> => {
  const sql = `select count(*)::int as n from publicity.exposure where dataset = $1 and state not in ('lapsed', 'revoked')`;
  return (await tx.query<{ n: number }>(sql, [dataset]))[0]?.n ?? 0;
};

/** An exposure with everything its page shows but the words. */
export interface ExposureRecord extends ExposureLine {
  readonly countyCode: string | null;
  /** Once released those that the public is shown: who was spared stands among the parties, for whoever considers exposures. */
  readonly sellers: { readonly id: number; readonly name: string }[];
  readonly grounds: Grounds | null;
  readonly proposedBy: string | null;
  readonly proposer: string | null;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  readonly decisionReason: string | null;
  readonly proposedAt: string;
  readonly releaseAt: string | null;
  readonly releasedAt: string | null;
  readonly shownUntil: string | null;
  readonly endedAt: string | null;
  readonly ending: Ending | null;
  readonly unpublished: boolean;
  readonly waivedBy: readonly string[];
}

export const findExposure = async (tx: Tx, id: number): Promise<ExposureRecord | undefined> =>
  (
    await tx.query<ExposureRecord>(
      `select ${line}, x.county_code as "countyCode", x.grounds, x.proposed_by as "proposedBy",
              (select a.display_name from identity.published_account a where a.id = x.proposed_by) as proposer, x.submitted_by as "submittedBy", x.decided_by as "decidedBy",
              coalesce(x.review_reason, x.decision_reason) as "decisionReason", x.proposed_at as "proposedAt", x.release_at as "releaseAt", x.released_at as "releasedAt", x.shown_until as "shownUntil", x.ended_at as "endedAt", x.ending,
              ${unpublished} as unpublished, ${waivedBy} as "waivedBy",
              coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name) order by s.id) from enterprises.enterprise s
                         where s.id = any (case when x.state = 'released' then (select p.seller_ids from publicity.published_exposure p where p.id = x.id)
                                                else x.seller_ids end)), '[]') as sellers
         from publicity.exposure x ${names} where x.id = $1`,
      [id],
    )
  )[0];

/** Exposures of a producer, latest first, one of them left out where wanted. */
export const exposuresOfProducer = (tx: Tx, producerId: number, except = 0): Promise<ExposureLine[]> =>
  tx.query<ExposureLine>(
    `select ${line} from publicity.exposure x ${names} where x.producer_id = $1 and x.id <> $2 order by ${latestFirst} limit 200`,
    [producerId, except],
  );

/** What is needed to put the grounds of exposures into words. */
export const storiesOf = (tx: Tx, ids: readonly number[]): Promise<(ExposureStory & { readonly id: number })[]> =>
  tx.query(
    `select x.id, e.name as producer, g.name as category, x.historical, x.basis
       from publicity.exposure x ${names} where x.id = any ($1::bigint[]) order by x.id`,
    [ids],
  );

/** What the title of a review says. */
export const reviewedExposures = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; producer: string; dataset: Dataset; decidedBy: string | null }[]> =>
  tx.query(
    `select x.id, coalesce(e.name, '${unknownMaker.zh}') as producer, x.dataset, x.decided_by as "decidedBy"
       from publicity.exposure x left join enterprises.enterprise e on e.id = x.producer_id where x.id = any ($1::bigint[]) order by x.id`,
    [ids],
  );

/** A released exposure whole, for the journal. */
export interface SignedExposure {
  readonly id: number;
  readonly dataset: Dataset;
  readonly cityCode: string | null;
  readonly paper: Readonly<Record<string, unknown>>;
}

export const signedExposures = (tx: Tx, ids: readonly number[]): Promise<SignedExposure[]> =>
  tx.query(
    `select x.id, x.dataset, x.city_code as "cityCode",
            json_build_object('ground', x.ground, 'producerId', x.producer_id, 'producer', e.name, 'category', g.name, 'product', x.product_name,
              'sellerIds', x.seller_ids, 'historical', x.historical, 'grounds', x.grounds) as paper
       from publicity.exposure x ${names} where x.id = any ($1::bigint[]) order by x.id`,
    [ids],
  );

/** Exposures that stand, by what identifies them, for a trial to compare. */
export const listStandingExposures = (
  tx: Tx,
  dataset: Dataset,
): Promise<{ kind: 'exposure'; key: string; words: string; underReview: boolean }[]> =>
  tx.query(
    `select 'exposure' as kind, concat_ws('/', x.producer_id, x.ground, x.ground_key) as key, coalesce(p.name, '${unknownMaker.zh}') || '　' || x.product_name as words,
            x.under_review as "underReview"
       from publicity.exposure x left join enterprises.enterprise p on p.id = x.producer_id
      where x.dataset = $1 and x.state not in ('lapsed', 'revoked', 'dismissed', 'taken-down') order by x.producer_id, x.ground, x.ground_key`,
    [dataset],
  );
