import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { ServiceInput } from '#foundation/service.ts';
import type { Tx } from '#platform/database/index.ts';
import type { RectificationState, Step } from './rectification.ts';
import type { LockedSellerOrder } from './storage-sellers.ts';

/** A rectification locked until the transaction ends. */
export interface LockedRectification {
  readonly id: number;
  readonly dataset: Dataset;
  readonly cardId: number;
  readonly enterpriseId: number;
  readonly categoryId: number;
  readonly firm: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly state: RectificationState;
  readonly step: Step;
  readonly version: number;
  readonly before: RectificationState | null;
  readonly pendingStep: Step | null;
  readonly serious: string | null;
  readonly orderedOn: LocalDate;
  readonly effectiveOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly extended: boolean;
  readonly extensionAskedOn: LocalDate | null;
  readonly announcedOn: LocalDate | null;
  readonly recheckFrom: LocalDate;
  readonly recheckDueOn: LocalDate | null;
  readonly proposedBy: string | null;
}

const locked = `r.id, r.dataset, r.card_id as "cardId", r.enterprise_id as "enterpriseId", r.category_id as "categoryId", e.name as firm,
  r.province_code as "provinceCode", r.city_code as "cityCode", r.county_code as "countyCode", r.state, r.step, r.version,
  r.before_state as before, r.pending_step as "pendingStep", r.serious, r.ordered_on as "orderedOn", r.effective_on as "effectiveOn",
  r.due_on as "dueOn", r.extended, r.extension_asked_on as "extensionAskedOn",
  r.announced_on as "announcedOn", r.recheck_from as "recheckFrom", r.recheck_due_on as "recheckDueOn", r.proposed_by as "proposedBy"`;

export const rectificationIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from warning_cards.rectification where id = $1', [id])).length > 0;

/** Locks rectifications in the order of their ids. Runs as engine. */
export const lockRectifications = (tx: Tx, ids: readonly number[]): Promise<LockedRectification[]> =>
  tx.query<LockedRectification>(
    `select ${locked} from warning_cards.rectification r join enterprises.enterprise e on e.id = r.enterprise_id
      where r.id = any ($1::bigint[]) order by r.id for update of r`,
    [ids],
  );

/** The last day of the firm's term, and that of the authority's. */
export type Terms = Pick<LockedRectification, 'dueOn' | 'recheckDueOn'>;

/** The terms of rectifications as they stand now. */
export const termsOf = async (tx: Tx, ids: readonly number[]): Promise<Map<number, Terms>> => {
  const rows = await tx.query<Terms & { readonly id: number }>(
    'select id, due_on as "dueOn", recheck_due_on as "recheckDueOn" from warning_cards.rectification where id = any ($1::bigint[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

export const storeState = (tx: Tx, id: number, state: RectificationState): Promise<unknown> =>
  tx.query(
    `update warning_cards.rectification set state = $2, version = version + 1, since = now(),
            pending_step = case $2 when 'proposed' then pending_step end,
            before_state = case when $2 in ('proposed', 'paused', 'ended') then before_state end where id = $1`,
    [id, state],
  );

/** Stores one state for many. */
export const storeStates = (tx: Tx, ids: readonly number[], state: RectificationState): Promise<unknown> =>
  tx.query(
    `update warning_cards.rectification set state = $2, version = version + 1, since = now(), pending_step = null, before_state = null
      where id = any ($1::bigint[])`,
    [ids, state],
  );

/** Columns that hold what was given, whole. */
const whole: ReadonlySet<string> = new Set(['proof', 'answer', 'announcement']);
const columns = {
  step: 'step',
  before: 'before_state',
  pendingStep: 'pending_step',
  serious: 'serious',
  ground: 'ground',
  number: 'number',
  orderedOn: 'ordered_on',
  servedOn: 'served_on',
  manner: 'manner',
  proof: 'proof',
  effectiveOn: 'effective_on',
  dueOn: 'due_on',
  extended: 'extended',
  extensionAskedOn: 'extension_asked_on',
  extensionReason: 'extension_reason',
  answer: 'answer',
  answeredOn: 'answered_on',
  visitedOn: 'visited_on',
  planId: 'plan_id',
  recheckFrom: 'recheck_from',
  recheckDueOn: 'recheck_due_on',
  announcedOn: 'announced_on',
  announcedIn: 'announced_in',
  announcementNumber: 'announcement_number',
  announcement: 'announcement',
  announcementState: 'announcement_state',
  proposedBy: 'proposed_by',
} as const;

/** What an act changes besides the state. */
export type Changes = Readonly<Partial<Record<keyof typeof columns, unknown>>>;

/** Stores what an act changes of one rectification. */
export const storeChanges = async (tx: Tx, id: number, changes: Changes): Promise<void> => {
  const entries = Object.entries(changes) as [keyof typeof columns, unknown][];
  if (entries.length === 0) return;
  const sets = entries.map(([key], at) => `${columns[key]} = $${at + 2}`);
  await tx.query(`update warning_cards.rectification set ${sets.join(', ')} where id = $1`, [
    id,
    ...entries.map(([key, value]) => (whole.has(key) ? JSON.stringify(value) : value)),
  ]);
};

/** A service as it is stored. */
export const serviceChanges = ({ manner, day, ...proof }: ServiceInput, effectiveOn: LocalDate): Changes => ({
  manner,
  servedOn: day,
  proof,
  effectiveOn,
});

/** What the papers of a rectification say. */
export interface OrderFacts {
  readonly id: number;
  readonly dataset: Dataset;
  readonly cardId: number;
  readonly cardNumber: string;
  readonly firm: string;
  readonly enterpriseId: number;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly category: string;
  /** The paper that was to be served, and its day. */
  readonly number: string | null;
  readonly orderedOn: LocalDate;
  readonly check: string;
  readonly samples: readonly { readonly product: string; readonly model: string | null; readonly batch: string | null; readonly items: readonly string[] }[]; // prettier-ignore
}

const facts = (
  alias: string,
): string => `${alias}.id, ${alias}.dataset, c.id as "cardId", c.number as "cardNumber", e.name as firm,
  ${alias}.enterprise_id as "enterpriseId", ${alias}.province_code as "provinceCode", ${alias}.city_code as "cityCode",
  ${alias}.county_code as "countyCode", ${alias}.number, ${alias}.ordered_on as "orderedOn", g.name as category, k.title as check, c.samples`;
const factTables = (alias: string): string => `join warning_cards.card c on c.id = ${alias}.card_id
  join enterprises.enterprise e on e.id = ${alias}.enterprise_id join products.category g on g.id = c.category_id
  join spot_checks.spot_check k on k.id = c.check_id`;

export const orderFacts = (tx: Tx, ids: readonly number[]): Promise<OrderFacts[]> =>
  tx.query<OrderFacts>(
    `select ${facts('r')} from warning_cards.rectification r ${factTables('r')} where r.id = any ($1::bigint[]) order by r.id`,
    [ids],
  );

export const sellerOrderFacts = (tx: Tx, ids: readonly number[]): Promise<(OrderFacts & { readonly producer: string })[]> =>
  tx.query(
    `select ${facts('s')}, p.name as producer from warning_cards.seller_order s ${factTables('s')}
       join enterprises.enterprise p on p.id = c.producer_id where s.id = any ($1::bigint[]) order by s.id`,
    [ids],
  ); // prettier-ignore

/** Opens the rectifications of yellow cards that were issued, one a card, all in one statement; historical cards start none. */
export const insertRectifications = (
  tx: Tx,
  cardIds: readonly number[],
  today: LocalDate,
  at: Date,
): Promise<{ id: number }[]> =>
  tx.query<{ id: number }>(
    `insert into warning_cards.rectification (dataset, card_id, enterprise_id, category_id, province_code, city_code, county_code, ordered_on, recheck_from, since)
     select dataset, id, producer_id, category_id, province_code, city_code, county_code, $2, $2, $3
       from warning_cards.card where id = any ($1::bigint[]) and kind = 'yellow' and not historical and dataset <> 'historical'
      order by id on conflict (card_id) do nothing returning id`,
    [cardIds, today, at],
  );

/** What papers say of a rectification that is taken over. */
export interface AdoptedRectification {
  readonly id: number;
  readonly number: string;
  readonly state: RectificationState;
  readonly ordered_on: string;
  readonly served_on: string | null;
  readonly manner: string | null;
  readonly proof: Readonly<Record<string, string>> | null;
  readonly effective_on: LocalDate | null;
  readonly due_on: LocalDate | null;
  readonly recheck_due_on: LocalDate | null;
  readonly answered_on: string | null;
  readonly visited_on: string | null;
}

/** Stores what papers say of rectifications that are taken over; only what was sampled since the order counts for a re-check. */
export const storeAdopted = (tx: Tx, adopted: readonly AdoptedRectification[]): Promise<unknown> =>
  tx.query(
    `update warning_cards.rectification r
        set number = a.number, state = a.state, ordered_on = a.ordered_on, recheck_from = a.ordered_on, served_on = a.served_on, manner = a.manner,
            proof = a.proof, effective_on = a.effective_on, due_on = a.due_on, recheck_due_on = a.recheck_due_on, answered_on = a.answered_on,
            visited_on = a.visited_on
       from jsonb_to_recordset($1) as a (id bigint, number text, state text, ordered_on date, served_on date, manner text, proof jsonb,
            effective_on date, due_on date, recheck_due_on date, answered_on date, visited_on date)
      where a.id = r.id`,
    [JSON.stringify(adopted)],
  );

/** Opens the orders to the sellers of the failing samples of these cards; a producer that sells himself gets none. */
export const insertSellerOrders = (tx: Tx, cardIds: readonly number[], today: LocalDate): Promise<{ id: number }[]> =>
  tx.query<{ id: number }>(
    `insert into warning_cards.seller_order (dataset, card_id, category_id, producer_id, enterprise_id, province_code, city_code, county_code, ordered_on)
     select distinct on (c.id, e.id) c.dataset, c.id, c.category_id, c.producer_id, e.id, e.province_code, e.city_code, e.county_code, $2::date
       from warning_cards.rectification r join warning_cards.card c on c.id = r.card_id
       cross join lateral jsonb_array_elements(c.samples) s
       join spot_checks.published_result t on t.id = (s ->> 'resultId')::bigint
       join enterprises.enterprise e on e.id = t.seller_id
      where c.id = any ($1::bigint[]) and t.seller_id is distinct from c.producer_id
      order by c.id, e.id on conflict (card_id, enterprise_id) do nothing returning id`,
    [cardIds, today],
  );

const storeNumbersOf =
  (table: 'rectification' | 'seller_order') =>
  (tx: Tx, ids: readonly number[], numbers: readonly string[]): Promise<unknown> =>
    tx.query(
      `update warning_cards.${table} t set number = n.number from unnest($1::bigint[], $2::text[]) n (id, number) where n.id = t.id`,
      [ids, numbers],
    );
export const storeOrderNumbers = storeNumbersOf('rectification');
export const storeSellerNumbers = storeNumbersOf('seller_order');

/** Rectifications of cards, by card. */
export const rectificationsOfCards = (tx: Tx, cardIds: readonly number[]): Promise<{ id: number }[]> =>
  tx.query<{ id: number }>(
    `select id from warning_cards.rectification where card_id = any ($1::bigint[]) and state not in ('lifted', 'licence-revoked', 'void')
      order by id`,
    [cardIds],
  );

/** Takes the open orders of sellers back with their card. */
export const voidSellerOrders = (
  tx: Tx,
  cardIds: readonly number[],
): Promise<Pick<LockedSellerOrder, 'id' | 'dataset' | 'enterpriseId' | 'version' | 'dueOn'>[]> =>
  tx.query(
    `update warning_cards.seller_order set state = 'void', version = version + 1
      where card_id = any ($1::bigint[]) and state not in ('settled', 'void')
      returning id, dataset, enterprise_id as "enterpriseId", version, due_on as "dueOn"`,
    [cardIds],
  );

/** What was answered to letters about rectifications. Runs as engine. */
export const commerceAnswers = (tx: Tx, messages: readonly number[]): Promise<{ readonly id: number; readonly answer: string }[]> =>
  tx.query(
    `select r.id, m.answer from delivery.published_message m join warning_cards.rectification r on m.subject = 'rectification/' || r.id
      where m.id = any ($1::bigint[]) and m.answer is not null order by r.id`,
    [messages],
  ); // prettier-ignore

/** Licences that a card suspends and that are in their term, as the register knows them. Runs as engine. */
export const licencesOfCard = async (tx: Tx, cardId: number, today: LocalDate): Promise<string[]> =>
  (
    await tx.query<{ number: string }>(
      'select distinct number from licences.published_card_hold where card_id = $1 and valid_until >= $2 order by number',
      [cardId, today],
    )
  ).map(({ number }) => number);

/**
 * Results of follow-up checks since the order, of these rectifications, or of those whose producer × category was touched. One that waits for
 * the approval of its next step is looked at too, but for serious matters.
 */
export const recheckResults = (
  tx: Tx,
  of?: readonly number[],
): Promise<
  readonly {
    readonly id: number;
    readonly checkId: number;
    readonly verdict: string;
    readonly sampledOn: LocalDate | null;
    readonly finalOn: LocalDate;
    readonly state: RectificationState;
    readonly recheckFrom: LocalDate;
    readonly step: Step;
    readonly announcedOn: LocalDate | null;
    readonly dueOn: LocalDate | null;
  }[]
> =>
  tx.query(
    `select r.id, t.check_id as "checkId", t.verdict, t.sampled_on as "sampledOn", t.final_on as "finalOn", r.state, r.recheck_from as "recheckFrom",
            r.step, r.announced_on as "announcedOn", r.due_on as "dueOn"
       from ${of === undefined ? '(select distinct producer_id, category_id from spot_checks_touched) d join warning_cards.rectification r on r.enterprise_id = d.producer_id and r.category_id = d.category_id' : 'warning_cards.rectification r'}
       join spot_checks.published_result t on t.producer_id = r.enterprise_id and t.category_id = r.category_id
      where (r.state in ('rectifying', 'overdue', 'refused', 'answered', 'to-recheck', 'rechecking', 'announced')
             or r.state = 'proposed' and r.serious is null)
        and r.served_on is not null and t.kind = 'follow-up' and t.parties_settled and t.dataset = r.dataset
        and coalesce(t.sampled_on, t.final_on) >= r.recheck_from${of === undefined ? '' : ' and r.id = any ($1::bigint[])'}
      order by r.id, t.check_id`,
    of === undefined ? [] : [of],
  );

/** Stores what re-checks found. */
export const storeRechecks = (
  tx: Tx,
  found: readonly { readonly id: number; readonly checkId: number; readonly outcome: 'pass' | 'fail' }[],
  today: LocalDate,
): Promise<unknown> =>
  tx.query(
    `update warning_cards.rectification r set recheck_check_id = f.check_id, recheck_outcome = f.outcome, recheck_on = $2
       from jsonb_to_recordset($1) as f (id bigint, check_id bigint, outcome text) where f.id = r.id`,
    [JSON.stringify(found.map(({ id, checkId, outcome }) => ({ id, check_id: checkId, outcome }))), today],
  );

/** Whether a plan of a follow-up check with this category exists in the dataset. */
export const isFollowUpPlan = async (tx: Tx, planId: number, dataset: Dataset, categoryId: number): Promise<boolean> =>
  (
    await tx.query(
      `select 1 from spot_checks.published_plan_line
        where plan_id = $1 and dataset = $2 and kind = 'follow-up' and category_id = $3`,
      [planId, dataset, categoryId],
    )
  ).length > 0;
