import type { Services } from '#platform/operation/index.ts';
import { type OnFailure, Worker } from './worker.ts';

export interface StartOptions {
  readonly onFailure: OnFailure;
  /** How often the tables are looked at; every second by default. */
  readonly everyMs?: number;
  /** Queued tasks run at the same time; 2 by default. Repeated jobs run beside them. */
  readonly tasks?: number;
}

export interface RunningJobs {
  /** Takes nothing new, and returns when what runs has ended. */
  readonly stop: () => Promise<void>;
}

/** One line of work: `step` again at once while it finds something, else after a pause. Failures only lengthen the pause. */
const line = (
  step: () => Promise<boolean>,
  everyMs: number,
  onFailure: OnFailure,
  stopping: AbortSignal,
): Promise<void> =>
  new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let busy = false;
    stopping.addEventListener('abort', () => {
      clearTimeout(timer);
      if (!busy) resolve();
    });
    const turn = async (): Promise<void> => {
      busy = true;
      let pause = everyMs;
      try {
        if (await step()) pause = 0;
      } catch (error) {
        // The database may be gone: it comes back.
        onFailure({ job: null, error });
        pause = everyMs * 5;
      }
      busy = false;
      if (stopping.aborted) resolve();
      else timer = setTimeout(() => void turn(), pause);
    };
    void turn();
  });

/** Starts the jobs of this server: the repeated ones by their schedule, the queued ones as they come. */
export const startJobs = async (services: Services, options: StartOptions): Promise<RunningJobs> => {
  const { onFailure, everyMs = 1000, tasks = 2 } = options;
  const worker = new Worker(services, onFailure);
  await worker.prepare();
  const stopping = new AbortController();
  const lines = [
    line(async () => (await worker.runDue()).length > 0, everyMs, onFailure, stopping.signal),
    ...Array.from({ length: tasks }, () => line(() => worker.runNext(), everyMs, onFailure, stopping.signal)),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(lines);
    },
  };
};
