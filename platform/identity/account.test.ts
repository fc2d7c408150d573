import { expect, test } from 'vitest';
import { foldLoginName, loginNameSchema } from './account.ts';

const usable = (name: string): boolean => loginNameSchema.safeParse(name).success;

test.each(['chief', 'Zhang.San', 'lab-1_a@gd', '张三', '张三2', '440600-01', 'ｃｈｉｅｆ'])(
  '%s can be a login name',
  (name) => expect(usable(name)).toBe(true),
);

test.each([
  ['a Cyrillic а among Latin letters', 'ch\u0456ef'],
  ['a name all in Cyrillic', '\u0441\u0435\u0440'],
  ['a Greek omicron', 'b\u03BFss'],
  ['an Armenian letter', '\u0585fficer'],
  ['Latin letters beside Han', '张san'],
  ['a radical that looks like a character', '\u2E81三'],
  ['a Latin letter with a mark', 'ch\u00EFef'],
  ['a combining mark', 'chie\u0332f'],
  ['an Arabic-Indic digit', 'user\u0661'],
  ['a mathematical zero-width joiner', 'ch\u200Dief'],
  ['a space', 'chief officer'],
  ['a mark in front', '-chief'],
])('%s makes no login name', (_what, name) => expect(usable(name)).toBe(false));

test('letters of full width and of mathematics are the plain ones', () => {
  expect(foldLoginName(' ＣＨＩＥＦ ')).toBe('chief');
  expect(foldLoginName('\u{1D41C}hief')).toBe('chief');
});
