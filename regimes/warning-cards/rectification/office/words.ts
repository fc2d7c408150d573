import { pair, type TextPair } from '#foundation/text-pair.ts';
import { daysLeftWords } from '#platform/office/index.ts';
import type { RectificationState, Step } from '../rectification.ts';

/** Days left on the clock that runs, or nothing. */
export const daysWords = (daysLeft: number | null): TextPair | null =>
  daysLeft === null ? null : daysLeftWords(daysLeft);

/** Columns of the board: stages of what follows a card. */
export const stages: readonly {
  readonly key: string;
  readonly title: TextPair;
  readonly holds: (row: { readonly state: RectificationState; readonly step: Step }) => boolean;
}[] = [
  { key: 'to-serve', title: pair('待送达', 'To serve'), holds: ({ state }) => state === 'to-serve' },
  { key: 'rectifying', title: pair('整改中', 'Rectifying'), holds: ({ state }) => state === 'rectifying' },
  {
    key: 'overdue',
    title: pair('逾期、拒绝', 'Overdue, refused'),
    holds: ({ state }) => state === 'overdue' || state === 'refused',
  },
  {
    key: 'recheck',
    title: pair('核查、复查', 'Visit, re-check'),
    holds: ({ state }) => ['answered', 'to-recheck', 'rechecking', 'announced'].includes(state),
  },
  {
    key: 'failed',
    title: pair('复查不合格、报请', 'Failed, proposed'),
    holds: ({ state }) => state === 'failed' || state === 'proposed',
  },
  { key: 'revocation', title: pair('建议吊销', 'Revocation'), holds: ({ state }) => state === 'revocation' },
  { key: 'paused', title: pair('停产', 'Paused'), holds: ({ state }) => state === 'paused' },
  { key: 'ended', title: pair('无法整改', 'Ended'), holds: ({ state }) => state === 'ended' },
  {
    key: 'closed',
    title: pair('已解除、已吊销', 'Lifted, revoked'),
    holds: ({ state }) => state === 'lifted' || state === 'licence-revoked' || state === 'void',
  },
];
