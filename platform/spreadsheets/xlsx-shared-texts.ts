import { PackedTexts } from './packed-texts.ts';
import { afterPrefix, LT, needsUnescape, SLASH, tagEnd } from './xml-bytes.ts';
import { unescapeXml } from './xml-text.ts';

const CLOSE = Buffer.from('si>');
const S = 0x73;
const I = 0x69;
const T = 0x74;
const R = 0x72;

/** True where the tag name at `at` is exactly these bytes. */
const named = (bytes: Uint8Array, at: number, first: number, second?: number): boolean => {
  if (bytes[at] !== first) return false;
  const end = second === undefined ? bytes[at + 1]! : bytes[at + 1] === second ? bytes[at + 2]! : 0x61;
  return end === 0x3e || end === 0x20 || end === SLASH || end === 0x0a || end === 0x0d || end === 0x09;
};

/**
 * Reads the texts that the cells of an .xlsx file share. A text is the sum of its runs; what tells its reading in kana (rPh) is
 * left out. Plain texts go into the store as bytes without being decoded.
 */
export const readSharedTexts = async (chunks: AsyncIterable<Buffer>, most: number): Promise<PackedTexts> => {
  const texts = new PackedTexts(most);
  let carried: Buffer | undefined;
  for await (const chunk of chunks) {
    const data = carried === undefined ? chunk : Buffer.concat([carried, chunk]);
    // Up to the last entry that is complete: its end tag, or an empty entry before it.
    const last = data.lastIndexOf(CLOSE);
    const end = last === -1 ? 0 : last + CLOSE.length;
    if (end > 0) scan(data.subarray(0, end), texts);
    carried = Buffer.from(data.subarray(end));
    if (carried.length > most) break;
  }
  return texts;
};

const scan = (bytes: Buffer, texts: PackedTexts): void => {
  let from = -1;
  let to = -1;
  let joined: string | undefined;
  let reading = false;
  for (let at = bytes.indexOf(LT); at !== -1; at = bytes.indexOf(LT, at)) {
    const closing = bytes[at + 1] === SLASH;
    const name = afterPrefix(bytes, closing ? at + 2 : at + 1);
    const end = tagEnd(bytes, name);
    if (end === -1) return;
    const empty = bytes[end - 1] === SLASH;
    at = end + 1;
    if (named(bytes, name, S, I)) {
      if (closing || empty) {
        if (joined !== undefined) texts.add(joined);
        else texts.addBytes(bytes, Math.max(from, 0), Math.max(to, 0));
      }
      from = to = -1;
      joined = undefined;
      reading = false;
    } else if (bytes[name] === R && bytes[name + 1] === 0x50 && bytes[name + 2] === 0x68) reading = !closing && !empty;
    else if (!reading && !closing && !empty && named(bytes, name, T)) {
      const stop = bytes.indexOf(LT, at);
      if (stop === -1) return;
      if (from === -1 && joined === undefined && !needsUnescape(bytes, at, stop)) [from, to] = [at, stop];
      else {
        joined ??= from === -1 ? '' : bytes.toString('utf8', from, to);
        joined += unescapeXml(bytes.toString('utf8', at, stop));
      }
      at = stop;
    }
  }
};
