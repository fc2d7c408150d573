import { Worker } from 'node:worker_threads';
import type { Services } from '#platform/operation/types.ts';
import type { PaperSheet } from '../layout/index.ts';
import { fontFiles, type FontFiles } from '../settings.ts';
import { type Coverage, covers, readCoverage } from './coverage.ts';
import type { RenderAnswer, RenderRequest } from './render-worker.ts';

/** The thread leaves, and the fonts with it, when nothing was drawn for so long, in milliseconds. */
const idleFor = 5 * 60_000;
/** No paper takes so long to draw. */
const patience = 2 * 60_000;

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** One thread that draws; started when it is first needed, and again after it was lost. */
class RenderThread {
  readonly #fonts: FontFiles;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(fonts: FontFiles) {
    this.#fonts = fonts;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      workerData: this.#fonts,
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    worker.on('message', (answer: RenderAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#settle(answer.id);
      if ('bytes' in answer) waiting?.resolve(answer.bytes);
      else waiting?.reject(new Error(answer.error));
    });
    worker.on('error', (error: unknown) =>
      this.#lose(worker, error instanceof Error ? error : new Error(String(error))),
    );
    worker.on('exit', () => this.#lose(worker, new Error('the thread that draws papers has ended')));
    return worker;
  }

  #settle(id: number): void {
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#waiting.delete(id);
    if (this.#waiting.size > 0) return;
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.#worker?.terminate(), idleFor).unref();
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const [id, { reject }] of this.#waiting) {
      this.#settle(id);
      reject(error);
    }
  }

  render(sheet: PaperSheet): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const id = (this.#last += 1);
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    const timer = setTimeout(() => {
      this.#lose(worker, new Error('drawing the paper took too long'));
      void worker.terminate();
    }, patience);
    this.#waiting.set(id, { resolve, reject, timer });
    const request: RenderRequest = { id, sheet };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(request);
    return promise;
  }
}

const threads = new Map<string, RenderThread>();

/** Draws a paper as PDF, in a thread of its own: the server goes on answering meanwhile. */
export const drawPdf = (services: Pick<Services, 'papers'>, sheet: PaperSheet): Promise<Uint8Array> => {
  const files = fontFiles(services);
  const key = `${files.body}\n${files.title}`;
  const thread = threads.get(key) ?? new RenderThread(files);
  threads.set(key, thread);
  return thread.render(sheet);
};

const coverages = new Map<string, Promise<Coverage>>();
const coverageOf = (path: string): Promise<Coverage> => {
  const read = coverages.get(path) ?? readCoverage(path);
  coverages.set(path, read);
  read.catch(() => coverages.delete(path));
  return read;
};

/** Tells whether both fonts of the deployment draw a code point. */
export const drawnCharacters = async (services: Pick<Services, 'papers'>): Promise<(codePoint: number) => boolean> => {
  const files = fontFiles(services);
  const both = await Promise.all([coverageOf(files.body), coverageOf(files.title)]);
  return (codePoint) => both.every((coverage) => covers(coverage, codePoint));
};
