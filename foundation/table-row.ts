import { isValidUscc } from './identifiers.ts';
import { readHandWrittenDate } from './hand-written-date.ts';
import type { LocalDate } from './local-date.ts';
import { pair, type TextPair } from './text-pair.ts';

/** The texts of a row by column; '' where the table has no such column. */
export type Cells<Column extends string> = (column: Column) => string;

/** What is wrong with one cell of a row. */
export interface RowFault<Column extends string> {
  readonly column: Column;
  readonly reason: TextPair;
}

/** A text that must be there and not longer than `most` characters. */
export const required = <Column extends string>(
  cells: Cells<Column>,
  column: Column,
  most: number,
  faults: RowFault<Column>[],
): string => {
  const text = cells(column);
  if (text === '') faults.push({ column, reason: pair('没有填写', 'Nothing is entered') });
  else if (text.length > most)
    faults.push({ column, reason: pair(`超过${most}个字`, `Longer than ${most} characters`) });
  return text;
};

/** A day as people write it; null where nothing is entered and nothing is needed. */
export const handWrittenDay = <Column extends string>(
  cells: Cells<Column>,
  column: Column,
  needed: boolean,
  faults: RowFault<Column>[],
): LocalDate | null => {
  const text = cells(column);
  if (text === '') {
    if (needed) faults.push({ column, reason: pair('没有填写日期', 'No date is entered') });
    return null;
  }
  const read = readHandWrittenDate(text);
  if (read.kind === 'date' && read.precision === 'day' && read.date !== undefined && read.rest === undefined)
    return read.date;
  const reason = read.kind === 'unreadable' ? read.reason : pair('应写明年月日', 'Year, month and day are needed');
  faults.push({ column, reason: pair(`“${text.slice(0, 40)}”：${reason.zh}`, `“${text.slice(0, 40)}”: ${reason.en}`) });
  return null;
};

/** A credit code in its normal form; null where none is entered, a fault where it is wrong. */
export const creditCodeOf = <Column extends string>(
  cells: Cells<Column>,
  column: Column,
  faults: RowFault<Column>[],
): string | null => {
  const code = cells(column).normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  if (code === '') return null;
  if (isValidUscc(code)) return code;
  faults.push({
    column,
    reason: pair(`统一社会信用代码“${code.slice(0, 30)}”有误`, `The credit code “${code.slice(0, 30)}” is wrong`),
  });
  return null;
};

/** Where each column stands in a header row; undefined where a needed one is missing. Widths, blanks and notes in brackets don't count. */
export const columnsOf = <Column extends string>(
  texts: readonly string[],
  words: Readonly<Record<Column, readonly string[]>>,
  needed: readonly Column[],
): ReadonlyMap<Column, number> | undefined => {
  const heads = texts.map((text) => text.normalize('NFKC').replaceAll(/\s|\(.*?\)/g, ''));
  const found = new Map<Column, number>();
  for (const [column, names] of Object.entries(words) as [Column, readonly string[]][]) {
    const at = heads.findIndex((head) => names.includes(head));
    if (at >= 0) found.set(column, at);
  }
  return needed.every((column) => found.has(column)) ? found : undefined;
};
