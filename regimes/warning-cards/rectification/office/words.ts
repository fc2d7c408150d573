import type { TextPair } from '#foundation/text-pair.ts';
import { daysLeftWords } from '#platform/office/index.ts';

/** Days left on the clock that runs, or nothing. */
export const daysWords = (daysLeft: number | null): TextPair | null =>
  daysLeft === null ? null : daysLeftWords(daysLeft);
