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
  /** A result that it rests on is not published yet. */
  readonly unpublished: boolean;
}

const reasonNeeded: ReadonlySet<ExposureAct> = new Set([
  'return',
  'decide',
  'dismiss',
  'withdraw',
  'take-down',
  'keep',
  'revoke',
]);

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
    case 'withdraw':
    case 'release':
    case 'schedule':
    case 'unschedule':
      return ok(next);
    case 'decide':
      if (exposure.unpublished) return refuse('results-unpublished', {}, citation);
      return samePerson(exposure.submittedBy, account) ? refuse('four-eyes-same-person') : ok(next);
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
      if (!exposure.underReview)
        return refuse(
          'state-not-allowed',
          { state: pair('已曝光，没有待决的复核', 'released, with no open review'), act: verb },
          citation,
        );
      return samePerson(exposure.decidedBy, account) ? refuse('four-eyes-same-person') : ok(next);
    case 'revoke':
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
        act: 'decide',
        words: pair('审核后决定曝光，或不予曝光、退回', 'Examine, then decide to expose, dismiss or return'),
        by: pair('公布签发人（报审人以外）', 'an approver other than the one who submitted'),
        due: null,
      };
    case 'told':
      return {
        act: null,
        words: pair(
          '向被曝光企业送达告知书，听取并答复陈述申辩',
          'Serve the firms that are to be named, hear and answer what they state',
        ),
        by: pair('公布承办人', 'the officer for publication'),
        due: null,
      };
    case 'ready':
      return {
        act: 'release',
        words: pair('立即发布，或定时发布', 'Release now, or set a time'),
        by: pair('公布签发人', 'an approver'),
        due: null,
      };
    case 'scheduled':
      return {
        act: null,
        words: pair('到时由系统发布；可以取消', 'The program releases it at its time; that can be cancelled'),
        by: pair('系统', 'the program'),
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

/** What follows from an act that can't be taken back, said before it. */
export const consequences: Partial<Readonly<Record<ExposureAct, TextPair>>> = {
  decide: pair(
    '决定后向生产者和销售者各出具一份告知书；送达并听取陈述申辩之后才能发布。',
    'A notice is issued to the producer and to each seller; only when they were served and heard can it be released.',
  ),
  release: pair(
    '立即在公众网站公布产品、生产者和销售者名称及依据，并进入媒体资料包；只能撤下并留痕，不能收回。',
    'It is on the public site at once, with product, producer, seller and grounds, and in the package for the media; it can be taken down with its trace, but not taken back.',
  ),
  schedule: pair(
    '到时自动发布；系统当时没有运行的，恢复后立即发布。发布前依据消失的，不会发布。',
    'It is released at that time, or as soon as the program runs again; not where its grounds are gone by then.',
  ),
  revoke: pair(
    '撤销后，公众网站在原处写明该曝光有误、已予撤销。',
    'The public site then says in its place that the exposure was wrong and has been revoked.',
  ),
};
