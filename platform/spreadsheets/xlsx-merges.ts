import type { Merge } from './table.ts';
import { attributesOf } from './xml-text.ts';

const OPEN = 'mergeCells';
const MOST = 16 * 1024 * 1024;

const columnNumber = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 0x40, 0);

/** A range such as B2:J2; undefined for anything else. */
export const rangeOf = (reference: string): Merge | undefined => {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!parts) return undefined;
  const [, fromColumn, fromRow, toColumn, toRow] = parts as unknown as [string, string, string, string, string];
  return {
    fromRow: Number(fromRow),
    fromColumn: columnNumber(fromColumn),
    toRow: Number(toRow),
    toColumn: columnNumber(toColumn),
  };
};

/** The merged ranges of a sheet. They stand behind its cells, so that all of it has to pass by; nothing of it is kept. */
export const mergesIn = async (chunks: AsyncIterable<Buffer>): Promise<readonly Merge[]> => {
  let tail = Buffer.alloc(0);
  let section: Buffer[] | undefined;
  let size = 0;
  for await (const chunk of chunks) {
    if (section) {
      section.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > MOST) break;
      continue;
    }
    const data = Buffer.concat([tail, chunk]);
    const at = data.indexOf(OPEN);
    if (at === -1) tail = Buffer.from(data.subarray(Math.max(0, data.length - OPEN.length)));
    else section = [Buffer.from(data.subarray(at))];
  }
  if (!section) return [];
  return attributesOf(Buffer.concat(section).toString('utf8'), 'mergeCell').flatMap(
    (attributes) => rangeOf(attributes.get('ref') ?? '') ?? [],
  );
};
