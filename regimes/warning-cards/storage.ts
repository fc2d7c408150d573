import type { DayPlace } from '#foundation/paging.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import { batchesOf, type Tx } from '#platform/database/index.ts';
import type { CardFilter, CardLine } from './contract.ts';
import type { CardStory } from './explain.ts';
import { whereOf } from './filter-storage.ts';
import type { PaperEra } from './paper-era.ts';
import type { CardState, FailingSample } from './warning-card.ts';

const named = (alias: string): string => `json_build_object('id', ${alias}.id, 'name', ${alias}.name)`;
const region = (alias: string): string =>
  `case when ${alias}.code is null then null else json_build_object('code', ${alias}.code, 'name', ${alias}.name) end`;
const names = `join enterprises.enterprise e on e.id = c.producer_id
  join products.category g on g.id = c.category_id
  join spot_checks.spot_check k on k.id = c.check_id
  left join regions.region p on p.code = c.province_code
  left join regions.region t on t.code = c.city_code`;
const line = `c.id, c.version, c.dataset, c.kind, c.state, c.held_reason as "heldReason", c.number, ${named('e')} as producer,
  ${named('g')} as category,
  json_build_object('id', k.id, 'title', k.title, 'authority', k.authority_name, 'level', k.level) as check,
  c.published_on as "publishedOn", ${region('p')} as province, ${region('t')} as city, c.historical,
  c.failing_samples as "failingSamples", c.under_review as "underReview", c.decided_at as "decidedAt",
  array(select distinct s ->> 'product' from jsonb_array_elements(c.samples) s order by 1) as products`;
const latestFirst = `coalesce(c.published_on, '-infinity') desc, c.id desc`;

/** A page of cards, latest publication first. */
export const pageOfCards = (
  tx: Tx,
  filter: CardFilter,
  after: DayPlace | undefined,
  limit: number,
): Promise<CardLine[]> => {
  const values: unknown[] = [];
  const where = whereOf(filter, values);
  values.push(after?.day ?? null, after?.id ?? null, limit);
  const at = values.length;
  return tx.query<CardLine>(
    `with page as materialized (
       select * from warning_cards.card c where ${where}
          and ($${at - 2}::date is null or (coalesce(c.published_on, '-infinity'), c.id) < ($${at - 2}::date, $${at - 1}::bigint))
        order by ${latestFirst} limit $${at})
     select ${line} from page c ${names} order by ${latestFirst}`,
    values,
  );
};

/** Every card that matches, latest publication first, in batches; for exports. */
export const allCards = (tx: Tx, filter: CardFilter): AsyncGenerator<CardLine[]> => {
  const values: unknown[] = [];
  const where = whereOf(filter, values);
  return batchesOf(
    tx,
    `select ${line} from warning_cards.card c ${names} where ${where} order by ${latestFirst}`,
    values,
  );
};

/** How many cards match in each state, the filter's own state left aside. */
export const countByState = (tx: Tx, filter: CardFilter): Promise<{ state: CardState; n: number }[]> => {
  const values: unknown[] = [];
  const where = whereOf({ ...filter, state: undefined }, values);
  return tx.query(
    `select c.state, count(*)::int as n from warning_cards.card c where ${where} group by c.state`,
    values,
  );
};

/** How many cards of a dataset wait in a state, for the workbench. */
export const countInState = async (tx: Tx, dataset: Dataset, state: CardState): Promise<number> => {
  const sql = 'select count(*)::int as n from warning_cards.card where dataset = $1 and state = $2';
  return (await tx.query<{ n: number }>(sql, [dataset, state]))[0]?.n ?? 0;
};

/** A card with everything its page shows but the words. */
/** Cards and letters that stand, for the report of an import; those held for verification are not among them. */
export const countStanding = async (
  tx: Tx,
  dataset: Dataset,
): Promise<{ readonly yellow: number; readonly transfer: number }> => {
  const sql = `select (count(*) filter (where kind = 'yellow'))::int as yellow, (count(*) filter (where kind = 'transfer'))::int as transfer
                 from warning_cards.card where dataset = $1 and state not in ('held', 'lapsed', 'revoked')`;
  return (await tx.query<{ yellow: number; transfer: number }>(sql, [dataset]))[0] ?? { yellow: 0, transfer: 0 };
};

/** Cards that stand, by producer, category and check, for a trial to compare. */
export const listStandingCards = (
  tx: Tx,
  dataset: Dataset,
): Promise<{ kind: 'yellow' | 'transfer' | 'held'; key: string; words: string; underReview: boolean }[]> =>
  tx.query(
    `select case when c.state = 'held' or c.kind = 'undetermined' then 'held' else c.kind end as kind,
            c.producer_id || '/' || c.category_id || '/' || c.check_id as key,
            p.name || '　' || g.name || '　' || k.title as words, c.under_review as "underReview"
       from warning_cards.card c join enterprises.enterprise p on p.id = c.producer_id join products.category g on g.id = c.category_id
       join spot_checks.spot_check k on k.id = c.check_id
      where c.dataset = $1 and c.state not in ('lapsed', 'revoked', 'dismissed') order by c.producer_id, c.category_id, c.check_id`,
    [dataset],
  );

export interface CardRecord extends CardLine {
  readonly countyCode: string | null;
  readonly samples: FailingSample[];
  readonly grounds: Grounds | null;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  readonly decisionReason: string | null;
  readonly proposedAt: string;
  readonly paperEra: PaperEra | null;
}

export const findCard = async (tx: Tx, id: number): Promise<CardRecord | undefined> =>
  (
    await tx.query<CardRecord>(
      `select ${line}, c.county_code as "countyCode", c.samples, c.grounds, c.submitted_by as "submittedBy", c.decided_by as "decidedBy",
              coalesce(c.review_reason, c.decision_reason) as "decisionReason", c.proposed_at as "proposedAt", c.paper_era as "paperEra"
         from warning_cards.card c ${names} where c.id = $1`,
      [id],
    )
  )[0];

/** The licences and certificates that a card suspends, as far as the reader sees them. */
export const licencesSuspendedBy = (
  tx: Tx,
  cardId: number,
): Promise<{ readonly licenceId: number; readonly number: string; readonly issuer: string }[]> =>
  tx.query(
    `select distinct licence_id as "licenceId", number, issuer from licences.published_card_hold where card_id = $1 order by number, licence_id`,
    [cardId],
  );

/** Cards of a producer, latest first, one of them left out where wanted. */
export const cardsOfProducer = (tx: Tx, producerId: number, except = 0): Promise<CardLine[]> =>
  tx.query<CardLine>(
    `select ${line} from warning_cards.card c ${names} where c.producer_id = $1 and c.id <> $2 order by ${latestFirst} limit 200`,
    [producerId, except],
  );

/** What is needed to put the grounds of cards into words. */
export const storiesOf = (tx: Tx, ids: readonly number[]): Promise<(CardStory & { readonly id: number })[]> =>
  tx.query(
    `select c.id, c.kind, c.held_reason as "heldReason", c.historical, e.name as producer, p.name as province, g.name as category,
            json_build_object('id', k.id, 'authority', k.authority_name, 'level', k.level, 'publishedOn', c.published_on,
              'lawDay', coalesce(c.published_on, (select max(r.law_day) from spot_checks.published_result r
                                                   where r.check_id = c.check_id and r.producer_id = c.producer_id and r.category_id = c.category_id))) as check,
            c.samples
       from warning_cards.card c ${names} where c.id = any ($1::bigint[]) order by c.id`,
    [ids],
  );

/** What the title of a review says. */
export const reviewedCards = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; number: string; producer: string; dataset: Dataset; decidedBy: string | null }[]> =>
  tx.query(
    `select c.id, c.number, e.name as producer, c.dataset, c.decided_by as "decidedBy"
       from warning_cards.card c join enterprises.enterprise e on e.id = c.producer_id where c.id = any ($1::bigint[]) order by c.id`,
    [ids],
  );

/** A signed paper whole, for the journal. */
export interface SignedCard {
  readonly id: number;
  readonly dataset: Dataset;
  readonly cityCode: string | null;
  readonly paper: Readonly<Record<string, unknown>>;
}

export const signedCards = (tx: Tx, ids: readonly number[]): Promise<SignedCard[]> =>
  tx.query(
    `select c.id, c.dataset, c.city_code as "cityCode",
            json_build_object('number', c.number, 'kind', c.kind, 'producerId', c.producer_id, 'producer', e.name, 'category', g.name,
              'check', k.title, 'checkId', c.check_id, 'historical', c.historical, 'public', c.public, 'grounds', c.grounds) as paper
       from warning_cards.card c ${names} where c.id = any ($1::bigint[]) order by c.id`,
    [ids],
  );
