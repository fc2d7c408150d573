import { z } from 'zod';
import { cite } from '#foundation/citation.ts';
import { labelsOf } from '#foundation/process-labels.ts';
import type { Process } from '#foundation/process.ts';
import type { TextPair } from '#foundation/text-pair.ts';

/** What the paper is. `undetermined`: the province of the producer is unknown, so it is not yet either. */
export const cardKinds = ['yellow', 'transfer', 'undetermined'] as const;
export type CardKind = (typeof cardKinds)[number];
export const cardKindSchema = z.enum(cardKinds);
export const cardKindLabels: Readonly<Record<CardKind, TextPair>> = {
  yellow: { zh: '黄牌', en: 'Yellow card' },
  transfer: { zh: '移送函', en: 'Transfer letter' },
  undetermined: { zh: '未定', en: 'Not determined' },
};

export const cardStates = ['held', 'proposed', 'submitted', 'issued', 'dismissed', 'revoked', 'lapsed'] as const;
export type CardState = (typeof cardStates)[number];
export const cardStateSchema = z.enum(cardStates);

/** Why a proposal waits for a person. */
export const heldReasons = ['retailer', 'province-unknown'] as const;
export type HeldReason = (typeof heldReasons)[number];
export const heldReasonSchema = z.enum(heldReasons);
export const heldReasonLabels: Readonly<Record<HeldReason, TextPair>> = {
  retailer: {
    zh: '生产企业栏所列为加油站或商店，须先核实生产者',
    en: 'A petrol station or shop is named as producer; verify first',
  },
  'province-unknown': {
    zh: '生产者所在省份不明，须先核实',
    en: 'The province of the producer is unknown; verify first',
  },
};

/** Acts of people. `keep` and `revoke` end a review. */
export const cardActs = ['submit', 'return', 'issue', 'dismiss', 'admit', 'decline', 'keep', 'revoke'] as const;
export type CardAct = (typeof cardActs)[number];
/** What the program itself does when results change. */
export const programActs = ['send-back', 'lapse', 'restore', 'open-review', 'close-review'] as const;
export type ProgramAct = (typeof programActs)[number];

/** What the issuer of a suspended licence does about it: noted on the card, which it does not move. */
const issuerNotes = ['issuer-suspends', 'issuer-withdraws', 'issuer-keeps', 'issuer-noted'] as const;
export type IssuerNote = (typeof issuerNotes)[number];

export const verbSchema = z.enum([...cardActs, ...programActs, ...issuerNotes]);
const submit = 'warning-cards.submit';
const issue = 'warning-cards.issue';
const review = 'warning-cards.review';

/**
 * A card or letter from its proposal on. `keep` and `revoke` need an open review. Revocation for error 撤销 is not the lifting after
 * rectification 解除, which comes with rectification itself.
 */
export const cardProcess = {
  room: 'warning-cards',
  kind: 'card',
  chief: true,
  name: { zh: '该黄牌或移送函', en: 'The card' },
  citation: cite('notice', '4.3.1'),
  states: {
    held: { zh: '待核实', en: 'Held for verification' },
    proposed: { zh: '建议发出', en: 'Proposed' },
    submitted: { zh: '已报审', en: 'Submitted' },
    issued: { zh: '已发出', en: 'Issued' },
    dismissed: { zh: '不予发出', en: 'Dismissed' },
    revoked: { zh: '已撤销', en: 'Revoked for error' },
    lapsed: { zh: '依据已失', en: 'Lapsed' },
  },
  acts: {
    submit: { label: { zh: '报审', en: 'Submit' }, permission: submit },
    return: { label: { zh: '退回', en: 'Return' }, permission: issue, reason: true },
    issue: { label: { zh: '发出', en: 'Issue' }, permission: issue },
    dismiss: { label: { zh: '不予发出', en: 'Dismiss' }, permission: issue, reason: true },
    admit: {
      label: { zh: '核实为生产者，提出', en: 'Verified as producer, propose' },
      permission: submit,
      reason: true,
    },
    decline: {
      label: { zh: '核实为非生产者，不提出', en: 'Verified as no producer, drop' },
      permission: submit,
      reason: true,
    },
    keep: { label: { zh: '复核后维持', en: 'Keep after review' }, permission: review, reason: true },
    revoke: { label: { zh: '撤销', en: 'Revoke for error' }, permission: review, reason: true },
  },
  transitions: {
    held: { admit: 'proposed', decline: 'dismissed', lapse: 'lapsed' },
    proposed: { submit: 'submitted', lapse: 'lapsed' },
    submitted: { return: 'proposed', issue: 'issued', dismiss: 'dismissed', 'send-back': 'proposed', lapse: 'lapsed' },
    issued: { 'open-review': 'issued', 'close-review': 'issued', keep: 'issued', revoke: 'revoked' },
    dismissed: {},
    revoked: {},
    lapsed: { restore: 'proposed' },
  },
} as const satisfies Process<CardState, CardAct, ProgramAct>;

export const cardStateLabels: Readonly<Record<CardState, TextPair>> = cardProcess.states;
/** What the program itself does, in words. */
const programActLabels: Readonly<Record<ProgramAct, TextPair>> = {
  'send-back': { zh: '依据变化，退回建议', en: 'Sent back: its grounds changed' },
  lapse: { zh: '依据消失，失效', en: 'Lapsed: its grounds are gone' },
  restore: { zh: '依据恢复，重新提出', en: 'Proposed again: its grounds are back' },
  'open-review': { zh: '依据消失，转入复核', en: 'Review opened: its grounds are gone' },
  'close-review': { zh: '依据恢复，复核自行了结', en: 'Review closed: its grounds are back' },
};
/** What happens to a card without being an act of a person on it, in words. */
export const ownWords: Readonly<Record<ProgramAct | IssuerNote, TextPair>> = {
  ...programActLabels,
  'issuer-suspends': { zh: '发证方自行暂停该产品的许可证、证书', en: 'The issuer suspends the licence on its own' },
  'issuer-withdraws': { zh: '发证方吊销、撤销许可证、证书', en: 'The issuer withdraws the licence' },
  'issuer-keeps': { zh: '发证方维持许可证、证书有效', en: 'The issuer keeps the licence' },
  'issuer-noted': { zh: '发证方已知悉许可证、证书暂停使用', en: 'The issuer takes note of the suspension' },
};
export const verbLabels: Readonly<Record<CardAct | ProgramAct | IssuerNote, TextPair>> = {
  ...labelsOf(cardProcess),
  ...ownWords,
};

/** A failing sample as a card's grounds keep it. */
export const failingSampleSchema = z.object({
  resultId: z.number().int(),
  product: z.string(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  batch: z.string().nullable(),
  sampledOn: z.string().nullable(),
  items: z.array(z.string()),
  /** Measured values and limits lead to another verdict than the published one. */
  disagrees: z.boolean(),
});
export type FailingSample = z.output<typeof failingSampleSchema>;
