import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, mkdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { DatabaseFailure, errorCode } from '../failure.ts';
import { copyBinaries, nativePackage, restoreLinks } from './binaries.ts';
import { runAs } from './run.ts';
import type { Place, ServerAccount } from './types.ts';

/** Where servers of root live when the server's account may not walk to the data directory. */
const sharedRoot = '/var/lib/zhijian';
const pointerName = 'postgres-place.json';

const inaccessible = (directory: string, error?: unknown) =>
  new DatabaseFailure(
    'database-start-failed',
    {
      zh: `无法使用数据目录 ${directory}：它属于其他用户。请以建立它的用户运行，或用 --data 指定其他目录。`,
      en: `The data directory ${directory} can't be used: it belongs to another user. Run as the user who made it, or name another by --data.`,
    },
    error,
  );

/** What stands in the way of a data directory, by the code of the operating system. */
const obstacles: Readonly<Record<string, TextPair>> = {
  EACCES: pair('没有写入权限', 'this user may not write there'),
  EPERM: pair('没有写入权限', 'this user may not write there'),
  EROFS: pair('所在文件系统只读', 'its file system is read-only'),
  EEXIST: pair('它是文件，不是目录', 'it is a file, not a directory'),
  ENOTDIR: pair('上级路径中有文件，不是目录', 'a part of its path is a file, not a directory'),
  ENAMETOOLONG: pair('路径过长', 'its path is too long'),
  ENOSPC: pair('磁盘空间不足', 'the disk is full'),
};

/** Makes the data directory where there is none, and sees that this user may write there. */
const openDataDirectory = async (dataDirectory: string): Promise<void> => {
  try {
    await mkdir(dataDirectory, { recursive: true });
    await access(dataDirectory, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = obstacles[errorCode(error) ?? ''];
    if (why === undefined) throw error;
    throw new DatabaseFailure(
      'database-start-failed',
      {
        zh: `无法使用数据目录 ${dataDirectory}：${why.zh}。请更正，或用 --data 指定其他目录。`,
        en: `The data directory ${dataDirectory} can't be used: ${why.en}. Put it right, or name another by --data.`,
      },
      error,
    );
  }
};

/** The account for the server when root starts it: PostgreSQL refuses root, and initdb wants an account with a passwd entry. */
export const unprivileged = async (): Promise<ServerAccount> => {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const name of ['nobody', 'postgres', 'daemon']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new DatabaseFailure('database-start-failed', {
    zh: 'PostgreSQL 不能以 root 运行，而本机没有 nobody 用户。请以普通用户运行，或用 DATABASE_URL 指定外部 PostgreSQL。',
    en: 'PostgreSQL refuses to run as root and this machine has no user nobody. Run as an ordinary user, or name a PostgreSQL by DATABASE_URL.',
  });
};

const placeAt = (home: string, native: string, account?: ServerAccount): Place => ({
  native,
  home,
  cluster: join(home, 'cluster'),
  logFile: join(home, 'postgres.log'),
  ...(account ? { account } : {}),
});

const makeHome = async (home: string, account: ServerAccount | undefined): Promise<void> => {
  const made = await mkdir(home, { recursive: true, mode: 0o700 });
  if (account && made !== undefined) {
    await chmod(home, 0o700);
    await chown(home, account.uid, account.gid);
  }
};

const mayUse = async (account: ServerAccount, home: string): Promise<boolean> =>
  (await runAs(account, '/bin/sh', ['-c', 'cd "$0" && test -w .', home], '/')).code === 0;

const pointedHome = async (dataDirectory: string): Promise<string | undefined> => {
  const text = await readFile(join(dataDirectory, pointerName), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { home: string }).home;
};

const openSharedRoot = async (): Promise<void> => {
  if ((await mkdir(sharedRoot, { recursive: true, mode: 0o755 })) !== undefined) await chmod(sharedRoot, 0o755);
};

/** A home of its own under /var/lib; the data directory keeps a pointer to it. */
const makeSharedHome = async (dataDirectory: string, account: ServerAccount): Promise<string> => {
  await openSharedRoot();
  const home = join(sharedRoot, randomBytes(6).toString('hex'));
  await makeHome(home, account);
  if (!(await mayUse(account, home))) throw inaccessible(home);
  const pointer = `${JSON.stringify({ home, why: 'The database server runs as another account, which may not enter this folder.' }, null, 2)}\n`;
  await writeFile(join(dataDirectory, pointerName), pointer, { flag: 'wx' });
  return home;
};

const nativeFor = async (account: ServerAccount | undefined): Promise<string> => {
  const found = await nativePackage();
  await restoreLinks(found.folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES' && error.code !== 'EROFS' && error.code !== 'EPERM') throw error;
  });
  if (!account || (await runAs(account, join(found.folder, 'bin/postgres'), ['--version'], '/')).code === 0)
    return found.folder;
  await openSharedRoot();
  return copyBinaries(found, sharedRoot);
};

/** Finds, or makes, the place of the embedded server for a data directory. */
export const findPlace = async (data: string): Promise<Place> => {
  const dataDirectory = resolve(data);
  await openDataDirectory(dataDirectory);
  if (process.getuid?.() !== 0) {
    const home = (await pointedHome(dataDirectory)) ?? join(dataDirectory, 'postgres');
    await makeHome(home, undefined);
    const owner = await stat(home).catch((error: unknown) => Promise.reject(inaccessible(dataDirectory, error)));
    if (process.getuid && owner.uid !== process.getuid()) throw inaccessible(dataDirectory);
    return placeAt(home, await nativeFor(undefined));
  }
  const pointed = await pointedHome(dataDirectory);
  const near = join(dataDirectory, 'postgres');
  const existing = await stat(pointed ?? near).catch(() => undefined);
  // A directory that an ordinary user has made stays that user's.
  const account = existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : await unprivileged();
  const native = await nativeFor(account);
  if (pointed !== undefined) return placeAt(pointed, native, account);
  await makeHome(near, account);
  if (await mayUse(account, near)) return placeAt(near, native, account);
  // Never leave behind a server that is there already.
  await rmdir(near).catch((error: unknown) => Promise.reject(inaccessible(near, error)));
  return placeAt(await makeSharedHome(dataDirectory, account), native, account);
};
