import type { Tx } from '#platform/database/index.ts';

/** Notes when repeated jobs are due; a date that is there already stays. */
export const addSchedules = async (tx: Tx, jobs: readonly string[], nextAt: readonly Date[]): Promise<void> => {
  await tx.query(
    `insert into jobs.schedule (job, next_at) select * from unnest($1::text[], $2::timestamptz[]) on conflict (job) do nothing`,
    [jobs, nextAt],
  );
};

/** Claims the due ones among these repeated jobs by moving their date on; only one server gets each. */
export const claimSchedules = async (
  tx: Tx,
  jobs: readonly string[],
  nextAt: readonly Date[],
  now: Date,
): Promise<readonly string[]> => {
  const rows = await tx.query<{ job: string }>(
    `update jobs.schedule s set next_at = n.next_at, started_at = $3
       from unnest($1::text[], $2::timestamptz[]) as n (job, next_at)
      where s.job = n.job and s.next_at <= $3 returning s.job`,
    [jobs, nextAt, now],
  );
  return rows.map((row) => row.job);
};

export const finishSchedule = async (tx: Tx, job: string, now: Date, failure: string | null): Promise<void> => {
  await tx.query(
    `update jobs.schedule set failure = $3, finished_at = case when $3::text is null then $2 else finished_at end where job = $1`,
    [job, now, failure],
  );
};

export interface ClaimedTask {
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/** Claims the task that has waited longest, or one whose server has fallen silent. */
export const claimTask = async (
  tx: Tx,
  jobs: readonly string[],
  now: Date,
  silentSince: Date,
): Promise<ClaimedTask | undefined> =>
  (
    await tx.query<ClaimedTask>(
      `update jobs.task set state = 'running', attempts = attempts + 1, alive_at = $2
        where id = (select id from jobs.task
                     where job = any ($1) and run_after <= $2
                       and (state = 'queued' or state = 'running' and alive_at < $3)
                     order by run_after, queued_at limit 1 for update skip locked)
       returning id, job, payload, attempts`,
      [jobs, now, silentSince],
    )
  )[0];

/** A sign of life; false when another server has taken the task over. */
export const keepAlive = async (tx: Tx, task: ClaimedTask, now: Date): Promise<boolean> =>
  (
    await tx.query(
      `update jobs.task set alive_at = $3 where id = $1 and state = 'running' and attempts = $2 returning id`,
      [task.id, task.attempts, now],
    )
  ).length > 0;

/** What becomes of a task after an attempt; without effect when another server has taken it over. */
export const settleTask = async (
  tx: Tx,
  task: ClaimedTask,
  outcome: {
    readonly state: 'done' | 'failed' | 'queued';
    readonly at: Date;
    readonly runAfter: Date;
    readonly failure: string | null;
  },
): Promise<void> => {
  await tx.query(
    `update jobs.task set state = $3, failure = $4, run_after = $6,
            finished_at = case when $3 = 'queued' then null else $5::timestamptz end,
            key = case when $3 = 'queued' then null else key end
      where id = $1 and state = 'running' and attempts = $2`,
    [task.id, task.attempts, outcome.state, outcome.failure, outcome.at, outcome.runAfter],
  );
};

/** Puts a task in; nothing when one of the same key waits already. */
export const insertTask = async (
  tx: Tx,
  task: {
    readonly job: string;
    readonly key: string | null;
    readonly payload: unknown;
    readonly runAfter: Date;
    readonly at: Date;
  },
): Promise<string | undefined> => {
  const [row] = await tx.query<{ id: string }>(
    `insert into jobs.task (job, key, payload, run_after, queued_at) values ($1, $2, $3, $4, $5)
     on conflict (job, key) where state = 'queued' and key is not null do nothing returning id`,
    [task.job, task.key, JSON.stringify(task.payload ?? null), task.runAfter, task.at],
  );
  return row?.id;
};

/** Queues tasks of one job that may run at once, all in one statement. */
export const insertTasks = (tx: Tx, job: string, payloads: readonly unknown[], at: Date): Promise<unknown> =>
  tx.query(
    `insert into jobs.task (job, payload, run_after, queued_at)
     select $1, p.payload, $3, $3 from jsonb_array_elements($2::jsonb) with ordinality as p (payload, place) order by p.place`,
    [job, JSON.stringify(payloads), at],
  );

export const clearTasks = async (tx: Tx, before: Date): Promise<void> => {
  await tx.query(`delete from jobs.task where state in ('done', 'failed') and finished_at < $1`, [before]);
};

/** How the repeated jobs and the queue stand, for the metrics and the operator. */
export const jobsState = async (tx: Tx) => ({
  schedules: await tx.query<{
    job: string;
    nextAt: string;
    startedAt: string | null;
    finishedAt: string | null;
    failure: string | null;
  }>(
    `select job, next_at as "nextAt", started_at as "startedAt", finished_at as "finishedAt", failure from jobs.schedule order by job`,
  ),
  tasks: await tx.query<{ job: string; state: string; count: number }>(
    'select job, state, count(*) as count from jobs.task group by job, state order by job, state',
  ),
});
