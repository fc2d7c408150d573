import type { Field } from './fields.ts';
import { headerSynonyms } from './synonyms.ts';

/** Characters that people put in for spacing; they carry no meaning in a header. */
const spacing = /[\s\u200b\ufeff]+/g;

/** A header with full-width forms and spacing made plain: 生产日期／批 号 becomes 生产日期/批号. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(spacing, '');

/** Drops bracketed remarks and a closing colon: 生产企业名称（标称） becomes 生产企业名称. */
export const plainHeader = (text: string): string => {
  const squeezed = squeeze(text);
  const bare = squeezed.replace(/[([【][^()[\]【】]*[)\]】]?/g, '').replace(/[:*]+$/, '');
  return bare === '' ? squeezed : bare;
};

const fieldByHeader = new Map<string, Field>();
for (const [field, names] of Object.entries(headerSynonyms) as [Field, readonly string[]][])
  for (const name of names) fieldByHeader.set(plainHeader(name), field);

export interface HeaderMatch {
  readonly field: Field;
  /** 1 for a name from the list, less where only a part of the header says it. */
  readonly confidence: number;
}

/** The field a header names: by the list, or with less confidence by a name from the list that it ends or begins with. */
export const matchHeader = (text: string): HeaderMatch | undefined => {
  const plain = plainHeader(text);
  if (plain === '') return undefined;
  const exact = fieldByHeader.get(plain);
  if (exact) return { field: exact, confidence: plain === squeeze(text) ? 1 : 0.95 };
  // A longer header around a known name: 被抽查的企业名称. Only names long enough not to match by chance.
  if (plain.length > 14) return undefined;
  let best: { field: Field; length: number } | undefined;
  for (const [name, field] of fieldByHeader)
    if (name.length >= 4 && name.length > (best?.length ?? 0) && (plain.endsWith(name) || plain.startsWith(name)))
      best = { field, length: name.length };
  return best && best.length * 2 >= plain.length ? { field: best.field, confidence: 0.6 } : undefined;
};
