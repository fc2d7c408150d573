import { open } from 'node:fs/promises';

/** Bytes that can be read at any place: a file on disk or a buffer in memory. */
export interface ByteSource {
  readonly size: number;
  /** Reads up to `length` bytes from `from` into `into`; gives how many were there. */
  read(into: Buffer, from: number, length: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens a file, or wraps bytes that are in memory already. Throws what the file system throws. */
export const openSource = async (source: string | Uint8Array): Promise<ByteSource> => {
  if (typeof source !== 'string') {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return {
      size: bytes.length,
      read: async (into, from, length) => bytes.copy(into, 0, from, Math.min(from + length, bytes.length)),
      close: async () => {},
    };
  }
  const file = await open(source, 'r');
  const { size } = await file.stat();
  return {
    size,
    read: async (into, from, length) => (await file.read(into, 0, length, from)).bytesRead,
    close: () => file.close(),
  };
};

/** The bytes from `from` on, at most `length`; fewer where the source ends. */
export const readSlice = async (source: ByteSource, from: number, length: number): Promise<Buffer> => {
  const wanted = Math.max(0, Math.min(length, source.size - from));
  const into = Buffer.allocUnsafe(wanted);
  let done = 0;
  while (done < wanted) {
    const got = await source.read(into.subarray(done), from + done, wanted - done);
    if (got === 0) break;
    done += got;
  }
  return into.subarray(0, done);
};

/** The bytes of a range in chunks. A chunk is overwritten by the next one: copy what has to stay. */
export async function* chunksOf(
  source: ByteSource,
  from = 0,
  to = source.size,
  chunkBytes = 128 * 1024,
): AsyncGenerator<Buffer, void, undefined> {
  const into = Buffer.allocUnsafe(chunkBytes);
  for (let at = from; at < to;) {
    const got = await source.read(into, at, Math.min(chunkBytes, to - at));
    if (got === 0) return;
    at += got;
    yield into.subarray(0, got);
  }
}
