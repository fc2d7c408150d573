import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseFailure, errorCode } from '../failure.ts';
import { runAs } from './run.ts';
import type { Place, Progress } from './types.ts';

/** Name of the cluster's first role, which makes the others. */
export const ownerName = 'zhijian';
const passwordFile = 'zhijian-password';
const major = '18';

/** Password of the owner. It lies within the cluster, which only the server's account may enter, and travels with a backup. */
export const ownerPassword = async (place: Place): Promise<string> =>
  (await readFile(join(place.cluster, passwordFile), 'utf8')).trim();

const checkMajor = async (place: Place, version: string): Promise<void> => {
  if (version.trim() === major) return;
  throw new DatabaseFailure('database-unsuitable', {
    zh: `数据目录 ${place.cluster} 由 PostgreSQL ${version.trim()} 建立，内置服务器为 ${major}。请先用旧版本程序导出。`,
    en: `${place.cluster} was made by PostgreSQL ${version.trim()}, while the embedded server is ${major}. Take the data out with the older program first.`,
  });
};

/**
 * Makes the cluster when there is none. It is made under another name and renamed when whole, so that a start that is
 * killed half-way, or two starts at once, never leave half a cluster.
 */
export const ensureCluster = async (place: Place, progress: Progress): Promise<void> => {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (version !== undefined) return checkMajor(place, version);
  progress({ zh: '正在建立数据库……', en: 'Creating the database …' });
  const draft = `${place.cluster}.${process.pid}`;
  const secret = join(place.home, `password.${process.pid}`);
  await writeFile(secret, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (place.account) await chown(secret, place.account.uid, place.account.gid);
  try {
    const login = ['-U', ownerName, `--pwfile=${secret}`, '--auth=scram-sha-256'];
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const parameters = ['-D', draft, ...login, ...locale, '--data-checksums', '--no-instructions'];
    const { code, output } = await runAs(place.account, join(place.native, 'bin/initdb'), parameters, place.home);
    if (code !== 0)
      throw new DatabaseFailure('database-start-failed', {
        zh: `建立数据库失败：${output}`,
        en: `The database could not be created: ${output}`,
      });
    await appendFile(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'zhijian.conf'\n");
    await rename(secret, join(draft, passwordFile));
    await rename(draft, place.cluster).catch(async (error: unknown) => {
      // Another start was quicker; its cluster is the one.
      if (!(await stat(join(place.cluster, 'PG_VERSION')).catch(() => undefined))) throw error;
    });
  } finally {
    await rm(secret, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
};
