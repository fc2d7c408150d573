import type { Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type Call, observeStream, type View } from '#platform/operation/index.ts';
import { writeCsv } from './csv-writer.ts';
import type { CellValue } from './table-writer.ts';
import { writeXlsx } from './xlsx-writer.ts';

/** A column of an exported list: its header in both languages, its width in characters, and what it says of a row. */
export interface ExportColumn<Row> {
  readonly header: TextPair;
  readonly width: number;
  readonly value: (row: Row, say: (text: TextPair) => string) => CellValue;
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/**
 * Streams every row that matches as a file, in the reader's language and under his row-level security; memory does not grow with the rows.
 * `name` becomes the name of the sheet and, with the day, of the file; `pieces` gives the rows piece by piece.
 */
export const exportTable = async <Row>(
  call: Call,
  demand: Parameters<typeof observeStream>[1],
  table: {
    readonly format: 'xlsx' | 'csv';
    readonly name: TextPair;
    readonly columns: readonly ExportColumn<Row>[];
    readonly pieces: (view: View) => AsyncIterable<readonly Row[]>;
  },
) => {
  const say = (text: TextPair): string => text[call.actor.language];
  async function* lines(view: View) {
    for await (const piece of table.pieces(view))
      for (const row of piece) yield table.columns.map((column) => column.value(row, say));
  }
  const heads = table.columns.map(({ header, width }) => ({ header: say(header), width }));
  const opened: Result<NodeJS.ReadableStream> = await observeStream(call, demand, (view) =>
    table.format === 'csv'
      ? writeCsv(heads, lines(view))
      : writeXlsx(heads, lines(view), { sheetName: say(table.name) }),
  );
  if (!opened.ok) return opened;
  return {
    ok: true as const,
    stream: opened.value,
    fileName: `${say(table.name)}-${call.today}.${table.format}`,
    mediaType: mediaTypes[table.format],
  };
};
