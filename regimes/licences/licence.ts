import { z } from 'zod';
import type { LocalDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** What a product must have before it may be produced: a production licence 生产许可证 or a compulsory certification 强制性认证. */
export const licenceKinds = ['production-licence', 'certification'] as const;
export const licenceKindSchema = z.enum(licenceKinds);
export type LicenceKind = (typeof licenceKinds)[number];
export const licenceKindLabels: Readonly<Record<LicenceKind, TextPair>> = {
  'production-licence': pair('生产许可证', 'Production licence'),
  certification: pair('强制性认证证书', 'Compulsory certification'),
};

/** Who issues: an authority 发证机关, or a certification body 认证机构, which acts on its certificates itself. */
export const issuerKinds = ['authority', 'body'] as const;
export type IssuerKind = (typeof issuerKinds)[number];
/** How a licence stands on a day. Never stored: term, surrender, revocation and holds give it. */
export const standings = ['not-yet', 'valid', 'suspended', 'expired', 'surrendered', 'revoked'] as const;
export type Standing = (typeof standings)[number];
export const standingLabels: Readonly<Record<Standing, TextPair>> = {
  'not-yet': pair('尚未生效', 'Not in force yet'),
  valid: pair('有效', 'Valid'),
  suspended: pair('暂停使用', 'Suspended'),
  expired: pair('已过期', 'Expired'),
  surrendered: pair('已注销', 'Surrendered'),
  revoked: pair('已吊销', 'Revoked'),
};

/** What gives the standing but for holds. Days are inclusive; revocation and surrender count from their day on. */
export interface Term {
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
  readonly surrenderedOn: LocalDate | null;
  readonly revokedOn: LocalDate | null;
}

/** What a hold 暂停使用 rests on: a warning card, or the issuer's own act. */
export const holdGrounds = ['card', 'issuer'] as const;
export type HoldGround = (typeof holdGrounds)[number];

/** A hold on one product of a licence, or on all of it. It runs from its first day until the day it ended, which is free again. */
export interface Hold {
  readonly ground: HoldGround;
  readonly cardId: number | null;
  readonly categoryId: number | null;
  readonly from: LocalDate;
  readonly endedOn: LocalDate | null;
}

/** What the issuer does when it has been told of a card's hold: suspends on its own, withdraws or keeps what it has issued, or takes note. */
export const issuerAnswers = ['suspends', 'withdraws', 'keeps', 'noted'] as const;
export type IssuerAnswer = (typeof issuerAnswers)[number];
export const issuerAnswerLabels: Readonly<Record<IssuerAnswer, TextPair>> = {
  suspends: pair('发证方自行暂停', 'Suspends on its own'),
  withdraws: pair('发证方吊销、撤销', 'Withdraws it'),
  keeps: pair('发证方维持有效', 'Keeps it'),
  noted: pair('发证方已知悉', 'Takes note'),
};
export const holdActs = ['tell-issuer', 'record-answer'] as const;
export type HoldAct = (typeof holdActs)[number];
export const holdActLabels: Readonly<Record<HoldAct, TextPair>> = {
  'tell-issuer': pair('登记已通知发证方', 'Record that the issuer was told'),
  'record-answer': pair('登记发证方答复', 'Record the issuer’s answer'),
};

/** Acts that a person records of a licence. */
export const licenceActs = ['renew', 'surrender', 'issuer-suspend', 'issuer-resume', 'issuer-revoke'] as const;
export const licenceActSchema = z.enum(licenceActs);
export type LicenceAct = (typeof licenceActs)[number];
export const licenceActLabels: Readonly<Record<LicenceAct, TextPair>> = {
  renew: pair('登记延续', 'Record a renewal'),
  surrender: pair('登记注销', 'Record a surrender'),
  'issuer-suspend': pair('登记发证方暂停', 'Record a suspension by the issuer'),
  'issuer-resume': pair('登记发证方恢复', 'Record that the issuer ended its suspension'),
  'issuer-revoke': pair('登记发证方吊销、撤销', 'Record a revocation by the issuer'),
};

/** Acts that are the issuer's own: a certification body takes them itself. */
export const issuerActs = ['issuer-suspend', 'issuer-resume', 'issuer-revoke'] as const satisfies readonly LicenceAct[];
export type IssuerAct = (typeof issuerActs)[number];

/** Which act may be recorded of a licence that stands so. A revoked or surrendered one is history. */
export const actsOf = {
  'not-yet': ['surrender', 'issuer-suspend', 'issuer-revoke'],
  valid: ['renew', 'surrender', 'issuer-suspend', 'issuer-revoke'],
  suspended: ['renew', 'surrender', 'issuer-suspend', 'issuer-resume', 'issuer-revoke'],
  expired: ['renew'],
  surrendered: [],
  revoked: [],
} as const satisfies Record<Standing, readonly LicenceAct[]>;

/** What happened to a licence on a day that is known without an act here, in words. */
export const licenceDayWords = {
  issue: pair('发证', 'Issued'),
  begin: pair('有效期起', 'Its term began'),
  surrender: pair('注销（登记表载明）', 'Surrendered, as a table says'),
  revoke: pair('吊销、撤销（登记表载明）', 'Revoked, as a table says'),
  expire: pair('有效期届满', 'Its term was over'),
} as const satisfies Readonly<Record<string, TextPair>>;
/** Acts that revoke a licence here. */
export const revokingVerbs = ['issuer-revoke', 'answer-withdraws', 'revoke'] as const;

/** What happened to a licence, in words. */
export const licenceEventWords: Readonly<Record<string, TextPair>> = {
  register: pair('登记', 'Entered'),
  change: pair('更新登记', 'Changed'),
  renew: pair('延续', 'Renewed'),
  surrender: pair('注销', 'Surrendered'),
  'issuer-suspend': pair('发证方暂停', 'Suspended by the issuer'),
  'issuer-resume': pair('发证方恢复', 'Resumed by the issuer'),
  'issuer-revoke': pair('发证方吊销、撤销', 'Revoked by the issuer'),
  hold: pair('因黄牌或红牌暂停使用', 'Suspended by a warning card'),
  'end-hold': pair('黄牌或红牌的暂停结束', 'The suspension by a warning card ended'),
  'tell-issuer': pair('已通知发证方', 'The issuer was told'),
  'ask-body': pair('已请认证机构处理', 'The certification body was asked'),
  'record-answer': pair('发证方答复', 'The issuer answered'),
  ...Object.fromEntries(issuerAnswers.map((answer) => [`answer-${answer}`, issuerAnswerLabels[answer]])),
  revoke: pair('省局决定吊销', 'Revoked by the provincial bureau'),
  move: pair('随企业合并变更持证人', 'Went over with a merger of enterprises'),
};
