import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, chown, lstat, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join, normalize, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { findPlace } from '../embedded/place.ts';
import { findPostmaster } from '../embedded/postmaster.ts';
import type { Place } from '../embedded/types.ts';
import { DatabaseFailure } from '../failure.ts';
import { readTar } from './tar.ts';

export interface RestoreOptions {
  readonly dataDirectory: string;
  readonly file: string;
  /** Moves what is there out of the way, under a name with the time; without it a directory that holds anything is refused. */
  readonly force?: boolean;
  readonly progress?: (step: { readonly bytes: number }) => void;
}

export interface RestoreReport {
  readonly bytes: number;
  /** Where things that were in the way have been moved. */
  readonly moved: readonly string[];
}

const refused = (zh: string, en: string, cause?: unknown) => new DatabaseFailure('backup-refused', { zh, en }, cause);
const ours = /^(postgres|postgres-place\.json)$/;

/** What the directory holds besides an empty place for the server. */
const occupied = async (place: Place, data: string): Promise<string[]> => {
  const other = (await readdir(data)).filter((name) => !ours.test(name)).map((name) => join(data, name));
  return (await lstat(place.cluster).catch(() => undefined)) ? [place.cluster, ...other] : other;
};

/** Unpacks into two drafts, the cluster's and that of the other files, and gives the number of bytes. */
const unpack = async (
  file: string,
  drafts: Readonly<Record<string, string>>,
  progress: (bytes: number) => void,
): Promise<number> => {
  let bytes = 0;
  const source = createReadStream(file);
  const inflated = source.pipe(createGunzip());
  source.once('error', (error) => inflated.destroy(error));
  for await (const { name, kind, contents } of readTar(inflated)) {
    const [top = '', ...below] = normalize(name)
      .split(/[\\/]/)
      .filter((part) => part !== '');
    const draft = Object.hasOwn(drafts, top) ? drafts[top] : undefined;
    if (draft === undefined || below.includes('..')) throw new Error(`an entry outside the backup: ${name}`);
    const path = join(draft, ...below);
    if (kind === 'folder') await mkdir(path, { recursive: true, mode: 0o700 });
    else {
      await pipeline(
        Readable.from(contents(), { objectMode: false }),
        createWriteStream(path, { mode: 0o600, flags: 'wx' }),
      );
      bytes += (await lstat(path)).size;
      progress(bytes);
    }
  }
  return bytes;
};

const handOver = async (path: string, { account }: Place): Promise<void> => {
  if (!account) return;
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
    await chown(join(entry.parentPath, entry.name), account.uid, account.gid);
  await chown(path, account.uid, account.gid);
};

/**
 * Puts a backup in the place of the embedded server's data. The file is unpacked and checked whole before anything that is
 * there is touched; the next start brings the database to where the backup ended.
 * @throws DatabaseFailure `backup-refused` when a server runs there, when the directory holds data, or when the file is damaged
 */
export const restore = async (options: RestoreOptions): Promise<RestoreReport> => {
  const data = resolve(options.dataDirectory);
  const place = await findPlace(data);
  if (await findPostmaster(place))
    throw refused(
      `数据目录 ${data} 的数据库正在运行，请先停止服务再恢复。`,
      `The database of ${data} is running; stop the service before restoring.`,
    );
  const inTheWay = await occupied(place, data);
  if (inTheWay.length > 0 && !options.force)
    throw refused(
      `数据目录 ${data} 不是空的，不会覆盖。请用 --data 指定空目录，或加 --force（原有数据改名保留）。`,
      `The data directory ${data} is not empty and is not overwritten. Name an empty one by --data, or use --force (what is there is kept under another name).`,
    );
  const drafts = {
    cluster: `${place.cluster}.restore-${process.pid}`,
    data: join(data, `restore-${process.pid}.part`),
  };
  try {
    for (const draft of Object.values(drafts)) await mkdir(draft, { recursive: true, mode: 0o700 });
    const bytes = await unpack(options.file, drafts, (done) => options.progress?.({ bytes: done })).catch(
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw refused(
          `备份文件 ${options.file} 无法读取或已损坏：${reason}`,
          `${options.file} can't be read or is damaged: ${reason}`,
          error,
        );
      },
    );
    await readFile(join(drafts.cluster, 'backup_label')).catch((error: unknown) => {
      throw refused(
        `${options.file} 不是本系统的备份文件。`,
        `${options.file} is not a backup of this program.`,
        error,
      );
    });
    await chmod(drafts.cluster, 0o700);
    await handOver(drafts.cluster, place);
    const suffix = `.before-${new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}`;
    const moved = inTheWay.map((path) => `${path}${suffix}`);
    for (const path of inTheWay) await rename(path, `${path}${suffix}`);
    await rename(drafts.cluster, place.cluster);
    for (const name of await readdir(drafts.data)) await rename(join(drafts.data, name), join(data, name));
    return { bytes, moved };
  } finally {
    for (const draft of Object.values(drafts)) await rm(draft, { recursive: true, force: true });
  }
};
