import type { ReadStream } from 'node:fs';
import { access, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Services } from '#platform/operation/index.ts';
import { incomingDirectory, placeOf } from './place.ts';

type Store = Pick<Services, 'dataDirectory'>;

const absent = () => refuse('not-found', { thing: pair('该文件', 'The file') });
const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Opens a stored file for reading. */
export const openFile = async (store: Store, id: string): Promise<Result<ReadStream>> => {
  const place = placeOf(store.dataDirectory, id);
  if (place === undefined) return absent();
  try {
    return ok((await open(place, 'r')).createReadStream());
  } catch (error) {
    if (isAbsent(error)) return absent();
    throw error;
  }
};

/** Path of a stored file, for readers that jump within it (workbooks). Never shown to anybody. */
export const locateFile = async (store: Store, id: string): Promise<Result<string>> => {
  const place = placeOf(store.dataDirectory, id);
  if (place === undefined) return absent();
  try {
    await access(place);
    return ok(place);
  } catch (error) {
    if (isAbsent(error)) return absent();
    throw error;
  }
};

/** Removes a stored file; one that is gone already is passed over. */
export const removeFile = async (store: Store, id: string): Promise<void> => {
  const place = placeOf(store.dataDirectory, id);
  if (place !== undefined) await rm(place, { force: true });
};

/** Removes what was left half-received by a program that was killed: older than a day. */
export const clearIncoming = async (store: Store, now: Date): Promise<number> => {
  const directory = incomingDirectory(store.dataDirectory);
  const names = await readdir(directory).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs < 24 * 3_600_000) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
};
