import { cite } from '#foundation/citation.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type ExposureAct, type ExposureState, exposureStateLabels, transitions, verbLabels } from './exposure.ts';

/** What the rules of acting look at. Accounts are null where the program itself acted. */
export interface ActedExposure {
  readonly state: ExposureState;
  readonly underReview: boolean;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
}

const reasonNeeded: ReadonlySet<ExposureAct> = new Set(['return', 'dismiss', 'take-down', 'keep', 'revoke']);

/** Whether an act is taken only with a reason. */
export const needsReason = (act: ExposureAct): boolean => reasonNeeded.has(act);

const samePerson = (a: string | null, b: string | null): boolean => a !== null && a === b;

/** What an act leads to, or why it can't be taken: by the state table, the open review, and the second pair of eyes. */
export const decideAct = (exposure: ActedExposure, act: ExposureAct, account: string | null): Result<ExposureState> => {
  const citation = cite('notice', '4.2');
  const next = (transitions[exposure.state] as Partial<Record<ExposureAct, ExposureState>>)[act];
  const verb = verbLabels[act];
  if (next === undefined)
    return refuse('state-not-allowed', { state: exposureStateLabels[exposure.state], act: verb }, citation);
  switch (act) {
    case 'submit':
    case 'return':
      return ok(next);
    case 'release':
    case 'dismiss':
      return samePerson(exposure.submittedBy, account) ? refuse('four-eyes-same-person') : ok(next);
    case 'take-down':
      return exposure.underReview
        ? refuse(
            'state-not-allowed',
            { state: pair('已曝光，复核待决', 'released, with an open review'), act: verb },
            citation,
          )
        : ok(next);
    case 'keep':
    case 'revoke':
      if (!exposure.underReview)
        return refuse(
          'state-not-allowed',
          { state: pair('已曝光，没有待决的复核', 'released, with no open review'), act: verb },
          citation,
        );
      return samePerson(exposure.decidedBy, account) ? refuse('four-eyes-same-person') : ok(next);
  }
};

/** What happens next with an exposure: the act, in words, by whom, until when. */
export interface NextStep<Act> {
  readonly act: Act | null;
  readonly words: TextPair;
  readonly by: TextPair;
  readonly due: string | null;
}

/** The one next act of a state. Nothing follows in final states and while an exposure is public. */
export const nextStep = ({
  state,
  underReview,
}: Pick<ActedExposure, 'state' | 'underReview'>): NextStep<ExposureAct> | null => {
  switch (state) {
    case 'proposed':
      return {
        act: 'submit',
        words: pair('核对依据后报审', 'Check the grounds and submit'),
        by: pair('公布承办人', 'the officer for publication'),
        due: null,
      };
    case 'submitted':
      return {
        act: 'release',
        words: pair('审核后曝光，或不予曝光、退回', 'Examine, then release, dismiss or return'),
        by: pair('公布签发人（报审人以外）', 'an approver other than the one who submitted'),
        due: null,
      };
    case 'released':
      return underReview
        ? {
            act: 'revoke',
            words: pair('依据已消失，复核后决定撤销或维持', 'Its grounds are gone: decide to revoke or keep'),
            by: pair('公布签发人（曝光决定人以外）', 'an approver other than the one who released'),
            due: null,
          }
        : null;
    case 'lapsed':
    case 'dismissed':
    case 'taken-down':
    case 'revoked':
      return null;
  }
};

/** What follows from releasing, said before the act. */
export const consequence: TextPair = pair(
  '曝光后立即在公众网站公布产品、生产者和销售者名称及依据；撤下后曾公布的记录仍留在操作日志中。',
  'It is on the public site at once, with product, producer, seller and grounds; after taking it down the journal still holds that it was there.',
);
