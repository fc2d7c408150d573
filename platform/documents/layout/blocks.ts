import type { Block } from '../paper-content.ts';
import { breakLines } from './lines.ts';
import { baseline, type Face, type Mark, type Measure } from './marks.ts';
import type { Pager } from './pager.ts';
import { layForm, layTable } from './tables.ts';

/** How running text stands on a layout. Points. */
export interface TextStyle {
  readonly measure: Measure;
  readonly left: number;
  readonly width: number;
  readonly size: number;
  /** From line to line. */
  readonly pitch: number;
  /** From character to character beyond the size, so that a line holds the characters that the layout counts. */
  readonly spacing: number;
  /** Size and pitch within tables. */
  readonly table: { readonly size: number; readonly pitch: number };
}

export interface TextOptions {
  readonly face?: Face;
  readonly align?: 'justify' | 'left' | 'center' | 'right';
  /** Characters that the first line is moved in by, and that all lines are. */
  readonly first?: number;
  readonly all?: number;
}

/** Lays running text line by line. */
export const layText = (pager: Pager, text: string, style: TextStyle, options: TextOptions = {}): void => {
  const { measure, left, width, size, pitch, spacing } = style;
  const { face = 'body', align = 'justify', first = 0, all = 0 } = options;
  const em = size + spacing;
  const room = width - all * em;
  const lines = breakLines(text, room, { measure, face, size, spacing, first: first * em });
  lines.forEach((line, index) => {
    const top = pager.take(pitch);
    const inset = index === 0 ? first * em : 0;
    const spare = room - inset - line.width;
    const shift = align === 'right' ? spare : align === 'center' ? spare / 2 : 0;
    const count = [...line.text].length;
    const stretch = align === 'justify' && !line.last && count > 1 && spare < 3 * em ? spare / (count - 1) : 0;
    const x = left + all * em + inset + shift;
    const mark: Mark = { mark: 'text', x, y: baseline(top, pitch, size), text: line.text, face, size, spacing: spacing + stretch, colour: 'black' }; // prettier-ignore
    if (line.text !== '') pager.draw(mark);
  });
};

/** A line on which somebody signs; names that are longer than the line go on below it. */
const laySignatureLine = (
  pager: Pager,
  { label, value }: { readonly label: string; readonly value: string },
  { measure, left, width, size, pitch }: TextStyle,
): void => {
  const start = left + measure(label, 'body') * size + 6;
  const room = left + width - start - 12;
  const lines = breakLines(value, room, { measure, face: 'body', size });
  const end = start + Math.min(room + 12, Math.max(200, ...lines.map((line) => line.width + 12)));
  const mark = (x: number, y: number, text: string): Mark => ({ mark: 'text', x, y, text, face: 'body', size, spacing: 0, colour: 'black' }); // prettier-ignore
  lines.forEach((line, index) => {
    const y = baseline(pager.take(pitch * 1.4), pitch * 1.4, size);
    if (index === 0) pager.draw(mark(left, y, label));
    pager.draw({ mark: 'line', x1: start, y1: y + 3, x2: end, y2: y + 3, width: 0.5, colour: 'black' });
    if (line.text !== '') pager.draw(mark(start + 6, y, line.text));
  });
};

/** Lays a block of the body. Exhaustive over the kinds of block. */
export const layBlock = (pager: Pager, block: Block, style: TextStyle): void => {
  const table = { measure: style.measure, left: style.left, width: style.width, ...style.table };
  switch (block.type) {
    case 'heading':
      // A heading is not left alone at the foot of a page.
      if (pager.left < 2 * style.pitch && !pager.fresh) pager.turn();
      return layText(pager, block.text, style, { face: 'title', first: 2 });
    case 'paragraph':
      return layText(pager, block.text, style, { align: block.align, first: block.indent && block.align === 'justify' ? 2 : 0 }); // prettier-ignore
    case 'list':
      for (const item of block.items) layText(pager, item, style, { first: 2 });
      return;
    case 'table':
      return layTable(pager, block, table);
    case 'cells':
      return layForm(pager, block, table);
    case 'signatures':
      pager.skip(style.pitch / 2);
      for (const line of block.lines) laySignatureLine(pager, line, style);
  }
};
