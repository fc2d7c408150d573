import { pair, type TextPair } from '#foundation/text-pair.ts';

/** Where a published follow-up says that the rectification stands, in the states of a rectification. */
export const publishedStates = [
  'rectifying',
  'overdue',
  'refused',
  'to-recheck',
  'rechecking',
  'lifted',
  'failed',
  'paused',
  'ended',
] as const;
export type PublishedState = (typeof publishedStates)[number];
export const publishedStateLabels: Readonly<Record<PublishedState, TextPair>> = {
  rectifying: pair('整改中', 'Being rectified'),
  overdue: pair('未完成整改', 'Not rectified'),
  refused: pair('拒绝整改', 'Refused'),
  'to-recheck': pair('已整改，待复查', 'Rectified, to be re-checked'),
  rechecking: pair('复查检验中', 'Re-check under way'),
  lifted: pair('复查合格', 'Re-check passed'),
  failed: pair('复查不合格', 'Re-check failed'),
  paused: pair('停产', 'Production stopped'),
  ended: pair('无法整改', 'Can’t be rectified'),
};

/** The cells of a published follow-up 后处理, verbatim. */
export interface PublishedFollowUp {
  readonly rectification: string | null;
  readonly recheck: string | null;
  readonly remark: string | null;
}

const gone =
  /注销|关闭|倒闭|拆迁|搬迁|转让|转产|停止(同类产品)?生产该?|停止同类产品生产|不再?生产|只销售|出口|过期|未再办理/;
const stopped = /停产|停业|暂停生产|(暂)?无 ?成品|设备改造|厂房改造|尚未投产|延期复查|证书暂停/;

/** What a remark says of the firm: gone for good, or stopped for a while; `停产倒闭` is gone. */
const standingOf = (remark: string): 'paused' | 'ended' | undefined =>
  gone.test(remark) && !/^(停产、(申请注销|许可证)|停产，原)/.test(remark)
    ? 'ended'
    : stopped.test(remark)
      ? 'paused'
      : undefined;

/** 整改情况 by what it says; anything else is not understood. */
const rectified = /^(完成整改|已完成|已整改)$/;
const unfinished = /^(未完成|未整改)$/;
const none = (cell: string): boolean => /^[-—─/／无]*$/.test(cell);

/**
 * Reads the follow-up of a published table as a state. The re-check decides where it says something, then what the remark says of the
 * firm, then the rectification.
 * @returns nothing where the cells are empty or say something unknown: they stay verbatim
 */
export const readFollowUp = ({ rectification, recheck, remark }: PublishedFollowUp): PublishedState | undefined => {
  const [done, checked, noted] = [rectification, recheck, remark].map((cell) => (cell ?? '').trim()) as [string, string, string]; // prettier-ignore
  if (/不合格/.test(checked)) return 'failed';
  if (/合格|符合/.test(checked)) return 'lifted';
  if (/检验(过程)?中|检验进行中/.test(checked)) return 'rechecking';
  if (done === '拒绝整改') return 'refused';
  const firm = standingOf(noted) ?? standingOf(done);
  if (checked === '无法复查') return firm ?? 'ended';
  if (!none(checked)) return undefined;
  if (firm !== undefined) return firm;
  if (done === '无法整改') return 'ended';
  if (rectified.test(done)) return 'to-recheck';
  if (unfinished.test(done)) return 'overdue';
  if (/整改中|尚未提出/.test(done)) return 'rectifying';
  return undefined;
};

export const penaltyKinds = ['none', 'handed', 'done', 'fined', 'confiscated', 'both'] as const;
export type PenaltyKind = (typeof penaltyKinds)[number];
export const penaltyLabels: Readonly<Record<PenaltyKind, TextPair>> = {
  none: pair('无行政处罚', 'No penalty'),
  handed: pair('移交稽查', 'Handed over to enforcement'),
  done: pair('已处罚', 'Penalised'),
  fined: pair('罚款', 'Fined'),
  confiscated: pair('没收', 'Confiscated'),
  both: pair('没收并罚款', 'Confiscated and fined'),
};

export interface PublishedPenalty {
  readonly kind: PenaltyKind;
  /** Yuan, fine and confiscated gains together; null where no amount is given. */
  readonly amount: number | null;
}

const money = /(\d+(?:\.\d+)?)\s*(万)?元/g;
const yuan = (found: RegExpMatchArray): number => Math.round(Number(found[1]) * (found[2] ? 1_000_000 : 100));

/**
 * Reads 行政处罚情况: its kind, and the amount where one is named; a total 合计 stands for its parts.
 * @returns nothing for what is not understood: it stays verbatim
 */
export const readPenalty = (cell: string | null): PublishedPenalty | undefined => {
  const text = (cell ?? '').trim();
  if (none(text)) return { kind: 'none', amount: null };
  if (/移交|移送/.test(text)) return { kind: 'handed', amount: null };
  const total = /合计\s*(\d+(?:\.\d+)?)\s*(万)?元/.exec(text);
  const parts = total ? [total] : [...text.matchAll(money)];
  const amount = parts.length === 0 ? null : parts.reduce((sum, part) => sum + yuan(part), 0) / 100;
  const fined = /罚款|处罚金额|处罚\d|罚没/.test(text);
  const taken = /没收|罚没/.test(text);
  if (fined || taken) return { kind: fined && taken ? 'both' : fined ? 'fined' : 'confiscated', amount };
  return /已(完成)?(行政)?处罚/.test(text) ? { kind: 'done', amount } : undefined;
};

export const remarkKinds = ['paused', 'ended', 'handed', 'revocation-proposed'] as const;
export type RemarkKind = (typeof remarkKinds)[number];
export const remarkLabels: Readonly<Record<RemarkKind, TextPair>> = {
  paused: publishedStateLabels.paused,
  ended: publishedStateLabels.ended,
  handed: penaltyLabels.handed,
  'revocation-proposed': pair('建议吊销、撤销证件', 'Revocation of the licence proposed'),
};

/**
 * Reads 备注: that a revocation is proposed, that it was handed on, or how the firm stands.
 * @returns nothing where it is empty or says something else: it stays verbatim
 */
export const readRemark = (cell: string | null): RemarkKind | undefined => {
  const text = (cell ?? '').trim();
  if (/(建议|拟)(吊|撤销)/.test(text)) return 'revocation-proposed';
  if (/移交|移送/.test(text)) return 'handed';
  return standingOf(text);
};
