import type { TextPair } from '#foundation/text-pair.ts';
import type { NoticeLine } from '../contract.ts';

export const conclusionLabels: Readonly<Record<'pass' | 'fail', TextPair>> = {
  pass: { zh: '合格', en: 'Pass' },
  fail: { zh: '不合格', en: 'Fail' },
};

/** The days left in plain words; late ones say so. */
export const daysWords = ({ state, daysLeft }: Pick<NoticeLine, 'state' | 'daysLeft'>): TextPair | null => {
  if (daysLeft === null) return null;
  if (daysLeft < 0)
    return state === 'to-serve'
      ? { zh: `已逾期 ${-daysLeft} 天`, en: `${-daysLeft} days overdue` }
      : { zh: '期限已过', en: 'Time is over' };
  if (daysLeft === 0) return { zh: '今天是最后一天', en: 'Today is the last day' };
  return { zh: `还有 ${daysLeft} 天`, en: `${daysLeft} days left` };
};
