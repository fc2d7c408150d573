import { createHash } from 'node:crypto';
import type { Row, SheetSummary } from './table.ts';

const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const STAGE_BYTES = 256 * 1024;
const toQuote = /[",\r\n]/;

const field = (text: string): string => (toQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Builds the summary of a sheet while its rows pass by. The digest is the SHA-256 of the sheet written as the shortest CSV: UTF-8,
 * comma, line feed, quotes only where they are needed, no empty cells at the end of a row, no empty rows at the end of the
 * sheet. So it covers every text and its place; styles and widths do not count, nor does the format of the file.
 */
export class SheetDigest {
  readonly #hash = createHash('sha256');
  readonly #stage = Buffer.allocUnsafe(STAGE_BYTES);
  #staged = 0;
  #rows = 0;
  #lastRow = 0;

  addRows(rows: readonly Row[]): void {
    for (const { place, texts } of rows) this.addRow(place, texts);
  }

  addRow(place: number, texts: readonly string[]): void {
    let length = texts.length;
    while (length > 0 && texts[length - 1] === '') length -= 1;
    let line = '';
    for (let column = 0; column < length; column += 1) line += (column === 0 ? '' : ',') + field(texts[column]!);
    this.#open(place);
    const most = line.length * 3 + 1;
    if (most > STAGE_BYTES) {
      this.#flush();
      this.#hash.update(`${line}\n`, 'utf8');
      return;
    }
    if (this.#staged + most > STAGE_BYTES) this.#flush();
    this.#staged += this.#stage.write(line, this.#staged, 'utf8');
    this.#stage[this.#staged++] = LINE_FEED;
  }

  /** A row whose bytes in a file are already the shortest CSV, but for commas at its end. */
  addLine(place: number, bytes: Buffer, from: number, to: number): void {
    let end = to;
    while (end > from && bytes[end - 1] === COMMA) end -= 1;
    this.#open(place);
    const length = end - from + 1;
    if (this.#staged + length > STAGE_BYTES) this.#flush();
    if (length > STAGE_BYTES) this.#hash.update(bytes.subarray(from, end));
    else this.#staged += bytes.copy(this.#stage, this.#staged, from, end);
    this.#stage[this.#staged++] = LINE_FEED;
  }

  finish(containsFormulas: boolean): SheetSummary {
    this.#flush();
    return { rows: this.#rows, lastRow: this.#lastRow, digest: this.#hash.digest('hex'), containsFormulas };
  }

  /** Writes the empty rows before a row. */
  #open(place: number): void {
    for (let empty = this.#lastRow + 1; empty < place; empty += 1) {
      if (this.#staged === STAGE_BYTES) this.#flush();
      this.#stage[this.#staged++] = LINE_FEED;
    }
    this.#lastRow = place;
    this.#rows += 1;
  }

  #flush(): void {
    this.#hash.update(this.#stage.subarray(0, this.#staged));
    this.#staged = 0;
  }
}
