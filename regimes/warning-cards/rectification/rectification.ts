import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { type OtherAuthorityKind, otherAuthorityKinds } from '#foundation/authority-kind.ts';
import { cite } from '#foundation/citation.ts';
import { journalWordsOf, type Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** The step of the law that a rectification is in. `overhaul` is the red card under the notice, the suspension of business under article 17. */
export const steps = ['order', 'announcement', 'overhaul', 'revocation'] as const;
export type Step = (typeof steps)[number];
export const stepLabels: Readonly<Record<Step, TextPair>> = {
  order: pair('责令整改', 'Order to rectify'),
  announcement: pair('省级公告', 'Public announcement by the province'),
  overhaul: pair('停产（停业）整顿', 'Stop for overhaul'),
  revocation: pair('吊销', 'Revocation'),
};

export const rectificationStates = [
  'to-serve',
  'rectifying',
  'overdue',
  'refused',
  'answered',
  'to-recheck',
  'rechecking',
  'failed',
  'proposed',
  'announced',
  'revocation',
  'paused',
  'ended',
  'lifted',
  'licence-revoked',
  'void',
] as const;
export type RectificationState = (typeof rectificationStates)[number];

/** The stages of the board, each with the states that it gathers. */
export const stageStates = {
  'to-serve': ['to-serve'],
  rectifying: ['rectifying'],
  overdue: ['overdue', 'refused'],
  recheck: ['answered', 'to-recheck', 'rechecking', 'announced'],
  failed: ['failed', 'proposed'],
  revocation: ['revocation'],
  paused: ['paused'],
  ended: ['ended'],
  closed: ['lifted', 'licence-revoked', 'void'],
} as const satisfies Readonly<Record<string, readonly RectificationState[]>>;
export type Stage = keyof typeof stageStates;
export const stages = Object.keys(stageStates) as [Stage, ...Stage[]];
export const stageLabels: Readonly<Record<Stage, TextPair>> = {
  'to-serve': pair('待送达', 'To serve'),
  rectifying: pair('整改中', 'Rectifying'),
  overdue: pair('逾期、拒绝', 'Overdue, refused'),
  recheck: pair('核查、复查', 'Visit, re-check'),
  failed: pair('复查不合格、报请', 'Failed, proposed'),
  revocation: pair('建议吊销', 'Revocation'),
  paused: pair('停产中止', 'Paused'),
  ended: pair('无法整改', 'Ended'),
  closed: pair('已了结', 'Closed'),
};

export const rectificationVerbs = [
  'serve',
  'answer',
  'register-answer',
  'ask-extension',
  'register-extension',
  'extend',
  'decline-extension',
  'record-refusal',
  'confirm-visit',
  'send-back',
  'arrange',
  'pass-on-site',
  'propose-step',
  'propose-serious',
  'decide-step',
  'return-step',
  'record-revocation',
  'record-no-revocation',
  'pause',
  'resume',
  'end',
  'reopen',
] as const;
export type RectificationVerb = (typeof rectificationVerbs)[number];

/** What the program itself does: the time runs out, the re-check decides, the card is revoked for error. */
export const ownVerbs = ['expire', 'pass', 'fail', 'annul'] as const;
export type OwnVerb = (typeof ownVerbs)[number];

const follow = 'warning-cards.follow';
const answer = 'warning-cards.answer';
const issue = 'warning-cards.issue';
/** What can happen to a firm at any time while its rectification runs. */
const anyTime = { pause: 'paused', end: 'ended', annul: 'void' } as const;

/**
 * A rectification from the order that goes with the card to its end. `resume`, `reopen` and `return-step` lead back to the state before,
 * and `decide-step` to where the law of the day leads: the table names one target, the rules the others.
 */
export const rectificationProcess = {
  room: 'warning-cards',
  kind: 'rectification',
  name: pair('整改', 'The rectification'),
  states: {
    'to-serve': pair('待送达', 'To be served'),
    rectifying: pair('整改中', 'Being rectified'),
    overdue: pair('逾期未改正', 'Overdue'),
    refused: pair('拒绝整改', 'Refused'),
    answered: pair('已报告整改，待核查', 'Reported, to be visited'),
    'to-recheck': pair('待复查', 'To be re-checked'),
    rechecking: pair('复查检验中', 'Re-check under way'),
    failed: pair('复查不合格', 'Re-check failed'),
    proposed: pair('已报请下一步', 'Next step proposed'),
    announced: pair('已公告，待复查', 'Announced, to be re-checked'),
    revocation: pair('建议吊销，待决定', 'Revocation proposed'),
    paused: pair('停产中止', 'Paused'),
    ended: pair('无法整改', 'Can’t be rectified'),
    lifted: pair('已解除', 'Lifted'),
    'licence-revoked': pair('已吊销', 'Licence revoked'),
    void: pair('随黄牌撤销', 'Void with its card'),
  },
  acts: {
    serve: { label: pair('登记送达', 'Record service'), permission: follow },
    answer: { label: pair('报告整改、申请复查', 'Report and apply for the re-check'), permission: answer },
    'register-answer': { label: pair('登记书面整改报告', 'Register a written report'), permission: follow },
    'ask-extension': { label: pair('申请延期', 'Ask for an extension'), permission: answer, reason: true },
    'register-extension': {
      label: pair('登记书面延期申请', 'Register a written request for an extension'),
      permission: follow,
      reason: true,
    },
    extend: { label: pair('同意延期', 'Grant the extension'), permission: follow },
    'decline-extension': { label: pair('不同意延期', 'Decline the extension'), permission: follow, reason: true },
    'record-refusal': { label: pair('认定拒绝整改', 'Find that it refuses'), permission: follow, reason: true },
    'confirm-visit': { label: pair('核查属实，待复查', 'Visited: report holds'), permission: follow, reason: true },
    'send-back': { label: pair('核查不符，退回整改', 'Visited: back to the firm'), permission: follow, reason: true },
    arrange: { label: pair('安排复查', 'Arrange the re-check'), permission: follow },
    'pass-on-site': {
      label: pair('现场核查符合，解除', 'Lift after a visit on site'),
      permission: issue,
      reason: true,
    },
    'propose-step': { label: pair('报请下一步', 'Propose the next step'), permission: follow, reason: true },
    'propose-serious': {
      label: pair('报请红牌（问题严重）', 'Propose the red card: serious'),
      permission: follow,
      reason: true,
    },
    'decide-step': { label: pair('批准下一步', 'Approve the next step'), permission: issue },
    'return-step': { label: pair('退回报请', 'Return the proposal'), permission: issue, reason: true },
    'record-revocation': { label: pair('登记吊销决定', 'Record the revocation'), permission: follow, reason: true },
    'record-no-revocation': {
      label: pair('登记不予吊销', 'Record that nothing is revoked'),
      permission: follow,
      reason: true,
    },
    pause: { label: pair('登记停产', 'Record that production stopped'), permission: follow, reason: true },
    resume: { label: pair('登记恢复生产', 'Record that production is resumed'), permission: follow, reason: true },
    end: { label: pair('登记无法整改', 'Record that it can’t be rectified'), permission: follow, reason: true },
    reopen: { label: pair('重新办理', 'Open again'), permission: follow, reason: true },
  },
  transitions: {
    'to-serve': { serve: 'rectifying', 'propose-serious': 'proposed', ...anyTime },
    rectifying: {
      answer: 'answered',
      'register-answer': 'answered',
      'ask-extension': 'rectifying',
      'register-extension': 'rectifying',
      extend: 'rectifying',
      'decline-extension': 'rectifying',
      'record-refusal': 'refused',
      'propose-serious': 'proposed',
      expire: 'overdue',
      pass: 'lifted',
      fail: 'failed',
      ...anyTime,
    },
    overdue: {
      answer: 'answered',
      'register-answer': 'answered',
      'record-refusal': 'refused',
      arrange: 'rechecking',
      'propose-step': 'proposed',
      'propose-serious': 'proposed',
      pass: 'lifted',
      fail: 'failed',
      ...anyTime,
    },
    refused: {
      answer: 'answered',
      'register-answer': 'answered',
      arrange: 'rechecking',
      'propose-step': 'proposed',
      'propose-serious': 'proposed',
      pass: 'lifted',
      fail: 'failed',
      ...anyTime,
    },
    answered: {
      'confirm-visit': 'to-recheck',
      'send-back': 'rectifying',
      'propose-serious': 'proposed',
      pass: 'lifted',
      fail: 'failed',
      ...anyTime,
    },
    'to-recheck': {
      arrange: 'rechecking',
      'pass-on-site': 'lifted',
      'propose-serious': 'proposed',
      pass: 'lifted',
      fail: 'failed',
      ...anyTime,
    },
    rechecking: { pass: 'lifted', fail: 'failed', 'pass-on-site': 'lifted', ...anyTime },
    failed: { 'propose-step': 'proposed', 'propose-serious': 'proposed', ...anyTime },
    proposed: { 'decide-step': 'to-serve', 'return-step': 'failed', pass: 'lifted', ...anyTime },
    announced: { arrange: 'rechecking', pass: 'lifted', fail: 'failed', ...anyTime },
    revocation: {
      'record-revocation': 'licence-revoked',
      'record-no-revocation': 'to-recheck',
      end: 'ended',
      annul: 'void',
    },
    paused: { resume: 'rectifying', end: 'ended', annul: 'void' },
    ended: { reopen: 'rectifying', annul: 'void' },
    lifted: {},
    'licence-revoked': {},
    void: {},
  },
  citation: cite('notice', '4.3.1'),
} as const satisfies Process<RectificationState, RectificationVerb, OwnVerb>;

/** States that nothing leaves. */
export const finalStates = ['lifted', 'licence-revoked', 'void'] as const satisfies readonly RectificationState[];

export const rectificationEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(rectificationProcess.acts).map(([verb, { label }]) => [verb, label])),
  open: pair('下达责令整改通知书', 'Order to rectify issued'),
  expire: pair('期满未改正', 'Time is over'),
  pass: pair('复查合格，解除', 'Re-check passed: lifted'),
  fail: pair('复查不合格', 'Re-check failed'),
  annul: pair('黄牌撤销，整改随之终止', 'Void: its card is revoked'),
  'commerce-answer': pair('登记机关对吊销建议的反馈', 'The commerce authority answered the letter'),
  move: pair('企业迁移，转由新所在地机关办理', 'The firm moved: its new authority goes on'),
};

const approved = (step: Step): TextPair =>
  pair(`批准下一步：${stepLabels[step].zh}`, `Next step approved: ${stepLabels[step].en}`);

/** The steps that were approved, by the state that each led to: which it was stands in the timeline. */
export const approvedSteps: Readonly<Partial<Record<string, TextPair>>> = {
  announced: approved('announcement'),
  'to-serve': approved('overhaul'),
  revocation: pair('批准下一步：建议吊销', 'Next step approved: revocation proposed'),
};

export const rectificationJournal = journalWordsOf(
  rectificationProcess,
  '/rectifications/$id',
  rectificationEventWords,
);

/** Why a rectification is paused or can't go on. */
export const pauseGrounds = ['stopped', 'seasonal'] as const;
export const endGrounds = ['deregistered', 'closed', 'moved-away', 'converted', 'not-the-producer'] as const;
export type PauseGround = (typeof pauseGrounds)[number];
export type EndGround = (typeof endGrounds)[number];
export const groundLabels: Readonly<Record<PauseGround | EndGround, TextPair>> = {
  stopped: pair('停产', 'Production stopped'),
  seasonal: pair('季节性停产', 'Seasonal stop'),
  deregistered: pair('注销', 'Deregistered'),
  closed: pair('关闭', 'Closed'),
  'moved-away': pair('搬迁出省或下落不明', 'Moved out of the province, or not to be found'),
  converted: pair('转产，不再生产该类产品', 'Makes the product no more'),
  'not-the-producer': pair('只销售，不生产', 'Sells only, does not produce'),
};

/** Criteria of a serious problem; which of them count is a parameter. */
export const seriousCriteria = ['class-serious', 'danger', 'fake', 'repeated'] as const;
export type SeriousCriterion = (typeof seriousCriteria)[number];
export const seriousLabels: Readonly<Record<SeriousCriterion, TextPair>> = {
  'class-serious': pair('检验细则判为严重不合格', 'Serious by the class of the inspection rules'),
  danger: pair('危及人身、财产安全', 'A danger to people or property'),
  fake: pair(
    '掺杂掺假、以假充真、以次充好，或者以不合格产品冒充合格产品',
    'Adulterated, or passed off as what it is not',
  ),
  repeated: pair('连续两次监督抽查不合格', 'Failed two checks in a row'),
};

const words = (most: number) => z.string().trim().min(1).max(most);
const count = z.number().int().min(0).max(1_000_000_000);

/** What the firm reports: causes, measures, evidence, and what became of the stock and of what was sold. */
export const answerInput = z.object({
  causes: words(2000),
  measures: words(4000),
  evidence: words(4000),
  stock: count,
  stockHandled: count,
  sold: count,
  recalled: count,
  unit: words(20),
  /** Files of evidence that were handed in before. */
  files: z.array(z.number().int().positive()).max(50).default([]),
  /** Day on which the paper came in; today for an account. */
  filedOn: dayTextSchema.optional(),
});
export type AnswerInput = z.output<typeof answerInput>;

/** Numbers of goods, as fields of the report. */
export const answerLabels = {
  causes: pair('不合格原因', 'Causes'),
  measures: pair('整改措施', 'Measures'),
  evidence: pair('证明材料', 'Evidence'),
  stock: pair('库存数量', 'In stock'),
  stockHandled: pair('其中已封存、返工或销毁', 'Of it sealed, reworked or destroyed'),
  sold: pair('已售数量', 'Sold'),
  recalled: pair('其中已召回', 'Of it called back'),
  unit: pair('计量单位', 'Unit'),
} as const;

export const taskAuthorityLabels: Readonly<Record<OtherAuthorityKind, TextPair>> = {
  commerce: pair('工商行政管理部门', 'Commerce authority'),
  enforcement: pair('稽查机构', 'Enforcement'),
  government: pair('人民政府', 'People’s government'),
  economy: pair('经济贸易部门', 'Economy authority'),
  health: pair('卫生部门', 'Health authority'),
  agriculture: pair('农业部门', 'Agriculture authority'),
  construction: pair('建设部门', 'Construction authority'),
  police: pair('公安机关', 'Police'),
};

export const taskInput = z.object({
  department: words(100),
  task: words(500),
  dueOn: dayTextSchema,
  /** The authority of the place that the letter goes to; without it a person writes on paper. */
  authority: z.enum(otherAuthorityKinds).optional(),
});
export type TaskInput = z.output<typeof taskInput>;
