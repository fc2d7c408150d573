/** Where a thing lies: GB/T 2260 codes, null where the place is unknown so far. */
export interface Place {
  readonly city: string | null;
  readonly county: string | null;
}

/** Four places for walks of user × place × verb: a county, its city without a county, a county of another city, and an unknown one. */
export const places: readonly Place[] = [
  { city: '440600', county: '440604' },
  { city: '440600', county: null },
  { city: '440100', county: '440103' },
  { city: null, county: null },
];

/**
 * What an official sees, in words: with a grant for the whole province everything, for a city or a county what lies in it. A party (`enterprise/33`)
 * sees nothing by its place.
 */
export const officialSees = (held: string, { city, county }: Place): boolean =>
  /^\d{6}$/.test(held) && (held.endsWith('0000') || held === city || held === county);
