import { z } from 'zod';

/** One column of a table: its share of the width, and how its cells stand. */
const columnSchema = z.object({
  title: z.string(),
  width: z.number().positive(),
  align: z.enum(['left', 'center', 'right']).default('left'),
});

/** A cell of a form: `label` ones are printed grey and centred. `span` counts parts of the row's width. */
const cellSchema = z.object({
  text: z.string(),
  span: z.number().int().positive().default(1),
  label: z.boolean().default(false),
});

const blockSchema = z.discriminatedUnion('type', [
  /** Level 1 一、 level 2 （一）; the numbering is part of the text, as people write it. */
  z.object({ type: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text: z.string() }),
  z.object({
    type: z.literal('paragraph'),
    text: z.string(),
    align: z.enum(['justify', 'center', 'right']).default('justify'),
    /** First line moved in by two characters. */
    indent: z.boolean().default(true),
  }),
  z.object({ type: z.literal('list'), items: z.array(z.string()) }),
  z.object({
    type: z.literal('table'),
    caption: z.string().default(''),
    columns: z.array(columnSchema).min(1),
    rows: z.array(z.array(z.string())),
  }),
  z.object({ type: z.literal('cells'), caption: z.string().default(''), rows: z.array(z.array(cellSchema).min(1)) }),
  /** Lines on which people sign by hand: 被抽样人（签名）：____ 年 月 日. */
  z.object({
    type: z.literal('signatures'),
    lines: z.array(z.object({ label: z.string(), value: z.string().default('') })),
  }),
]);

/** What a paper says, without a word on how it looks. Stored as it was issued. */
export const paperContentSchema = z.object({
  title: z.string().min(1),
  /** 主送. */
  addressee: z.string().default(''),
  blocks: z.array(blockSchema),
  /** 附件: their titles. */
  attachments: z.array(z.string()).default([]),
  /** 抄送. */
  copies: z.array(z.string()).default([]),
});

export type PaperContent = z.output<typeof paperContentSchema>;
/** What a template gives: what is usual may be left out. */
export type PaperDraft = z.input<typeof paperContentSchema>;
export type Block = PaperContent['blocks'][number];
export type TableBlock = Extract<Block, { type: 'table' }>;
export type CellsBlock = Extract<Block, { type: 'cells' }>;

const textsOfBlock = (block: Block): readonly string[] => {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items;
    case 'table':
      return [block.caption, ...block.columns.map((column) => column.title), ...block.rows.flat()];
    case 'cells':
      return [block.caption, ...block.rows.flat().map((cell) => cell.text)];
    case 'signatures':
      return block.lines.flatMap((line) => [line.label, line.value]);
  }
};

/** Every text that will be printed. */
export const textsOf = (content: PaperContent): readonly string[] => [
  content.title,
  content.addressee,
  ...content.blocks.flatMap(textsOfBlock),
  ...content.attachments,
  ...content.copies,
];

/** Characters that are laid out, never drawn. */
const unprinted = /[\n\r\t\p{Zs}]/u;
/**
 * What would print as nothing, change its neighbours or turn the line about, whatever the font has: control and format characters (zero
 * width, direction), private and unassigned ones, marks that combine, scripts from right to left.
 */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{M}\p{Zl}\p{Zp}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Nothing is seen of these, so that they are named by number alone. */
const unseen = /[\p{C}\p{M}\p{Z}]/u;

/** A character as a refusal names it: 𠀀（U+20000）, or U+200B where nothing would be seen of it. */
export const nameCharacter = (character: string): string => {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return unseen.test(character) ? number : `${character}（${number}）`;
};

/** The characters that can't be printed with a font, each once, in order; `has` tells whether the font draws a code point. */
export const missingCharacters = (texts: readonly string[], has: (codePoint: number) => boolean): readonly string[] => {
  const missing = new Set<string>();
  for (const text of texts)
    for (const character of text)
      if (!unprinted.test(character) && (unprintable.test(character) || !has(character.codePointAt(0) ?? 0)))
        missing.add(character);
  return [...missing];
};
