import type { TextPair } from '#foundation/text-pair.ts';
import { outcomes, visitProcess } from '../visit.ts';

/** What a phone may say of a visit; `file` brings a photo or a signature. */
export const messageKinds = ['start', ...outcomes, 'sheet', 'correct', 'send', 'file'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Words of a message for people, on the phone and in the office. */
export const fieldMessageWords = (kind: string): TextPair => {
  const acts: Readonly<Record<string, { readonly label: TextPair } | undefined>> = visitProcess.acts;
  const others: Readonly<Record<string, TextPair>> = {
    sheet: { zh: '抽样单', en: 'Sampling sheet' },
    correct: { zh: '更正抽样单', en: 'Correction of the sheet' },
    send: { zh: '寄送样品', en: 'Sample sent' },
    file: { zh: '照片、签名', en: 'Photo or signature' },
  };
  return acts[kind]?.label ?? others[kind] ?? { zh: kind, en: kind };
};

/** What the server answers to a message; the same again when it is sent again. */
export interface FieldAnswer {
  readonly id: string;
  readonly outcome: 'applied' | 'conflict' | 'refused';
  readonly text: TextPair | null;
  readonly clockWarning: TextPair | null;
  readonly receivedAt: string;
  readonly sampleId: number | null;
  readonly number: string | null;
}
