import { z } from 'zod';

/** A sentence in both languages of the product: Chinese first, English as its true translation. */
export interface TextPair {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof TextPair;

export const textPairSchema = z.object({ zh: z.string(), en: z.string() }).readonly();

/** Makes a pair. */
export const pair = (zh: string, en: string): TextPair => ({ zh, en });

/** What stands in a {place} of a template: a number or a word that is the same in both languages, or a pair. */
export type TextParam = string | number | TextPair;

/** Fills the {places} of one language. A place without a parameter stays as it is, so that a test can find it. */
const fillOne = (template: string, params: Readonly<Record<string, TextParam>>, language: Language): string => {
  let filled = '';
  let done = 0;
  for (let open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
    const close = template.indexOf('}', open);
    if (close < 0) break;
    const name = template.slice(open + 1, close);
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (param === undefined) continue;
    filled += template.slice(done, open) + (typeof param === 'object' ? param[language] : String(param));
    done = close + 1;
    open = close;
  }
  return done === 0 ? template : filled + template.slice(done);
};

/** Fills the {places} of both languages. */
export const fill = (template: TextPair, params: Readonly<Record<string, TextParam>>): TextPair => ({
  zh: fillOne(template.zh, params, 'zh'),
  en: fillOne(template.en, params, 'en'),
});

/** Joins pairs in each language with that language's separator: 、 and a comma unless told otherwise. */
export const joinPairs = (pairs: readonly TextPair[], separator: TextPair = { zh: '、', en: ', ' }): TextPair => ({
  zh: pairs.map((p) => p.zh).join(separator.zh),
  en: pairs.map((p) => p.en).join(separator.en),
});

/** Sentences without their full stops as one paragraph, in each language with its own. */
export const paragraphOf = (sentences: readonly TextPair[]): TextPair => {
  const { zh, en } = joinPairs(sentences, { zh: '。', en: '. ' });
  return { zh: `${zh}。`, en: `${en}.` };
};
