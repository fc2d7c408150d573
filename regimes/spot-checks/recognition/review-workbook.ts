import { refusal } from '#foundation/refusal.ts';
import type { Recognition } from './recognition.ts';

/**
 * Looks at the sheets of one file together. A sheet whose title names an earlier year than another sheet of the file is a table
 * left over from an older file that served as a template: it would be counted again under the wrong publication.
 */
export const reviewWorkbook = (sheets: readonly Recognition[]): readonly Recognition[] => {
  const years = sheets.flatMap(({ headerFrom, title }) =>
    headerFrom > 0 && title.year !== undefined ? [title.year] : [],
  );
  const latest = Math.max(...years);
  return sheets.map((sheet) =>
    sheet.refusal === undefined && sheet.title.year !== undefined && sheet.title.year < latest
      ? { ...sheet, refusal: refusal('sheet-left-over', { year: sheet.title.year, latest }) }
      : sheet,
  );
};
