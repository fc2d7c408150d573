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
const fillOne = (template: string, params: Readonly<Record<string, TextParam>>, language: Language): string =>
  template.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (param === undefined) return place;
    return typeof param === 'object' ? param[language] : String(param);
  });

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
