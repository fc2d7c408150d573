import type { TextPair } from '#foundation/text-pair.ts';
import { daysLeftWords } from '#platform/office/index.ts';
import type { NoticeLine } from '../contract.ts';

export const conclusionLabels: Readonly<Record<'pass' | 'fail', TextPair>> = {
  pass: { zh: '合格', en: 'Pass' },
  fail: { zh: '不合格', en: 'Fail' },
};

/** The days left in plain words; a clock of the addressee that ran out is no fault of his. */
export const daysWords = ({ state, daysLeft }: Pick<NoticeLine, 'state' | 'daysLeft'>): TextPair | null => {
  if (daysLeft === null) return null;
  return daysLeft < 0 && state !== 'to-serve' ? { zh: '期限已过', en: 'Time is over' } : daysLeftWords(daysLeft);
};
