/**
 * A place of which a permission holds: a division (GB/T 2260, with its whole subtree), or one party that works with the program:
 * `laboratory/17`, `enterprise/33`, `certifier/5`. A party has no subtree and lies in none.
 */
export const isDivision = (place: string): boolean => /^\d{6}$/.test(place);

/** Whether a place lies in the subtree of `held`: 100000 covers all divisions, xx0000 its province, xxxx00 its city. */
export const covers = (held: string, place: string): boolean =>
  held === place ||
  (isDivision(held) &&
    isDivision(place) &&
    (held === '100000' ||
      (place !== '100000' &&
        ((held.endsWith('0000') && held.slice(0, 2) === place.slice(0, 2)) ||
          (held.endsWith('00') && !held.endsWith('0000') && held.slice(0, 4) === place.slice(0, 4))))));

/** Whether a holding is for a whole province or the country; such holders also see things of unknown place. */
const wide = (held: string): boolean => isDivision(held) && held.endsWith('0000');

/** Whether what is held in these regions reaches a place: a code, or null where the place of a thing is not known. */
export const reaches = (held: readonly string[], place: string | null): boolean =>
  held.some((code) => (place === null ? wide(code) : covers(code, place)));
