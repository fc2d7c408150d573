import { mergeWords } from '../common/merge-words.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

export const noticeStates = ['to-serve', 'served', 'waived', 'lapsed', 'objected', 'settled', 'void'] as const;
export type NoticeState = (typeof noticeStates)[number];
export const noticeVerbs = [
  'serve',
  'waive',
  'record-waiver',
  'confirm-waiver',
  'reject-waiver',
  'object',
  'register-objection',
] as const;
export type NoticeVerb = (typeof noticeVerbs)[number];

export const parties = ['producer', 'seller'] as const;
export type Party = (typeof parties)[number];
export const partyLabels: Readonly<Record<Party, TextPair>> = {
  producer: pair('生产者', 'Producer'),
  seller: pair('销售者', 'Seller'),
};

/** A result notice from its number to the end of its party's clock. */
export const noticeProcess = {
  room: 'spot-checks',
  kind: 'notice',
  name: pair('结果告知书', 'The result notice'),
  states: {
    'to-serve': pair('待送达', 'To be served'),
    served: pair('异议期内', 'Time to object runs'),
    waived: pair('放弃异议', 'Objection waived'),
    lapsed: pair('逾期未异议', 'Time to object over'),
    objected: pair('已提异议', 'Objected'),
    settled: pair('异议已办结', 'Objection settled'),
    void: pair('已作废', 'Void'),
  },
  acts: {
    serve: { label: pair('登记送达', 'Record service'), permission: 'spot-checks.serve' },
    waive: { label: pair('放弃异议', 'Waive the objection'), permission: 'spot-checks.answer' },
    'record-waiver': {
      label: pair('登记书面放弃异议', 'Record a written waiver'),
      permission: 'spot-checks.serve',
      reason: true,
    },
    'confirm-waiver': {
      label: pair('复核书面放弃异议', 'Confirm the written waiver'),
      permission: 'spot-checks.decide',
    },
    'reject-waiver': {
      label: pair('书面放弃异议不成立', 'Reject the written waiver'),
      permission: 'spot-checks.decide',
      reason: true,
    },
    object: { label: pair('提出异议', 'Object'), permission: 'spot-checks.answer' },
    'register-objection': {
      label: pair('登记书面异议', 'Register a written objection'),
      permission: 'spot-checks.serve',
    },
  },
  transitions: {
    'to-serve': { serve: 'served', annul: 'void' },
    served: {
      waive: 'waived',
      // What one official recorded counts when another has confirmed it; until then the clock runs on.
      'record-waiver': 'served',
      'confirm-waiver': 'waived',
      'reject-waiver': 'served',
      object: 'objected',
      'register-objection': 'objected',
      lapse: 'lapsed',
      annul: 'void',
    },
    waived: { annul: 'void' },
    // A letter posted in time may come in when the clock has run out here; one that is late is refused with the day.
    lapsed: { object: 'objected', 'register-objection': 'objected', annul: 'void' },
    objected: { settle: 'settled', annul: 'void' },
    settled: { annul: 'void' },
    void: {},
  },
} as const satisfies Process<NoticeState, NoticeVerb, 'lapse' | 'settle' | 'annul'>;

export const identityStates = [
  'not-asked',
  'asked',
  'confirmed',
  'silent',
  'denied',
  'denial-proven',
  'denial-rejected',
] as const;
export type IdentityState = (typeof identityStates)[number];
export const identityVerbs = [
  'confirm',
  'record-confirmation',
  'deny',
  'record-denial',
  'prove-denial',
  'reject-denial',
  'take-up-lead',
] as const;
export type IdentityVerb = (typeof identityVerbs)[number];

/** Whether the producer named on a sample from a market takes the product as his. */
export const identityProcess = {
  room: 'spot-checks',
  kind: 'notice',
  name: pair('产品确认', 'The question whether the product is his'),
  states: {
    'not-asked': pair('不需确认', 'Not asked'),
    asked: pair('待企业确认', 'Waits for the producer’s word'),
    confirmed: pair('企业已确认', 'Confirmed'),
    silent: pair('逾期未答复，视为确认', 'Silent, counts as confirmed'),
    denied: pair('企业否认，待审定', 'Denied, to be decided'),
    'denial-proven': pair('否认成立', 'Denial proven'),
    'denial-rejected': pair('否认不成立，视为确认', 'Denial rejected, counts as confirmed'),
  },
  acts: {
    confirm: { label: pair('确认是本企业产品', 'Confirm that it is our product'), permission: 'spot-checks.answer' },
    'record-confirmation': {
      label: pair('登记企业书面确认', 'Record a written confirmation'),
      permission: 'spot-checks.serve',
    },
    deny: {
      label: pair('否认是本企业产品', 'Deny that it is our product'),
      permission: 'spot-checks.answer',
      reason: true,
    },
    'record-denial': {
      label: pair('登记企业书面否认', 'Record a written denial'),
      permission: 'spot-checks.serve',
      reason: true,
    },
    'prove-denial': {
      label: pair('认定否认成立', 'Find the denial proven'),
      permission: 'spot-checks.decide',
      reason: true,
    },
    'reject-denial': {
      label: pair('认定否认不成立', 'Reject the denial'),
      permission: 'spot-checks.decide',
      reason: true,
    },
    'take-up-lead': {
      label: pair('登记假冒线索的移交、查处情况', 'Record what became of the counterfeit lead'),
      permission: 'spot-checks.dispatch',
      reason: true,
    },
  },
  transitions: {
    'not-asked': { ask: 'asked' },
    asked: {
      confirm: 'confirmed',
      'record-confirmation': 'confirmed',
      deny: 'denied',
      'record-denial': 'denied',
      pass: 'silent',
    },
    confirmed: {},
    silent: {},
    denied: { 'prove-denial': 'denial-proven', 'reject-denial': 'denial-rejected' },
    'denial-proven': { 'take-up-lead': 'denial-proven' },
    'denial-rejected': {},
  },
} as const satisfies Process<IdentityState, IdentityVerb, 'ask' | 'pass'>;

export const noticeEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(noticeProcess),
  ...labelsOf(identityProcess),
  open: pair('制作告知书', 'Notice drawn up'),
  merge: mergeWords,
  lapse: pair('异议期届满', 'Time to object over'),
  settle: pair('异议办结', 'Objection settled'),
  annul: pair('因报告作废而作废', 'Void because its report is'),
  pass: pair('逾期未答复，视为确认', 'Silent, counts as confirmed'),
};

export const noticeJournal = journalWordsOf(noticeProcess, '/notices/$id', noticeEventWords);
