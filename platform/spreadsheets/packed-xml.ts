import { refused, refuse, ok, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { openSource } from './byte-source.ts';
import { defaultLimits } from './limits.ts';
import { PartFault } from './part-fault.ts';
import { ZipArchive } from './zip-archive.ts';

/** An office document as its parts: what is in it by name, and the text of what is XML. */
export interface PackedXml {
  readonly names: readonly string[];
  /** By name in lower case, as office programs look parts up. */
  readonly texts: ReadonlyMap<string, string>;
}

const isXml = /\.(xml|rels)$/i;
const declaresOther = /^\s*<\?xml[^>]*\bencoding\s*=\s*["'](?!utf-8["'])/i;
const unsound = () =>
  refuse('file-unreadable', { why: pair('压缩包内容不规范', 'the contents of the archive are not sound') });

/**
 * Reads an office document within bounds. Its directory is not believed: a part that is longer than it says, one that stands twice or one in
 * another encoding than UTF-8 is refused, since whoever looks at it later would see something else.
 */
export const readPackedXml = async (
  bytes: Uint8Array,
  most: { readonly bytes: number; readonly parts: number },
): Promise<Result<PackedXml>> => {
  const limits = { ...defaultLimits, partBytes: most.bytes, totalBytes: most.bytes };
  try {
    const archive = await ZipArchive.open(await openSource(bytes), limits);
    const { names } = archive;
    if (names.length > most.parts) return refuse('file-zip-bomb');
    const texts = new Map<string, string>();
    for (const name of names) {
      const key = name.toLowerCase();
      if (texts.has(key)) return unsound();
      const text = isXml.test(name) ? await archive.text(name) : '';
      if (declaresOther.test(text)) return unsound();
      texts.set(key, text);
    }
    return ok({ names, texts });
  } catch (error) {
    if (error instanceof PartFault) return refused(error.refusal);
    throw error;
  }
};
