import { mergeWords } from '../common/merge-words.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Process } from '#foundation/process.ts';

export const sampleStates = ['sealed', 'sent', 'received', 'rejected', 'tested', 'noticed', 'final', 'void'] as const;
export type SampleState = (typeof sampleStates)[number];
export const sampleVerbs = ['send', 'void', 'receive', 'reject', 'resample'] as const;
export type SampleVerb = (typeof sampleVerbs)[number];

/** A sample from its seal to its final result. Reports and notices move it on from `received`. */
export const sampleProcess = {
  room: 'spot-checks',
  kind: 'sample',
  name: { zh: '该样品', en: 'The sample' },
  states: {
    sealed: { zh: '已封样', en: 'Sealed' },
    sent: { zh: '寄送中', en: 'On its way' },
    received: { zh: '已收样', en: 'Received' },
    rejected: { zh: '退样', en: 'Rejected' },
    tested: { zh: '已检验', en: 'Tested' },
    noticed: { zh: '已告知', en: 'Noticed' },
    final: { zh: '已终局', en: 'Final' },
    void: { zh: '已作废', en: 'Void' },
  },
  acts: {
    send: { label: { zh: '寄送样品', en: 'Send' }, permission: 'spot-checks.sample' },
    void: { label: { zh: '作废样品', en: 'Declare void' }, permission: 'spot-checks.dispatch', reason: true },
    receive: { label: { zh: '收样', en: 'Receive' }, permission: 'spot-checks.receive' },
    reject: { label: { zh: '退样', en: 'Reject' }, permission: 'spot-checks.receive', reason: true },
    resample: { label: { zh: '重新抽样', en: 'Sample again' }, permission: 'spot-checks.dispatch', reason: true },
  },
  transitions: {
    sealed: { send: 'sent', void: 'void' },
    sent: { receive: 'received', reject: 'rejected' },
    rejected: { resample: 'void', void: 'void' },
    received: { report: 'tested' },
    tested: { notice: 'noticed', reopen: 'received' },
    noticed: { finalise: 'final', reopen: 'received', annul: 'void' },
    final: {},
    void: {},
  },
} as const satisfies Process<SampleState, SampleVerb, 'report' | 'notice' | 'reopen' | 'finalise' | 'annul'>;

/** What a retest does with the reserve when its laboratory is designated. */
export const callWords: TextPair = { zh: '调取备样', en: 'Reserve called for the retest' };

export const reserveStates = ['none', 'kept', 'sent', 'tampered', 'used', 'disposed'] as const;
export type ReserveState = (typeof reserveStates)[number];
export const reserveVerbs = ['send-reserve', 'receive-reserve', 'tamper-reserve', 'dispose-reserve'] as const;
export type ReserveVerb = (typeof reserveVerbs)[number];

/** The reserve 备样 of a sample: called by a retest once its laboratory is designated, and by nothing else, received intact or found tampered with, or disposed of. */
export const reserveProcess = {
  room: 'spot-checks',
  kind: 'sample',
  name: { zh: '该备用样品', en: 'The reserve sample' },
  states: {
    none: { zh: '无备样', en: 'No reserve' },
    kept: { zh: '封存中', en: 'Kept' },
    sent: { zh: '调取中', en: 'Called' },
    tampered: { zh: '备样异常', en: 'Tampered with' },
    used: { zh: '已用于复检', en: 'Used for the retest' },
    disposed: { zh: '已处置', en: 'Disposed of' },
  },
  acts: {
    'send-reserve': { label: { zh: '登记备样寄送', en: 'Record the consignment' }, permission: 'spot-checks.dispatch' },
    'receive-reserve': { label: { zh: '收取备样', en: 'Receive the reserve' }, permission: 'spot-checks.receive' },
    'tamper-reserve': {
      label: { zh: '备样封样破坏或调换', en: 'Reserve found tampered with' },
      permission: 'spot-checks.receive',
      reason: true,
    },
    'dispose-reserve': {
      label: { zh: '处置备样', en: 'Dispose of the reserve' },
      permission: 'spot-checks.dispatch',
      reason: true,
    },
  },
  transitions: {
    none: {},
    kept: { 'call-reserve': 'sent', 'dispose-reserve': 'disposed' },
    sent: { 'send-reserve': 'sent', 'receive-reserve': 'used', 'tamper-reserve': 'tampered' },
    tampered: { 'dispose-reserve': 'disposed' },
    used: { 'dispose-reserve': 'disposed' },
    disposed: {},
  },
} as const satisfies Process<ReserveState, ReserveVerb, 'call-reserve'>;

export const sampleEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(sampleProcess),
  ...labelsOf(reserveProcess),
  'call-reserve': callWords,
  seal: { zh: '抽样、封样', en: 'Taken and sealed' },
  merge: mergeWords,
  correct: { zh: '更正抽样单', en: 'Sheet corrected' },
  report: { zh: '检验报告生效', en: 'Report in effect' },
  notice: { zh: '告知结果', en: 'Result notices opened' },
  reopen: { zh: '报告作废，重新检验', en: 'Report void, tested again' },
  finalise: { zh: '结果终局', en: 'Result final' },
  annul: { zh: '异议成立，撤销检验结论', en: 'Objection upheld, finding annulled' },
};

/** Steps of the chain of custody. */
export const custodySteps = {
  sealed: { zh: '封样', en: 'Sealed' },
  sent: { zh: '寄出', en: 'Sent' },
  received: { zh: '签收', en: 'Received' },
  rejected: { zh: '退样', en: 'Rejected' },
  returned: { zh: '退还', en: 'Returned' },
  called: { zh: '调取', en: 'Called' },
  disposed: { zh: '处置', en: 'Disposed of' },
} as const satisfies Readonly<Record<string, TextPair>>;
export type CustodyStep = keyof typeof custodySteps;

export const sealConditions = {
  intact: { zh: '封样完好', en: 'Seal intact' },
  broken: { zh: '封样破损', en: 'Seal broken' },
  unseen: { zh: '未查验', en: 'Not looked at' },
} as const satisfies Readonly<Record<string, TextPair>>;
export type SealCondition = keyof typeof sealConditions;

export const reserveKeepers = {
  laboratory: { zh: '承检机构', en: 'Laboratory' },
  enterprise: { zh: '受检单位', en: 'Inspected unit' },
  none: { zh: '无备样', en: 'No reserve' },
} as const satisfies Readonly<Record<string, TextPair>>;
