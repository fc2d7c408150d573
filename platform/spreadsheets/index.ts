import { extname } from 'node:path';
import { ok, type Result, refuse } from '#foundation/refusal.ts';
import { openSource, readSlice } from './byte-source.ts';
import { openCsv } from './csv-workbook.ts';
import { detectFormat } from './detect-format.ts';
import { type ReadLimits, defaultLimits, megabytes } from './limits.ts';
import { asSeen } from './as-seen.ts';
import type { Workbook } from './table.ts';
import { openXls } from './xls-workbook.ts';
import { openXlsx } from './xlsx-workbook.ts';

export type { ReadLimits } from './limits.ts';
export { cellAt } from './table.ts';
export type {
  Cell,
  CellKind,
  CsvDelimiter,
  CsvEncoding,
  Merge,
  Row,
  SheetEvent,
  SheetInfo,
  SheetSummary,
  Workbook,
} from './table.ts';

export interface ReadOptions {
  /** Name under which the file was sent; only used to say that a name and its content disagree. */
  readonly name?: string;
  readonly limits?: Partial<ReadLimits>;
}

/**
 * Opens a table file (.xls, .xlsx, .csv), told apart by content. Nothing but the directory of the file is read here;
 * `readSheet` streams the rows; characters that nobody sees are left out of them. Expected trouble is a refusal, here or as the last event of a sheet; a file that can't be opened
 * at all (missing, no right to read) throws. The caller closes the workbook.
 */
export const readWorkbook = async (from: string | Uint8Array, options: ReadOptions = {}): Promise<Result<Workbook>> => {
  const limits = { ...defaultLimits, ...options.limits };
  const name = options.name ?? (typeof from === 'string' ? from : '');
  const source = await openSource(from);
  let opened: Result<Workbook> | undefined;
  try {
    if (source.size > limits.fileBytes)
      return refuse('file-too-large', { size: megabytes(source.size), limit: megabytes(limits.fileBytes) });
    const found = detectFormat(await readSlice(source, 0, 512));
    switch (found.format) {
      case 'empty':
        return refuse('file-empty');
      case 'other':
        return extname(name) === ''
          ? refuse('file-not-a-workbook')
          : refuse('file-renamed', { extension: extname(name), actual: found.what });
      case 'text':
        opened = await openCsv(source, limits);
        break;
      case 'zip':
        opened = await openXlsx(source, limits, extname(name));
        break;
      case 'ole':
        opened = await openXls(source, limits, extname(name));
        break;
    }
    return opened.ok ? ok(asSeen(opened.value)) : opened;
  } finally {
    if (opened?.ok !== true) await source.close();
  }
};

export { exportTable, type ExportColumn } from './export-table.ts';
export { writeCsv } from './csv-writer.ts';
export { writeXlsx } from './xlsx-writer.ts';
export type { CellValue, WriteColumn, WriteRows } from './table-writer.ts';
export { readPackedXml } from './packed-xml.ts';
