import { z } from 'zod';
import { textPairSchema } from './text-pair.ts';

const rejectedRowSchema = z.object({
  file: z.string(),
  sheet: z.string(),
  /** As the spreadsheet shows it; 0 for the sheet or file as a whole. */
  row: z.number().int(),
  column: z.string(),
  reason: textPairSchema,
});
/** A row of a table that was not taken, and why. */
export type RejectedRow = z.output<typeof rejectedRowSchema>;

/** What became of a table that was imported row by row. */
export const importReportSchema = z.object({
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  /** The first five thousand. */
  rejections: z.array(rejectedRowSchema),
});
export type ImportReport = z.output<typeof importReportSchema>;

/** Most rejected rows that a report lists. */
const mostRejectionsListed = 5000;

const inPlace = (a: RejectedRow, b: RejectedRow): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : a.row - b.row;

/** How many rows an import took, by what became of them. */
export type TakenRows = Pick<ImportReport, 'added' | 'changed' | 'unchanged'>;

/**
 * The report at the end of an import: rejections in the order of their files, each rejected row counted once however many faults it
 * has; `counts` is the same without the list, for the journal.
 */
export const closeReport = (
  rows: number,
  taken: TakenRows,
  rejections: readonly RejectedRow[],
): { readonly report: ImportReport; readonly counts: Omit<ImportReport, 'rejections'> } => {
  const rejected = new Set(rejections.map(({ file, sheet, row }) => `${file}\n${sheet}\n${row}`)).size;
  const counts = { rows, ...taken, rejected };
  return { report: { ...counts, rejections: rejections.toSorted(inPlace).slice(0, mostRejectionsListed) }, counts };
};
