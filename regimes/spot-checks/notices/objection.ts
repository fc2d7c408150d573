import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

export const objectionStates = ['filed', 'refused', 'retest', 'withdrawn', 'upheld', 'settled'] as const;
export type ObjectionState = (typeof objectionStates)[number];
export const objectionVerbs = ['refuse', 'accept', 'uphold', 'withdraw', 'record-withdrawal'] as const;
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
    'record-withdrawal': { label: pair('登记书面撤回', 'Record a withdrawal'), permission: 'spot-checks.serve' },
  },
  transitions: {
    filed: {
      refuse: 'refused',
      accept: 'retest',
      uphold: 'upheld',
      withdraw: 'withdrawn',
      'record-withdrawal': 'withdrawn',
      settle: 'settled',
    },
    refused: {},
    retest: { settle: 'settled' },
    withdrawn: {},
    upheld: {},
    settled: {},
  },
} as const satisfies Process<ObjectionState, ObjectionVerb, 'settle'>;

export const objectionEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(objectionProcess.acts).map(([verb, { label }]) => [verb, label])),
  file: pair('提出异议', 'Filed'),
  settle: pair('办结', 'Settled'),
};

export const objectionJournal = journalWordsOf(objectionProcess, '/objections/$id', objectionEventWords);
