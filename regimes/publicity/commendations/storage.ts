import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Refusal } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import type { CommendationBasis, CommendationEnding, CommendationState } from './commendation.ts';
import type { CommendationLine, OwnCommendation } from './contract.ts';

export const { recordEvents, eventsOf } = eventsIn('publicity');

const open = `('proposed', 'submitted', 'told', 'ready', 'scheduled', 'released')`;
const region = (alias: string): string =>
  `case when ${alias}.code is null then null else json_build_object('code', ${alias}.code, 'name', ${alias}.name) end`;
const line = `c.id, c.version, c.dataset, c.state, json_build_object('id', e.id, 'name', e.name) as producer,
  json_build_object('id', g.id, 'name', g.name) as category, c.product_name as product, ${region('t')} as city,
  to_char(c.last_on, 'YYYY-MM-DD') as "lastOn", c.proposed_by is null as "byProgram", c.released_at as "releasedAt"`;
const names = `join enterprises.enterprise e on e.id = c.producer_id join products.category g on g.id = c.category_id
  left join regions.region t on t.code = c.city_code`;

export interface CommendationFilter {
  readonly dataset: Dataset;
  readonly state?: CommendationState | undefined;
  readonly enterpriseId?: number | undefined;
}
const where = `c.dataset = $1 and ($2::bigint is null or c.producer_id = $2)`;

/** A page, newest first; `after` is the id where the page before ended. */
export const pageOfCommendations = (
  tx: Tx,
  { dataset, state, enterpriseId }: CommendationFilter,
  after: number | null,
  limit: number,
): Promise<CommendationLine[]> =>
  tx.query(
    `select ${line} from publicity.commendation c ${names} where ${where} and ($3::text is null or c.state = $3) and ($4::bigint is null or c.id < $4)
      order by c.id desc limit $5`,
    [dataset, enterpriseId ?? null, state ?? null, after, limit],
  );

export const countCommendations = (
  tx: Tx,
  { dataset, enterpriseId }: CommendationFilter,
): Promise<{ state: CommendationState; n: number }[]> =>
  tx.query(`select c.state, count(*)::int as n from publicity.commendation c where ${where} group by c.state`, [
    dataset,
    enterpriseId ?? null,
  ]);

export interface CommendationRow extends CommendationLine {
  readonly provinceCode: string | null;
  readonly basis: CommendationBasis;
  readonly grounds: Grounds;
  readonly proposedBy: string | null;
  readonly submittedBy: string | null;
  readonly reason: string | null;
  readonly answerUntil: LocalDate | null;
  readonly releaseAt: string | null;
  readonly shownUntil: LocalDate | null;
  readonly endedAt: string | null;
  readonly ending: CommendationEnding | null;
  readonly against: Refusal | null;
}

export const findCommendation = async (tx: Tx, id: number): Promise<CommendationRow | undefined> =>
  (
    await tx.query<CommendationRow>(
      `select ${line}, c.province_code as "provinceCode", c.basis, c.grounds, c.proposed_by as "proposedBy", c.submitted_by as "submittedBy",
              c.decision_reason as reason, c.answer_until as "answerUntil", c.release_at as "releaseAt", c.shown_until as "shownUntil",
              c.ended_at as "endedAt", c.ending, c.against
         from publicity.commendation c ${names} where c.id = $1`,
      [id],
    )
  )[0];

/** What the firms of the reader were told. */
export const ownCommendations = (
  tx: Tx,
): Promise<(Omit<OwnCommendation, 'acts' | 'daysLeft' | 'answerUntil'> & { readonly answerUntil: LocalDate })[]> =>
  tx.query(
    `select c.id, c.version, c.dataset, c.state, e.name as firm, c.producer_id as "enterpriseId", g.name as category, c.product_name as product,
            c.grounds -> 'explanation' as explanation, c.answer_until as "answerUntil", c.shown_until as "shownUntil", c.ending
       from publicity.commendation c join enterprises.enterprise e on e.id = c.producer_id join products.category g on g.id = c.category_id
      where c.producer_id = any ((select identity.parties('publicity.answer', 'enterprise'))::bigint[]) and c.answer_until is not null
      order by c.id desc limit 50`,
  );

/** A commendation as an act sees it. */
export interface LockedCommendation {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly state: CommendationState;
  readonly producerId: number;
  readonly categoryId: number;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly producer: string;
  readonly product: string;
  readonly since: LocalDate;
  readonly proposedBy: string | null;
  readonly submittedBy: string | null;
  readonly answerUntil: LocalDate | null;
}

const locked = `select c.id, c.version, c.dataset, c.state, c.producer_id as "producerId", c.category_id as "categoryId",
  c.province_code as "provinceCode", c.city_code as "cityCode", c.county_code as "countyCode", e.name as producer, c.product_name as product,
  to_char(c.since, 'YYYY-MM-DD') as since, c.proposed_by as "proposedBy", c.submitted_by as "submittedBy", c.answer_until as "answerUntil"
  from publicity.commendation c join enterprises.enterprise e on e.id = c.producer_id`;

export const isVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from publicity.commendation where id = $1', [id])).length > 0;

export const lockCommendation = async (tx: Tx, id: number): Promise<LockedCommendation | undefined> =>
  (await tx.query<LockedCommendation>(`${locked} where c.id = $1 for update of c`, [id]))[0];

/** What has to be asked again: all that is open, or that of these firms, or of the producers whose results changed in this transaction. */
export const lockOpen = (
  tx: Tx,
  of: 'all' | 'touched' | { readonly producers: readonly number[] },
): Promise<LockedCommendation[]> => {
  const which =
    of === 'all' ? '' : of === 'touched' ? 'and c.producer_id in (select producer_id from spot_checks_touched)' : 'and c.producer_id = any ($1::bigint[])'; // prettier-ignore
  return tx.query(
    `${locked} where c.state in ${open} ${which} order by c.id for update of c`,
    typeof of === 'string' ? [] : [of.producers],
  );
};

/** Due to be released, to be taken down, or whose firm has had its time; each is taken by one server. */
export const lockDue = (
  tx: Tx,
  what: 'publish' | 'expire' | 'answer-over',
  { now, today, most }: { readonly now: Date; readonly today: LocalDate; readonly most: number },
): Promise<LockedCommendation[]> => {
  const due = {
    publish: `c.state = 'scheduled' and c.release_at <= $1`,
    expire: `c.state = 'released' and c.shown_until < $2`,
    'answer-over': `c.state = 'told' and c.answer_until < $2`,
  }[what];
  return tx.query(
    `${locked} where ${due} and $1::timestamptz is not null and $2::date is not null order by c.id limit $3 for update of c skip locked`,
    [now, today, most],
  );
};

/** Where a firm is. */
export const findPlace = async (
  tx: Tx,
  producerId: number,
): Promise<Pick<NewCommendation, 'provinceCode' | 'cityCode' | 'countyCode'> | undefined> =>
  (
    await tx.query<Pick<NewCommendation, 'provinceCode' | 'cityCode' | 'countyCode'>>(
      'select province_code as "provinceCode", city_code as "cityCode", county_code as "countyCode" from enterprises.enterprise where id = $1',
      [producerId],
    )
  )[0];

/** A product found worthy, before it is stored. */
export interface NewCommendation {
  readonly dataset: Dataset;
  readonly producerId: number;
  readonly categoryId: number;
  readonly product: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly since: LocalDate;
  readonly basis: CommendationBasis;
  readonly grounds: Grounds;
}

/** Enters proposals, in one statement; one whose product has an open one is left out. */
export const insertCommendations = (
  tx: Tx,
  rows: readonly NewCommendation[],
  by: { readonly account: string | null; readonly at: Date },
): Promise<{ id: number; dataset: Dataset; producerId: number; cityCode: string | null }[]> =>
  tx.query(
    `insert into publicity.commendation (dataset, producer_id, category_id, product_name, province_code, city_code, county_code, since, last_on,
            basis, grounds, proposed_by, proposed_at)
     select dataset, "producerId", "categoryId", product, "provinceCode", "cityCode", "countyCode", since, (basis #>> '{checks,-1,publishedOn}')::date,
            basis, grounds, $2, $3
       from jsonb_to_recordset($1) as n (dataset text, "producerId" bigint, "categoryId" bigint, product text, "provinceCode" text, "cityCode" text,
              "countyCode" text, since date, basis jsonb, grounds jsonb)
     on conflict (producer_id, category_id) where state in ${open} do nothing
     returning id, dataset, producer_id as "producerId", city_code as "cityCode"`,
    [JSON.stringify(rows), by.account, by.at],
  );

/** Lets mere proposals follow the record. */
export const refreshProposals = async (
  tx: Tx,
  rows: readonly (Omit<NewCommendation, 'dataset'> & { readonly id: number })[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tx.query(
    `update publicity.commendation c set product_name = n.product, since = n.since, last_on = (n.basis #>> '{checks,-1,publishedOn}')::date,
            basis = n.basis, grounds = n.grounds
       from jsonb_to_recordset($1) as n (id bigint, product text, since date, basis jsonb, grounds jsonb)
      where c.id = n.id and c.state = 'proposed'`,
    [JSON.stringify(rows)],
  );
};

/** What an act or the program stores with the new state; what is left out stays. */
export interface CommendationChanges {
  readonly submittedBy?: string | null;
  readonly decidedBy?: string | null;
  readonly reason?: string | null;
  readonly answerUntil?: LocalDate;
  readonly releaseAt?: Date | null;
  readonly releasedBy?: string | null;
  readonly releasedAt?: Date;
  readonly shownUntil?: LocalDate;
  readonly endedAt?: Date;
  readonly ending?: CommendationEnding;
}

const columns: Readonly<Record<keyof CommendationChanges, string>> = {
  submittedBy: 'submitted_by',
  decidedBy: 'decided_by',
  reason: 'decision_reason',
  answerUntil: 'answer_until',
  releaseAt: 'release_at',
  releasedBy: 'released_by',
  releasedAt: 'released_at',
  shownUntil: 'shown_until',
  endedAt: 'ended_at',
  ending: 'ending',
};

/** Stores a new state with what belongs to it, and raises the versions. */
export const storeState = (
  tx: Tx,
  ids: readonly number[],
  state: CommendationState,
  changes: CommendationChanges = {},
): Promise<unknown> => {
  const set = (Object.keys(changes) as (keyof CommendationChanges)[]).map(
    (key) => [columns[key], changes[key]] as const,
  );
  return tx.query(
    `update publicity.commendation set state = $2, version = version + 1${set.map(([column], at) => `, ${column} = $${at + 3}`).join('')}
      where id = any ($1::bigint[])`,
    [ids, state, ...set.map(([, value]) => value)],
  );
};

/** Why the rule ended them, for officials. */
export const storeAgainst = (tx: Tx, rows: readonly { readonly id: number; readonly against: Refusal }[]) =>
  tx.query(
    `update publicity.commendation c set against = n.against from jsonb_to_recordset($1) as n (id bigint, against jsonb) where c.id = n.id`,
    [JSON.stringify(rows)],
  );

/** Moves the commendations of an enterprise to where a person confirmed it to be; gives those that moved. */
export const moveCommendations = (
  tx: Tx,
  enterpriseId: number,
  place: { readonly cityCode: string; readonly countyCode: string | null },
): Promise<{ id: number }[]> =>
  tx.query(
    'update publicity.commendation set city_code = $2, county_code = $3 where producer_id = $1 and (city_code is distinct from $2 or county_code is distinct from $3) returning id',
    [enterpriseId, place.cityCode, place.countyCode],
  );

/** The firms that cards, exposures or licences concern. */
export const firmsOf = async (
  tx: Tx,
  of:
    | { readonly cardIds: readonly number[] }
    | { readonly exposureIds: readonly number[] }
    | { readonly licenceIds: readonly number[] },
): Promise<readonly number[]> => {
  const [sql, ids] =
    'cardIds' in of
      ? (['select distinct producer_id as firm from warning_cards.published_card where card_id = any ($1::bigint[])', of.cardIds] as const)
      : 'exposureIds' in of
        ? (['select distinct unnest(array_append(seller_ids, producer_id)) as firm from publicity.exposure where id = any ($1::bigint[])', of.exposureIds] as const)
        : (['select distinct holder_id as firm from licences.published_stop where licence_id = any ($1::bigint[])', of.licenceIds] as const); // prettier-ignore
  return (await tx.query<{ firm: number }>(sql, [ids])).map(({ firm }) => firm);
};
