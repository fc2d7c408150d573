import { basename } from 'node:path';
import type { RejectedRow } from '#foundation/import-report.ts';
import { refusal, type Refusal, type Result } from '#foundation/refusal.ts';
import { type Cells, columnsOf } from '#foundation/table-row.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { locateFile, removeFile, saveStream } from '#platform/files/index.ts';
import type { Upload } from '#platform/manifest.ts';
import type { Call } from '#platform/operation/index.ts';
import { cellAt, readWorkbook, type Workbook } from '#platform/spreadsheets/index.ts';

/** Most bytes of one table; a province's licences fit in many times. */
const fileLimit = 64 * 1024 * 1024;
/** Header rows are looked for among the first lines of a sheet: titles stand above them. */
const headerWithin = 10;

/** Where a row stands. */
export interface Place {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
}

export interface TableShape<Column extends string> {
  readonly words: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly NoInfer<Column>[];
}

/** What a table gave: rows one by one, and what could not be read at all. */
export interface TablesRead {
  readonly rows: number;
  readonly rejections: readonly RejectedRow[];
}

const whole = (file: string, sheet: string, refused: Refusal): RejectedRow => ({
  file,
  sheet,
  row: 0,
  column: '',
  reason: refused.text,
});

const readSheets = async <Column extends string>(
  file: string,
  workbook: Workbook,
  { words, needed }: TableShape<Column>,
  take: (place: Place, cells: Cells<Column>) => readonly { readonly column: Column; readonly reason: TextPair }[],
): Promise<TablesRead> => {
  const rejections: RejectedRow[] = [];
  let rows = 0;
  for (const sheet of workbook.sheets) {
    let columns: ReadonlyMap<Column, number> | undefined;
    let seen = 0;
    for await (const event of workbook.readSheet(sheet.index)) {
      if (event.type === 'refused') rejections.push(whole(file, sheet.name, event.refusal));
      if (event.type !== 'rows') continue;
      for (const row of event.rows) {
        if (columns === undefined) {
          seen += 1;
          if (seen <= headerWithin) columns = columnsOf(row.texts, words, needed);
          continue;
        }
        const at = columns;
        const cells: Cells<Column> = (column) => {
          const place = at.get(column);
          return place === undefined ? '' : cellAt(row, place).text.trim();
        };
        // A row without any of the needed cells is a note or a blank line.
        if (needed.every((column) => cells(column) === '')) continue;
        rows += 1;
        const place = { file, sheet: sheet.name, row: row.place };
        for (const { column, reason } of take(place, cells))
          rejections.push({ ...place, column: words[column][0] ?? column, reason });
      }
    }
    if (columns === undefined && seen > 0)
      rejections.push(
        whole(file, sheet.name, refusal('columns-missing', { columns: needed.map((one) => words[one][0]).join('、') })),
      );
  }
  return { rows, rejections };
};

/** Reads tables by their headers, row after row; `take` gives what is wrong with a row. A file that can't be read is a rejection. */
export const readTables = async <Column extends string>(
  files: readonly { readonly path: string; readonly name: string }[],
  shape: TableShape<Column>,
  take: (place: Place, cells: Cells<Column>) => readonly { readonly column: Column; readonly reason: TextPair }[],
): Promise<TablesRead> => {
  const rejections: RejectedRow[] = [];
  let rows = 0;
  for (const { path, name } of files) {
    const opened = await readWorkbook(path, { name });
    if (!opened.ok) {
      rejections.push(whole(name, '', opened.refusal));
      continue;
    }
    try {
      const read = await readSheets(name, opened.value, shape, take);
      rows += read.rows;
      rejections.push(...read.rejections);
    } finally {
      await opened.value.close();
    }
  }
  return { rows, rejections };
};

/** Files of the command line, named as they are. */
export const filesOf = (paths: readonly string[]) => paths.map((path) => ({ path, name: basename(path) }));

/** Keeps uploaded tables for as long as `work` needs them, and no longer. */
export const withUploads = async <T>(
  call: Call,
  uploads: AsyncIterable<Upload>,
  work: (files: readonly { readonly path: string; readonly name: string }[]) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const { services } = call;
  const kept: { readonly id: string; readonly path: string; readonly name: string }[] = [];
  try {
    for await (const { fileName, stream } of uploads) {
      const saved = await saveStream(services, stream as AsyncIterable<Uint8Array>, { maxBytes: fileLimit });
      if (!saved.ok) return saved;
      const path = await locateFile(services, saved.value.id);
      if (!path.ok) return path;
      kept.push({ id: saved.value.id, path: path.value, name: fileName });
    }
    if (kept.length === 0) return { ok: false, refusal: refusal('file-empty') };
    return await work(kept);
  } finally {
    await Promise.all(kept.map(({ id }) => removeFile(services, id)));
  }
};
