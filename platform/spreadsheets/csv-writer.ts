import { Readable } from 'node:stream';
import { type CellValue, PIECE, type WriteColumn, type WriteRows } from './table-writer.ts';

const toQuote = /[",\r\n]/;
/** What a spreadsheet program takes for the start of a formula; full-width forms too, as East Asian versions do. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A field of a CSV file. A text that a spreadsheet program would run as a formula gets an apostrophe before it. */
export const csvField = (value: CellValue): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = formulaStart.test(value) && !plainNumber.test(value) ? `'${value}` : value;
  return toQuote.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csvLine = (values: readonly CellValue[]): string => `${values.map(csvField).join(',')}\r\n`;

/** Writes a table as CSV in a stream: UTF-8 with a byte order mark, so that Excel reads it, and never a formula. */
export const writeCsv = (columns: readonly WriteColumn[], rows: WriteRows): Readable => {
  async function* pieces(): AsyncGenerator<Buffer, void, undefined> {
    let piece = `\uFEFF${csvLine(columns.map(({ header }) => header))}`;
    for await (const row of rows) {
      piece += csvLine(row);
      if (piece.length < PIECE) continue;
      yield Buffer.from(piece, 'utf8');
      piece = '';
    }
    yield Buffer.from(piece, 'utf8');
  }
  return Readable.from(pieces(), { objectMode: false });
};
