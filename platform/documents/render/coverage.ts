import { open, type FileHandle } from 'node:fs/promises';

/** Which code points a font draws: runs, sorted, both ends included. */
export type Coverage = readonly (readonly [from: number, to: number])[];

/** Whether a code point lies in one of the runs. */
export const covers = (coverage: Coverage, codePoint: number): boolean => {
  let low = 0;
  let high = coverage.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = coverage[middle];
    if (!run) return false;
    if (codePoint < run[0]) high = middle - 1;
    else if (codePoint > run[1]) low = middle + 1;
    else return true;
  }
  return false;
};

/** Adds a code point that maps to a glyph; runs are built in order. */
const gathered = (): { readonly add: (codePoint: number) => void; readonly runs: [number, number][] } => {
  const runs: [number, number][] = [];
  const add = (codePoint: number): void => {
    const last = runs.at(-1);
    if (last && codePoint === last[1] + 1) last[1] = codePoint;
    else runs.push([codePoint, codePoint]);
  };
  return { add, runs };
};

/** Format 4: code points to U+FFFF by segments. */
const segments = (table: DataView): Coverage => {
  const { add, runs } = gathered();
  const count = table.getUint16(6) / 2;
  for (let index = 0; index < count; index += 1) {
    const end = table.getUint16(14 + index * 2);
    const start = table.getUint16(16 + count * 2 + index * 2);
    const delta = table.getUint16(16 + count * 4 + index * 2);
    const offsetAt = 16 + count * 6 + index * 2;
    const offset = table.getUint16(offsetAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code + delta : table.getUint16(offsetAt + offset + (code - start) * 2);
      if ((glyph & 0xffff) !== 0) add(code);
    }
  }
  return runs;
};

/** Format 12: all of Unicode by groups; a group that begins at glyph 0 has one code point without a glyph. */
const groups = (table: DataView): Coverage => {
  const runs: [number, number][] = [];
  const count = table.getUint32(12);
  for (let index = 0; index < count; index += 1) {
    const at = 16 + index * 12;
    const from = table.getUint32(at) + (table.getUint32(at + 8) === 0 ? 1 : 0);
    if (from <= table.getUint32(at + 4)) runs.push([from, table.getUint32(at + 4)]);
  }
  return runs;
};

/** Reads the character map of a font (OpenType `cmap`, formats 4 and 12; the fullest of its tables). */
export const coverageOfMap = (cmap: Uint8Array): Coverage => {
  const view = new DataView(cmap.buffer, cmap.byteOffset, cmap.byteLength);
  let best: Coverage = [];
  let size = 0;
  for (let index = 0; index < view.getUint16(2); index += 1) {
    const offset = view.getUint32(4 + index * 8 + 4);
    const table = new DataView(cmap.buffer, cmap.byteOffset + offset, cmap.byteLength - offset);
    const format = table.getUint16(0);
    const coverage = format === 12 ? groups(table) : format === 4 ? segments(table) : [];
    const points = coverage.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    if (points > size) {
      best = coverage;
      size = points;
    }
  }
  return best;
};

const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> =>
  (await file.read(Buffer.alloc(length), 0, length, position)).buffer;

/**
 * The coverage of a font file; reads its character map alone, so that the server does not hold the font.
 * @throws where the file is no single TrueType or OpenType font
 */
export const readCoverage = async (path: string): Promise<Coverage> => {
  const file = await open(path, 'r');
  try {
    const head = await readAt(file, 0, 12);
    const version = head.readUInt32BE(0);
    if (version !== 0x00010000 && version !== 0x4f54544f && version !== 0x74727565)
      throw new Error(`not a TrueType or OpenType font file (.ttf, .otf): ${path}`);
    const tables = head.readUInt16BE(4);
    const directory = await readAt(file, 12, tables * 16);
    for (let at = 0; at < directory.length; at += 16)
      if (directory.toString('latin1', at, at + 4) === 'cmap')
        return coverageOfMap(await readAt(file, directory.readUInt32BE(at + 8), directory.readUInt32BE(at + 12)));
    throw new Error(`a font without a character map: ${path}`);
  } finally {
    await file.close();
  }
};
