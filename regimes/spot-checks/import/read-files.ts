import { setImmediate } from 'node:timers/promises';
import { refusal } from '#foundation/refusal.ts';
import { readWorkbook, type SheetEvent } from '#platform/spreadsheets/index.ts';
import { TableReader, type RowOutcome } from '../recognition/index.ts';
import { ByteLines } from './byte-lines.ts';
import type { FilePlan, SheetCount, SheetPlan } from './plan.ts';
import type { Stager } from './stager.ts';

const mostNotes = 200;

/** Told as rows are read; throws to stop the reading (cancelled). */
export type OnRows = (rows: number) => void;

const emptyCount = (sheetId: number): SheetCount => ({
  sheetId,
  rows: 0,
  rejected: 0,
  notes: [],
  noteCount: 0,
  digest: undefined,
  refusal: undefined,
});

/** Keeps the cells of rows until it is known what becomes of them: in a long table a sample ends only with the next. */
class Pending {
  readonly #cells = new Map<number, readonly string[]>();
  readonly #long: boolean;

  constructor(long: boolean) {
    this.#long = long;
  }

  add(place: number, texts: readonly string[]): void {
    if (this.#long) this.#cells.set(place, texts);
  }

  take(place: number, texts: readonly string[]): readonly string[] {
    if (!this.#long) return texts;
    const cells = this.#cells.get(place) ?? [];
    for (const earlier of this.#cells.keys()) if (earlier <= place) this.#cells.delete(earlier);
    return cells;
  }
}

class SheetReading {
  readonly count: SheetCount;
  readonly #sheet: SheetPlan;
  readonly #stager: Stager;
  readonly #reader: TableReader;
  readonly #pending: Pending;

  constructor(sheet: SheetPlan, stager: Stager, reader: TableReader) {
    this.count = emptyCount(sheet.id);
    this.#sheet = sheet;
    this.#stager = stager;
    this.#reader = reader;
    this.#pending = new Pending(sheet.recognition.itemLayout === 'long');
  }

  /** The staged lines of some rows. */
  rows(rows: Extract<SheetEvent, { type: 'rows' }>['rows']): Buffer {
    const lines = new ByteLines();
    for (const { place, texts } of rows) {
      this.#pending.add(place, texts);
      const outcome = this.#reader.take(place, texts);
      if (outcome) lines.add(this.#settle(outcome, texts));
    }
    return lines.taken();
  }

  end(): Buffer {
    const last = this.#reader.finish();
    return Buffer.from(last ? this.#settle(last, []) : '', 'utf8');
  }

  #settle(outcome: RowOutcome, texts: readonly string[]): string {
    if (outcome.type === 'note') {
      this.count.noteCount += 1;
      if (this.count.notes.length < mostNotes)
        this.count.notes.push({ place: outcome.place, note: outcome.note, text: outcome.text });
      return '';
    }
    this.count.rows += 1;
    const before = this.#stager.rejected;
    const line =
      outcome.type === 'row'
        ? this.#stager.take(this.#sheet, outcome.place, outcome.row, this.#pending.take(outcome.place, texts))
        : this.#stager.reject(this.#sheet, outcome.place, outcome.cells, outcome.problems);
    this.count.rejected += this.#stager.rejected - before;
    return line;
  }
}

/**
 * Reads the sheets of the files one after another and yields lines for the staging table, batch by batch. What became of each sheet
 * stands in `counts` afterwards; a sheet that can't be read to its end carries its refusal.
 */
export async function* readFiles(
  files: readonly FilePlan[],
  stager: Stager,
  today: ConstructorParameters<typeof TableReader>[1],
  counts: SheetCount[],
  onRows: OnRows,
): AsyncGenerator<Buffer> {
  for (const file of files) {
    const opened = await readWorkbook(file.path, { name: file.name });
    if (!opened.ok) {
      for (const sheet of file.sheets) counts.push({ ...emptyCount(sheet.id), refusal: opened.refusal });
      continue;
    }
    try {
      for (const sheet of file.sheets) {
        const reading = new SheetReading(sheet, stager, new TableReader(sheet.recognition, today));
        counts.push(reading.count);
        for await (const event of opened.value.readSheet(sheet.ordinal)) {
          if (event.type === 'rows') {
            yield reading.rows(event.rows);
            onRows(event.rows.length);
            // Let the progress and a cancellation through between batches.
            await setImmediate();
          } else if (event.type === 'end') {
            reading.count.digest = event.summary.digest;
            yield reading.end();
          } else reading.count.refusal = event.refusal;
        }
        if (reading.count.digest === undefined) reading.count.refusal ??= refusal('file-truncated');
      }
    } finally {
      await opened.value.close();
    }
  }
}
