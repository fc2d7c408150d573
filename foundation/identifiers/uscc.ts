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
