import { mergeWords } from '../common/merge-words.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Process } from '#foundation/process.ts';

// No schema is imported here: the page in the field shows these words and has to stay small.

export const visitStates = [
  'assigned',
  'started',
  'sampled',
  'no-sample',
  'refused-by-right',
  'ordered',
  'refused',
  'not-found',
  'stopped',
  'cancelled',
] as const;
export type VisitState = (typeof visitStates)[number];

/** What inspectors report of a visit. */
export const outcomes = ['finish', 'no-sample', 'rightful-refusal', 'order', 'not-found', 'stopped'] as const;
export type Outcome = (typeof outcomes)[number];
export const visitVerbs = [
  'start',
  ...outcomes,
  'admit',
  'refuse',
  'cancel',
  'propose',
  'reassign',
  'decline',
  'confirm',
  'dismiss',
] as const;
export type VisitVerb = (typeof visitVerbs)[number];

/** A visit from its assignment to its outcome. `resample`: the seal of its sample was broken, it is made again. */
export const visitProcess = {
  room: 'spot-checks',
  kind: 'visit',
  name: { zh: '该抽样任务', en: 'The visit' },
  states: {
    assigned: { zh: '待抽样', en: 'Assigned' },
    started: { zh: '抽样中', en: 'Under way' },
    sampled: { zh: '已抽样', en: 'Sampled' },
    'no-sample': { zh: '依法不予抽样', en: 'No sample, by law' },
    'refused-by-right': { zh: '企业依法拒绝', en: 'Refused by right' },
    ordered: { zh: '拒检责改中', en: 'Ordered to admit' },
    refused: { zh: '拒检', en: 'Refused' },
    'not-found': { zh: '查无此企业', en: 'Not found' },
    stopped: { zh: '停产', en: 'Stopped production' },
    cancelled: { zh: '已取消', en: 'Cancelled' },
  },
  acts: {
    start: { label: { zh: '开始抽样', en: 'Start' }, permission: 'spot-checks.sample' },
    finish: { label: { zh: '完成抽样', en: 'Finish sampling' }, permission: 'spot-checks.sample' },
    'no-sample': { label: { zh: '不予抽样', en: 'No sample' }, permission: 'spot-checks.sample', reason: true },
    'rightful-refusal': {
      label: { zh: '企业依法拒绝', en: 'Refused by right' },
      permission: 'spot-checks.sample',
      reason: true,
    },
    order: {
      label: { zh: '拒检，警告并责令改正', en: 'Refused: warn and order' },
      permission: 'spot-checks.sample',
      reason: true,
    },
    'not-found': { label: { zh: '查无此企业', en: 'Not found' }, permission: 'spot-checks.sample', reason: true },
    stopped: { label: { zh: '企业停产', en: 'Stopped production' }, permission: 'spot-checks.sample', reason: true },
    admit: { label: { zh: '已接受抽查', en: 'Admitted' }, permission: 'spot-checks.dispatch' },
    refuse: { label: { zh: '认定拒检', en: 'Find that it refused' }, permission: 'spot-checks.dispatch', reason: true },
    cancel: { label: { zh: '取消任务', en: 'Cancel' }, permission: 'spot-checks.dispatch', reason: true },
    propose: {
      label: { zh: '提出更换人员', en: 'Propose other inspectors' },
      permission: 'spot-checks.dispatch',
      reason: true,
    },
    reassign: { label: { zh: '同意更换人员', en: 'Approve the change' }, permission: 'spot-checks.dispatch' },
    decline: {
      label: { zh: '不同意更换人员', en: 'Decline the change' },
      permission: 'spot-checks.dispatch',
      reason: true,
    },
    confirm: { label: { zh: '同意指定', en: 'Confirm the target' }, permission: 'spot-checks.approve' },
    dismiss: {
      label: { zh: '不同意指定', en: 'Turn the target down' },
      permission: 'spot-checks.approve',
      reason: true,
    },
  },
  transitions: {
    assigned: {
      start: 'started',
      cancel: 'cancelled',
      propose: 'assigned',
      reassign: 'assigned',
      decline: 'assigned',
      confirm: 'assigned',
      dismiss: 'cancelled',
    },
    started: {
      finish: 'sampled',
      'no-sample': 'no-sample',
      'rightful-refusal': 'refused-by-right',
      order: 'ordered',
      'not-found': 'not-found',
      stopped: 'stopped',
    },
    ordered: { admit: 'started', refuse: 'refused' },
    'refused-by-right': { propose: 'refused-by-right', reassign: 'assigned', decline: 'refused-by-right' },
    sampled: { resample: 'assigned' },
    'no-sample': {},
    refused: {},
    'not-found': {},
    stopped: {},
    cancelled: {},
  },
} as const satisfies Process<VisitState, VisitVerb, 'resample'>;

/** States in which a visit is over, with whatever outcome. */
export const overStates = [
  'sampled',
  'no-sample',
  'refused',
  'not-found',
  'stopped',
  'cancelled',
] as const satisfies VisitState[];
export const isOver = (state: VisitState): boolean => (overStates as readonly VisitState[]).includes(state);

export const visitEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(visitProcess),
  assign: { zh: '分派', en: 'Assigned' },
  name: { zh: '指定对象，待另一人审定', en: 'Named, to be confirmed by another person' },
  merge: mergeWords,
  resample: { zh: '退样，重新抽样', en: 'Sample rejected, to be sampled again' },
  'set-aside': { zh: '现场消息不予采用', en: 'A message from the field was set aside' },
};

/** Cases in which no sample may be taken: measures of 2010, article 18. The law of the day says which of them hold. */
export const noSampleReasons = {
  'not-listed': { zh: '企业或产品不在抽查通知之列', en: 'Firm or product is not on the notice' },
  'not-for-sale': { zh: '有证据证明产品不用于销售', en: 'Proved not to be for sale' },
  'agreement-only': {
    zh: '无强制性标准，仅按双方约定生产且无标准',
    en: 'No mandatory standard, made by agreement alone and without a standard',
  },
  'export-other-terms': { zh: '产品用于出口且合同另有约定', en: 'For export, the contract says otherwise' },
  'trial-or-processing': { zh: '标有“试制”“处理”“样品”等字样', en: 'Marked as trial, for disposal or sample' },
  'lot-too-small': { zh: '抽样基数不足', en: 'The lot is too small' },
} as const satisfies Readonly<Record<string, TextPair>>;

/** Cases in which a firm may refuse: measures of 2010, article 19. */
export const rightfulRefusals = {
  'fewer-than-two': { zh: '抽样人员少于两人', en: 'Fewer than two inspectors' },
  'no-notice-or-identity': { zh: '未出示抽查通知书或身份证件', en: 'No notice or no identity card shown' },
  'name-differs': { zh: '抽样人员姓名与通知书不符', en: 'Names differ from the notice' },
  'firm-or-product-differs': { zh: '企业或产品名称与通知书不符', en: 'Firm or product differs from the notice' },
  charge: { zh: '要求企业支付费用', en: 'Payment was asked for' },
} as const satisfies Readonly<Record<string, TextPair>>;

/** Words of a lawful reason; of one that only a deployment's law knows, its key. */
export const reasonWords = (code: string): TextPair =>
  (({ ...noSampleReasons, ...rightfulRefusals }) as Readonly<Record<string, TextPair>>)[code] ?? { zh: code, en: code };
