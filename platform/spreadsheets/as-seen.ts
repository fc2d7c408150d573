import { holdsUnseen, withoutUnseen } from '#foundation/unseen-text.ts';
import type { Row, SheetEvent, Workbook } from './table.ts';

// A row is looked through as a whole: a million of them pass, hardly one of which holds such a thing.
const seenRow = (row: Row): Row =>
  holdsUnseen(row.texts.join('')) ? { ...row, texts: row.texts.map(withoutUnseen) } : row;

const seenEvent = (event: SheetEvent): SheetEvent =>
  event.type === 'rows' ? { ...event, rows: event.rows.map(seenRow) } : event;

/** A workbook whose names of sheets and texts of cells are what a person sees in them. */
export const asSeen = (workbook: Workbook): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({ ...sheet, name: withoutUnseen(sheet.name) })),
  async *readSheet(index) {
    for await (const event of workbook.readSheet(index)) yield seenEvent(event);
  },
});
