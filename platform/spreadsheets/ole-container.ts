import { type Refusal, refusal } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';

const FREE_OR_END = 0xfffffffa;
const MINI_STREAM_BELOW = 4096;
const FILEPASS = 0x2f;
const RECORDS_LOOKED_AT = 64;
/** How a workbook stream begins, from Excel 2 to Excel 2003. */
const BEGINNINGS = [0x0809, 0x0409, 0x0209, 0x0009];

/** A stream of an OLE container and where it begins. */
interface OleStream {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

class Container {
  readonly bytes: Buffer;
  readonly sectorSize: number;
  readonly #next: readonly Buffer[];

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.sectorSize = 1 << bytes.readUInt16LE(30);
    const fat: number[] = [];
    for (let at = 76; at < 512; at += 4) fat.push(bytes.readUInt32LE(at));
    // Large files go on with their list of allocation sectors in further sectors.
    let more = bytes.readUInt32LE(68);
    for (let guard = 0; more < FREE_OR_END && guard < 10_000; guard += 1) {
      const sector = this.sector(more);
      if (!sector) break;
      for (let at = 0; at < this.sectorSize - 4; at += 4) fat.push(sector.readUInt32LE(at));
      more = sector.readUInt32LE(this.sectorSize - 4);
    }
    this.#next = fat.filter((number) => number < FREE_OR_END).map((number) => this.sector(number) ?? Buffer.alloc(0));
  }

  /** A sector whole; undefined where the file ends before it does. */
  sector(number: number): Buffer | undefined {
    const from = (number + 1) * this.sectorSize;
    return from + this.sectorSize <= this.bytes.length ? this.bytes.subarray(from, from + this.sectorSize) : undefined;
  }

  /** False where the allocation table links to sectors behind the end of the file. */
  isWhole(): boolean {
    for (const table of this.#next) {
      if (table.length < this.sectorSize) return false;
      for (let at = 0; at < this.sectorSize; at += 4) {
        const next = table.readUInt32LE(at);
        if (next < FREE_OR_END && (next + 1) * this.sectorSize >= this.bytes.length) return false;
      }
    }
    return true;
  }

  /** The sectors of a chain, at most `most`; undefined where the file lacks one of them. */
  chain(start: number, most = Infinity): readonly Buffer[] | undefined {
    const sectors: Buffer[] = [];
    const limit = Math.min(most, this.bytes.length / this.sectorSize + 1);
    for (let number = start; number < FREE_OR_END;) {
      // A last sector may be cut short without harm by programs that don't fill it up.
      const from = (number + 1) * this.sectorSize;
      if (from >= this.bytes.length) return undefined;
      sectors.push(this.bytes.subarray(from, from + this.sectorSize));
      if (sectors.length >= limit) break;
      const perSector = this.sectorSize / 4;
      const table = this.#next[Math.floor(number / perSector)];
      if (!table || table.length < this.sectorSize) return undefined;
      number = table.readUInt32LE((number % perSector) * 4);
    }
    return sectors;
  }

  streams(): readonly OleStream[] | undefined {
    const sectors = this.chain(this.bytes.readUInt32LE(48));
    if (!sectors) return undefined;
    const directory = Buffer.concat(sectors);
    const streams: OleStream[] = [];
    for (let at = 0; at + 128 <= directory.length; at += 128) {
      const nameBytes = directory.readUInt16LE(at + 64);
      if (directory[at + 66] === 0 || nameBytes < 2 || nameBytes > 64) continue;
      streams.push({
        name: directory.toString('utf16le', at, at + nameBytes - 2),
        start: directory.readUInt32LE(at + 116),
        size: directory.readUInt32LE(at + 120),
      });
    }
    return streams;
  }
}

const renamed = (extension: string, actual: ReturnType<typeof pair>): Refusal =>
  extension === '' ? refusal('file-not-a-workbook') : refusal('file-renamed', { extension, actual });

/** True where the records at the start of a workbook stream say that it is encrypted. */
const isEncrypted = (head: Buffer): boolean => {
  let at = 0;
  for (let record = 0; record < RECORDS_LOOKED_AT && at + 4 <= head.length; record += 1) {
    if (head.readUInt16LE(at) === FILEPASS) return true;
    at += 4 + head.readUInt16LE(at + 2);
  }
  return false;
};

/**
 * Looks at an OLE file before anything takes it apart: what it is, whether it is encrypted, whether all of it is there. Undefined:
 * it is a whole .xls workbook.
 */
export const checkOle = (bytes: Buffer, extension: string): Refusal | undefined => {
  if (bytes.length < 512) return refusal('file-truncated');
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12)
    return refusal('file-unreadable', { why: pair('文件头已损坏', 'its header is damaged') });
  const container = new Container(bytes);
  const streams = container.streams();
  if (!streams || !container.isWhole()) return refusal('file-truncated');
  const stream = (name: string): OleStream | undefined => streams.find((candidate) => candidate.name === name);
  if (stream('EncryptedPackage') || stream('EncryptionInfo')) return refusal('file-encrypted');
  const workbook = stream('Workbook') ?? stream('Book');
  if (!workbook) {
    if (stream('WordDocument')) return renamed(extension, pair('Word 文档', 'a Word document'));
    if (stream('PowerPoint Document'))
      return renamed(extension, pair('PowerPoint 演示文稿', 'a PowerPoint presentation'));
    return renamed(extension, pair('其他 Office 文件', 'another Office file'));
  }
  if (workbook.size < MINI_STREAM_BELOW) return undefined;
  const sectors = container.chain(workbook.start);
  if (!sectors || sectors.reduce((size, sector) => size + sector.length, 0) < workbook.size)
    return refusal('file-truncated');
  if (!BEGINNINGS.includes(sectors[0]!.readUInt16LE(0)))
    return refusal('file-unreadable', { why: pair('表格内容已损坏', 'the contents of the table are damaged') });
  return isEncrypted(Buffer.concat(sectors.slice(0, 32))) ? refusal('file-encrypted') : undefined;
};
