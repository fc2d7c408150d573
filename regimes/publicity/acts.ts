import type { NextAct, Rules } from '#foundation/process.ts';
import { refusal, type Refusal } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type ExposureAct, exposureProcess, type ExposureState, verbLabels } from './exposure.ts';
import { placeWithin } from './party-rules.ts';

/** What the rules of acting look at. Accounts are null where the program itself acted. */
export interface ActedExposure {
  readonly state: ExposureState;
  readonly underReview: boolean;
  /** The officer who proposed it; null where the program did. */
  readonly proposedBy: string | null;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  /** Who recorded written waivers of its firms. */
  readonly waivedBy: readonly string[];
  /** A result that it rests on is not published yet. */
  readonly unpublished: boolean;
}

/** Why an exposure can't take an act although its state would allow it. */
const barOf = (exposure: ActedExposure, act: ExposureAct): Refusal | undefined => {
  const barred = (state: TextPair) =>
    refusal('state-not-allowed', { state, act: verbLabels[act] }, exposureProcess.citation);
  if (act === 'drop' && exposure.proposedBy === null)
    return barred(pair('系统提出的建议，随依据存废', 'proposed by the program, stands with its grounds'));
  if (act === 'decide' && exposure.unpublished) return refusal('results-unpublished', {}, exposureProcess.citation);
  if (act === 'take-down' && exposure.underReview)
    return barred(pair('已曝光，复核待决', 'released, with an open review'));
  if (act === 'keep' && !exposure.underReview)
    return barred(pair('已曝光，没有待决的复核', 'released, with no open review'));
  return undefined;
};

/** Who proposed or submitted does not decide, who recorded that a firm waives its right does not release, who decided does not review. */
const notBy = (exposure: ActedExposure, act: ExposureAct): readonly (string | null)[] => {
  switch (act) {
    case 'decide':
    case 'dismiss':
      return [exposure.submittedBy, exposure.proposedBy];
    case 'keep':
    case 'revoke':
      return [exposure.decidedBy];
    case 'release':
    case 'schedule':
      return exposure.waivedBy;
    case 'submit':
    case 'drop':
    case 'return':
    case 'withdraw':
    case 'unschedule':
    case 'take-down':
      return [];
  }
};

/** What decides an act on an exposure. */
export const exposureRules: Rules<ExposureState, ExposureAct, ActedExposure> = { flow: exposureProcess, notBy, barOf };

/** Where the permission for an act must hold: acts of the provincial bureau in the whole province, others at the place of the producer. */
export const exposurePlace = (
  exposure: Parameters<typeof placeWithin>[0],
  act: ExposureAct,
  province: string,
): string | null =>
  exposureProcess.acts[act].permission === 'publicity.release' ? province : placeWithin(exposure, province);

/** The one next act of a state. Nothing follows in final states and while an exposure is public. */
export const nextStep = ({
  state,
  underReview,
}: Pick<ActedExposure, 'state' | 'underReview'>): NextAct<ExposureAct> => {
  switch (state) {
    case 'proposed':
      return {
        act: 'submit',
        words: pair('核对依据后报审', 'Check the grounds and submit'),
        by: pair('公布编辑', 'the press editor'),
        due: null,
      };
    case 'submitted':
      return {
        act: 'decide',
        words: pair('审核后决定曝光，或不予曝光、退回', 'Examine, then decide to expose, dismiss or return'),
        by: pair('公布签发人（提出人、报审人以外）', 'an approver other than the one who proposed or submitted'),
        due: null,
      };
    case 'told':
      return {
        act: null,
        words: pair(
          '向被曝光企业送达告知书，听取并答复陈述申辩',
          'Serve the firms that are to be named, hear and answer what they state',
        ),
        by: pair('公布编辑', 'the press editor'),
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
