import { refusal } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { numberText } from './cell-text.ts';
import type { PackedTexts } from './packed-texts.ts';
import { PartFault } from './part-fault.ts';
import type { CellKind, Row } from './table.ts';
import { afterPrefix, APOSTROPHE, EQUALS, GT, isCdata, LT, needsUnescape, QUOTE, SLASH } from './xml-bytes.ts';
import { unescapeXml } from './xml-text.ts';

export interface SheetContext {
  readonly name: string;
  readonly texts: PackedTexts;
  readonly formats: readonly (string | undefined)[];
  readonly date1904: boolean;
  readonly columns: number;
  readonly rowBytes: number;
}

/** Tags as this sheet writes them, with its namespace prefix. */
interface SheetTags {
  readonly closeRow: Buffer;
  readonly closeSheet: Buffer;
  readonly row: string;
  readonly cell: string;
}

const A = 0x61;
const LOWER_C = 0x63;
const LOWER_F = 0x66;
const LOWER_I = 0x69;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;
const LOWER_V = 0x76;

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const endsName = (byte: number | undefined): boolean => byte === GT || byte === SLASH || isSpace(byte);
const CDATA_END = Buffer.from(']]>');

/**
 * Reads the rows of an .xlsx sheet from its XML as bytes. It knows the few tags that carry cells and passes over everything else,
 * so that a row of styled empty cells costs little and yields nothing. Faults are thrown as `PartFault`.
 */
export class XlsxSheetScanner {
  readonly #context: SheetContext;
  #tags: SheetTags | undefined;
  #done = false;
  #carried: Buffer | undefined;
  #lastPlace = 0;
  containsFormulas = false;

  // The row and the cell that are being read.
  #place = 0;
  #texts: string[] = [];
  #kinds: CellKind[] = [];
  #serials: (number | undefined)[] | undefined;
  #column = -1;
  #style = 0;
  #type = '';
  #value = '';

  constructor(context: SheetContext) {
    this.#context = context;
  }

  /** Takes the next bytes and gives the rows that are complete with them and hold something. */
  push(chunk: Buffer): Row[] {
    if (this.#done) return [];
    const data = this.#carried === undefined ? chunk : Buffer.concat([this.#carried, chunk]);
    this.#tags ??= this.#tagsOf(data);
    const tags = this.#tags;
    const rows: Row[] = [];
    let rest = data;
    if (tags) {
      const last = data.lastIndexOf(tags.closeRow);
      const end = last === -1 ? 0 : last + tags.closeRow.length;
      if (end > 0) this.#scan(data.subarray(0, end), rows);
      rest = data.subarray(end);
      this.#done = rest.includes(tags.closeSheet);
      // Rows without cells have no end tag: a long run of them is passed over.
      if (rest.length > this.#context.rowBytes) rest = this.#passEmptyRows(rest, tags);
    }
    this.#carried = Buffer.from(rest);
    return rows;
  }

  /** The tags with the prefix that the root of the sheet uses; undefined until the root has come. */
  #tagsOf(data: Buffer): SheetTags | undefined {
    const root = /<(?:(\w+):)?worksheet[\s>]/.exec(data.toString('latin1', 0, Math.min(data.length, 65_536)));
    if (!root && data.length > 65_536) throw this.#damaged();
    if (!root) return undefined;
    const prefix = root[1] === undefined ? '' : `${root[1]}:`;
    return {
      closeRow: Buffer.from(`</${prefix}row>`),
      closeSheet: Buffer.from(`</${prefix}sheetData>`),
      row: `<${prefix}row`,
      cell: `<${prefix}c `,
    };
  }

  #damaged(): PartFault {
    return new PartFault(
      refusal('file-unreadable', {
        why: pair(
          `工作表“${this.#context.name}”的内容已损坏`,
          `the contents of the sheet “${this.#context.name}” are damaged`,
        ),
      }),
    );
  }

  #passEmptyRows(rest: Buffer, tags: SheetTags): Buffer {
    const cell = rest.indexOf(tags.cell);
    const from = cell === -1 ? rest.lastIndexOf(LT) : rest.lastIndexOf(tags.row, cell);
    const kept = rest.subarray(Math.max(from, 0));
    if (kept.length <= this.#context.rowBytes) return kept;
    throw new PartFault(
      refusal('file-unreadable', {
        why: pair(
          `工作表“${this.#context.name}”有过长的行`,
          `the sheet “${this.#context.name}” has a row that is too long`,
        ),
      }),
    );
  }

  #scan(bytes: Buffer, rows: Row[]): void {
    let at = 0;
    const length = bytes.length;
    let inline = false;
    while (at < length) {
      if (bytes[at] !== LT) {
        at += 1;
        continue;
      }
      const closing = bytes[at + 1] === SLASH;
      const name = afterPrefix(bytes, closing ? at + 2 : at + 1);
      const first = bytes[name];
      if (closing) {
        if (first === LOWER_C && bytes[name + 1] === GT) this.#closeCell();
        else if (first === LOWER_R && bytes[name + 1] === 0x6f && bytes[name + 2] === 0x77 && bytes[name + 3] === GT)
          this.#closeTheRow(rows);
        else if (first === LOWER_I && bytes[name + 1] === LOWER_S) inline = false;
        at = name + 1;
      } else if (first === LOWER_C && endsName(bytes[name + 1])) at = this.#openCell(bytes, name + 1);
      else if (first === LOWER_V && endsName(bytes[name + 1])) at = this.#text(bytes, name + 1);
      else if (first === LOWER_T && endsName(bytes[name + 1]) && inline) at = this.#text(bytes, name + 1);
      else if (first === LOWER_R && bytes[name + 1] === 0x6f && bytes[name + 2] === 0x77 && endsName(bytes[name + 3]))
        at = this.#openRow(bytes, name + 3);
      else if (first === LOWER_F && endsName(bytes[name + 1])) {
        this.containsFormulas = true;
        at = name + 1;
      } else if (first === LOWER_I && bytes[name + 1] === LOWER_S && endsName(bytes[name + 2])) {
        inline = true;
        at = name + 2;
      } else if (first === LOWER_R && bytes[name + 1] === 0x50 && bytes[name + 2] === 0x68) {
        const close = bytes.indexOf('rPh>', name);
        at = close === -1 ? length : close + 4;
      } else at = name + 1;
    }
  }

  /** Walks the attributes of a tag from after its name; gives the place after it. Names of one letter are reported. */
  #attributes(
    bytes: Buffer,
    from: number,
    take: (letter: number, start: number, end: number) => void,
  ): { next: number; empty: boolean } {
    let at = from;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte === GT) return { next: at + 1, empty: bytes[at - 1] === SLASH };
      if (byte === QUOTE || byte === APOSTROPHE) {
        const close = bytes.indexOf(byte, at + 1);
        if (close === -1) return { next: bytes.length, empty: true };
        if (bytes[at - 1] === EQUALS && isSpace(bytes[at - 3])) take(bytes[at - 2]!, at + 1, close);
        at = close + 1;
      } else at += 1;
    }
  }

  #openRow(bytes: Buffer, from: number): number {
    let place = this.#lastPlace + 1;
    const { next, empty } = this.#attributes(bytes, from, (letter, start, end) => {
      if (letter === LOWER_R) place = wholeNumber(bytes, start, end);
    });
    if (!(place > this.#lastPlace)) throw this.#damaged();
    this.#lastPlace = place;
    this.#place = place;
    this.#texts = [];
    this.#kinds = [];
    this.#serials = undefined;
    this.#column = -1;
    if (empty) this.#place = 0;
    return next;
  }

  #openCell(bytes: Buffer, from: number): number {
    this.#column += 1;
    this.#style = 0;
    this.#type = '';
    this.#value = '';
    // Written out rather than through #attributes: this runs for every cell.
    let at = from;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte === GT) return at + 1;
      if (byte === QUOTE || byte === APOSTROPHE) {
        let close = at + 1;
        while (close < bytes.length && bytes[close] !== byte) close += 1;
        if (bytes[at - 1] === EQUALS && isSpace(bytes[at - 3])) {
          const letter = bytes[at - 2];
          if (letter === LOWER_R) {
            let column = 0;
            for (let place = at + 1; place < close; place += 1) {
              const upper = bytes[place]! & 0xdf;
              if (upper < 0x41 || upper > 0x5a) break;
              column = column * 26 + upper - 0x40;
            }
            if (column > 0) this.#column = column - 1;
          } else if (letter === LOWER_S) this.#style = wholeNumber(bytes, at + 1, close);
          else if (letter === LOWER_T) this.#type = cellTypes[bytes[at + 1]! - A]?.[close - at - 1] ?? '';
        }
        at = close + 1;
      } else at += 1;
    }
  }

  /** Text up to the next tag, CDATA included; added to the value of the cell. */
  #text(bytes: Buffer, from: number): number {
    let at = from;
    while (bytes[at] !== GT && at < bytes.length) at += 1;
    if (bytes[at - 1] === SLASH) return at + 1;
    at += 1;
    for (;;) {
      let stop = at;
      while (stop < bytes.length && bytes[stop] !== LT) stop += 1;
      if (stop > at) {
        const text = stop - at < 24 ? shortText(bytes, at, stop) : bytes.toString('utf8', at, stop);
        const piece = needsUnescape(bytes, at, stop) ? unescapeXml(text) : text;
        this.#value = this.#value === '' ? piece : this.#value + piece;
      }
      if (!isCdata(bytes, stop)) return stop;
      const close = bytes.indexOf(CDATA_END, stop);
      if (close === -1) return bytes.length;
      this.#value += bytes.toString('utf8', stop + 9, close);
      at = close + 3;
    }
  }

  #closeCell(): void {
    if (this.#value === '') return;
    const value = this.#value;
    switch (this.#type) {
      case 's': {
        const text = this.#context.texts.get(Number(value));
        if (text === undefined) throw this.#damaged();
        if (text !== '') this.#put(text, 'text');
        return;
      }
      case 'b':
        this.#put(value === '1' || value === 'true' ? 'TRUE' : 'FALSE', 'bool');
        return;
      case 'd':
        this.#put(value.replace('T00:00:00', '').replace('T', ' '), 'date');
        return;
      case 'str':
      case 'inlineStr':
      case 'e':
        this.#put(value, 'text');
        return;
      default: {
        const number = Number(value);
        if (Number.isNaN(number)) throw this.#damaged();
        const { text, kind } = numberText(number, this.#context.formats[this.#style], this.#context.date1904);
        if (this.#put(text, kind)) (this.#serials ??= [])[this.#column] = number;
      }
    }
  }

  #put(text: string, kind: CellKind): boolean {
    if (this.#place === 0) return false;
    if (this.#column >= this.#context.columns)
      throw new PartFault(refusal('too-many-columns', { sheet: this.#context.name, limit: this.#context.columns }));
    while (this.#texts.length < this.#column) {
      this.#texts.push('');
      this.#kinds.push('empty');
    }
    this.#texts[this.#column] = text;
    this.#kinds[this.#column] = kind;
    return true;
  }

  #closeTheRow(rows: Row[]): void {
    if (this.#place > 0 && this.#texts.some((text) => text.trim() !== ''))
      rows.push({
        place: this.#place,
        texts: this.#texts,
        kinds: this.#kinds,
        ...(this.#serials && { serials: this.#serials }),
      });
    this.#place = 0;
  }
}

/** Cell types by first letter and length: b, d, e, n, s, str, inlineStr. */
const cellTypes: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  [0x62 - A]: { 1: 'b' },
  [0x64 - A]: { 1: 'd' },
  [0x65 - A]: { 1: 'e' },
  [LOWER_I - A]: { 9: 'inlineStr' },
  [0x6e - A]: { 1: 'n' },
  [LOWER_S - A]: { 1: 's', 3: 'str' },
};

const wholeNumber = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return from === to ? Number.NaN : value;
};

/** Digits are most of what stands in cells: putting them together by hand is quicker than a call for each. */
const shortText = (bytes: Buffer, from: number, to: number): string => {
  for (let at = from; at < to; at += 1) if (bytes[at]! >= 0x80) return bytes.toString('utf8', from, to);
  return bytes.toString('latin1', from, to);
};
