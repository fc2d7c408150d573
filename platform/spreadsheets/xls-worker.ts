import { parentPort, workerData } from 'node:worker_threads';
import { type CellObject, type WorkBook, read } from '@e965/xlsx';
import { numberText } from './cell-text.ts';
import type { CellKind, Merge, Row } from './table.ts';

/** What the thread is asked and what it answers. It holds the workbook; rows go out as they are asked for. */
export type XlsRequest =
  | { readonly ask: 'sheets' }
  | { readonly ask: 'rows'; readonly sheet: number; readonly from: number; readonly columns: number }
  | { readonly ask: 'merges'; readonly sheet: number };
export type XlsAnswer =
  | { readonly answer: 'sheets'; readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[] }
  | {
      readonly answer: 'rows';
      readonly rows: readonly Row[];
      readonly next: number | undefined;
      readonly formulas: boolean;
    }
  | { readonly answer: 'merges'; readonly merges: readonly Merge[] }
  | { readonly answer: 'failed'; readonly why: 'encrypted' | 'damaged' | 'too-many-columns' };

const ROWS_AT_ONCE = 1000;
// oxlint-disable-next-line no-control-regex -- they are what is dropped
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

const writable = (text: string): string => text.replace(control, '').toWellFormed();

let workbook: WorkBook | undefined;
let date1904 = false;

const cellOf = (cell: CellObject): { text: string; kind: CellKind; serial?: number } => {
  switch (cell.t) {
    case 'n':
      return {
        ...numberText(cell.v as number, typeof cell.z === 'string' ? cell.z : undefined, date1904),
        serial: cell.v as number,
      };
    case 'b':
      return { text: cell.v === true ? 'TRUE' : 'FALSE', kind: 'bool' };
    case 'e':
      return { text: cell.w ?? '#ERROR', kind: 'text' };
    case 's':
      return { text: writable(String(cell.v ?? '')), kind: 'text' };
    default:
      return { text: '', kind: 'empty' };
  }
};

const rowsOf = (sheet: number, from: number, columns: number): XlsAnswer => {
  const data = (workbook!.Sheets[workbook!.SheetNames[sheet]!]!['!data'] ?? []) as (CellObject[] | undefined)[];
  const rows: Row[] = [];
  let formulas = false;
  let at = from;
  for (; at < data.length && rows.length < ROWS_AT_ONCE; at += 1) {
    const cells = data[at];
    if (!cells) continue;
    const texts: string[] = [];
    const kinds: CellKind[] = [];
    const serials: (number | undefined)[] = [];
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column];
      if (!cell) continue;
      if (cell.f !== undefined || cell.F !== undefined) formulas = true;
      const { text, kind, serial } = cellOf(cell);
      if (text === '') continue;
      if (column >= columns) return { answer: 'failed', why: 'too-many-columns' };
      while (texts.length < column) {
        texts.push('');
        kinds.push('empty');
      }
      texts.push(text);
      kinds.push(kind);
      if (serial !== undefined) serials[column] = serial;
    }
    if (texts.some((text) => text.trim() !== ''))
      rows.push({ place: at + 1, texts, kinds, ...(serials.length > 0 && { serials }) });
  }
  return { answer: 'rows', rows, next: at < data.length ? at : undefined, formulas };
};

const answer = (request: XlsRequest): XlsAnswer => {
  if (!workbook) {
    workbook = read(workerData as Uint8Array, {
      type: 'buffer',
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
    });
    date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  }
  switch (request.ask) {
    case 'sheets':
      return {
        answer: 'sheets',
        sheets: workbook.SheetNames.map((name, index) => ({
          name: writable(name),
          hidden: (workbook!.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
        })),
      };
    case 'rows':
      return rowsOf(request.sheet, request.from, request.columns);
    case 'merges': {
      const merges = workbook.Sheets[workbook.SheetNames[request.sheet]!]!['!merges'] ?? [];
      return {
        answer: 'merges',
        merges: merges.map(({ s, e }) => ({
          fromRow: s.r + 1,
          fromColumn: s.c + 1,
          toRow: e.r + 1,
          toColumn: e.c + 1,
        })),
      };
    }
  }
};

parentPort?.on('message', (request: XlsRequest) => {
  let reply: XlsAnswer;
  try {
    reply = answer(request);
  } catch (error) {
    reply = {
      answer: 'failed',
      why: /password|encrypt/i.test(error instanceof Error ? error.message : '') ? 'encrypted' : 'damaged',
    };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(reply);
});
