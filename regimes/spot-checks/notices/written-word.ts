import { pair, type TextPair } from '#foundation/text-pair.ts';

export const writtenWordStates = ['recorded', 'confirmed', 'rejected'] as const;
export const writtenWordLabels: Readonly<Record<(typeof writtenWordStates)[number], TextPair>> = {
  recorded: pair('待复核', 'To be confirmed'),
  confirmed: pair('已复核', 'Confirmed'),
  rejected: pair('复核未通过', 'Rejected'),
};

/** A written word that waits to be confirmed, and who recorded it. */
export interface OpenWord {
  readonly id: number;
  readonly by: string;
}

/** Where the files are kept that say whose product it is. */
export const identitySubject = (noticeId: number): string => `identity/${noticeId}`;

/** Where the files of a written word are kept. */
export const writtenWordSubject = (id: number): string => `written-word/${id}`;
