import type { OtherAuthorityKind } from '#foundation/authority-kind.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { RectificationState, TaskInput } from './rectification.ts';

/** A task as it was stored; `authority`: the kind of authority that its letter goes to, null where the program writes none. */
export interface StoredTask {
  readonly id: number;
  readonly department: string;
  readonly task: string;
  readonly dueOn: LocalDate;
  readonly authority: OtherAuthorityKind | null;
}

/** Tasks of the departments that handle a red card along. */
export const insertTasks = (tx: Tx, id: number, tasks: readonly TaskInput[]): Promise<StoredTask[]> =>
  tx.query<StoredTask>(
    `insert into warning_cards.task (rectification_id, department, task, due_on, authority)
     select $1, t.department, t.task, t."dueOn", t.authority
       from jsonb_to_recordset($2) as t (department text, task text, "dueOn" date, authority text)
     returning id, department, task, due_on as "dueOn", authority`,
    [id, JSON.stringify(tasks)],
  );

/** Notes what a department answered, once. */
export const answerTask = async (
  tx: Tx,
  rectificationId: number,
  taskId: number,
  answer: string,
  on: LocalDate,
): Promise<boolean> =>
  (
    await tx.query(
      'update warning_cards.task set answer = $3, done_on = $4 where id = $2 and rectification_id = $1 and done_on is null returning id',
      [rectificationId, taskId, answer, on],
    )
  ).length > 0;

/** Notes that the letters of these tasks went to an inbox. */
export const storeWritten = (tx: Tx, ids: readonly number[], on: LocalDate): Promise<unknown> =>
  tx.query('update warning_cards.task set written_on = $2 where id = any ($1::bigint[])', [ids, on]);

/** Stores the answers that departments gave to their letters, each once; gives the tasks that were answered now. Runs as engine. */
export const storeLetterAnswers = (
  tx: Tx,
  messages: readonly number[],
  on: LocalDate,
): Promise<
  { readonly id: number; readonly rectificationId: number; readonly dataset: Dataset; readonly answer: string }[]
> =>
  tx.query(
    `update warning_cards.task t set answer = m.answer, done_on = $2, answered_by_message = true
       from delivery.published_message m, warning_cards.rectification r
      where m.id = any ($1::bigint[]) and m.subject = 'task/' || t.id and m.answer is not null and t.done_on is null and r.id = t.rectification_id
     returning t.id, t.rectification_id as "rectificationId", r.dataset, t.answer`,
    [messages, on],
  );

/** A task with the firm it is about, as its clock names them. */
export interface OpenTask {
  readonly id: number;
  readonly department: string;
  readonly task: string;
  readonly dueOn: LocalDate;
  readonly rectificationId: number;
  readonly dataset: Dataset;
  readonly firm: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly state: RectificationState;
}

const openTasks = `select t.id, t.department, t.task, t.due_on as "dueOn", r.id as "rectificationId", r.dataset, e.name as firm,
       r.province_code as "provinceCode", r.city_code as "cityCode", r.county_code as "countyCode", r.state
  from warning_cards.task t join warning_cards.rectification r on r.id = t.rectification_id join enterprises.enterprise e on e.id = r.enterprise_id
 where t.done_on is null`;

/** What departments still have to answer about these rectifications. */
export const openTasksWith = (tx: Tx, rectificationIds: readonly number[]): Promise<OpenTask[]> =>
  tx.query<OpenTask>(`${openTasks} and r.id = any ($1::bigint[]) order by t.id`, [rectificationIds]);

/** Open tasks of what goes on that have no clock, locked with their rectifications; another server's are passed over. */
export const tasksWithoutClock = (tx: Tx, clock: string, limit: number): Promise<OpenTask[]> =>
  tx.query<OpenTask>(
    `${openTasks} and r.state not in ('lifted', 'licence-revoked', 'void')
        and not exists (select from deadlines.published_deadline d where d.kind = $1 and d.subject_id = t.id and d.state <> 'closed')
      order by t.id limit $2 for update of r, t skip locked`,
    [clock, limit],
  );

/** Gives tasks another last day. */
export const storeTaskDays = (
  tx: Tx,
  days: readonly { readonly id: number; readonly dueOn: LocalDate }[],
): Promise<unknown> =>
  tx.query(
    `update warning_cards.task t set due_on = d.due_on from unnest($1::bigint[], $2::date[]) d (id, due_on) where d.id = t.id`,
    [days.map(({ id }) => id), days.map(({ dueOn }) => dueOn)],
  );

/** Tasks of these rectifications that nobody has answered. */
export const openTasksOf = (tx: Tx, rectificationIds: readonly number[]): Promise<{ readonly id: number }[]> =>
  tx.query('select id from warning_cards.task where rectification_id = any ($1::bigint[]) and done_on is null', [
    rectificationIds,
  ]);

/** Open tasks by city, and of them the late ones, of what is not over. */
export const tasksByCity = (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
): Promise<
  { readonly cityCode: string | null; readonly city: string | null; readonly open: number; readonly late: number }[]
> =>
  tx.query(
    `select r.city_code as "cityCode", g.name as city, count(*)::int as open, (count(*) filter (where t.due_on < $2))::int as late
       from warning_cards.task t join warning_cards.rectification r on r.id = t.rectification_id left join regions.region g on g.code = r.city_code
      where r.dataset = $1 and t.done_on is null and r.state not in ('lifted', 'licence-revoked', 'void')
      group by r.city_code, g.name order by r.city_code nulls last`,
    [dataset, today],
  );
