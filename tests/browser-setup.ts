import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what the browser tests of this run share. */
    readonly browserRun: string;
  }
}

/** Makes the folder that the files of a run share, and takes it away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhijian-browser-run-'));
  // The database server of root runs as another account, which has to walk here.
  await chmod(folder, 0o755);
  project.provide('browserRun', folder);
  return () => rm(folder, { recursive: true, force: true });
}
