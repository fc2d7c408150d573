import { mergeWords } from '../common/merge-words.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

export const objectionStates = ['filed', 'refused', 'retest', 'given-up', 'withdrawn', 'upheld', 'settled'] as const;
export type ObjectionState = (typeof objectionStates)[number];
export const objectionVerbs = [
  'refuse',
  'accept',
  'uphold',
  'withdraw',
  'record-withdrawal',
  'confirm-withdrawal',
  'reject-withdrawal',
  'tell-abandonment',
] as const;
export type ObjectionVerb = (typeof objectionVerbs)[number];

/** An objection from its filing to its end. Another person than who filed or registered it decides. */
export const objectionProcess = {
  room: 'spot-checks',
  kind: 'objection',
  name: pair('异议', 'The objection'),
  states: {
    filed: pair('待决定', 'To be decided'),
    refused: pair('不予受理', 'Refused'),
    retest: pair('已受理，复检中', 'Accepted, retest under way'),
    'given-up': pair('视为放弃复检，待送达告知', 'Retest given up, to be told'),
    withdrawn: pair('已撤回', 'Withdrawn'),
    upheld: pair('异议成立', 'Upheld'),
    settled: pair('已办结', 'Settled'),
  },
  acts: {
    refuse: { label: pair('不予受理', 'Refuse'), permission: 'spot-checks.decide', reason: true },
    accept: { label: pair('受理并复检', 'Accept for a retest'), permission: 'spot-checks.decide' },
    uphold: {
      label: pair('异议成立，撤销检验结论', 'Uphold: the report is void'),
      permission: 'spot-checks.decide',
      reason: true,
    },
    withdraw: { label: pair('撤回异议', 'Withdraw'), permission: 'spot-checks.answer' },
    'record-withdrawal': {
      label: pair('登记书面撤回', 'Record a withdrawal'),
      permission: 'spot-checks.serve',
      reason: true,
    },
    'confirm-withdrawal': {
      label: pair('复核书面撤回', 'Confirm the written withdrawal'),
      permission: 'spot-checks.decide',
    },
    'reject-withdrawal': {
      label: pair('书面撤回不成立', 'Reject the written withdrawal'),
      permission: 'spot-checks.decide',
      reason: true,
    },
    'tell-abandonment': {
      label: pair('登记放弃复检告知的送达', 'Record service of the notice of abandonment'),
      permission: 'spot-checks.serve',
    },
  },
  transitions: {
    filed: {
      refuse: 'refused',
      accept: 'retest',
      uphold: 'upheld',
      withdraw: 'withdrawn',
      'record-withdrawal': 'filed',
      'confirm-withdrawal': 'withdrawn',
      'reject-withdrawal': 'filed',
      settle: 'settled',
    },
    refused: {},
    retest: { 'give-up': 'given-up', settle: 'settled' },
    // Told by public notice it waits until that takes effect.
    'given-up': { 'tell-abandonment': 'given-up', settle: 'settled' },
    withdrawn: {},
    upheld: {},
    settled: {},
  },
} as const satisfies Process<ObjectionState, ObjectionVerb, 'settle' | 'give-up'>;

export const objectionEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(objectionProcess),
  file: pair('提出异议', 'Filed'),
  merge: mergeWords,
  'give-up': pair('逾期未办复检手续，视为放弃复检', 'Retest given up: formalities not done in time'),
  settle: pair('办结', 'Settled'),
};

export const objectionJournal = journalWordsOf(objectionProcess, '/objections/$id', objectionEventWords);
