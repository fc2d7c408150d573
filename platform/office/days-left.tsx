import type { TextPair } from '#foundation/text-pair.ts';
import { daysLeftWords } from './format.ts';
import { useSay } from './language.tsx';

/** How many days are left, in plain words or in those given; what is overdue stands out, where no term runs there is a dash. */
export const DaysLeft = ({
  days,
  words = days === null ? null : daysLeftWords(days),
}: {
  readonly days: number | null;
  readonly words?: TextPair | null;
}) => {
  const say = useSay();
  return words === null ? '—' : <span className={days !== null && days < 0 ? 'overdue' : ''}>{say(words)}</span>;
};
