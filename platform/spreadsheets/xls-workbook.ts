import { Worker } from 'node:worker_threads';
import { type Refusal, type Result, ok, refusal, refuse, refused } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type ByteSource, readSlice } from './byte-source.ts';
import { type ReadLimits, megabytes } from './limits.ts';
import { checkOle } from './ole-container.ts';
import { SheetDigest } from './sheet-digest.ts';
import type { SheetEvent, Workbook } from './table.ts';
import type { XlsAnswer, XlsRequest } from './xls-worker.ts';

type Answered<Kind> = Extract<XlsAnswer, { readonly answer: Kind }>;

const damaged = (): Refusal =>
  refusal('file-unreadable', { why: pair('表格内容已损坏', 'the contents of the table are damaged') });

/** A thread that takes an .xls file apart, with a limit on its memory and on the time of an answer. */
class XlsThread {
  readonly #worker: Worker;
  readonly #limits: ReadLimits;
  #failure: Refusal | undefined;

  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.#limits = limits;
    this.#worker = new Worker(new URL('./xls-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: limits.workerMemory },
    });
    // Errors are taken up by the question that is open; between questions there is none to tell.
    this.#worker.on('error', () => {});
  }

  async ask<Kind extends XlsRequest['ask']>(
    request: Extract<XlsRequest, { readonly ask: Kind }>,
  ): Promise<Answered<Kind> | Refusal> {
    if (this.#failure) return this.#failure;
    const answer = await new Promise<XlsAnswer | Refusal>((resolve) => {
      const done = (value: XlsAnswer | Refusal): void => {
        clearTimeout(timer);
        this.#worker.off('message', done);
        this.#worker.off('error', failed);
        this.#worker.off('exit', exited);
        resolve(value);
      };
      const tooMuch = (): Refusal =>
        refusal('file-too-large', {
          size: pair('展开后超出内存上限', 'beyond the memory limit when taken apart'),
          limit: `${this.#limits.workerMemory} MB`,
        });
      const failed = (error: unknown): void =>
        done((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : damaged());
      const exited = (): void => done(damaged());
      const timer = setTimeout(
        () => done(refusal('file-unreadable', { why: pair('读取时间过长', 'reading it takes too long') })),
        this.#limits.workerTime,
      );
      this.#worker.on('message', done);
      this.#worker.on('error', failed);
      this.#worker.on('exit', exited);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.#worker.postMessage(request);
    });
    if ('kind' in answer) {
      this.#failure = answer;
      await this.close();
      return answer;
    }
    if (answer.answer === 'failed') {
      if (answer.why === 'too-many-columns')
        return refusal('too-many-columns', { sheet: 'xls', limit: this.#limits.columns });
      return answer.why === 'encrypted' ? refusal('file-encrypted') : damaged();
    }
    return answer as Answered<Kind>;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Opens an .xls file: checked as a container first, then taken apart in a thread of its own, because it needs memory whole. */
export const openXls = async (source: ByteSource, limits: ReadLimits, extension: string): Promise<Result<Workbook>> => {
  if (source.size > limits.xlsBytes)
    return refuse('file-too-large', { size: megabytes(source.size), limit: megabytes(limits.xlsBytes) });
  const bytes = await readSlice(source, 0, source.size);
  const reason = checkOle(bytes, extension);
  if (reason) return refused(reason);
  const thread = new XlsThread(bytes, limits);
  const listed = await thread.ask({ ask: 'sheets' });
  if ('kind' in listed || listed.sheets.length > limits.sheets) {
    await thread.close();
    return 'kind' in listed
      ? refused(listed)
      : refuse('too-many-sheets', { count: listed.sheets.length, limit: limits.sheets });
  }

  async function* readSheet(index: number): AsyncGenerator<SheetEvent, void, undefined> {
    const digest = new SheetDigest();
    let formulas = false;
    for (let from: number | undefined = 0; from !== undefined;) {
      const answer: Answered<'rows'> | Refusal = await thread.ask({
        ask: 'rows',
        sheet: index,
        from,
        columns: limits.columns,
      });
      if ('kind' in answer) {
        yield { type: 'refused', refusal: answer };
        return;
      }
      formulas ||= answer.formulas;
      digest.addRows(answer.rows);
      yield { type: 'rows', rows: answer.rows };
      from = answer.next;
    }
    yield { type: 'end', summary: digest.finish(formulas) };
  }

  return ok({
    format: 'xls',
    sheets: listed.sheets.map((sheet, index) => ({ index, ...sheet })),
    readSheet,
    merges: async (index) => {
      const answer = await thread.ask({ ask: 'merges', sheet: index });
      return 'kind' in answer ? [] : answer.merges;
    },
    close: async () => {
      await thread.close();
      await source.close();
    },
  });
};
