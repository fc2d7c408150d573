/** Crockford's base 32: no I, L, O, U, so that a code can be read out and typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const places = 15;

/**
 * Check character: Luhn's rule for base 32. It finds every single wrong character and nearly every swap of neighbours, so that a
 * slip of the pen is told from a paper that does not exist.
 */
const checkOf = (characters: string): string => {
  let factor = 2;
  let sum = 0;
  for (const character of [...characters].toReversed()) {
    const addend = factor * alphabet.indexOf(character);
    factor = factor === 2 ? 1 : 2;
    sum += Math.floor(addend / alphabet.length) + (addend % alphabet.length);
  }
  return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length] ?? '';
};

/** The code of a paper out of at least 15 random bytes: 75 random bits and a check character. */
export const codeFromRandom = (random: Uint8Array): string => {
  if (random.length < places) throw new RangeError('a code needs 15 random bytes');
  const characters = Array.from(random.subarray(0, places), (byte) => alphabet[byte % 32]).join('');
  return characters + checkOf(characters);
};

/** A code as people write it, brought to its form; nothing where it can't be one. O counts as 0, I and L as 1. */
export const readCode = (written: string): string | undefined => {
  const code = written.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (code.length !== places + 1 || [...code].some((character) => !alphabet.includes(character))) return undefined;
  return checkOf(code.slice(0, places)) === code[places] ? code : undefined;
};

/** ABCD-EFGH-JKMN-PQRS */
export const printCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');
