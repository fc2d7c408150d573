import type { CodeLetter } from './master-tables.ts';

/** Inspection levels of GB/T 2828.1: special S-1 to S-4 and general I to III; II unless something else is laid down. */
export const inspectionLevels = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'] as const;
export type InspectionLevel = (typeof inspectionLevels)[number];

/** GB/T 2828.1 table 1: the greatest lot of each line, then its code letters in the order of the levels. */
const lines: readonly (readonly [most: number, letters: string])[] = [
  [8, 'AAAAAAB'],
  [15, 'AAAAABC'],
  [25, 'AABBBCD'],
  [50, 'ABBCCDE'],
  [90, 'BBCCCEF'],
  [150, 'BBCDDFG'],
  [280, 'BCDEEGH'],
  [500, 'BCDEFHJ'],
  [1200, 'CCEFGJK'],
  [3200, 'CDEGHKL'],
  [10000, 'CDFGJLM'],
  [35000, 'CDFHKMN'],
  [150000, 'DEGJLNP'],
  [500000, 'DEGJMPQ'],
  [Number.POSITIVE_INFINITY, 'DEHKNQR'],
];

/** Code letter of a lot of at least 2 items at an inspection level (GB/T 2828.1 table 1). */
export const codeLetterOf = (lot: number, level: InspectionLevel): CodeLetter => {
  const letters = lines.find(([most]) => lot <= most)?.[1] ?? '';
  return letters[inspectionLevels.indexOf(level)] as CodeLetter;
};
