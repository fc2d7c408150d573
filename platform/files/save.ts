import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { printBytes } from '#foundation/print-bytes.ts';
import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import type { Services } from '#platform/operation/index.ts';
import { incomingDirectory, makeDirectory, placeOf, syncDirectoryOf } from './place.ts';

/** A file in the store. */
export interface StoredFile {
  readonly id: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A disk, a quota or a limit on files that leaves no room is a refusal that people are told of; anything else is thrown on. */
export const refusalOfFullDisk = (error: unknown): Refused => {
  if (error instanceof Error && 'code' in error && fullDisk.has(String(error.code))) return refuse('disk-full');
  throw error;
};

const receive = async (
  path: string,
  stream: AsyncIterable<string | Uint8Array>,
  maxBytes: number,
): Promise<Result<{ sha256: string; bytes: number }>> => {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of stream) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      bytes += chunk.byteLength;
      if (bytes > maxBytes)
        return refuse('file-too-large', { size: `> ${printBytes(maxBytes)}`, limit: printBytes(maxBytes) });
      hash.update(chunk);
      for (let from = 0; from < chunk.byteLength;) from += (await file.write(chunk, from)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes === 0 ? refuse('file-empty') : ok({ sha256: hash.digest('hex'), bytes });
};

/**
 * Stores what comes through a stream and gives its number. When it returns, the file is on the disk whole; when it refuses or
 * throws, nothing of it is left.
 * @returns the refusal `file-too-large`, `file-empty` or `disk-full`
 */
export const saveStream = async (
  services: Pick<Services, 'dataDirectory'>,
  stream: AsyncIterable<string | Uint8Array>,
  { maxBytes }: { readonly maxBytes: number },
): Promise<Result<StoredFile>> => {
  const id = randomUUID();
  const incoming = join(incomingDirectory(services.dataDirectory), id);
  const place = placeOf(services.dataDirectory, id) ?? incoming;
  try {
    await makeDirectory(dirname(incoming));
    await makeDirectory(dirname(place));
    const received = await receive(incoming, stream, maxBytes);
    if (!received.ok) return received;
    await rename(incoming, place);
    await syncDirectoryOf(place);
    return ok({ id, ...received.value });
  } catch (error) {
    return refusalOfFullDisk(error);
  } finally {
    await rm(incoming, { force: true });
  }
};
