import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { isValidOrganisationCode, organisationCheckCharacter } from './organisation-code.ts';
import { isValidUscc, makeUscc, parseUscc, usccCheckCharacter, usccFault } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const body = fc
  .array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''));

test('a code with its check character is valid, and no other last character is', () => {
  fc.assert(
    fc.property(body, (start) => {
      const good = [...alphabet].filter((last) => isValidUscc(start + last));
      return good.length === 1 && good[0] === usccCheckCharacter(start);
    }),
    { seed: 32100 },
  );
});

test('one wrong character is always found', () => {
  fc.assert(
    fc.property(body, fc.nat(16), fc.constantFrom(...alphabet), (start, at, wrong) => {
      const code = start + usccCheckCharacter(start);
      const changed = code.slice(0, at) + wrong + code.slice(at + 1);
      return changed === code || usccFault(changed) === 'check';
    }),
    { seed: 32100 },
  );
});

test('lower case, forbidden letters and other lengths are not a code', () => {
  for (const code of ['', '9135010', '91350100m000100y43', '91350100I000100Y43']) expect(usccFault(code)).toBe('shape');
});

test('a code is made from its parts, and read as people write it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
      const code = makeUscc('91', '440100', String(n).padStart(8, '0'));
      return isValidUscc(code) && isValidOrganisationCode(code.slice(8, 17));
    }),
    { seed: 32100 },
  );
  const code = makeUscc('91', '440100', 'MA5D2143');
  expect(parseUscc(` ${code.slice(0, 6).toLowerCase()} ${code.slice(6)}`)).toEqual({ ok: true, value: code });
  expect(parseUscc('91440100')).toMatchObject({
    refusal: { code: 'bad-credit-code', citation: { source: 'gb-32100' } },
  });
  expect(() => makeUscc('91', '4401', '1')).toThrow(RangeError);
});

test('organisation codes', () => {
  const code = `D2143569${organisationCheckCharacter('D2143569')}`;
  expect(code).toBe('D2143569X');
  expect(isValidOrganisationCode('D2143569-X')).toBe(true);
  expect(isValidOrganisationCode('D2143568-X')).toBe(false);
});

test.skipIf(!sharedDataPresent)(`vectors: ${sharedDataNote}`, () => {
  const { cases } = JSON.parse(readFileSync(sharedPath('data/vectors/uscc.json'), 'utf8')) as {
    readonly cases: readonly { readonly code: string; readonly valid_checksum: boolean }[];
  };
  for (const { code, valid_checksum: valid } of cases) expect([code, isValidUscc(code)]).toEqual([code, valid]);
});
