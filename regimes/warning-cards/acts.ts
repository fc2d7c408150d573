import { cite } from '#foundation/citation.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type CardAct, type CardKind, type CardState, cardStateLabels, type HeldReason, heldReasonLabels, transitions, verbLabels } from './warning-card.ts'; // prettier-ignore

/** What the rules of acting look at. Accounts are null where the program itself acted. */
export interface ActedCard {
  readonly state: CardState;
  readonly kind: CardKind;
  readonly heldReason: HeldReason | null;
  readonly underReview: boolean;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
}

const reasonNeeded: ReadonlySet<CardAct> = new Set(['return', 'dismiss', 'admit', 'decline', 'keep', 'revoke']);

/** Whether an act is taken only with a reason. */
export const needsReason = (act: CardAct): boolean => reasonNeeded.has(act);

const samePerson = (a: string | null, b: string | null): boolean => a !== null && a === b;

/** What an act leads to, or why it can't be taken: by the state table, the open review, and the second pair of eyes. */
export const decideAct = (card: ActedCard, act: CardAct, account: string | null): Result<CardState> => {
  const citation = cite('notice', '4.3.1');
  const next = (transitions[card.state] as Partial<Record<CardAct, CardState>>)[act];
  const verb = verbLabels[act];
  if (next === undefined)
    return refuse('state-not-allowed', { state: cardStateLabels[card.state], act: verb }, citation);
  switch (act) {
    case 'submit':
    case 'return':
    case 'decline':
      return ok(next);
    case 'admit':
      return card.heldReason === 'province-unknown'
        ? refuse('state-not-allowed', { state: heldReasonLabels['province-unknown'], act: verb }, citation)
        : ok(next);
    case 'issue':
    case 'dismiss':
      return samePerson(card.submittedBy, account) ? refuse('four-eyes-same-person') : ok(next);
    case 'keep':
    case 'revoke':
      if (!card.underReview)
        return refuse(
          'state-not-allowed',
          { state: pair('已发出，没有待决的复核', 'issued, with no open review'), act: verb },
          citation,
        );
      return samePerson(card.decidedBy, account) ? refuse('four-eyes-same-person') : ok(next);
  }
};

/** What happens next with a card: the act, in words, by whom, until when. */
export interface NextStep {
  readonly act: CardAct | null;
  readonly words: TextPair;
  readonly by: TextPair;
  readonly due: string | null;
}

/** The one next act of a state: what, in words, and by whom. Nothing follows in final states. */
export const nextStep = (card: Pick<ActedCard, 'state' | 'heldReason' | 'underReview'>): NextStep | null => {
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

/** What follows from issuing, said before the act. */
export const consequenceOf = (card: { readonly kind: CardKind; readonly historical: boolean }): TextPair => {
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
  return pair(
    '发出后即为省局对生产者的正式警告，编号不可收回；有误只能撤销。',
    'It becomes a formal warning by the provincial bureau; its number can’t be taken back, an error can only be revoked.',
  );
};
