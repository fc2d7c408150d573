import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import pg from 'pg';
import type { Tx } from './transaction.ts';

/** A cell for COPY: null and undefined are NULL, arrays become PostgreSQL arrays, other objects JSON. */
export type CopyValue = string | number | bigint | boolean | null | undefined | readonly unknown[] | object;
export type CopyRow = readonly CopyValue[];

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string =>
  special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (character) => escapes[character] ?? character) : text;

const arrayText = (elements: readonly unknown[]): string => {
  const parts = elements.map((element) => {
    if (element === null || element === undefined) return 'NULL';
    if (Array.isArray(element)) return arrayText(element);
    if (typeof element === 'number' || typeof element === 'bigint' || typeof element === 'boolean')
      return String(element);
    const text = typeof element === 'string' ? element : JSON.stringify(element);
    return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  });
  return `{${parts.join(',')}}`;
};

const cell = (value: CopyValue): string => {
  if (typeof value === 'string') return escaped(value);
  if (value === null || value === undefined) return String.raw`\N`;
  if (typeof value === 'object') return escaped(Array.isArray(value) ? arrayText(value) : JSON.stringify(value));
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value);
};

/** One row in the text format of COPY, with its line end. */
export const copyLine = (row: CopyRow): string => {
  let line = cell(row[0]);
  for (let index = 1; index < row.length; index += 1) line += `\t${cell(row[index])}`;
  return `${line}\n`;
};

const identifier = (name: string): string =>
  name
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.');

const chunkLength = 64 * 1024;

/**
 * Writes rows into `table` (may be `schema.table`) by COPY and tells how many. A table under row-level security refuses COPY:
 * write into a temporary table, then INSERT … SELECT. The connection is taken while the rows come: `rows` must not use `tx`.
 */
export const copyRows = (
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<CopyRow> | Iterable<CopyRow>,
): Promise<number> => copyBatches(tx, table, columns, Symbol.asyncIterator in rows ? batched(rows) : [rows]);

/** Like `copyRows`, for rows that come in batches: no waiting between the rows of one batch, hence the faster way. */
export const copyBatches = (
  tx: Tx,
  table: string,
  columns: readonly string[],
  batches: AsyncIterable<Iterable<CopyRow>> | Iterable<Iterable<CopyRow>>,
): Promise<number> =>
  tx.exclusively(async (client) => {
    const text = `copy ${identifier(table)} (${columns.map((name) => pg.escapeIdentifier(name)).join(', ')}) from stdin`;
    const stream = client.query(copyFrom(text, { highWaterMark: 4 * chunkLength }));
    const done = finished(stream);
    done.catch(() => undefined);
    const send = async (chunk: string): Promise<void> => {
      if (!stream.write(Buffer.from(chunk, 'utf8'))) await Promise.race([once(stream, 'drain'), done]);
    };
    try {
      let chunk = '';
      for await (const batch of batches)
        for (const row of batch) {
          chunk += copyLine(row);
          if (chunk.length >= chunkLength) {
            await send(chunk);
            chunk = '';
          }
        }
      if (chunk !== '') await send(chunk);
      stream.end();
      await done;
      return stream.rowCount;
    } catch (error) {
      if (!stream.destroyed) stream.destroy(error instanceof Error ? error : new Error(String(error)));
      await done.catch(() => undefined);
      throw error;
    }
  });

async function* batched(rows: AsyncIterable<CopyRow>): AsyncGenerator<CopyRow[]> {
  let batch: CopyRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === 512) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
