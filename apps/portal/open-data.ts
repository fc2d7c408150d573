import { Readable } from 'node:stream';
import type { Dataset } from '#foundation/dataset.ts';
import { withTransaction, type Database } from '#platform/database/index.ts';
import { type OpenDataValue, publicRecord } from '#regimes/publicity/index.ts';
import { openDataColumns } from '#regimes/publicity/portal/index.ts';

const names = openDataColumns.map(([name]) => name);
const batch = 5_000;

async function* rowsOf(database: Database, dataset: Dataset) {
  for (let after = 0; ;) {
    const rows = await withTransaction(database, 'portal', (tx) =>
      publicRecord.openDataPage(tx, dataset, after, batch),
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return;
    after = Number(last[0]);
  }
}

/** Quotes a CSV cell; a cell that a spreadsheet would take for a formula gets an apostrophe in front. */
const cell = (value: OpenDataValue): string => {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** All published results of a dataset as CSV, in a stream. */
export const openDataCsv = (database: Database, dataset: Dataset): Readable =>
  Readable.from(
    (async function* () {
      yield `\uFEFF${names.join(',')}\r\n`;
      for await (const row of rowsOf(database, dataset)) yield `${row.map(cell).join(',')}\r\n`;
    })(),
  );

/** The same as a JSON array of objects. */
export const openDataJson = (database: Database, dataset: Dataset): Readable =>
  Readable.from(
    (async function* () {
      let before = '[\n';
      for await (const row of rowsOf(database, dataset)) {
        yield before + JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index]])));
        before = ',\n';
      }
      yield before === '[\n' ? '[]\n' : '\n]\n';
    })(),
  );

/** JSON Schema of one row. */
export const openDataSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: '产品质量监督抽查结果',
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(
      openDataColumns.map(([name, meaning]) => [
        name,
        { description: `${meaning.zh} / ${meaning.en}`, type: name === 'id' ? 'integer' : ['string', 'null'] },
      ]),
    ),
    required: names,
  },
} as const;
