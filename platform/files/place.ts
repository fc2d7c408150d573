import { open, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where files lie while they arrive. */
export const incomingDirectory = (dataDirectory: string): string => join(dataDirectory, 'files', 'incoming');

/**
 * Where a stored file lies; nothing for what is no number that this store gave out. Names that people give to files never become
 * part of a path.
 */
export const placeOf = (dataDirectory: string, id: string): string | undefined =>
  uuid.test(id) ? join(dataDirectory, 'files', id.slice(0, 2), id) : undefined;

/** Makes a directory that only this program's user enters. */
export const makeDirectory = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
};

/** Waits until a new name in a directory has reached the disk. */
export const syncDirectoryOf = async (path: string): Promise<void> => {
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};
