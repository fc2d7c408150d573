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

/** Initials only: 东莞华龙 → `dghl`. */
export const pinyinInitials = (name: string): string => soundOf(name).initials;

/** Full pinyin only: 东莞 → `dongguan`. */
export const fullPinyin = (name: string): string => soundOf(name).full;
