import type { Refusal } from '#foundation/refusal.ts';

/** What a cell holds. A date arrives as ISO text (2014-06-12, 2014-06, 2014-06-12 08:30) or, where its format is yyyy/m/d, with slashes. */
export type CellKind = 'text' | 'number' | 'date' | 'bool' | 'empty';

/** One cell. `text` keeps the digits as typed; `serial` is the stored number of a number or date. */
export interface Cell {
  readonly text: string;
  readonly kind: CellKind;
  readonly serial?: number;
}

/**
 * One row that is not empty. It holds texts by column rather than cell objects, because a million rows pass through here;
 * `cellAt` gives the whole cell. `kinds` is absent where every cell is plain text (CSV).
 */
export interface Row {
  /** Row number as the spreadsheet shows it, from 1. */
  readonly place: number;
  readonly texts: readonly string[];
  readonly kinds?: readonly CellKind[];
  readonly serials?: readonly (number | undefined)[];
}

/** A merged range; rows and columns count from 1, both ends included. Only its first cell has a text. */
export interface Merge {
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly toRow: number;
  readonly toColumn: number;
}

export interface SheetInfo {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
}

export interface SheetSummary {
  /** Rows that hold something. */
  readonly rows: number;
  /** Number of the last row that holds something, 0 for an empty sheet. */
  readonly lastRow: number;
  /** SHA-256 (hex) of the cell texts and their places: equal contents give equal digests, styles do not count. */
  readonly digest: string;
  /** True when some cell is a formula; only its stored value was read. */
  readonly containsFormulas: boolean;
}

/** What reading a sheet yields: batches of rows, then exactly one `end` or one `refused`. */
export type SheetEvent =
  | { readonly type: 'rows'; readonly rows: readonly Row[] }
  | { readonly type: 'end'; readonly summary: SheetSummary }
  | { readonly type: 'refused'; readonly refusal: Refusal };

/** An opened table file. Sheets may be read in any order and more than once, one at a time; close it when done. */
export interface Workbook {
  readonly format: 'csv' | 'xls' | 'xlsx';
  /** CSV only: how its bytes were read. */
  readonly encoding?: CsvEncoding;
  readonly delimiter?: CsvDelimiter;
  readonly sheets: readonly SheetInfo[];
  readSheet(index: number): AsyncGenerator<SheetEvent, void, undefined>;
  /** Merged ranges of a sheet, in the order of the file. A refusal found on the way gives an empty list; reading reports it. */
  merges(index: number): Promise<readonly Merge[]>;
  close(): Promise<void>;
}

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le';
export type CsvDelimiter = ',' | '\t' | ';';

/** The cell of a row in a column that counts from 0; past its end it is empty. */
export const cellAt = (row: Row, column: number): Cell => {
  const text = row.texts[column] ?? '';
  const kind = row.kinds?.[column] ?? (text === '' ? 'empty' : 'text');
  const serial = row.serials?.[column];
  return serial === undefined ? { text, kind } : { text, kind, serial };
};
