import { pair, type TextPair } from '#foundation/text-pair.ts';
import { readPackedXml } from '#platform/spreadsheets/index.ts';

/** Bytes of a template, packed and unpacked, and parts in it: a page of text needs a hundredth. */
export const mostBytes = 2 * 1024 * 1024;
const most = { bytes: 30 * 1024 * 1024, parts: 300 };

const notWord = pair('不是 .docx 文件', 'This is no .docx file');
const unsound = pair('文件内容不规范', 'Its content is not sound');
const reads = pair('含有会读取外部内容的域，不能使用', 'It holds fields that read from outside');

/** What in a part would act on its own or fetch from elsewhere; names are in lower case. */
const forbidden: readonly {
  readonly part: RegExp;
  readonly text?: RegExp;
  readonly fault: TextPair;
}[] = [
  {
    part: /vbaproject|vbadata|\/activex\/|\.bin$/,
    fault: pair('含有宏或控件，不能使用', 'It holds macros or controls'),
  },
  {
    part: /^\[content_types\]\.xml$/,
    text: /macroEnabled|ms-office\.vbaProject|activeX/i,
    fault: pair('含有宏或控件，不能使用', 'It holds macros or controls'),
  },
  { part: /\/embeddings\//, fault: pair('含有嵌入的对象，不能使用', 'It holds embedded objects') },
  {
    part: /\.rels$/,
    text: /TargetMode\s*=\s*["']\s*External/i,
    fault: pair(
      '引用了外部内容（链接、模板或图片），请改为文档内部的内容',
      'It refers to content outside: links, templates or pictures',
    ),
  },
  {
    part: /\.rels$/,
    text: /\/(aFChunk|attachedTemplate|oleObject|subDocument|frame)["']/i,
    fault: pair('引用了别的文件，不能使用', 'It takes in other files'),
  },
  { part: /\.(xml|rels)$/, text: /<!DOCTYPE/i, fault: unsound },
  // Any other ending could be given the meaning of a part of the text, and nobody would have looked into it.
  {
    part: /(?<!\.(xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf|bin|xlsx|docx|pptx)|\/)$/,
    fault: unsound,
  },
];

const readingWords =
  /\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|MACROBUTTON|IMPORT|LINK|DATABASE|AUTOTEXT|RD)\b/i;

/** Text with the characters that stand in it by number or name, as an office program reads it. */
const plain = (text: string): string =>
  text
    .replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'");

/** The instructions of a part's fields, however they are split into runs. */
const instructionsOf = (text: string): string =>
  [
    [...text.matchAll(/<(?:[\w.-]+:)?(?:instrText|delInstrText)\b[^>]*>([^<]*)/gi)].map(([, each]) => each).join(''),
    ...[...text.matchAll(/\binstr\s*=\s*("[^"]*"|'[^']*')/gi)].map(([, each]) => each),
  ].join('\n');

/** Why a file may not serve as a template, before anything in it is looked at as a document. Empty: it may. */
export const faultsOfArchive = async (bytes: Uint8Array): Promise<TextPair[]> => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [notWord];
  const read = await readPackedXml(bytes, most);
  if (!read.ok) {
    const { code, text } = read.refusal;
    return code === 'file-zip-bomb' ? [pair('文件解开后过大', 'It is too large when unpacked')] : [text];
  }
  const { names, texts } = read.value;
  if (!names.includes('word/document.xml') || !names.includes('[Content_Types].xml')) return [notWord];
  const faults = new Map<string, TextPair>();
  for (const [name, text] of texts) {
    const whole = plain(text);
    for (const { part, text: words, fault } of forbidden)
      if (part.test(name) && (words === undefined || words.test(whole))) faults.set(fault.zh, fault);
    // Instructions first, characters by number afterwards: a quotation mark by number would end an attribute too early.
    if (readingWords.test(plain(instructionsOf(text)))) faults.set(reads.zh, reads);
  }
  return [...faults.values()];
};
