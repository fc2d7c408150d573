import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { refusal } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type ByteSource, chunksOf, readSlice } from './byte-source.ts';
import type { ReadLimits } from './limits.ts';
import { PartFault } from './part-fault.ts';

interface ZipEntry {
  readonly name: string;
  readonly stored: boolean;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ENTRIES_AT_MOST = 20_000;
const DIRECTORY_AT_MOST = 16 * 1024 * 1024;

const truncated = (): PartFault => new PartFault(refusal('file-truncated'));
const bomb = (): PartFault => new PartFault(refusal('file-zip-bomb'));
const damaged = (zh: string, en: string): PartFault => new PartFault(refusal('file-unreadable', { why: pair(zh, en) }));

/** Where the directory of the archive lies; it stands at the end, so that a cut file has none. */
const findDirectory = async (source: ByteSource): Promise<{ from: number; length: number; entries: number }> => {
  const tailFrom = Math.max(0, source.size - 65_557);
  const tail = await readSlice(source, tailFrom, 65_557);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw truncated();
  let entries = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let from = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === END_64_LOCATOR) {
    const end = await readSlice(source, Number(tail.readBigUInt64LE(at - 12)), 56);
    if (end.length < 56) throw truncated();
    entries = Number(end.readBigUInt64LE(32));
    length = Number(end.readBigUInt64LE(40));
    from = Number(end.readBigUInt64LE(48));
  }
  if (from + length > source.size) throw truncated();
  if (entries > ENTRIES_AT_MOST || length > DIRECTORY_AT_MOST) throw bomb();
  return { from, length, entries };
};

/** Sizes of more than 4 GiB stand in an extra field, in this order, where the ordinary field is full. */
const wide = (
  extra: Buffer,
  wanted: readonly [size: boolean, packed: boolean, offset: boolean],
): readonly (number | undefined)[] => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    return wanted.map((needed) => {
      if (!needed || place + 8 > extra.length) return undefined;
      const value = Number(extra.readBigUInt64LE(place));
      place += 8;
      return value;
    });
  }
  return [];
};

/** The parts of an .xlsx file: a zip archive whose sizes are checked before anything is inflated and again while it is. */
export class ZipArchive {
  readonly #source: ByteSource;
  readonly #limits: ReadLimits;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #names: readonly string[];

  private constructor(
    source: ByteSource,
    limits: ReadLimits,
    entries: ReadonlyMap<string, ZipEntry>,
    names: readonly string[],
  ) {
    this.#source = source;
    this.#limits = limits;
    this.#entries = entries;
    this.#names = names;
  }

  /** Reads the directory. Throws a `PartFault` for a cut, encrypted or abnormal archive. */
  static async open(source: ByteSource, limits: ReadLimits): Promise<ZipArchive> {
    const { from, length, entries: count } = await findDirectory(source);
    const directory = await readSlice(source, from, length);
    const entries = new Map<string, ZipEntry>();
    const names: string[] = [];
    let total = 0;
    for (let at = 0, index = 0; index < count; index += 1) {
      if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL)
        throw damaged('压缩包目录已损坏', 'the directory of the archive is damaged');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
        directory.readUInt16LE(at + place),
      ) as [number, number, number];
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
      const [packed32, size32, offset32] = [20, 24, 42].map((place) => directory.readUInt32LE(at + place)) as [
        number,
        number,
        number,
      ];
      const [size64, packed64, offset64] = wide(extra, [
        size32 === 0xffffffff,
        packed32 === 0xffffffff,
        offset32 === 0xffffffff,
      ]);
      const entry: ZipEntry = {
        name: name.replaceAll('\\', '/').replace(/^\//, ''),
        stored: directory.readUInt16LE(at + 10) === 0,
        packed: packed64 ?? packed32,
        size: size64 ?? size32,
        crc: directory.readUInt32LE(at + 16),
        offset: offset64 ?? offset32,
      };
      if (directory.readUInt16LE(at + 8) & 1) throw new PartFault(refusal('file-encrypted'));
      if (entry.offset + entry.packed > source.size) throw truncated();
      if (entry.size > limits.partBytes || isBomb(entry.size, entry.packed, limits)) throw bomb();
      total += entry.size;
      entries.set(entry.name.toLowerCase(), entry);
      names.push(entry.name);
      at += 46 + nameLength + extraLength + commentLength;
    }
    if (total > limits.totalBytes) throw bomb();
    return new ZipArchive(source, limits, entries, names);
  }

  /** Every part as the directory names it; two may differ in case alone. */
  get names(): readonly string[] {
    return this.#names;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** True where some part lies under a folder. */
  hasFolder(name: string): boolean {
    for (const entry of this.#entries.keys()) if (entry.startsWith(`${name}/`)) return true;
    return false;
  }

  /** Inflates a part chunk by chunk; undefined names give nothing. Throws a `PartFault` on the way. */
  async *inflate(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) return;
    const local = await readSlice(this.#source, entry.offset, 30);
    if (local.length < 30 || local.readUInt32LE(0) !== LOCAL)
      throw damaged('压缩包内容已损坏', 'the contents of the archive are damaged');
    const from = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (from + entry.packed > this.#source.size) throw truncated();
    let size = 0;
    let crc = 0;
    for await (const chunk of entry.stored
      ? chunksOf(this.#source, from, from + entry.packed)
      : this.#inflated(from, entry.packed)) {
      size += chunk.length;
      if (size > entry.size || size > this.#limits.partBytes || isBomb(size, entry.packed, this.#limits)) throw bomb();
      // All the parts that are read are XML, which holds no such byte.
      if (chunk.includes(0)) throw damaged('内容不是文本', 'what should be text is none');
      crc = crc32(chunk, crc);
      yield chunk;
    }
    if (size < entry.size) throw truncated();
    if (crc !== entry.crc) throw damaged('校验不符，内容已损坏', 'a checksum does not match: the contents are damaged');
  }

  async *#inflated(from: number, packed: number): AsyncGenerator<Buffer, void, undefined> {
    const source = this.#source;
    const copies = async function* (): AsyncGenerator<Buffer, void, undefined> {
      for await (const chunk of chunksOf(source, from, from + packed)) yield Buffer.from(chunk);
    };
    const input = Readable.from(copies(), { objectMode: false });
    const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
    input.on('error', (error) => inflater.destroy(error));
    try {
      for await (const chunk of input.pipe(inflater)) yield chunk as Buffer;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'Z_BUF_ERROR') throw truncated();
      if (code.startsWith('Z_')) throw damaged('压缩内容已损坏', 'the compressed contents are damaged');
      throw error;
    } finally {
      input.destroy();
      inflater.destroy();
    }
  }

  /** A small part whole, as text; empty where it is absent. */
  async text(name: string, most = 32 * 1024 * 1024): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.inflate(name)) {
      size += chunk.length;
      if (size > most) throw bomb();
      chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

const isBomb = (size: number, packed: number, limits: ReadLimits): boolean =>
  size > limits.ratioFromBytes && size > packed * limits.ratio;
