import type { CellsBlock, TableBlock } from '../paper-content.ts';
import { breakLines, type Line } from './lines.ts';
import { baseline, type Face, type Mark, type Measure } from './marks.ts';
import type { Pager } from './pager.ts';

interface Cell {
  readonly text: string;
  /** Share of the width of the row. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
  readonly label: boolean;
}

/** Where tables stand and how large their letters are. */
export interface TableStyle {
  readonly measure: Measure;
  readonly left: number;
  readonly width: number;
  readonly size: number;
  readonly pitch: number;
}

const padding = 4;
const rule = 0.5;

interface LaidCell extends Cell {
  readonly x: number;
  readonly across: number;
  readonly lines: readonly Line[];
}

const layCells = (cells: readonly Cell[], { measure, left, width, size }: TableStyle): readonly LaidCell[] => {
  const whole = cells.reduce((sum, cell) => sum + cell.width, 0);
  let x = left;
  return cells.map((cell) => {
    const across = (width * cell.width) / whole;
    const face: Face = cell.label ? 'title' : 'body';
    const laid = { ...cell, x, across, lines: breakLines(cell.text, across - 2 * padding, { measure, face, size }) };
    x += across;
    return laid;
  });
};

const ruled = (x1: number, y1: number, x2: number, y2: number): Mark => ({ mark: 'line', x1, y1, x2, y2, width: rule, colour: 'black' }); // prettier-ignore

/** Draws the lines `from` to `to` of every cell of a row, with the frame around them. */
const drawRow = (pager: Pager, cells: readonly LaidCell[], from: number, to: number, style: TableStyle): void => {
  const { size, pitch, left, width } = style;
  const most = Math.max(1, Math.min(to, Math.max(...cells.map((cell) => cell.lines.length))) - from);
  const height = most * pitch + 2 * padding;
  const top = pager.take(height);
  for (const cell of cells) {
    if (cell.label) pager.draw({ mark: 'shade', x: cell.x, y: top, width: cell.across, height });
    const shown = cell.lines.slice(from, to);
    const above = cell.label || cell.lines.length === 1 ? (height - shown.length * pitch) / 2 : padding;
    const face: Face = cell.label ? 'title' : 'body';
    shown.forEach((line, index) => {
      const room = cell.across - 2 * padding - line.width;
      const shift = cell.align === 'right' ? room : cell.align === 'center' ? room / 2 : 0;
      const y = baseline(top + above + index * pitch, pitch, size);
      if (line.text !== '')
        pager.draw({ mark: 'text', x: cell.x + padding + shift, y, text: line.text, face, size, spacing: 0, colour: 'black' }); // prettier-ignore
    });
    pager.draw(ruled(cell.x, top, cell.x, top + height));
  }
  pager.draw(
    ruled(left + width, top, left + width, top + height),
    ruled(left, top, left + width, top),
    ruled(left, top + height, left + width, top + height),
  );
};

const linesOf = (cells: readonly LaidCell[]): number => Math.max(1, ...cells.map((cell) => cell.lines.length));
const heightOf = (lines: number, { pitch }: TableStyle): number => lines * pitch + 2 * padding;

/** Lays rows; `head` is said again on each page. A row that no page holds is continued on the next. */
const layRows = (
  pager: Pager,
  head: readonly LaidCell[] | null,
  rows: Iterable<readonly LaidCell[]>,
  style: TableStyle,
): void => {
  const headHeight = head ? heightOf(linesOf(head), style) : 0;
  const begin = (): void => {
    if (head) drawRow(pager, head, 0, Infinity, style);
  };
  // A head without a row below it says nothing at the foot of a page.
  if (!pager.fresh && pager.left < headHeight + heightOf(2, style)) pager.turn();
  begin();
  for (const row of rows) {
    const lines = linesOf(row);
    const fits = (): number => Math.floor((pager.left - 2 * padding + 0.01) / style.pitch);
    const most = Math.max(1, Math.floor((pager.nextHolds - headHeight - 2 * padding) / style.pitch));
    if (lines <= most) {
      if (fits() < lines) {
        pager.turn();
        begin();
      }
      drawRow(pager, row, 0, Infinity, style);
      continue;
    }
    for (let from = 0; from < lines;) {
      if (fits() < 2) {
        pager.turn();
        begin();
      }
      const to = from + Math.max(1, fits());
      drawRow(pager, row, from, to, style);
      from = to;
    }
  }
};

const layCaption = (pager: Pager, caption: string, style: TableStyle): void => {
  if (caption === '') return;
  const { measure, left, size, pitch, width } = style;
  if (!pager.fresh && pager.left < 4 * pitch) pager.turn();
  for (const line of breakLines(caption, width, { measure, face: 'title', size }))
    pager.draw({ mark: 'text', x: left, y: baseline(pager.take(pitch * 1.2), pitch * 1.2, size), text: line.text, face: 'title', size, spacing: 0, colour: 'black' }); // prettier-ignore
};

/** A table with a head, over as many pages as it needs. */
export const layTable = (pager: Pager, table: TableBlock, style: TableStyle): void => {
  layCaption(pager, table.caption, style);
  const cells = (texts: readonly string[], label: boolean): readonly LaidCell[] =>
    layCells(
      table.columns.map(({ width, align }, index) => ({ text: texts[index] ?? '', width, align: label ? 'center' : align, label })), // prettier-ignore
      style,
    );
  const head = cells(table.columns.map((column) => column.title), true); // prettier-ignore
  layRows(pager, head, table.rows.map((row) => cells(row, false)), style); // prettier-ignore
  pager.skip(style.pitch / 2);
};

/** A form: rows of labelled cells. */
export const layForm = (pager: Pager, form: CellsBlock, style: TableStyle): void => {
  layCaption(pager, form.caption, style);
  const rows = form.rows.map(
    (row) =>
    layCells(row.map(({ text, span, label }) => ({ text, width: span, align: label ? 'center' : 'left', label })), style), // prettier-ignore
  );
  layRows(pager, null, rows, style);
  pager.skip(style.pitch / 2);
};
