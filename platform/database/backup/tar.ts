/** The little of the tar format (ustar, GNU long names) that a backup needs: folders and ordinary files. */

const block = 512;
const longest = 100;
const largest = 8 * 1024 ** 3;

export interface TarEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
}

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** The sum of the bytes, those of the checksum itself taken as spaces. */
const checksum = (header: Buffer): number =>
  header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);

const headerBlock = (name: Buffer, size: number, type: string, mode: number): Buffer => {
  const header = Buffer.alloc(block);
  name.copy(header, 0, 0, longest);
  header.write(octal(mode, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(Math.floor(Date.now() / 1000), 12), 136);
  header.write(type, 156);
  header.write('ustar\u000000', 257, 'latin1');
  header.write(octal(checksum(header), 7), 148);
  return header;
};

/** Bytes that fill the last block of a file of this size. */
export const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block);

/** The blocks that stand before the contents of an entry. */
export const tarHeader = ({ name, kind, size }: TarEntry): Buffer => {
  if (size >= largest) throw new Error(`${name} is too large for a backup file`);
  const bytes = Buffer.from(name, 'utf8');
  const header = kind === 'folder' ? headerBlock(bytes, 0, '5', 0o700) : headerBlock(bytes, size, '0', 0o600);
  if (bytes.length <= longest) return header;
  const long = headerBlock(Buffer.from('././@LongLink'), bytes.length, 'L', 0o600);
  return Buffer.concat([long, bytes, padding(bytes.length), header]);
};

export const tarEnd = Buffer.alloc(2 * block);

/** Reads exact numbers of bytes from a stream of chunks. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes; empty at the end. */
  async some(most: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done) return this.#rest;
      this.#rest = next.value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0;) {
      const part = await this.some(left);
      if (part.length === 0) throw new Error('the file ends too early');
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }
}

const field = (header: Buffer, start: number, length: number): string => {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? length : end).toString('utf8');
};

const checkHeader = (header: Buffer): void => {
  if (Number.parseInt(field(header, 148, 8), 8) !== checksum(header)) throw new Error('this is not a tar file');
};

/** Reads the entries of a tar in order; the contents of each must be read before the next is asked for. */
export async function* readTar(
  source: AsyncIterable<Buffer>,
): AsyncGenerator<TarEntry & { readonly contents: () => AsyncGenerator<Buffer> }> {
  const reader = new ByteReader(source);
  let longName: string | undefined;
  for (;;) {
    const header = await reader.exactly(block);
    if (header.every((byte) => byte === 0)) break;
    checkHeader(header);
    const size = Number.parseInt(field(header, 124, 12), 8);
    const type = field(header, 156, 1);
    if (type === 'L') {
      longName = (await reader.exactly(size)).toString('utf8');
      await reader.exactly(padding(size).length);
      continue;
    }
    if (type !== '0' && type !== '5') throw new Error(`an entry of an unexpected kind: ${type}`);
    let left = size;
    async function* contents(): AsyncGenerator<Buffer> {
      while (left > 0) {
        const part = await reader.some(left);
        if (part.length === 0) throw new Error('the file ends too early');
        left -= part.length;
        yield part;
      }
    }
    yield { name: longName ?? field(header, 0, longest), kind: type === '5' ? 'folder' : 'file', size, contents };
    longName = undefined;
    for await (const part of contents()) void part;
    await reader.exactly(padding(size).length);
  }
  // To the very end, so that the checksum of the compression is verified.
  while ((await reader.some(1024 * 1024)).length > 0);
}
