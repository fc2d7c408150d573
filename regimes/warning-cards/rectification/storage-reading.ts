import type { DayPlace } from '#foundation/paging.ts';
import { bigrams, normaliseName } from '#foundation/search-text.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Waiting } from '#platform/manifest.ts';
import type { RectificationDetail, RectificationFilter, RectificationLine } from './contract.ts';
import { type RectificationState, stageStates, type Step } from './rectification.ts';

const clock = `case when r.state in ('rectifying', 'overdue', 'refused') then r.due_on
  when r.state in ('answered', 'to-recheck', 'rechecking', 'announced') then r.recheck_due_on end`;
const line = `r.id, r.version, r.dataset, r.card_id as "cardId", c.number as "cardNumber", r.number,
  json_build_object('id', e.id, 'name', e.name) as firm, g.name as category, t.name as city, r.state, r.step, r.ordered_on as "orderedOn",
  ${clock} as clock`;
const tables = `warning_cards.rectification r join enterprises.enterprise e on e.id = r.enterprise_id
  join products.category g on g.id = r.category_id left join regions.region t on t.code = r.city_code
  left join warning_cards.card c on c.id = r.card_id`;

export type LineRow = Omit<RectificationLine, 'daysLeft'>;

const where = (filter: RectificationFilter, today: LocalDate, values: unknown[]): string => {
  const parts: string[] = [];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  add('r.dataset = ?', filter.dataset);
  if (filter.state !== undefined) add('r.state = ?', filter.state);
  if (filter.stage !== undefined) add('r.state = any (?::text[])', stageStates[filter.stage]);
  if (filter.step !== undefined) add('r.step = ?', filter.step);
  if (filter.city === 'unknown') parts.push('r.city_code is null');
  else if (filter.city !== undefined) add('r.city_code = ?', filter.city);
  if (filter.late) add(`${clock} < ?`, today);
  if (filter.q) {
    const key = normaliseName(filter.q);
    values.push(bigrams(key), `%${key.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, filter.q);
    const at = values.length;
    parts.push(
      `(r.number = $${at} or c.number = $${at} or r.enterprise_id in
         (select id from enterprises.enterprise where grams @> $${at - 2}::text[] and name_key like $${at - 1}))`,
    );
  }
  return parts.join(' and ');
};

/** A page of rectifications, the nearest clock first. */
export const pageOfRectifications = (
  tx: Tx,
  filter: RectificationFilter,
  today: LocalDate,
  after: DayPlace | undefined,
  limit: number,
): Promise<LineRow[]> => {
  const values: unknown[] = [];
  const filtered = where(filter, today, values);
  values.push(after?.day ?? null, after?.id ?? null, limit);
  const at = values.length;
  return tx.query<LineRow>(
    `select ${line} from ${tables} where ${filtered}
        and ($${at - 2}::date is null or (coalesce(${clock}, 'infinity'), r.id) > ($${at - 2}::date, $${at - 1}::bigint))
      order by coalesce(${clock}, 'infinity'), r.id limit $${at}`,
    values,
  );
};

/** How many match in each state, the filter's own state left aside. */
export const countRectifications = (
  tx: Tx,
  filter: RectificationFilter,
  today: LocalDate,
): Promise<{ state: RectificationState; n: number }[]> => {
  const values: unknown[] = [];
  const filtered = where({ ...filter, state: undefined }, today, values);
  return tx.query(
    `select r.state, count(*)::int as n from warning_cards.rectification r left join warning_cards.card c on c.id = r.card_id
      where ${filtered} group by r.state`,
    values,
  );
};

/** How many orders or orders to sellers wait in a state, for the workbench; those that somebody nearer to their place follows, apart. */
export const countWaiting = async (
  tx: Tx,
  of: 'rectification' | 'seller_order',
  { dataset, state, province }: { readonly dataset: Dataset; readonly state: string; readonly province: string },
): Promise<Waiting> => {
  const [row] = await tx.query<Required<Omit<Waiting, 'oldest'>>>(
    `select count(*) filter (where not elsewhere) as count, count(*) filter (where elsewhere) as elsewhere,
            count(*) filter (where unplaced) as unplaced
       from (select array[city_code, county_code] && (select identity.nearer('warning-cards.follow')) as elsewhere,
                    city_code is null and coalesce(province_code, $3) = $3 as unplaced
               from warning_cards.${of} where dataset = $1 and state = $2) w`,
    [dataset, state, province],
  );
  return row ?? { count: 0 };
};

export const boardOf = (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
): Promise<
  {
    readonly cityCode: string | null;
    readonly city: string | null;
    readonly state: RectificationState;
    readonly step: Step;
    readonly count: number;
    readonly late: number;
  }[]
> =>
  tx.query(
    `select r.city_code as "cityCode", t.name as city, r.state, r.step, count(*)::int as count,
            (count(*) filter (where ${clock} < $2))::int as late
       from warning_cards.rectification r left join regions.region t on t.code = r.city_code
      where r.dataset = $1 group by r.city_code, t.name, r.state, r.step order by r.city_code nulls last`,
    [dataset, today],
  );

export interface DetailRow
  extends
    LineRow,
    Pick<
      RectificationDetail,
      | 'pendingStep'
      | 'serious'
      | 'ground'
      | 'manner'
      | 'servedOn'
      | 'proof'
      | 'effectiveOn'
      | 'dueOn'
      | 'extended'
      | 'extensionAskedOn'
      | 'extensionReason'
      | 'answer'
      | 'answeredOn'
      | 'visitedOn'
      | 'plan'
      | 'recheckDueOn'
      | 'recheckOutcome'
      | 'recheckOn'
      | 'recheck'
      | 'announcedOn'
      | 'announcedIn'
      | 'announcementNumber'
    > {
  readonly announcement: Omit<NonNullable<RectificationDetail['announcement']>, 'acts'> | null;
  readonly before: RectificationState | null;
  readonly enterpriseId: number;
  readonly categoryId: number;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly proposedBy: string | null;
}

export const findRectification = async (tx: Tx, id: number): Promise<DetailRow | undefined> =>
  (
    await tx.query<DetailRow>(
      `select ${line}, r.pending_step as "pendingStep", r.serious, r.ground, r.manner, r.served_on as "servedOn", r.proof,
              r.effective_on as "effectiveOn", r.due_on as "dueOn", r.extended, r.extension_asked_on as "extensionAskedOn",
              r.extension_reason as "extensionReason", r.answer, r.answered_on as "answeredOn", r.visited_on as "visitedOn",
              case when p.plan_id is null then null else json_build_object('id', p.plan_id, 'name', coalesce(p.number || ' ', '') || p.title) end as plan,
              r.recheck_due_on as "recheckDueOn", r.recheck_outcome as "recheckOutcome", r.recheck_on as "recheckOn",
              case when k.id is null then null else json_build_object('id', k.id, 'name', k.title) end as recheck,
              r.announced_on as "announcedOn", r.announced_in as "announcedIn", r.announcement_number as "announcementNumber",
              case when r.announcement_state is not null then json_build_object('state', r.announcement_state, 'shownUntil', r.announcement_shown_until,
                'endedOn', r.announcement_ended_on) end as announcement, r.before_state as before, r.enterprise_id as "enterpriseId",
              r.category_id as "categoryId", r.province_code as "provinceCode", r.city_code as "cityCode", r.county_code as "countyCode",
              r.proposed_by as "proposedBy"
         from ${tables}
         left join spot_checks.published_plan_line p on p.plan_id = r.plan_id and p.category_id = r.category_id
         left join spot_checks.spot_check k on k.id = r.recheck_check_id
        where r.id = $1`,
      [id],
    )
  )[0];

/** The rectification of a card, as the reader sees it. */
export const rectificationOf = async (tx: Tx, cardId: number): Promise<LineRow | undefined> =>
  (await tx.query<LineRow>(`select ${line} from ${tables} where r.card_id = $1`, [cardId]))[0];

/** Rectifications of the enterprises that the reader answers for. */
export const rectificationsOfParties = (tx: Tx): Promise<LineRow[]> =>
  tx.query<LineRow>(
    `select ${line} from ${tables} where r.served_on is not null
        and r.enterprise_id = any ((select identity.parties('warning-cards.answer', 'enterprise'))::bigint[])
      order by coalesce(${clock}, 'infinity'), r.id limit 500`,
  );

export const tasksOf = (tx: Tx, id: number): Promise<Omit<RectificationDetail['tasks'][number], 'daysLeft'>[]> =>
  tx.query(
    `select id, department, task, due_on as "dueOn", done_on as "doneOn", answer, authority, written_on as "writtenOn", answered_by_message as "byMessage" from warning_cards.task where rectification_id = $1 order by id`,
    [id],
  );

/** Plans of follow-up checks under way that have this category. */
export const followUpPlans = (
  tx: Tx,
  dataset: Dataset,
  categoryId: number,
): Promise<{ readonly id: number; readonly name: string }[]> =>
  tx.query(
    `select plan_id as id, coalesce(number || ' ', '') || title as name from spot_checks.published_plan_line
      where dataset = $1 and category_id = $2 and kind = 'follow-up' and state in ('draft', 'submitted', 'approved') order by plan_id desc limit 50`,
    [dataset, categoryId],
  );

const pageOf = (found: readonly { readonly id: number }[]): string | null =>
  found[0] ? `/rectifications/${found[0].id}` : null;

/** The page of an order to a seller, where the reader sees it. */
export const pageOfSellerOrder = async (tx: Tx, id: number): Promise<string | null> => {
  const found = await tx.query('select from warning_cards.seller_order where id = $1', [id]);
  return found.length === 0 ? null : `/seller-orders/${id}`;
};

/** The page of the rectification that was handed over to enforcement. */
export const pageOfHandOver = async (tx: Tx, id: number): Promise<string | null> =>
  pageOf(
    await tx.query<{ id: number }>('select rectification_id as id from warning_cards.hand_over where id = $1', [id]),
  );
