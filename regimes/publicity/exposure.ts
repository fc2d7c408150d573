import { z } from 'zod';
import { cite } from '#foundation/citation.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import type { Process } from '#foundation/process.ts';
import type { TextPair } from '#foundation/text-pair.ts';

/** The grounds of clause 4.2. */
export const exposureGrounds = ['consecutive-failures', 'refusal', 'serious', 'rectification', 'fake'] as const;
export type ExposureGround = (typeof exposureGrounds)[number];
export const exposureGroundSchema = z.enum(exposureGrounds);
export const exposureGroundLabels: Readonly<Record<ExposureGround, TextPair>> = {
  'consecutive-failures': { zh: '连续抽查不合格', en: 'Failed consecutive checks' },
  refusal: { zh: '拒绝监督检查', en: 'Refused inspection' },
  serious: { zh: '劣质产品', en: 'Seriously bad product' },
  rectification: { zh: '拒不整改', en: 'Refused to rectify' },
  fake: { zh: '假冒产品', en: 'Fake product' },
};

/** Those of them that an officer may state with evidence; runs of failures are counted by the program alone. */
export const statedGrounds = [
  'fake',
  'serious',
  'refusal',
  'rectification',
] as const satisfies readonly ExposureGround[];
export type StatedGround = (typeof statedGrounds)[number];

/** In place of a producer who is not known: of a fake that bears the name of another. */
export const unknownMaker: TextPair = {
  zh: '生产者不明（冒用他人厂名）',
  en: 'Maker unknown (a name used without right)',
};

export const exposureStates = [
  'proposed',
  'submitted',
  'told',
  'ready',
  'scheduled',
  'released',
  'dismissed',
  'taken-down',
  'revoked',
  'lapsed',
] as const;
export type ExposureState = (typeof exposureStates)[number];
export const exposureStateSchema = z.enum(exposureStates);

/** Acts of people. `keep` ends a review; so does `revoke`, which needs none. */
export const exposureActs = [
  'submit',
  'drop',
  'return',
  'decide',
  'dismiss',
  'withdraw',
  'release',
  'schedule',
  'unschedule',
  'take-down',
  'keep',
  'revoke',
] as const;
export type ExposureAct = (typeof exposureActs)[number];
/** What the program itself does: when results change, when a clock runs out, when a statement was upheld. */
export const programActs = [
  'send-back',
  'lapse',
  'restore',
  'open-review',
  'close-review',
  'all-heard',
  'hear-again',
  'spare',
  'publish',
  'expire',
] as const;
export type ProgramAct = (typeof programActs)[number];
export const verbSchema = z.enum([...exposureActs, ...programActs]);

const submit = 'publicity.submit';
const release = 'publicity.release';
/** What grounds do to an exposure that is not public yet. */
const byGrounds = { 'send-back': 'proposed', lapse: 'lapsed' } as const;

/** An exposure from its proposal on. `keep` needs an open review; while one is open nothing is merely taken down. */
export const exposureProcess = {
  room: 'publicity',
  kind: 'exposure',
  chief: true,
  name: { zh: '该曝光', en: 'The exposure' },
  citation: cite('notice', '4.2'),
  states: {
    proposed: { zh: '建议曝光', en: 'Proposed' },
    submitted: { zh: '已报审', en: 'Submitted' },
    told: { zh: '告知中', en: 'Being told to the firms' },
    ready: { zh: '待发布', en: 'Ready for release' },
    scheduled: { zh: '定时发布', en: 'To be released at a time' },
    released: { zh: '已曝光', en: 'Released' },
    dismissed: { zh: '不予曝光', en: 'Dismissed' },
    'taken-down': { zh: '已撤下', en: 'Taken down' },
    revoked: { zh: '已撤销', en: 'Revoked for error' },
    lapsed: { zh: '依据已失', en: 'Lapsed' },
  },
  acts: {
    submit: { label: { zh: '报审', en: 'Submit' }, permission: submit },
    // Of an officer's own proposal; what the program proposes goes with its grounds.
    drop: { label: { zh: '撤回建议', en: 'Drop the proposal' }, permission: submit, reason: true },
    return: { label: { zh: '退回', en: 'Return' }, permission: release, reason: true },
    decide: { label: { zh: '决定曝光', en: 'Decide to expose' }, permission: release, reason: true },
    dismiss: { label: { zh: '不予曝光', en: 'Dismiss' }, permission: release, reason: true },
    withdraw: { label: { zh: '收回决定', en: 'Withdraw the decision' }, permission: release, reason: true },
    release: { label: { zh: '立即发布', en: 'Release now' }, permission: release },
    schedule: { label: { zh: '定时发布', en: 'Release at a time' }, permission: release },
    unschedule: { label: { zh: '取消定时', en: 'Cancel the time' }, permission: release },
    'take-down': { label: { zh: '提前撤下', en: 'Take down early' }, permission: release, reason: true },
    keep: { label: { zh: '复核后维持', en: 'Keep after review' }, permission: release, reason: true },
    revoke: { label: { zh: '撤销', en: 'Revoke for error' }, permission: release, reason: true },
  },
  transitions: {
    proposed: { submit: 'submitted', drop: 'dismissed', lapse: 'lapsed' },
    submitted: { return: 'proposed', decide: 'told', dismiss: 'dismissed', ...byGrounds },
    told: { withdraw: 'dismissed', 'all-heard': 'ready', spare: 'dismissed', ...byGrounds },
    ready: { release: 'released', schedule: 'scheduled', withdraw: 'dismissed', 'hear-again': 'told', ...byGrounds },
    scheduled: {
      publish: 'released',
      release: 'released',
      unschedule: 'ready',
      'hear-again': 'told',
      withdraw: 'dismissed',
      ...byGrounds,
    },
    released: {
      'take-down': 'taken-down',
      expire: 'taken-down',
      'open-review': 'released',
      'close-review': 'released',
      keep: 'released',
      revoke: 'revoked',
    },
    dismissed: {},
    'taken-down': {},
    revoked: {},
    lapsed: { restore: 'proposed' },
  },
} as const satisfies Process<ExposureState, ExposureAct, ProgramAct>;

export const exposureStateLabels: Readonly<Record<ExposureState, TextPair>> = exposureProcess.states;
/** What the program itself does, in words. */
export const programActLabels: Readonly<Record<ProgramAct, TextPair>> = {
  'send-back': { zh: '依据变化，退回建议', en: 'Sent back: its grounds changed' },
  lapse: { zh: '依据消失，失效', en: 'Lapsed: its grounds are gone' },
  restore: { zh: '依据恢复，重新提出', en: 'Proposed again: its grounds are back' },
  'open-review': { zh: '依据消失，转入复核', en: 'Review opened: its grounds are gone' },
  'close-review': { zh: '依据恢复，复核自行了结', en: 'Review closed: its grounds are back' },
  'all-heard': { zh: '陈述申辩已毕', en: 'All firms heard' },
  'hear-again': { zh: '收到期内陈述，重新告知中', en: 'A statement made in time came in: to be answered first' },
  spare: { zh: '采纳申辩，不予曝光', en: 'Not exposed: the statement was upheld' },
  publish: { zh: '到时发布', en: 'Released at its time' },
  expire: { zh: '期满撤下', en: 'Taken down: its time is over' },
};
export const verbLabels: Readonly<Record<ExposureAct | ProgramAct, TextPair>> = {
  ...labelsOf(exposureProcess),
  ...programActLabels,
};

/** States in which firms have been told, or are being told, and nothing is public. */
export const toldStates = ['told', 'ready', 'scheduled'] as const satisfies readonly ExposureState[];

/** Why an exposure is no longer shown, as the public is told. */
export const endings = ['term', 'rectified', 'early', 'error'] as const;
export type Ending = (typeof endings)[number];
export const endingLabels: Readonly<Record<Ending, TextPair>> = {
  term: { zh: '公布期限届满', en: 'the time for which it is shown is over' },
  rectified: {
    zh: '整改复查合格后的公布期限届满',
    en: 'the product passed its re-check, and the time since then is over',
  },
  early: { zh: '经复核决定提前撤下', en: 'taken down early by decision' },
  error: { zh: '公布有误，已予撤销', en: 'it was released in error and has been revoked' },
};
