import { withTransaction } from '#platform/database/index.ts';
import type { Job } from '#platform/manifest.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import { nextRun } from './cron.ts';
import {
  addSchedules,
  claimSchedules,
  type ClaimedTask,
  claimTask,
  finishSchedule,
  keepAlive,
  settleTask,
} from './storage.ts';

const silentMs = 120_000;
const beatMs = 20_000;
const mostAttempts = 5;

/** Told of failures; the worker itself goes on. */
export type OnFailure = (failure: { readonly job: string | null; readonly error: unknown }) => void;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2000);

/** Runs the jobs of the composed rooms, as engine; safe beside the workers of other servers. */
export class Worker {
  readonly #services: Services;
  readonly #jobs: ReadonlyMap<string, Job>;
  readonly #repeated: readonly (Job & { readonly schedule: string })[];
  readonly #onFailure: OnFailure;

  constructor(services: Services, onFailure: OnFailure) {
    const { jobs } = services.composition;
    this.#services = services;
    this.#jobs = new Map(jobs.map((job) => [job.name, job]));
    this.#repeated = jobs.filter((job): job is Job & { readonly schedule: string } => job.schedule !== undefined);
    this.#onFailure = onFailure;
  }

  #system<T>(work: Parameters<typeof withTransaction<T>>[2]): Promise<T> {
    return withTransaction(this.#services.database, 'system', work);
  }

  #nextRuns(now: Date): Date[] {
    return this.#repeated.map((job) => nextRun(job.schedule, now));
  }

  /** Notes the repeated jobs; to be called once at start. */
  async prepare(): Promise<void> {
    const names = this.#repeated.map((job) => job.name);
    await this.#system((tx) => addSchedules(tx, names, this.#nextRuns(this.#services.now())));
  }

  /** Runs the repeated jobs that are due and tells which. */
  async runDue(): Promise<readonly string[]> {
    const now = this.#services.now();
    const names = this.#repeated.map((job) => job.name);
    const due = await this.#system((tx) => claimSchedules(tx, names, this.#nextRuns(now), now));
    await Promise.all(
      due.map(async (name) => {
        const failure = await this.#run(name, undefined);
        await this.#system((tx) => finishSchedule(tx, name, this.#services.now(), failure));
      }),
    );
    return due;
  }

  /** Runs one queued task; false when none waits. */
  async runNext(): Promise<boolean> {
    const now = this.#services.now();
    const silentSince = new Date(now.getTime() - silentMs);
    const task = await this.#system((tx) => claimTask(tx, [...this.#jobs.keys()], now, silentSince));
    if (!task) return false;
    const beat = setInterval(() => void this.#beat(task), beatMs);
    try {
      await this.#settle(task, await this.#run(task.job, task.payload));
    } finally {
      clearInterval(beat);
    }
    return true;
  }

  async #beat(task: ClaimedTask): Promise<void> {
    await this.#system((tx) => keepAlive(tx, task, this.#services.now())).catch((error: unknown) =>
      this.#onFailure({ job: task.job, error }),
    );
  }

  async #settle(task: ClaimedTask, failure: string | null): Promise<void> {
    const at = this.#services.now();
    const again = failure !== null && task.attempts < mostAttempts;
    // 10 s, 40 s, 90 s, 160 s.
    const runAfter = new Date(at.getTime() + task.attempts ** 2 * 10_000);
    const state = failure === null ? 'done' : again ? 'queued' : 'failed';
    await this.#system((tx) => settleTask(tx, task, { state, at, runAfter, failure }));
  }

  /** Runs a job and gives the reason of its failure, or null. */
  async #run(name: string, payload: unknown): Promise<string | null> {
    try {
      await this.#jobs.get(name)?.run(systemCall(this.#services), payload);
      return null;
    } catch (error) {
      this.#onFailure({ job: name, error });
      return messageOf(error);
    }
  }
}
