import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, hex, utf8 } from './hashes.ts';
import { hmac, sha256 } from './sha256.ts';

describe('SHA-256', () => {
  // FIPS 180-4 examples, and a million times "a".
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of a published message (%#)', (message, digest) => {
    expect(hex(sha256(utf8(message)))).toBe(digest);
  });

  test('is that of the library, whatever the length and wherever the bytes lie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(7), (bytes, shift) => {
        const lying = new Uint8Array(bytes.length + shift).subarray(shift);
        lying.set(bytes);
        expect(hex(sha256(lying))).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
      { seed: 1 },
    );
  });
});

describe('HMAC-SHA-256', () => {
  // RFC 4231, test cases 1, 2, 6.
  test.each([
    ['0b'.repeat(20), utf8('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      hex(utf8('Jefe')),
      utf8('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      'aa'.repeat(131),
      utf8('Test Using Larger Than Block-Size Key - Hash Key First'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('of a published key (%#)', (key, message, code) => {
    expect(hex(hmac(fromHex(key), message))).toBe(code);
  });

  test('is that of the library', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 140 }), fc.uint8Array({ maxLength: 140 }), (key, message) => {
        expect(hex(hmac(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
      { seed: 2 },
    );
  });
});
