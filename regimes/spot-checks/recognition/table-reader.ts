import type { LocalDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import { isItemField, type ItemField } from './fields.ts';
import { squeeze } from './header-text.ts';
import type { MergedRange, Recognition } from './recognition.ts';
import type { PublishedItem } from './result-row.ts';
import { footnoteStart, totalStart } from './synonyms.ts';
import { type RowProblem, toRow } from './to-row.ts';
import type { ResultRow } from './result-row.ts';

/** What became of a row of the sheet. Notes are rows that are no data: reported, never dropped. */
export type RowOutcome =
  | { readonly type: 'row'; readonly place: number; readonly row: ResultRow }
  | {
      readonly type: 'rejected';
      readonly place: number;
      readonly cells: readonly string[];
      readonly problems: readonly RowProblem[];
    }
  | {
      readonly type: 'note';
      readonly place: number;
      readonly note: 'footnote' | 'total' | 'repeated-header' | 'number-only';
      readonly text: string;
    };

interface OpenSample {
  readonly place: number;
  readonly cells: readonly string[];
  readonly identity: string;
  readonly items: PublishedItem[];
}

const longestNote = 400;

const hardlyASample: RowProblem = {
  column: '',
  code: 'not-a-sample',
  reason: pair(
    '没有序号，只有两格有内容，无法判断是否为样品',
    'Without a number and with two filled cells only, this may be no sample',
  ),
};

const partOfRowAbove: RowProblem = {
  column: '',
  code: 'part-of-row-above',
  reason: pair(
    '序号单元格与上一行合并，本行是上一样品的一部分',
    'Its number is merged with the row above: it is a part of that sample',
  ),
};

/**
 * Reads the rows below a header one after another. `take` gives what the row before has become, or nothing yet: where items have
 * rows of their own, a sample ends with the first row of the next. `finish` gives the last one.
 */
export class TableReader {
  readonly #recognition: Recognition;
  readonly #today: LocalDate | undefined;
  readonly #sequence: number | undefined;
  readonly #rowColumns: readonly number[];
  readonly #itemColumns: ReadonlyMap<ItemField, number>;
  readonly #header: ReadonlyMap<number, string>;
  /** Ranges merged downwards that are still ahead, the next one last, and those the present row lies in. */
  readonly #ahead: MergedRange[];
  #held: { readonly merge: MergedRange; readonly text: string }[] = [];
  #open: OpenSample | undefined;

  constructor(recognition: Recognition, today?: LocalDate) {
    this.#recognition = recognition;
    this.#today = today;
    this.#sequence = recognition.columns.find(({ field }) => field === 'sequence')?.column;
    this.#rowColumns = recognition.columns.flatMap(({ field, column }) =>
      field !== undefined && !isItemField(field) ? [column] : [],
    );
    this.#itemColumns = new Map(
      recognition.columns.flatMap(({ field, column }) =>
        field !== undefined && isItemField(field) ? [[field, column] as const] : [],
      ),
    );
    this.#header = new Map(
      recognition.columns.flatMap(({ field, header, column }) =>
        field === undefined ? [] : [[column, squeeze(header.split(' / ').at(-1)!)] as const],
      ),
    );
    this.#ahead =
      recognition.itemLayout === 'long' ? [] : recognition.dataMerges.toSorted((a, b) => b.fromRow - a.fromRow);
  }

  /** Takes the next row of the sheet; rows of the header and above it are passed over. */
  take(place: number, texts: readonly string[]): RowOutcome | undefined {
    if (place <= this.#recognition.headerTo) return undefined;
    const cells = this.#ahead.length + this.#held.length === 0 ? texts : this.#withMerged(place, texts);
    const note = this.#noteOf(place, cells);
    if (this.#recognition.itemLayout === 'long') return note === undefined ? this.#takeItem(place, cells) : note;
    if (note) return note;
    const within = this.#held.some(({ merge }) => merge.fromColumn - 1 === this.#sequence && merge.fromRow < place);
    return within ? { type: 'rejected', place, cells, problems: [partOfRowAbove] } : this.#read(place, cells);
  }

  finish(): RowOutcome | undefined {
    const open = this.#open;
    this.#open = undefined;
    return open && this.#read(open.place, open.cells, open.items);
  }

  #read(place: number, cells: readonly string[], items?: readonly PublishedItem[]): RowOutcome {
    const reading = toRow(this.#recognition, cells, this.#today);
    if (!reading.ok) return { type: 'rejected', place, cells, problems: reading.problems };
    return { type: 'row', place, row: items ? { ...reading.row, items } : reading.row };
  }

  /** A row of a long table: another item of the open sample, or the first of a new one. */
  #takeItem(place: number, cells: readonly string[]): RowOutcome | undefined {
    const identity = this.#rowColumns.map((column) => (cells[column] ?? '').trim()).join('\n');
    const text = (field: ItemField): string => {
      const column = this.#itemColumns.get(field);
      return column === undefined ? '' : (cells[column] ?? '').trim();
    };
    const item = {
      item: text('item'),
      unit: text('unit'),
      measured: text('measured'),
      limit: text('limit'),
      singleVerdict: text('singleVerdict'),
    };
    if (this.#open && (identity.trim() === '' || identity === this.#open.identity)) {
      this.#open.items.push(item);
      return undefined;
    }
    const done = this.finish();
    this.#open = { place, cells, identity, items: [item] };
    return done;
  }

  /** Says whether a row is no data. Cheap for rows that are: a filled number or a second filled cell decides. */
  #noteOf(place: number, cells: readonly string[]): RowOutcome | undefined {
    let filled = 0;
    let first = '';
    for (const cell of cells) {
      if (cell === '' || cell.trim() === '') continue;
      if (filled === 0) first = cell.trim();
      filled += 1;
      if (filled === 3) break;
    }
    const note = (kind: 'footnote' | 'total' | 'repeated-header' | 'number-only'): RowOutcome => ({
      type: 'note',
      place,
      note: kind,
      text: cells
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '')
        .join(' ')
        .slice(0, longestNote),
    });
    const sequence = this.#sequence === undefined ? undefined : (cells[this.#sequence] ?? '').trim();
    if (filled >= 3) {
      // Only a header repeats a header: compare where the number stands, or in the first filled cell.
      const suspect = this.#sequence === undefined ? first : sequence!;
      if (/^\d*$/.test(suspect)) return totalStart.test(first) ? note('total') : undefined;
      if (totalStart.test(first)) return note('total');
      return this.#repeatsHeader(cells) ? note('repeated-header') : undefined;
    }
    if (filled === 0) return undefined;
    if (totalStart.test(first)) return note('total');
    if (footnoteStart.test(first)) return note('footnote');
    if (
      this.#recognition.itemLayout === 'long' &&
      this.#itemColumns.has('item') &&
      (cells[this.#itemColumns.get('item')!] ?? '').trim() !== ''
    )
      return undefined;
    if (filled === 1 && sequence !== undefined && sequence !== '' && first === sequence)
      return note(/^\d+$/.test(first) ? 'number-only' : 'footnote');
    if (filled === 1) return note('footnote');
    const doubtful = sequence === '' && this.#rowColumns.length > 4;
    return doubtful ? { type: 'rejected', place, cells, problems: [hardlyASample] } : undefined;
  }

  /** Cheap for data: the first filled cell alone tells that most rows are no header. */
  #repeatsHeader(cells: readonly string[]): boolean {
    const start = cells.findIndex((cell) => cell.trim() !== '');
    if (this.#header.get(start) !== squeeze(cells[start]!)) return false;
    let same = 0;
    for (const [column, header] of this.#header) if (squeeze(cells[column] ?? '') === header) same += 1;
    return same >= 3 || same === this.#header.size;
  }

  /** Gives each row under a range that is merged downwards the text of the range. */
  #withMerged(place: number, texts: readonly string[]): readonly string[] {
    this.#held = this.#held.filter(({ merge }) => merge.toRow >= place);
    let cells: string[] | undefined;
    for (const { merge, text } of this.#held) {
      const column = merge.fromColumn - 1;
      if ((texts[column] ?? '') !== '') continue;
      cells ??= [...texts];
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
    for (let next = this.#ahead.at(-1); next && next.fromRow <= place; next = this.#ahead.at(-1)) {
      this.#ahead.pop();
      if (next.fromRow === place) this.#held.push({ merge: next, text: texts[next.fromColumn - 1] ?? '' });
    }
    return cells ?? texts;
  }
}
