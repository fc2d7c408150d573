import { pinyin } from 'pinyin-pro';
import { searchable } from './search-text.ts';

/** How a Chinese name sounds, for search: `dghl` and `dongguanhualong`. Letters and digits in the name stay in place. */
export interface Sound {
  readonly initials: string;
  readonly full: string;
}

/** Full pinyin without tones, and the initials; readings of characters with several follow the word they stand in. */
export const soundOf = (name: string): Sound => {
  const syllables = pinyin(searchable(name), { toneType: 'none', type: 'array', nonZh: 'spaced', v: true });
  let initials = '';
  for (const syllable of syllables) initials += syllable.slice(0, 1);
  return { initials: initials.toLowerCase(), full: syllables.join('').toLowerCase() };
};

/**
 * Characters whose first letter changes with the word they stand in (东莞, 重庆, 厦门, 长沙, 番禺, 银行 …) and that names of places
 * and firms use. Names without them need no dictionary of words.
 */
const changing = new Set(
  '莞重厦长番轧行荥乐纤刹阿畜奇裳枞犍弹铅峒调朝曾单会解藏都校率参传提仇盖查沈员折石薄秘缪尉蔚夹卡颤澄储幢伺洞浍涡蚌蔓圩济歙',
);

const letters = new Map<string, string>();

/** First letter of a character by itself. */
const letterOf = (char: string): string => {
  const known = letters.get(char);
  if (known !== undefined) return known;
  const letter = (pinyin(char, { toneType: 'none', type: 'array', v: true })[0] ?? char).slice(0, 1).toLowerCase();
  // Chinese has some ten thousand characters in use; what strangers send must not grow without end.
  if (letters.size < 30_000) letters.set(char, letter);
  return letter;
};

/** Initials only: 东莞华龙 → `dghl`. Quick: about ten times as many a second as whole readings. */
export const pinyinInitials = (name: string): string => {
  const text = searchable(name);
  let initials = '';
  for (const char of text) {
    if (changing.has(char)) return soundOf(text).initials;
    initials += letterOf(char);
  }
  return initials;
};

/** Full pinyin only: 东莞 → `dongguan`. */
export const fullPinyin = (name: string): string => soundOf(name).full;
