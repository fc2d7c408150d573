import { Readable } from 'node:stream';
import type { Dataset } from '#foundation/dataset.ts';
import { withTransaction, type Database } from '#platform/database/index.ts';
import { writeCsv } from '#platform/spreadsheets/index.ts';
import { publicRecord } from '#regimes/publicity/index.ts';
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

/** All published results of a dataset as CSV, in a stream. */
export const openDataCsv = (database: Database, dataset: Dataset): Readable =>
  writeCsv(
    names.map((name) => ({ header: name })),
    rowsOf(database, dataset),
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
