import type { NextAct, Rules } from '#foundation/process.ts';
import { refusal, type Refusal } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type CardAct, type CardKind, cardProcess, type CardState, type HeldReason, heldReasonLabels, verbLabels } from './warning-card.ts'; // prettier-ignore

/** What the rules of acting look at. Accounts are null where the program itself acted. */
export interface ActedCard {
  readonly state: CardState;
  readonly kind: CardKind;
  readonly heldReason: HeldReason | null;
  readonly underReview: boolean;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
}

/** Why a card can't take an act although its state would allow it. */
const barOf = (card: ActedCard, act: CardAct): Refusal | undefined => {
  const barred = (state: TextPair) =>
    refusal('state-not-allowed', { state, act: verbLabels[act] }, cardProcess.citation);
  if (act === 'admit' && card.heldReason === 'province-unknown') return barred(heldReasonLabels['province-unknown']);
  if ((act === 'keep' || act === 'revoke') && !card.underReview)
    return barred(pair('已发出，没有待决的复核', 'issued, with no open review'));
  return undefined;
};

/** Who submitted does not decide, and who decided does not review. */
const notBy = (card: ActedCard, act: CardAct): readonly (string | null)[] => {
  switch (act) {
    case 'issue':
    case 'dismiss':
      return [card.submittedBy];
    case 'keep':
    case 'revoke':
      return [card.decidedBy];
    case 'submit':
    case 'return':
    case 'admit':
    case 'decline':
      return [];
  }
};

/** What decides an act on a card. */
export const cardRules: Rules<CardState, CardAct, ActedCard> = { flow: cardProcess, notBy, barOf };

/** Where the permission for an act must hold: acts of the provincial bureau in the whole province, others at the place of the producer. */
export const cardPlace = (
  card: { readonly provinceCode: string | null; readonly cityCode: string | null; readonly countyCode: string | null },
  act: CardAct,
  province: string,
): string | null => {
  if (cardProcess.acts[act].permission !== 'warning-cards.submit') return province;
  // Who sees all may also act on what lies in no division of the province.
  return card.provinceCode === province ? (card.countyCode ?? card.cityCode) : null;
};

/** The one next act of a state: what, in words, and by whom. Nothing follows in final states. */
export const nextStep = (card: Pick<ActedCard, 'state' | 'heldReason' | 'underReview'>): NextAct<CardAct> => {
  const officer = pair('承办人', 'the officer in charge');
  const signer = pair(
    '省局签发人（报审人以外）',
    'an approver of the provincial bureau other than the one who submitted',
  );
  switch (card.state) {
    case 'held':
      return card.heldReason === 'retailer'
        ? {
            act: 'admit',
            words: pair('核实所列企业是否为生产者', 'Verify whether the firm named is the producer'),
            by: officer,
            due: null,
          }
        : {
            act: null,
            words: pair(
              '在企业档案中确认所在省份，之后自动提出',
              'Confirm the province in the enterprise file; it is proposed then by itself',
            ),
            by: officer,
            due: null,
          };
    case 'proposed':
      return { act: 'submit', words: pair('核对依据后报审', 'Check the grounds and submit'), by: officer, due: null };
    case 'submitted':
      return {
        act: 'issue',
        words: pair('审核后发出，或不予发出、退回', 'Examine, then issue, dismiss or return'),
        by: signer,
        due: null,
      };
    case 'issued':
      return card.underReview
        ? {
            act: 'revoke',
            words: pair('依据已消失，复核后决定撤销或维持', 'Its grounds are gone: decide to revoke or keep'),
            by: pair('省局签发人（发出人以外）', 'an approver of the provincial bureau other than the issuer'),
            due: null,
          }
        : null;
    case 'lapsed':
    case 'dismissed':
    case 'revoked':
      return null;
  }
};

/** What follows from issuing, said before the act. The days are those of the order to rectify by the law of today. */
export const consequenceOf = (
  card: { readonly kind: CardKind; readonly historical: boolean; readonly onPaper: boolean },
  rectifyDays: number,
): TextPair => {
  if (card.historical)
    return pair(
      '历史公开数据：发出后只作记录，不起算整改期限，也不暂停许可证使用。',
      'Historical data: it is recorded only; no deadline and no suspension of licences starts.',
    );
  if (card.kind === 'transfer')
    return pair(
      '发出后移送生产者所在地主管部门处理，编号不可收回。',
      'It goes to the authority where the producer is; its number can’t be taken back.',
    );
  const order = card.onPaper
    ? pair(
        '① 整改按登记的纸质办理情况接着办理；',
        '1. the rectification goes on from where the papers on record have brought it;',
      )
    : pair(
        `① 生成责令整改通知书，由所在地质量监督机关送达企业，送达生效后 ${rectifyDays} 日内完成整改；不合格样品抽自其他销售者的，同时生成给销售者的通知书；`,
        `1. an order to rectify is drawn up, which the quality authority of the place serves; the firm has ${rectifyDays} days from the service; where samples came from other sellers, orders to these are drawn up too;`,
      );
  return pair(
    `发出后即为省局对生产者的正式警告，编号不可收回，有误只能撤销。同时：${order.zh}② 该企业这一产品的生产许可证、认证证书当日起暂停使用，不待送达；需要许可证而没有登记的，列为无证生产线索。`,
    `It becomes a formal warning by the provincial bureau; its number can’t be taken back, an error can only be revoked. With it: ${order.en} 2. its licences and certificates for this product are suspended from that day, before any service; where it needs one and none is on record, a lead of unlicensed production is made.`,
  );
};
