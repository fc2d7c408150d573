import type { Dataset } from '#foundation/dataset.ts';
import type { DayCount } from '#foundation/deadline.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';

/** A deadline as it is written. */
export interface NewRow {
  readonly subject: string;
  readonly subject_id: number;
  readonly dataset: Dataset;
  readonly due_on: LocalDate;
  readonly count: DayCount;
  readonly warn_on: LocalDate | null;
  readonly title_zh: string;
  readonly title_en: string;
  readonly link: string;
  readonly permission: string | null;
  readonly place: string | null;
  readonly authority_permission: string | null;
  readonly authority_place: string | null;
  readonly not_by: string | null;
}

/** A deadline as the program works with it. */
export interface Row {
  readonly deadlineId: number;
  readonly kind: string;
  readonly id: number;
  readonly subject: string;
  readonly dataset: Dataset;
  readonly dueOn: LocalDate;
  readonly firstDueOn: LocalDate;
  readonly count: DayCount;
  readonly state: 'open' | 'paused' | 'overdue' | 'closed';
  readonly daysLeft: number | null;
  readonly level: number;
  readonly warned: boolean;
  readonly zh: string;
  readonly en: string;
  readonly link: string;
  readonly permission: string | null;
  readonly place: string | null;
  readonly authorityPermission: string | null;
  readonly authorityPlace: string | null;
  readonly notBy: string | null;
}

const columns = `d.id as "deadlineId", d.kind, d.subject_id as id, d.subject, d.dataset, d.due_on as "dueOn", d.first_due_on as "firstDueOn",
  d.count, d.state, d.days_left as "daysLeft", d.level, d.warned_at is not null as warned, d.title_zh as zh, d.title_en as en, d.link,
  d.permission, d.place, d.authority_permission as "authorityPermission", d.authority_place as "authorityPlace", d.not_by as "notBy"`;

/**
 * Stores deadlines in one statement. One that stands is brought up to date; only one that runs gets the last day anew.
 */
export const upsertDeadlines = (tx: Tx, kind: string, rows: readonly NewRow[], at: Date): Promise<Row[]> =>
  tx.query<Row>(
    `insert into deadlines.deadline as d (kind, subject, subject_id, dataset, due_on, first_due_on, count, warn_on, title_zh, title_en, link, permission,
            place, authority_permission, authority_place, not_by, opened_at)
     select $1, subject, subject_id, dataset, due_on, due_on, count, warn_on, title_zh, title_en, link, permission,
            place, authority_permission, authority_place, not_by, $3
       from jsonb_to_recordset($2) as n (subject text, subject_id bigint, dataset text, due_on date, count text, warn_on date, title_zh text, title_en text,
            link text, permission text, place text, authority_permission text, authority_place text, not_by uuid)
      order by subject_id
     on conflict (kind, subject_id) where state <> 'closed' do update
       set title_zh = excluded.title_zh, title_en = excluded.title_en, link = excluded.link, permission = excluded.permission, place = excluded.place,
           authority_permission = excluded.authority_permission, authority_place = excluded.authority_place, not_by = excluded.not_by,
           due_on = case d.state when 'open' then excluded.due_on else d.due_on end,
           warn_on = case d.state when 'open' then excluded.warn_on else d.warn_on end,
           warned_at = case when d.state <> 'open' or d.due_on = excluded.due_on then d.warned_at end
     returning ${columns}`,
    [kind, JSON.stringify(rows), at],
  );

/** Locks the deadlines of these things that stand, in the order that all use. */
export const lockDeadlines = (tx: Tx, kind: string, ids: readonly number[]): Promise<Row[]> =>
  tx.query<Row>(
    `select ${columns} from deadlines.deadline d where d.kind = $1 and d.subject_id = any ($2::bigint[]) and d.state <> 'closed'
      order by d.id for update`,
    [kind, ids],
  );

/** What becomes of locked deadlines. */
export interface Outcome {
  readonly deadline_id: number;
  readonly state: 'open' | 'paused' | 'overdue';
  readonly due_on: LocalDate;
  readonly days_left: number | null;
  readonly warn_on: LocalDate | null;
  readonly escalate_on: LocalDate | null;
  readonly level: number;
}

/** Stores what became of them; a last day that moved is warned of anew. */
export const storeOutcomes = (tx: Tx, outcomes: readonly Outcome[]): Promise<Row[]> =>
  tx.query<Row>(
    `update deadlines.deadline d
        set state = o.state, due_on = o.due_on, days_left = o.days_left, warn_on = o.warn_on, escalate_on = o.escalate_on, level = o.level,
            warned_at = case when o.due_on = d.due_on then d.warned_at end, retry_on = null, failure = null
       from jsonb_to_recordset($1) as o (deadline_id bigint, state text, due_on date, days_left integer, warn_on date, escalate_on date, level smallint)
      where d.id = o.deadline_id returning ${columns}`,
    [JSON.stringify(outcomes)],
  );

/** Closes what stands of these things. */
export const closeRows = (tx: Tx, kind: string, ids: readonly number[], at: Date): Promise<Row[]> =>
  tx.query<Row>(
    `update deadlines.deadline d set state = 'closed', closed_at = $3, days_left = null
       from (select id from deadlines.deadline where kind = $1 and subject_id = any ($2::bigint[]) and state <> 'closed' order by id for update) c
      where d.id = c.id returning ${columns}`,
    [kind, ids, at],
  );

export interface Change {
  readonly deadlineId: number;
  readonly dueOn: LocalDate;
  readonly reason?: string | null;
}

/** Notes what happened to deadlines. */
export const recordChanges = async (
  tx: Tx,
  verb: 'move' | 'pause' | 'resume' | 'fire' | 'escalate',
  changes: readonly Change[],
  account: string | null,
  at: Date,
): Promise<void> => {
  if (changes.length === 0) return;
  await tx.query(
    `insert into deadlines.change (deadline_id, verb, due_on, reason, account_id, at)
     select c.id, $1, c.due_on, c.reason, $5, $6 from unnest($2::bigint[], $3::date[], $4::text[]) as c (id, due_on, reason)`,
    [
      verb,
      changes.map(({ deadlineId }) => deadlineId),
      changes.map(({ dueOn }) => dueOn),
      changes.map(({ reason }) => reason ?? null),
      account,
      at,
    ],
  );
};

/** What a batch of the job takes at most, of which kind, on which day and at which moment. */
export interface Claim {
  readonly kind: string;
  readonly today: LocalDate;
  readonly at: Date;
  readonly limit: number;
}

/** Rows that are this server's until the transaction ends; materialized, so that the limit is drawn once. */
const claimed = (where: string, order: string): string =>
  `with c as materialized (select id from deadlines.deadline where kind = $1 and ${where} order by ${order} limit $4 for update skip locked)`;

/** Marks as overdue those whose last day is over, and gives them; rows that another server is at are passed over. */
export const claimDue = async (
  tx: Tx,
  { kind, today, at, limit }: Claim,
  escalateOn: LocalDate | null,
): Promise<Row[]> =>
  tx.query<Row>(
    `${claimed(`state = 'open' and due_on < $2 and (retry_on is null or retry_on <= $2)`, 'due_on, id')}
     update deadlines.deadline d set state = 'overdue', fired_at = $3, escalate_on = $5, level = 0, retry_on = null, failure = null
       from c where d.id = c.id returning ${columns}`,
    [kind, today, at, limit, escalateOn],
  );

/** Marks as warned those of which to warn from today on. One that is over already is not warned of. */
export const claimWarnings = (tx: Tx, { kind, today, at, limit }: Claim): Promise<Row[]> =>
  tx.query<Row>(
    `${claimed(`state = 'open' and warned_at is null and warn_on <= $2 and due_on >= $2`, 'warn_on, id')}
     update deadlines.deadline d set warned_at = $3 from c where d.id = c.id returning ${columns}`,
    [kind, today, at, limit],
  );

/** Moves those on of which the next authority is to hear today. */
export const claimEscalations = (tx: Tx, { kind, today, limit }: Claim, nextOn: LocalDate): Promise<Row[]> =>
  tx.query<Row>(
    `${claimed(`state = 'overdue' and escalate_on <= $2`, 'escalate_on, id')}
     update deadlines.deadline d set level = d.level + 1, escalate_on = $3 from c where d.id = c.id returning ${columns}`,
    [kind, today, nextOn, limit],
  );

/** Ends the escalation of those above whom there is nobody. */
export const endEscalation = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  if (ids.length > 0)
    await tx.query(
      'update deadlines.deadline set escalate_on = null, level = level - 1 where id = any ($1::bigint[])',
      [ids],
    );
};

/** Puts off one that failed. */
export const putOff = async (tx: Tx, deadlineId: number, until: LocalDate, failure: string): Promise<void> => {
  await tx.query(`update deadlines.deadline set retry_on = $2, failure = $3 where id = $1 and state = 'open'`, [
    deadlineId,
    until,
    failure,
  ]);
};

/** Leads what one party has to do in time to another; gives nothing back. */
export const moveToParty = (tx: Tx, from: string, into: string): Promise<unknown> =>
  tx.query(`update deadlines.deadline set place = $2 where place = $1 and state <> 'closed'`, [from, into]);
