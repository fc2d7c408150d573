import { isUtf8 } from 'node:buffer';
import { chunksOf, readSlice, type ByteSource } from './byte-source.ts';
import type { CsvEncoding } from './table.ts';

export interface EncodingFound {
  readonly encoding: CsvEncoding;
  /** Bytes of the byte order mark. */
  readonly skip: number;
}
export type NotText = { readonly notText: 'binary' | 'encoding' };

/** Characters that never stand in a table of text: NUL and the separators that the sheet digest uses. */
const FORBIDDEN = [0x00, 0x1e, 0x1f] as const;

/** True where UTF-8 holds a character that never stands in a table of text. */
export const holdsForbidden = (chunk: Uint8Array): boolean => FORBIDDEN.some((byte) => chunk.includes(byte));

/** Where a chunk has to be cut so that no UTF-8 character is torn: before a last one that is not complete. */
const wholeCharacters = (chunk: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return chunk.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? chunk.length - back : chunk.length;
    }
  }
  return chunk.length;
};

/**
 * Finds out how a text file is encoded by looking at all of it: a byte order mark decides; else it is UTF-8 if every byte is
 * valid UTF-8; else GB18030 if all of it can be decoded so; else it is no text that we may guess at.
 */
export const findEncoding = async (source: ByteSource): Promise<EncodingFound | NotText> => {
  const head = await readSlice(source, 0, 4);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  const skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;

  let utf8 = true;
  let carried = Buffer.alloc(0);
  const chinese = new TextDecoder('gb18030', { fatal: true });
  for await (const chunk of chunksOf(source, skip)) {
    if (holdsForbidden(chunk)) return { notText: 'binary' };
    if (utf8) {
      const joined = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
      const cut = wholeCharacters(joined);
      utf8 = isUtf8(joined.subarray(0, cut));
      carried = Buffer.from(joined.subarray(cut));
    }
  }
  if (utf8 && isUtf8(carried)) return { encoding: 'utf-8', skip };

  try {
    for await (const chunk of chunksOf(source, skip)) chinese.decode(chunk, { stream: true });
    chinese.decode();
  } catch {
    return { notText: 'encoding' };
  }
  return { encoding: 'gb18030', skip };
};
