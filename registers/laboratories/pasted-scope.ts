import { type ScopeLine, scopeLine } from './scope.ts';

/** Lines as they were pasted from a spreadsheet, and the numbers of those that can't be read. */
export interface PastedScope {
  readonly lines: readonly ScopeLine[];
  readonly wrong: readonly number[];
}

/** 2026/1/5 and 2026.1.5 as 2026-01-05; anything else as it stands. */
const dayOf = (text: string): string => {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
};

/** Reads five columns pasted from a spreadsheet: category, item, method, first day, last day (may be blank). A header is passed over. */
export const readPastedScope = (text: string): PastedScope => {
  const lines: ScopeLine[] = [];
  const wrong: number[] = [];
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (row.trim() === '' || (index === 0 && row.includes('检验项目'))) continue;
    const [category = '', item = '', method = '', from = '', to = ''] = row.split('\t').map((cell) => cell.trim());
    const read = scopeLine.safeParse({ category, item, method, validFrom: dayOf(from), validTo: to === '' ? null : dayOf(to) }); // prettier-ignore
    if (read.success) lines.push(read.data);
    else wrong.push(index + 1);
  }
  return { lines, wrong };
};
