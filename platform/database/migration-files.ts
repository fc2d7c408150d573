import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseFailure } from './failure.ts';

/** The migrations of one room: its name (as `-- after: room/0001` calls it) and its folder. */
export interface MigrationFolder {
  readonly room: string;
  readonly folder: URL | string;
}

export interface Migration {
  /** `room/0001` */
  readonly id: string;
  readonly room: string;
  readonly number: string;
  readonly name: string;
  readonly after: readonly string[];
  readonly sql: string;
  /** SHA-256 of the file with LF line ends. */
  readonly checksum: string;
}

const fileName = /^(\d{4})-([a-z0-9-]+)\.sql$/;
const header = /^--\s*after:(.*)$/;

const wrongOrder = (zh: string, en: string) => new DatabaseFailure('migration-order', { zh, en });

/** Reads one migration out of its text. */
export const parseMigration = (room: string, file: string, text: string): Migration => {
  const match = fileName.exec(file);
  if (!match)
    throw wrongOrder(`迁移文件名不合规则：${room}/${file}`, `${room}/${file} is not named like 0001-what-it-does.sql`);
  const [, number = '', name = ''] = match;
  const sql = text.replaceAll('\r\n', '\n');
  const after: string[] = [];
  for (const line of sql.split('\n')) {
    const found = header.exec(line);
    if (found)
      after.push(
        ...(found[1] ?? '')
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
      );
    else if (line.trim() !== '' && !line.startsWith('--')) break;
  }
  return {
    id: `${room}/${number}`,
    room,
    number,
    name,
    after,
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
  };
};

/** Reads every migration of the folders, unsorted. */
export const readMigrations = async (folders: readonly MigrationFolder[]): Promise<Migration[]> => {
  const read = folders.map(async ({ room, folder }) => {
    const path = folder instanceof URL ? fileURLToPath(folder) : folder;
    const files = (await readdir(path)).filter((file) => file.endsWith('.sql')).sort();
    return Promise.all(files.map(async (file) => parseMigration(room, file, await readFile(join(path, file), 'utf8'))));
  });
  return (await Promise.all(read)).flat();
};

/** Sorts so that each comes after the one before it in its room and after all that its header names. */
export const sortMigrations = (migrations: readonly Migration[]): Migration[] => {
  const byId = new Map<string, Migration>();
  for (const migration of migrations) {
    if (byId.has(migration.id))
      throw wrongOrder(`迁移编号重复：${migration.id}`, `two migrations are called ${migration.id}`);
    byId.set(migration.id, migration);
  }
  const ordered = [...byId.values()].sort((a, b) => (a.number === b.number ? 0 : a.number < b.number ? -1 : 1));
  const sorted: Migration[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (migration: Migration, path: readonly string[]): void => {
    if (state.get(migration.id) === 'done') return;
    const way = [...path, migration.id].join(' → ');
    if (state.get(migration.id) === 'open')
      throw wrongOrder(`迁移循环依赖：${way}`, `migrations wait for each other: ${way}`);
    state.set(migration.id, 'open');
    for (const other of ordered)
      if (other.room === migration.room && other.number < migration.number) visit(other, [...path, migration.id]);
    for (const id of migration.after) {
      const wanted = byId.get(id);
      if (!wanted)
        throw wrongOrder(
          `${migration.id} 依赖不存在的迁移 ${id}`,
          `${migration.id} comes after ${id}, which does not exist`,
        );
      visit(wanted, [...path, migration.id]);
    }
    state.set(migration.id, 'done');
    sorted.push(migration);
  };
  for (const migration of ordered) visit(migration, []);
  return sorted;
};
