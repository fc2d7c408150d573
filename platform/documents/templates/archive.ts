import { unzipSync } from 'fflate';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** Bytes of a template, packed and unpacked, and parts in it: a page of text needs a hundredth. */
export const mostBytes = 2 * 1024 * 1024;
const mostUnpacked = 30 * 1024 * 1024;
const mostParts = 300;

const notWord = pair('不是 .docx 文件', 'This is no .docx file');
const decoder = new TextDecoder();

/** What in a part would act on its own or fetch from elsewhere. */
const forbidden: readonly {
  readonly part: RegExp;
  readonly text?: RegExp;
  readonly fault: TextPair;
}[] = [
  {
    part: /vbaProject|vbaData|\/activeX\/|\.bin$/i,
    fault: pair('含有宏或控件，不能使用', 'It holds macros or controls'),
  },
  {
    part: /^\[Content_Types\]\.xml$/,
    text: /macroEnabled|ms-office\.vbaProject|activeX/i,
    fault: pair('含有宏或控件，不能使用', 'It holds macros or controls'),
  },
  { part: /\/embeddings\//i, fault: pair('含有嵌入的对象，不能使用', 'It holds embedded objects') },
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
  {
    part: /^word\/.*\.xml$/,
    text: /\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK)\b\s/,
    fault: pair('含有会读取外部内容的域，不能使用', 'It holds fields that read from outside'),
  },
  { part: /\.(xml|rels)$/, text: /<!DOCTYPE/i, fault: pair('文件内容不规范', 'Its content is not sound') },
];

/** Why a file may not serve as a template, before anything in it is looked at as a document. Empty: it may. */
export const faultsOfArchive = (bytes: Uint8Array): TextPair[] => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [notWord];
  let unpacked = 0;
  let count = 0;
  const tooLarge = (): boolean => unpacked > mostUnpacked || count > mostParts;
  const names: string[] = [];
  let parts: Readonly<Record<string, Uint8Array>>;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        count += 1;
        unpacked += originalSize;
        return !tooLarge() && /\.(xml|rels)$/.test(name);
      },
    });
  } catch {
    return [notWord];
  }
  if (tooLarge()) return [pair('文件解开后过大', 'It is too large when unpacked')];
  if (!names.includes('word/document.xml') || !names.includes('[Content_Types].xml')) return [notWord];
  const faults = new Map<string, TextPair>();
  for (const { part, text, fault } of forbidden)
    for (const name of names) {
      if (!part.test(name)) continue;
      if (text === undefined || text.test(decoder.decode(parts[name]))) faults.set(fault.zh, fault);
    }
  return [...faults.values()];
};
