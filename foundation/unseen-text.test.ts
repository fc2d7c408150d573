import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsUnseen, withoutUnseen } from './unseen-text.ts';

test('what cannot be seen is found and taken out; tabs, ends of lines and everything else stay', () => {
  expect(withoutUnseen('甲\u202E厂家\u202C')).toBe('甲厂家');
  for (const text of ['甲\t乙\r\n丙', '“引号”……', '👨‍👩‍👧', 'é'])
    expect([holdsUnseen(text), withoutUnseen(text)]).toEqual([false, text]);
  for (const text of ['\u0000', '甲\u0085', '\u2066', '\u200F', '\u061C']) expect(holdsUnseen(text)).toBe(true);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(holdsUnseen(withoutUnseen(text))).toBe(false);
      if (!holdsUnseen(text)) expect(withoutUnseen(text)).toBe(text);
    }),
  );
});
