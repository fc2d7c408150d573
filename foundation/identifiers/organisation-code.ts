const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const shape = /^[0-9A-Z]{8}-?[0-9X]$/;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Check character of the first eight characters of an organisation code (GB 11714: weights 3 7 9 10 5 8 4 2, modulus 11). */
export const organisationCheckCharacter = (body: string): string | undefined => {
  if (!/^[0-9A-Z]{8}/.test(body)) return undefined;
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(body[index] ?? '0'), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};

/** True for eight characters and their check character, with or without the dash. */
export const isValidOrganisationCode = (code: string): boolean =>
  shape.test(code) && organisationCheckCharacter(code) === code.at(-1);
