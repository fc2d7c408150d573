import type { Act } from '#platform/operation/index.ts';
import { insertTask, insertTasks } from './storage.ts';

const known = ({ call }: Act, job: string): void => {
  if (!call.services.composition.jobs.some(({ name }) => name === job))
    throw new Error(`no room declares the job ${job}`);
};

export interface EnqueueOptions {
  /** Of equal keys only one waits at a time. */
  readonly key?: string;
  /** Not before this time; at once by default. */
  readonly runAfter?: Date;
}

/**
 * Queues a task in the transaction of the act: it exists when the act commits and not otherwise. Call it as engine. The job is
 * run at least once; it must bear being run again after a crash.
 * @returns the number of the task, or undefined where one of the same key waits already
 */
export const enqueue = (
  act: Act,
  job: string,
  payload?: unknown,
  options: EnqueueOptions = {},
): Promise<string | undefined> => {
  known(act, job);
  const at = act.call.services.now();
  return insertTask(act.tx, { job, key: options.key ?? null, payload, runAfter: options.runAfter ?? at, at });
};

/** Queues many tasks of one job as `enqueue` does, in one statement. */
export const enqueueAll = (act: Act, job: string, payloads: readonly unknown[]): Promise<unknown> => {
  known(act, job);
  return insertTasks(act.tx, job, payloads, act.call.services.now());
};
