import { localDate, printDate } from '#foundation/local-date.ts';

/** What stands in a field that has nothing to say: a form is never left blank where somebody could write later. */
export const orBlank = (text: string | null | undefined): string => (text ? text : '/');

/** A row of labels with their values, over the whole width of the form. */
export const row = (...pairs: readonly (readonly [label: string, value: string | null | undefined])[]) => {
  const span = Math.floor(12 / pairs.length) - 2;
  return pairs.flatMap(([label, value]) => [
    { text: label, label: true, span: 2 },
    { text: orBlank(value), span },
  ]);
};

/** A part of a form with its caption. */
export const cells = (caption: string, rows: readonly ReturnType<typeof row>[]) => ({
  type: 'cells' as const,
  caption,
  rows: [...rows],
});

export const heading = (text: string) => ({ type: 'heading' as const, level: 1 as const, text });
export const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
/** A note in small hand below a form: not moved in. */
export const note = (text: string) => ({ type: 'paragraph' as const, text, indent: false });
export const list = (items: readonly string[]) => ({ type: 'list' as const, items: [...items] });

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | null | undefined)[])[],
) => ({
  type: 'table' as const,
  caption,
  columns: [...columns],
  rows: rows.map((cellsOfRow) => cellsOfRow.map(orBlank)),
});

export const signatures = (...lines: readonly (readonly [label: string, value?: string])[]) => ({
  type: 'signatures' as const,
  lines: lines.map(([label, value = '']) => ({ label, value })),
});

/** 2026年9月1日; nothing for no day. */
export const printDay = (day: string | null | undefined): string => (day ? printDate(localDate(day)).zh : '');

const figures = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** Numbers the points of a list as people write them: （一）……；（二）……。 */
export const points = (texts: readonly string[]): string[] =>
  texts.map((text, index) => `（${figures[index] ?? index + 1}）${text}`);
