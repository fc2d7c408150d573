import { constants, existsSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A folder that the database server's own account may walk to, so that its files lie within. */
const copyFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhijian-browser-'));
  await chmod(folder, 0o755);
  return folder;
};

/** Gives each file of a copy the owner that it has in the original: the database server of root runs as another account. */
const ownAlike = async (from: string, to: string): Promise<void> => {
  const { uid, gid, mode } = await lstat(from);
  await chown(to, uid, gid);
  await chmod(to, mode & 0o7777);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isDirectory()) await ownAlike(join(from, entry.name), join(to, entry.name));
    else await chown(join(to, entry.name), uid, gid);
  }
};

/**
 * A data directory with the evaluation province. The first that is asked for makes it the way a newcomer does, by a start of the
 * program on an empty directory; every file of the run then works on a copy of its own.
 */
export const provinceCopy = async (firstStart: (data: string) => Promise<void>): Promise<string> => {
  const made = join(inject('browserRun'), 'province');
  if (!existsSync(made)) {
    const fresh = join(inject('browserRun'), 'fresh');
    await mkdir(fresh, { mode: 0o755 });
    await firstStart(fresh);
    await rename(fresh, made);
  }
  const copy = await copyFolder();
  await cp(made, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  if (process.getuid?.() === 0) await ownAlike(made, copy);
  return copy;
};
