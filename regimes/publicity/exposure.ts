import { z } from 'zod';
import type { TextPair } from '#foundation/text-pair.ts';

/** The grounds of clause 4.2 that the program can find by itself so far. */
export const exposureGrounds = ['consecutive-failures', 'refusal'] as const;
export type ExposureGround = (typeof exposureGrounds)[number];
export const exposureGroundSchema = z.enum(exposureGrounds);
export const exposureGroundLabels: Readonly<Record<ExposureGround, TextPair>> = {
  'consecutive-failures': { zh: '连续抽查不合格', en: 'Failed consecutive checks' },
  refusal: { zh: '拒绝监督检查', en: 'Refused inspection' },
};

export const exposureStates = [
  'proposed',
  'submitted',
  'released',
  'dismissed',
  'taken-down',
  'revoked',
  'lapsed',
] as const;
export type ExposureState = (typeof exposureStates)[number];
export const exposureStateSchema = z.enum(exposureStates);
export const exposureStateLabels: Readonly<Record<ExposureState, TextPair>> = {
  proposed: { zh: '建议曝光', en: 'Proposed' },
  submitted: { zh: '已报审', en: 'Submitted' },
  released: { zh: '已曝光', en: 'Released' },
  dismissed: { zh: '不予曝光', en: 'Dismissed' },
  'taken-down': { zh: '已撤下', en: 'Taken down' },
  revoked: { zh: '已撤销', en: 'Revoked for error' },
  lapsed: { zh: '依据已失', en: 'Lapsed' },
};

/** Acts of people. `keep` and `revoke` end a review. */
export const exposureActs = ['submit', 'return', 'release', 'dismiss', 'take-down', 'keep', 'revoke'] as const;
export type ExposureAct = (typeof exposureActs)[number];
/** What the program itself does when results change. */
export const programActs = ['send-back', 'lapse', 'restore', 'open-review', 'close-review'] as const;
export type ProgramAct = (typeof programActs)[number];

export const verbSchema = z.enum([...exposureActs, ...programActs]);
export const verbLabels: Readonly<Record<ExposureAct | ProgramAct, TextPair>> = {
  submit: { zh: '报审', en: 'Submit' },
  return: { zh: '退回', en: 'Return' },
  release: { zh: '曝光', en: 'Release' },
  dismiss: { zh: '不予曝光', en: 'Dismiss' },
  'take-down': { zh: '撤下', en: 'Take down' },
  keep: { zh: '复核后维持', en: 'Keep after review' },
  revoke: { zh: '撤销', en: 'Revoke for error' },
  'send-back': { zh: '依据变化，退回建议', en: 'Sent back: its grounds changed' },
  lapse: { zh: '依据消失，失效', en: 'Lapsed: its grounds are gone' },
  restore: { zh: '依据恢复，重新提出', en: 'Proposed again: its grounds are back' },
  'open-review': { zh: '依据消失，转入复核', en: 'Review opened: its grounds are gone' },
  'close-review': { zh: '依据恢复，复核自行了结', en: 'Review closed: its grounds are back' },
};

/** The states and what leads out of them. `keep` and `revoke` need an open review; while one is open nothing is merely taken down. */
export const transitions = {
  proposed: { submit: 'submitted', lapse: 'lapsed' },
  submitted: {
    return: 'proposed',
    release: 'released',
    dismiss: 'dismissed',
    'send-back': 'proposed',
    lapse: 'lapsed',
  },
  released: {
    'take-down': 'taken-down',
    'open-review': 'released',
    'close-review': 'released',
    keep: 'released',
    revoke: 'revoked',
  },
  dismissed: {},
  'taken-down': {},
  revoked: {},
  lapsed: { restore: 'proposed' },
} as const satisfies Record<ExposureState, Partial<Record<ExposureAct | ProgramAct, ExposureState>>>;

/** States that nothing leaves. */
export const finalStates = ['dismissed', 'taken-down', 'revoked'] as const satisfies readonly ExposureState[];

/** Which permission an act of a person needs. */
export const actPermissions = {
  submit: 'publicity.submit',
  return: 'publicity.release',
  release: 'publicity.release',
  dismiss: 'publicity.release',
  'take-down': 'publicity.release',
  keep: 'publicity.release',
  revoke: 'publicity.release',
} as const satisfies Record<ExposureAct, `publicity.${string}`>;
