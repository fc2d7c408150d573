import type { OtherAuthorityKind } from '#foundation/authority-kind.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { LetterPlan, NotificationState, PlaceCounts } from './notification.ts';

export interface NotifiedCheck {
  readonly id: number;
  readonly dataset: Dataset;
  readonly title: string;
  readonly authority: string;
  readonly level: string;
  readonly lawDay: LocalDate | null;
}

/** The spot check, locked against another round at the same time. */
export const lockCheck = async (tx: Tx, id: number): Promise<NotifiedCheck | undefined> => {
  await tx.query('select pg_advisory_xact_lock($1, $2)', [0x706e, id]);
  return (
    await tx.query<NotifiedCheck>(
      `select k.id, k.dataset, k.title, k.authority_name as authority, k.level, k.published_on as "lawDay"
         from spot_checks.spot_check k where k.id = $1`,
      [id],
    )
  )[0];
};

const open = `r.dataset <> 'historical' and not exists (select from publicity.notified_result n where n.result_id = r.id)`;

/** Checks of these levels with results that became final from a day on and were not notified. */
export const checksToNotify = (
  tx: Tx,
  levels: readonly string[],
  since: LocalDate,
): Promise<{ readonly id: number }[]> =>
  tx.query(
    `select distinct r.check_id as id from spot_checks.published_result r
      where r.level = any ($1) and r.final_on >= $2 and ${open} order by 1`,
    [levels, since],
  );

export interface StoredRound {
  readonly id: number;
  readonly round: number;
  readonly results: number;
  readonly failed: number;
  readonly refused: number;
}

/** Stores a round with every result of the check that is final and was not notified; nothing where there is none. Set by set. */
export const storeRound = async (
  tx: Tx,
  check: NotifiedCheck,
  options: { readonly at: Date; readonly by: string | null },
): Promise<StoredRound | undefined> => {
  const [round] = await tx.query<{ id: number; round: number }>(
    `insert into publicity.notification (dataset, check_id, round, made_at, made_by, results, failed, refused)
     select $1, $2, coalesce(max(n.round), 0) + 1, $3, $4, 0, 0, 0 from publicity.notification n where n.check_id = $2
     returning id, round`,
    [check.dataset, check.id, options.at, options.by],
  );
  if (!round) return undefined;
  const [counted] = await tx.query<{ results: number; failed: number; refused: number }>(
    // Found before anything is inserted: what the statement writes itself would be looked through again for each result.
    `with found as materialized (
       select r.id, coalesce(e.province_code, r.province_code), coalesce(e.city_code, r.city_code), e.county_code, r.producer_id,
              r.category_id, r.product_name, r.verdict, r.failing_items
         from spot_checks.published_result r left join enterprises.enterprise e on e.id = r.producer_id
        where r.check_id = $2 and ${open}
     ),
     new as (
       insert into publicity.notified_result (notification_id, result_id, province_code, city_code, county_code, producer_id, category_id,
              product_name, verdict, failing_items)
       select $1, * from found returning verdict
     )
     select count(*)::int as results, (count(*) filter (where verdict = 'fail'))::int as failed,
            (count(*) filter (where verdict = 'refused'))::int as refused from new`,
    [round.id, check.id],
  );
  if (!counted || counted.results === 0) return undefined;
  await tx.query('update publicity.notification set results = $2, failed = $3, refused = $4 where id = $1', [
    round.id,
    counted.results,
    counted.failed,
    counted.refused,
  ]);
  return { ...round, ...counted };
};

/** How the results of a round are spread over the province, its cities and counties, and other provinces. */
export const placesOfRound = (tx: Tx, id: number, province: string): Promise<PlaceCounts[]> =>
  tx.query<PlaceCounts>(
    `with counted as (
       select case when grouping(county_code) = 0 then county_code when grouping(city_code) = 0 then city_code else province_code end as place,
              case when grouping(county_code) = 0 then 'county' when grouping(city_code) = 0 then 'city' else 'province' end as level,
              count(*)::int as results, (count(*) filter (where verdict = 'fail'))::int as failed,
              (count(*) filter (where verdict = 'refused'))::int as refused
         from publicity.notified_result where notification_id = $1
        group by grouping sets ((province_code), (province_code, city_code), (province_code, city_code, county_code))
     )
     select place, level, results, failed, refused from counted
      where place ~ '^[1-9][0-9]{5}$' and (level = 'province' or left(place, 2) = left($2, 2)) order by place`,
    [id, province],
  );

export interface StoredLetter extends LetterPlan {
  readonly id: number;
  readonly key: string;
}

/** Stores the letters of a round; the keys of their messages are theirs for good. */
export const insertLetters = (tx: Tx, notification: number, plans: readonly LetterPlan[]): Promise<StoredLetter[]> =>
  tx.query<StoredLetter>(
    `insert into publicity.letter (notification_id, department, place, key, results, failed, refused, addressed)
     select $1::bigint, p.department, p.place, 'notification ' || $1::bigint || ' ' || p.department || ' ' || p.place, p.results, p.failed, p.refused, true
       from jsonb_to_recordset($2) as p (department text, place text, results int, failed int, refused int)
     returning id, department, place, key, results, failed, refused, case when place like '__0000' then 'province'
               when place like '____00' then 'city' else 'county' end as level`,
    [notification, JSON.stringify(plans)],
  );

/** Notes the letters for which the register has no address. */
export const storeUnaddressed = async (tx: Tx, keys: readonly string[]): Promise<void> => {
  await tx.query('update publicity.letter set addressed = false where key = any ($1)', [keys]);
};

/** Released bulletins on provincial and higher checks that were not sent on yet. */
export const bulletinsToSend = (
  tx: Tx,
  levels: readonly string[],
  since: Date,
): Promise<{ readonly id: number; readonly checkId: number }[]> =>
  tx.query(
    `select b.id, b.check_id as "checkId" from publicity.bulletin b join spot_checks.spot_check k on k.id = b.check_id
      where b.state = 'released' and b.released_at >= $2 and k.level = any ($1) and b.dataset <> 'historical'
        and not exists (select from publicity.notification n where n.bulletin_id = b.id) order by b.id`,
    [levels, since],
  );

/** Stores that a bulletin is sent on, with the places of the check's results; nothing where another has done so. */
export const storeBulletinRound = async (
  tx: Tx,
  bulletin: number,
  options: { readonly at: Date; readonly province: string },
): Promise<
  | {
      readonly id: number;
      readonly dataset: Dataset;
      readonly number: string;
      readonly title: string;
      readonly places: readonly PlaceCounts[];
    }
  | undefined
> => {
  const [round] = await tx.query<{ id: number; dataset: Dataset; number: string; title: string; checkId: number }>(
    `with new as (
       insert into publicity.notification (dataset, check_id, bulletin_id, round, made_at, results, failed, refused)
       select b.dataset, b.check_id, b.id,
              coalesce((select max(n.round) from publicity.notification n where n.check_id = b.check_id), 0) + 1, $2, 0, 0, 0
         from publicity.bulletin b
        where b.id = $1 and not exists (select from publicity.notification n where n.bulletin_id = b.id)
       returning id, bulletin_id
     )
     select n.id, b.dataset, b.number, b.title, b.check_id as "checkId" from new n join publicity.bulletin b on b.id = n.bulletin_id`,
    [bulletin, options.at],
  );
  if (!round) return undefined;
  const places = await tx.query<PlaceCounts>(
    `select p.place, p.level, 0 as results, 0 as failed, 0 as refused
       from (select distinct coalesce(e.city_code, r.city_code) as city, e.county_code as county
               from spot_checks.published_result r left join enterprises.enterprise e on e.id = r.producer_id
              where r.check_id = $1 and left(coalesce(e.province_code, r.province_code), 2) = left($2, 2)) c
      cross join lateral (values (c.city, 'city'), (c.county, 'county')) as p (place, level)
      where p.place is not null
     union select $2, 'province', 0, 0, 0 order by 1`,
    [round.checkId, options.province],
  );
  return { ...round, places };
};

const lineColumns = `n.id, n.dataset, json_build_object('id', k.id, 'title', k.title, 'authority', k.authority_name) as check,
  n.bulletin_id as "bulletinId", n.round, n.made_at as "madeAt", n.results, n.failed, n.refused, f.letters, f.read, f.received, f.answered,
  f.overdue, f.unaddressed`;

/** `$1` is today. */
const figures = `lateral (
  select count(*)::int as letters, (count(m.read_at))::int as read, (count(m.received_at))::int as received,
         (count(m.answered_at))::int as answered, (count(*) filter (where m.settled_at is null and m.due_on < $1::date))::int as overdue,
         (count(*) filter (where m.wants is not null and m.settled_at is null))::int as owed,
         (count(*) filter (where not l.addressed))::int as unaddressed
    from publicity.letter l left join delivery.published_message m on m.key = l.key where l.notification_id = n.id) f`;

const stateOf = `case when f.overdue > 0 then 'overdue' when f.owed > 0 then 'open' else 'done' end`;

export interface NotificationRow extends StoredRound {
  readonly dataset: Dataset;
  readonly check: { readonly id: number; readonly title: string; readonly authority: string };
  readonly bulletinId: number | null;
  readonly madeAt: string;
  readonly letters: number;
  readonly read: number;
  readonly received: number;
  readonly answered: number;
  readonly overdue: number;
  readonly unaddressed: number;
}

/** Rounds of notification, the latest first, with how far their letters have come as of `today`. */
export const pageOfNotifications = (
  tx: Tx,
  dataset: Dataset,
  page: {
    readonly today: LocalDate;
    readonly state: NotificationState | null;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<NotificationRow[]> =>
  tx.query<NotificationRow>(
    `select ${lineColumns} from publicity.notification n join spot_checks.spot_check k on k.id = n.check_id cross join ${figures}
      where n.dataset = $2 and ($3::bigint is null or n.id < $3) and ($5::text is null or ${stateOf} = $5) order by n.id desc limit $4`,
    [page.today, dataset, page.before, page.limit, page.state],
  );

/** How many notifications of a dataset are in each state. */
export const countNotifications = async (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
): Promise<Record<NotificationState, number>> => {
  const rows = await tx.query<{ state: NotificationState; n: number }>(
    `select ${stateOf} as state, count(*)::int as n from publicity.notification n cross join ${figures} where n.dataset = $2 group by 1`,
    [today, dataset],
  );
  const of = (state: NotificationState): number => rows.find((row) => row.state === state)?.n ?? 0;
  return { overdue: of('overdue'), open: of('open'), done: of('done') };
};

export const findNotification = async (tx: Tx, id: number, today: LocalDate): Promise<NotificationRow | undefined> =>
  (
    await tx.query<NotificationRow>(
      `select ${lineColumns} from publicity.notification n join spot_checks.spot_check k on k.id = n.check_id cross join ${figures}
        where n.id = $2`,
      [today, id],
    )
  )[0];

export interface LetterRow {
  readonly id: number;
  readonly department: OtherAuthorityKind;
  readonly place: string;
  readonly to: string | null;
  readonly results: number;
  readonly failed: number;
  readonly refused: number;
  readonly addressed: boolean;
  readonly messageId: number | null;
  readonly readAt: string | null;
  readonly receivedAt: string | null;
  readonly answeredAt: string | null;
  readonly settledAt: string | null;
  readonly asks: 'receipt' | 'answer' | null;
  readonly dueOn: LocalDate | null;
  readonly chases: number | null;
  readonly answer: string | null;
}

const letterColumns = `l.id, l.department, l.place, delivery.name_of(m.inbox) as "to", l.results, l.failed, l.refused, l.addressed,
  m.id as "messageId", m.read_at as "readAt", m.received_at as "receivedAt", m.answered_at as "answeredAt", m.settled_at as "settledAt",
  m.wants as asks, m.due_on as "dueOn", m.chases, m.answer`;

/** The letters of a round by place and department, each with what became of its message. */
export const lettersOf = (tx: Tx, notification: number): Promise<LetterRow[]> =>
  tx.query<LetterRow>(
    `select ${letterColumns} from publicity.letter l left join delivery.published_message m on m.key = l.key
      where l.notification_id = $1 order by l.place, l.department`,
    [notification],
  );

export interface LetterHead extends LetterRow {
  readonly notificationId: number;
  readonly dataset: Dataset;
  readonly check: { readonly title: string; readonly authority: string };
  readonly bulletinId: number | null;
}

/** A letter as its reader may see it. The round is read through the letter, which row-level security has let through. */
export const findLetter = async (tx: Tx, id: number): Promise<LetterHead | undefined> =>
  (
    await tx.query<LetterHead>(
      `select ${letterColumns}, l.notification_id as "notificationId", n.dataset, n."bulletinId",
              json_build_object('title', n.title, 'authority', n.authority) as check
         from publicity.letter l left join delivery.published_message m on m.key = l.key
        cross join lateral publicity.notification_head(l.notification_id) n where l.id = $1`,
      [id],
    )
  )[0];

export interface ListedResult {
  readonly resultId: number;
  readonly producer: string | null;
  readonly place: string | null;
  readonly category: string;
  readonly product: string;
  readonly verdict: 'fail' | 'refused' | 'none';
  readonly failingItems: string[];
  readonly gone: boolean;
}

/** What failed or was refused in the place of a letter. */
export const listOfLetter = (
  tx: Tx,
  letter: { readonly notificationId: number; readonly place: string },
  limit: number,
): Promise<ListedResult[]> =>
  tx.query<ListedResult>(
    `select n.result_id as "resultId", e.name as producer, coalesce(n.county_code, n.city_code, n.province_code) as place, g.name as category,
            n.product_name as product, n.verdict, n.failing_items as "failingItems",
            not exists (select from spot_checks.published_result r where r.id = n.result_id and r.verdict = n.verdict) as gone
       from publicity.notified_result n join products.category g on g.id = n.category_id left join enterprises.enterprise e on e.id = n.producer_id
      where n.notification_id = $1 and n.verdict <> 'pass'
        and ($2 = n.province_code or $2 = n.city_code or $2 = n.county_code)
      order by n.verdict, e.name collate "C", n.result_id limit $3`,
    [letter.notificationId, letter.place, limit],
  );
