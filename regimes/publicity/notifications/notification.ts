import type { OtherAuthorityKind } from '#foundation/authority-kind.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** How far a notification has come: by what its recipients still owe. */
export const notificationStates = ['overdue', 'open', 'done'] as const;
export type NotificationState = (typeof notificationStates)[number];
export const notificationStateLabels: Readonly<Record<NotificationState, TextPair>> = {
  overdue: pair('有逾期', 'Something is overdue'),
  open: pair('等待签收、反馈', 'Waits for receipts and answers'),
  done: pair('已办结', 'Done'),
};

/** Results of a round that one place has. */
export interface PlaceCounts {
  /** Division: the province, a city or a county; another province where the producers are elsewhere. */
  readonly place: string;
  readonly level: 'province' | 'city' | 'county';
  readonly results: number;
  readonly failed: number;
  readonly refused: number;
}

/** One letter before it is sent. */
export interface LetterPlan extends PlaceCounts {
  readonly department: OtherAuthorityKind;
}
