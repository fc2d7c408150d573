import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeFromRandom, printCode, readCode } from './verification-code.ts';

const codes = fc.uint8Array({ minLength: 15, maxLength: 15 }).map(codeFromRandom);

test('a code is read as it was made, however people write it', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(readCode(code)).toBe(code);
      expect(readCode(printCode(code).toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o'))).toBe(code);
    }),
  );
});

test('every single wrong character is found', () => {
  fc.assert(
    fc.property(codes, fc.nat(15), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (code, at, other) => {
      const wrong = code.slice(0, at) + other + code.slice(at + 1);
      if (wrong !== code) expect(readCode(wrong)).toBeUndefined();
    }),
  );
});

test('what can be no code is none', () => {
  for (const written of ['', 'ABC', 'ABCD-EFGH-JKMN-PQR*', '《通知》', 'U'.repeat(16), '0'.repeat(17)])
    expect(readCode(written)).toBeUndefined();
});
