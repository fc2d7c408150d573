import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ok, type Result } from '#foundation/refusal.ts';
import { refusalOfFullDisk } from '#platform/files/index.ts';
import type { Services } from '#platform/operation/index.ts';

export interface SavedFile {
  /** Name within the store. */
  readonly storedAt: string;
  readonly sha256: string;
  readonly bytes: number;
}

const folder = (services: Services): string => join(services.dataDirectory, 'files', 'imports');

/** Where a stored file lies. */
export const storedPath = (services: Services, storedAt: string): string => join(folder(services), storedAt);

/** Streams a file into the store; what was written of a broken transfer is taken away. Refused when there is no room for it. */
export const saveFile = async (services: Services, stream: NodeJS.ReadableStream): Promise<Result<SavedFile>> => {
  const storedAt = randomUUID();
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await mkdir(folder(services), { recursive: true });
    await pipeline(stream, measure, createWriteStream(storedPath(services, storedAt), { flags: 'wx' }));
  } catch (error) {
    await rm(storedPath(services, storedAt), { force: true });
    return refusalOfFullDisk(error);
  }
  return ok({ storedAt, sha256: hash.digest('hex'), bytes });
};

/** Removes a file that no import uses. */
export const dropFile = (services: Services, storedAt: string): Promise<void> =>
  rm(storedPath(services, storedAt), { force: true });
