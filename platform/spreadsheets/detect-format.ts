import { type TextPair, pair } from '#foundation/text-pair.ts';

/** What a file is by its first bytes. `text` is anything that may be a table of text; `other` names what it is instead. */
export type FoundFormat =
  | { readonly format: 'zip' | 'ole' | 'text' | 'empty' }
  | { readonly format: 'other'; readonly what: TextPair };

const startsWith = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);

const others: readonly { readonly bytes: readonly number[]; readonly what: TextPair }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: pair('PDF 文件', 'a PDF') },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: pair('图片', 'a picture') },
  { bytes: [0xff, 0xd8, 0xff], what: pair('图片', 'a picture') },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: pair('图片', 'a picture') },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: pair('RAR 压缩包', 'a RAR archive') },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: pair('7z 压缩包', 'a 7z archive') },
  { bytes: [0x1f, 0x8b], what: pair('gzip 压缩包', 'a gzip archive') },
  { bytes: [0x09, 0x00, 0x04, 0x00], what: pair('1990 年以前的 Excel 表格', 'a table of Excel 2') },
  { bytes: [0x09, 0x02, 0x06, 0x00], what: pair('Excel 3 表格', 'a table of Excel 3') },
  { bytes: [0x09, 0x04, 0x06, 0x00], what: pair('Excel 4 表格', 'a table of Excel 4') },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: pair('RTF 文档', 'an RTF document') },
];

/** Tells what a file is by its first few hundred bytes; its name plays no part. */
export const detectFormat = (head: Buffer): FoundFormat => {
  if (head.length === 0) return { format: 'empty' };
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) return { format: 'zip' };
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return { format: 'ole' };
  const other = others.find(({ bytes }) => startsWith(head, ...bytes));
  if (other) return { format: 'other', what: other.what };
  const start = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|meta|body|div|style)\b/.test(start))
    return { format: 'other', what: pair('网页（HTML）', 'a web page (HTML)') };
  if (start.startsWith('<?xml') || start.startsWith('<workbook'))
    return { format: 'other', what: pair('XML 文件', 'an XML file') };
  return { format: 'text' };
};
