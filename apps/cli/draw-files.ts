import { createHash, createHmac } from 'node:crypto';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { saltedId, type Hashes } from '#foundation/draw/hashes.ts';
import { freezePool } from '#foundation/draw/make-proof.ts';
import type { Pool, PoolEntry } from '#foundation/draw/pool.ts';
import { ok, refuse, refused, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { cellAt, readWorkbook, type Row } from '#platform/spreadsheets/index.ts';
import { fileFailure } from './file-failure.ts';

/** The hashes of Node's library. */
export const libraryHashes: Hashes = {
  sha256: (message) => createHash('sha256').update(message).digest(),
  hmac: (key, message) => createHmac('sha256', key).update(message).digest(),
};

/** Most bytes of a proof: some 2.5 million entries with salted ids. */
const proofLimit = 256;
const entriesLimit = 2_000_000;
/** Stratum of a pool that has none. */
const wholePool = 'all';

/** A pool as read: in its order under the ids of the proof, with the ids that people know. */
export interface PoolFile {
  readonly pool: Pool;
  readonly salted: boolean;
  readonly knownAs: (id: string) => string;
  readonly rows: readonly PoolEntry[];
}

const named = (header: Row, ...names: readonly string[]): number =>
  header.texts.findIndex((text) => names.includes(text.trim().toLowerCase()));

interface Columns {
  readonly id: number;
  readonly weight: number;
  readonly stratum: number;
  readonly salt: number;
}

const columnsOf = (header: Row, stratumColumn: string | undefined): Result<Columns> => {
  const id = named(header, 'id', '编号');
  const weight = named(header, 'weight', '权重');
  const stratum =
    stratumColumn === undefined ? named(header, 'stratum', '层') : named(header, stratumColumn.trim().toLowerCase());
  const missing = [
    ...(id === -1 ? ['id'] : []),
    ...(weight === -1 ? ['weight'] : []),
    ...(stratumColumn !== undefined && stratum === -1 ? [stratumColumn] : []),
  ];
  if (missing.length > 0) return refuse('mapping-incomplete', { columns: missing.join(', ') });
  return ok({ id, weight, stratum, salt: named(header, 'salt', '盐值') });
};

/** The rows of the first sheet after its header, as entries, with the number of each row. */
const readRows = async (path: string, stratumColumn: string | undefined) => {
  const opened = await readWorkbook(path);
  if (!opened.ok) return opened;
  const entries: PoolEntry[] = [];
  const places: number[] = [];
  const salts: string[] = [];
  let columns: Columns | undefined;
  try {
    for await (const event of opened.value.readSheet(0)) {
      if (event.type === 'refused') return refused(event.refusal);
      if (event.type === 'end') continue;
      for (const row of event.rows) {
        if (columns === undefined) {
          const found = columnsOf(row, stratumColumn);
          if (!found.ok) return found;
          columns = found.value;
          continue;
        }
        const { id, weight, stratum, salt } = columns;
        const tickets = cellAt(row, weight).text;
        if (!/^([1-9]|10)$/.test(tickets))
          return refuse('draw-weight', { row: row.place, weight: tickets.slice(0, 40) });
        if (entries.length === entriesLimit) return refuse('too-many-rows', { sheet: path, limit: entriesLimit });
        entries.push({
          id: cellAt(row, id).text,
          stratum: stratum === -1 ? wholePool : cellAt(row, stratum).text,
          weight: Number(tickets),
        });
        places.push(row.place);
        if (salt === -1) continue;
        const grains = cellAt(row, salt).text.toLowerCase();
        if (!/^(?:[0-9a-f]{2}){16,64}$/.test(grains))
          return refuse('draw-salt-unusable', { row: row.place, salt: grains.slice(0, 40) });
        salts.push(grains);
      }
    }
  } finally {
    await opened.value.close();
  }
  return ok({ entries, places, salts });
};

/**
 * Reads a pool: a table with the columns id, weight and, where it has them, stratum and salt. With salts its ids are those of
 * the proof, SHA-256(salt ‖ id). `makeSalt` gives each entry one where the table has none; `plain` leaves the ids as they are.
 */
export const readPool = async (
  path: string,
  stratumColumn: string | undefined,
  { makeSalt, plain = false }: { readonly makeSalt?: () => string; readonly plain?: boolean } = {},
): Promise<Result<PoolFile & { readonly salts: readonly string[] }>> => {
  const read = await readRows(path, stratumColumn).catch((error: unknown) =>
    fileFailure(error, path, 'file-unreadable'),
  );
  if (!read.ok) return read;
  const { entries: rows, places } = read.value;
  const line = (at: number): number => places[at] ?? at + 1;
  const known = freezePool(rows, line);
  if (!known.ok) return known;
  const salts = read.value.salts.length > 0 || !makeSalt ? read.value.salts : rows.map(makeSalt);
  if (plain || salts.length === 0) return ok({ pool: known.value, salted: false, knownAs: (id) => id, rows, salts });
  const names = new Map<string, string>();
  const hidden = rows.map((entry, at) => {
    const id = saltedId(libraryHashes, salts[at] ?? '', entry.id);
    names.set(id, entry.id);
    return { ...entry, id };
  });
  const pool = freezePool(hidden, line);
  if (!pool.ok) return pool;
  return ok({ pool: pool.value, salted: true, knownAs: (id) => names.get(id) ?? id, rows, salts });
};

/** Refused where there is no such file, or it may not be read. */
export const findFile = async (path: string): Promise<Result<string>> => {
  try {
    const file = await open(path);
    const found = await file.stat();
    await file.close();
    return found.isFile()
      ? ok(path)
      : refuse('file-unreadable', { why: pair(`${path}：不是文件`, `${path}: it is no file`) });
  } catch (error) {
    return fileFailure(error, path, 'file-unreadable');
  }
};

/** What a proof file holds; undefined where it is no JSON. Refused where it can't be opened or is too large. */
export const readProofFile = async (path: string): Promise<Result<unknown>> => {
  try {
    const { size } = await stat(path);
    if (size > proofLimit * 1024 * 1024)
      return refuse('file-too-large', { size: `${Math.ceil(size / 1024 / 1024)} MB`, limit: `${proofLimit} MB` });
    const text = await readFile(path, 'utf8');
    try {
      return ok(JSON.parse(text));
    } catch {
      return ok(undefined);
    }
  } catch (error) {
    return fileFailure(error, path, 'file-unreadable');
  }
};

/** Writes a text, or its pieces; `secret` for its owner alone. */
export const writeText = async (path: string, text: Iterable<string>, secret = false): Promise<Result<string>> => {
  try {
    await writeFile(path, text, secret ? { mode: 0o600 } : {});
    return ok(path);
  } catch (error) {
    return fileFailure(error, path, 'file-unwritable');
  }
};
