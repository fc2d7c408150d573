import { type Database, type Tx, withTransaction } from '#platform/database/index.ts';
import type { ImportStage } from '../import-state.ts';
import { beat } from '../storage/imports.ts';

/** Thrown inside the work of an import when somebody has asked to stop it: the transaction rolls back. */
export class Cancelled extends Error {
  constructor() {
    super('the import was cancelled');
    this.name = 'Cancelled';
  }
}

/** What a watcher is told. */
export interface ProgressReport {
  readonly stage: ImportStage;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
}

const interval = 500;

/**
 * The progress of a running import. A connection of its own writes it down twice a second, so that the page and the terminal can
 * watch, and hears there of a cancellation; the work stops at its next step.
 */
export class Progress {
  readonly #database: Database;
  readonly #importId: string;
  readonly #watch: (report: ProgressReport) => void;
  #stage: ImportStage = 'waiting';
  #rows = 0;
  #total: number | null;
  #cancelled = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    database: Database,
    importId: string,
    rowsTotal: number | null,
    watch: (report: ProgressReport) => void = () => undefined,
  ) {
    this.#database = database;
    this.#importId = importId;
    this.#total = rowsTotal;
    this.#watch = watch;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Begins to write; a work that lost a race begins anew. */
  start(): void {
    this.#rows = 0;
    if (this.#timer === undefined) this.#schedule();
  }

  /** Says what is being done; throws when the import was cancelled. */
  readonly stage = (stage: ImportStage): void => {
    this.#check();
    this.#stage = stage;
    this.#tell();
  };

  /** Counts rows that were read; throws when the import was cancelled. */
  readonly read = (rows: number): void => {
    this.#check();
    this.#rows += rows;
    this.#tell();
  };

  /** The number of rows is known now. */
  readonly settleTotal = (total: number): void => {
    this.#total = total;
  };

  /** Writes a last time that decisions are being made, and stops: from here on nothing can be cancelled. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#writing;
    this.#check();
    await this.#write().catch(() => undefined);
    this.#check();
  }

  /** Stops without a last word. */
  async stop(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#writing;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  #check(): void {
    if (this.#cancelled) throw new Cancelled();
  }

  #tell(): void {
    this.#watch({ stage: this.#stage, rowsDone: this.#rows, rowsTotal: this.#total });
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#writing = this.#write()
        .catch(() => undefined)
        .finally(() => this.#schedule());
    }, interval);
    this.#timer.unref();
  }

  async #write(): Promise<void> {
    const asked = await withTransaction(this.#database, 'system', (tx: Tx) =>
      beat(tx, this.#importId, this.#rows, this.#total, this.#stage),
    );
    if (asked) this.#cancelled = true;
  }
}
