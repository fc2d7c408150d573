import type { SheetDigest } from './sheet-digest.ts';
import type { CsvDelimiter, Row } from './table.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const NONE = Number.MAX_SAFE_INTEGER;

export type CsvFault =
  | { readonly fault: 'open-quote'; readonly row: number }
  | { readonly fault: 'row-too-long'; readonly row: number }
  | { readonly fault: 'too-many-columns'; readonly row: number };

const blank = (text: string): boolean => text === '' || text.trim() === '';

/**
 * Cuts UTF-8 bytes into rows. Works on bytes: delimiters, quotes and line ends are single bytes in UTF-8, so that a line without
 * quotes is decoded and split at once. Each line is decoded by itself: a text kept by the caller then holds its own line in
 * memory and not a whole chunk of the file.
 */
export class CsvRecords {
  readonly #delimiter: CsvDelimiter;
  readonly #newline: number;
  readonly #rowBytes: number;
  readonly #columns: number;
  readonly #digest: SheetDigest;
  #carried: Buffer | undefined;
  #place = 0;

  constructor(options: {
    delimiter: CsvDelimiter;
    newline: '\n' | '\r';
    rowBytes: number;
    columns: number;
    digest: SheetDigest;
  }) {
    this.#delimiter = options.delimiter;
    this.#newline = options.newline === '\n' ? LINE_FEED : CARRIAGE_RETURN;
    this.#rowBytes = options.rowBytes;
    this.#columns = options.columns;
    this.#digest = options.digest;
  }

  /** Takes the next bytes and gives the rows that are complete with them; empty rows only count. `last` ends the file. */
  push(chunk: Buffer, last = false): Row[] | CsvFault {
    const data = this.#carried === undefined ? chunk : Buffer.concat([this.#carried, chunk]);
    this.#carried = undefined;
    const rows: Row[] = [];
    let at = 0;
    let quote = -1;
    while (at < data.length) {
      const found = data.indexOf(this.#newline, at);
      if (found === -1 && !last) break;
      const lineEnd = found === -1 ? data.length : found;
      if (quote < at) {
        quote = data.indexOf(QUOTE, at);
        if (quote === -1) quote = NONE;
      }
      let texts: string[];
      let next: number;
      let end = -1;
      if (quote > lineEnd) {
        end = lineEnd > at && data[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
        texts = end === at ? [] : data.toString('utf8', at, end).split(this.#delimiter);
        next = lineEnd + 1;
      } else {
        const record = this.#quoted(data, at, last);
        if (record === undefined) break;
        if (record === 'open') return { fault: 'open-quote', row: this.#place + 1 };
        ({ texts, next } = record);
      }
      this.#place += 1;
      if (texts.length > this.#columns) return { fault: 'too-many-columns', row: this.#place };
      if (next - at > this.#rowBytes) return { fault: 'row-too-long', row: this.#place };
      if (!texts.every(blank)) {
        rows.push({ place: this.#place, texts });
        if (end !== -1 && this.#delimiter === ',') this.#digest.addLine(this.#place, data, at, end);
        else this.#digest.addRow(this.#place, texts);
      }
      at = next;
    }
    if (at < data.length && !last) {
      if (data.length - at > this.#rowBytes) return { fault: 'row-too-long', row: this.#place + 1 };
      this.#carried = Buffer.from(data.subarray(at));
    }
    return rows;
  }

  /** Reads one record with quotes (RFC 4180); a quote in the middle of an unquoted field is an ordinary character. */
  #quoted(data: Buffer, from: number, last: boolean): { texts: string[]; next: number } | 'open' | undefined {
    const delimiter = this.#delimiter.charCodeAt(0);
    const texts: string[] = [];
    let at = from;
    for (;;) {
      let text: string;
      if (data[at] === QUOTE) {
        let start = at + 1;
        text = '';
        for (;;) {
          const close = data.indexOf(QUOTE, start);
          if (close === -1) return last ? 'open' : undefined;
          if (close + 1 === data.length && !last) return undefined;
          if (data[close + 1] === QUOTE) {
            text += data.toString('utf8', start, close + 1);
            start = close + 2;
            continue;
          }
          text += data.toString('utf8', start, close);
          at = close + 1;
          break;
        }
      } else text = '';
      // The rest of the field up to its end; after a closing quote it is normally empty.
      let end = at;
      while (end < data.length && data[end] !== delimiter && data[end] !== this.#newline) end += 1;
      if (end === data.length && !last) return undefined;
      const lineEnds = end === data.length || data[end] === this.#newline;
      const stop = lineEnds && end > at && data[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      if (stop > at) text += data.toString('utf8', at, stop);
      texts.push(text);
      at = end + 1;
      if (lineEnds) return { texts, next: at };
    }
  }
}
