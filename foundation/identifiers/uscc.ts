import { cite } from '../citation.ts';
import { type Result, ok, refuse } from '../refusal.ts';
import { type TextPair, pair } from '../text-pair.ts';
import { organisationCheckCharacter } from './organisation-code.ts';

/** Characters of a unified social credit code in the order of their values (GB 32100-2015): no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const shape = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Check character of the first 17 characters: weights 3^(i−1) mod 31 (GB 32100-2015). Undefined for other shapes. */
export const usccCheckCharacter = (body: string): string | undefined => {
  let sum = 0;
  let weight = 1;
  for (const character of body.slice(0, 17)) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return body.length < 17 ? undefined : alphabet[(31 - (sum % 31)) % 31];
};

/** What is wrong with a credit code, or nothing. */
export const usccFault = (code: string): 'shape' | 'check' | undefined => {
  if (!shape.test(code)) return 'shape';
  return usccCheckCharacter(code) === code[17] ? undefined : 'check';
};

/** True for 18 characters of the alphabet whose last one checks. */
export const isValidUscc = (code: string): boolean => usccFault(code) === undefined;

/** A credit code in its normal form: half width, capitals, without the spaces and dashes that people put in. */
export const foldUscc = (written: string): string => written.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/**
 * A code from its parts, for generated data: registering department and kind of body (two characters), division (six digits) and
 * organisation code (eight characters, its own check character is added). Throws for other shapes.
 */
export const makeUscc = (kind: string, division: string, organisation: string): string => {
  const inner = organisationCheckCharacter(organisation);
  const body = `${kind}${division}${organisation}${inner}`;
  const last = usccCheckCharacter(body);
  if (inner === undefined || last === undefined || body.length !== 17)
    throw new RangeError(`no credit code: ${kind} ${division} ${organisation}`);
  return body + last;
};

/** Reads a credit code as people write it. Refused: `bad-credit-code`, with what is wrong. */
export const parseUscc = (written: string): Result<string> => {
  const code = foldUscc(written);
  const fault = usccFault(code);
  return fault === undefined
    ? ok(code)
    : refuse('bad-credit-code', { value: written, why: usccFaults[fault] }, cite('gb-32100', ''));
};

/** What is wrong, in words. */
export const usccFaults: Readonly<Record<'shape' | 'check', TextPair>> = {
  shape: pair(
    '应为 18 位数字或大写字母（不含 I、O、S、V、Z）',
    '18 digits or capital letters (no I, O, S, V, Z) are needed',
  ),
  check: pair('校验码不符', 'the check character is wrong'),
};
