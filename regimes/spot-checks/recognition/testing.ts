import type { MergedRange, SampleRow, SheetSample } from './recognition.ts';

/** For tests: a sheet from rows of cells; `merges` as spreadsheets write them, A1:C1. */
export const sheetOf = (
  rows: readonly (readonly string[])[],
  merges: readonly string[] = [],
  more: Partial<SheetSample> = {},
): SheetSample => ({
  rows: placed(rows),
  merges: merges.map(rangeOf),
  sheetName: 'Sheet1',
  fileName: 'x.xls',
  ...more,
});

/** For tests: rows with their places; empty ones are left out, as readers do. */
export const placed = (rows: readonly (readonly string[])[]): SampleRow[] =>
  rows.map((texts, at) => ({ place: at + 1, texts })).filter(({ texts }) => texts.some((text) => text.trim() !== ''));

const rangeOf = (reference: string): MergedRange => {
  const parts = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(reference)!;
  const column = (letter: string): number => letter.charCodeAt(0) - 64;
  return {
    fromColumn: column(parts[1]!),
    fromRow: Number(parts[2]),
    toColumn: column(parts[3]!),
    toRow: Number(parts[4]),
  };
};
