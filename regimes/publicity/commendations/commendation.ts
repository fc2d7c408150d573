import { z } from 'zod';
import { cite } from '#foundation/citation.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const commendationStates = [
  'proposed',
  'submitted',
  'told',
  'ready',
  'scheduled',
  'released',
  'dismissed',
  'left-out',
  'lapsed',
  'ended',
] as const;
export type CommendationState = (typeof commendationStates)[number];

export const commendationActs = [
  'submit',
  'return',
  'decide',
  'dismiss',
  'withdraw',
  'agree',
  'leave-out',
  'release',
  'schedule',
  'unschedule',
  'take-down',
] as const;
export type CommendationAct = (typeof commendationActs)[number];

/** Acts of the firm itself. */
export const firmActs = ['agree', 'leave-out'] as const satisfies readonly CommendationAct[];

/** What the program does itself. */
export type CommendationOwn = 'lapse' | 'answer-over' | 'publish' | 'expire' | 'contradict';

const submits = 'publicity.submit';
const releases = 'publicity.release';
const answers = 'publicity.answer';

export const commendationProcess = {
  room: 'publicity',
  kind: 'commendation',
  name: pair('表扬', 'The commendation'),
  citation: cite('notice', '6.3'),
  states: {
    proposed: pair('建议表扬', 'Proposed'),
    submitted: pair('已报审', 'Submitted'),
    told: pair('告知企业中', 'Firm being told'),
    ready: pair('待发布', 'Ready for release'),
    scheduled: pair('定时发布', 'To be released at a time'),
    released: pair('已公布', 'Released'),
    dismissed: pair('不予表扬', 'Dismissed'),
    'left-out': pair('企业谢绝', 'Left out at the wish of the firm'),
    lapsed: pair('依据已失', 'Lapsed'),
    ended: pair('已撤下', 'Taken down'),
  },
  acts: {
    submit: { label: pair('报审', 'Submit'), permission: submits },
    return: { label: pair('退回', 'Return'), permission: releases, reason: true },
    decide: { label: pair('决定表扬', 'Decide to commend'), permission: releases, reason: true },
    dismiss: { label: pair('不予表扬', 'Dismiss'), permission: releases, reason: true },
    withdraw: { label: pair('收回决定', 'Withdraw the decision'), permission: releases, reason: true },
    agree: { label: pair('同意公布', 'Agree to be named'), permission: answers },
    'leave-out': { label: pair('请求不公布', 'Ask to be left out'), permission: answers },
    release: { label: pair('立即发布', 'Release now'), permission: releases },
    schedule: { label: pair('定时发布', 'Release at a time'), permission: releases },
    unschedule: { label: pair('取消定时', 'Cancel the time'), permission: releases },
    'take-down': { label: pair('提前撤下', 'Take down early'), permission: releases, reason: true },
  },
  transitions: {
    proposed: { submit: 'submitted', dismiss: 'dismissed', lapse: 'lapsed' },
    submitted: { decide: 'told', return: 'proposed', dismiss: 'dismissed', lapse: 'lapsed' },
    told: { agree: 'ready', 'leave-out': 'left-out', 'answer-over': 'ready', withdraw: 'dismissed', lapse: 'lapsed' },
    ready: {
      release: 'released',
      schedule: 'scheduled',
      'leave-out': 'left-out',
      withdraw: 'dismissed',
      lapse: 'lapsed',
    },
    scheduled: {
      publish: 'released',
      release: 'released',
      unschedule: 'ready',
      'leave-out': 'left-out',
      withdraw: 'dismissed',
      lapse: 'lapsed',
    },
    released: { expire: 'ended', contradict: 'ended', 'take-down': 'ended', 'leave-out': 'ended' },
    dismissed: {},
    'left-out': {},
    lapsed: {},
    ended: {},
  },
} as const satisfies Process<CommendationState, CommendationAct, CommendationOwn>;

/** What happens to a commendation besides the acts of people, in words. */
export const commendationOwnWords: Readonly<Record<CommendationOwn | 'propose', TextPair>> = {
  propose: pair('提出建议', 'Proposed'),
  lapse: pair('不再符合条件，失效', 'Lapsed: it no longer meets the rule'),
  'answer-over': pair('企业答复期满', 'The time of the firm to answer is over'),
  publish: pair('到时发布', 'Released at its time'),
  expire: pair('期满撤下', 'Taken down: its time is over'),
  contradict: pair('不再符合条件，撤下', 'Taken down: it no longer meets the rule'),
};

/** Why a commendation is no longer shown. */
export const commendationEndings = ['term', 'record', 'early', 'asked'] as const;
export type CommendationEnding = (typeof commendationEndings)[number];
/** Why it is no longer shown, by what ended it. */
export const endingOf: Readonly<Record<'expire' | 'contradict' | 'take-down' | 'leave-out', CommendationEnding>> = {
  expire: 'term',
  contradict: 'record',
  'take-down': 'early',
  'leave-out': 'asked',
};
/** As the public is told; a contradicting record may itself be unpublished, and is not named. */
export const commendationEndingLabels: Readonly<Record<CommendationEnding, TextPair>> = {
  term: pair('公布期限届满', 'the time for which it is shown is over'),
  record: pair('监督记录已变化，不再符合公布条件', 'the record has changed, and it no longer meets the rule'),
  early: pair('经复核决定提前撤下', 'taken down early by decision'),
  asked: pair('应企业请求不再公布', 'the firm asked to be left out'),
};

/** By what a sample shows that it was made to a higher standard. */
const markSchema = z.object({ kind: z.enum(['grade', 'standard']), words: z.string() });
export type HigherMark = z.output<typeof markSchema>;

const sampleSchema = z.object({
  resultId: z.number().int(),
  product: z.string(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  batch: z.string().nullable(),
  mark: markSchema,
});

/** What a commendation rests on, as stored. */
export const commendationBasisSchema = z.object({
  since: z.string(),
  until: z.string(),
  /** Samples of the product that the published checks of the time tested; all passed. */
  samples: z.number().int(),
  /** Checks in which a sample was marked with a higher standard and passed; earliest first. */
  checks: z.array(
    z.object({
      checkId: z.number().int(),
      title: z.string(),
      authority: z.string(),
      level: z.string(),
      publishedOn: z.string(),
      samples: z.array(sampleSchema),
    }),
  ),
});
export type CommendationBasis = z.output<typeof commendationBasisSchema>;

export const contradictionKinds = ['failed', 'refused', 'card', 'exposure', 'licence'] as const;
export type ContradictionKind = (typeof contradictionKinds)[number];

/** Something in the record that stands against a commendation. */
export interface Contradiction {
  readonly kind: ContradictionKind;
  readonly on: LocalDate | null;
  /** Spot check, number of the card or of the licence; empty for an exposure. */
  readonly name: string;
}
