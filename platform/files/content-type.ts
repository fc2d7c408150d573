import { open, readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';

/** Kinds of file that people hand in, with the ending that fits. */
export const handedIn = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
} as const;
export type HandedIn = keyof typeof handedIn;

/** Media type of what needs no more than its first sixteen bytes; names and announced types prove nothing. */
export const contentTypeOf = (
  head: Uint8Array,
): 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp' | 'zip' | undefined => {
  const starts = (bytes: readonly number[], at = 0): boolean => bytes.every((byte, index) => head[at + index] === byte);
  if (starts([0x25, 0x50, 0x44, 0x46, 0x2d])) return 'application/pdf';
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  if (starts([0x50, 0x4b, 0x03, 0x04])) return 'zip';
  return undefined;
};

/** The same for a file on the disk, of which no more than that is read. */
export const contentTypeOfFile = async (path: string): Promise<ReturnType<typeof contentTypeOf>> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return contentTypeOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
};

/** Media type of a stored file by its content; nothing for what people may not hand in, documents with macros or packed files among it. */
export const handedInTypeOf = async (path: string): Promise<HandedIn | undefined> => {
  const bytes = await readFile(path);
  const type = contentTypeOf(bytes.subarray(0, 16));
  if (type !== 'zip') return type;
  const names: string[] = [];
  try {
    // Names alone: nothing is unfolded.
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name.toLowerCase());
        return false;
      },
    });
  } catch {
    return undefined;
  }
  const hides = (name: string): boolean => /vbaproject|\/embeddings\/|\/activex\//.test(name);
  if (!names.includes('[content_types].xml') || names.some(hides)) return undefined;
  if (names.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (names.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return undefined;
};
