import type { TextPair } from '#foundation/text-pair.ts';

type Words = Readonly<Record<string, TextPair>>;

/** A value of a legal parameter for people: lists joined, parts by their names, no machine words. */
export const valueInWords = (value: unknown, words: Words, say: (words: TextPair) => string): string => {
  if (Array.isArray(value))
    return value.length === 0
      ? say({ zh: '无', en: 'none' })
      : value.map((part) => valueInWords(part, words, say)).join(say({ zh: '、', en: ', ' }));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${valueInWords(name, words, say)}：${valueInWords(part, words, say)}`)
      .join(say({ zh: '；', en: '; ' }));
  const text = String(value);
  const named = words[text];
  return named === undefined ? text : say(named);
};
