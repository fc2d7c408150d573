import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { composeExposureAnswer, composeExposureNotice, exposureAnswerFields, exposureNoticeFields } from './exposure-papers.ts'; // prettier-ignore

export const exposureNotice = paperKind({
  key: 'publicity.exposure-notice',
  title: pair('拟曝光告知书', 'Notice of intended exposure'),
  word: '曝告',
  layout: 'letter',
  fields: exposureNoticeFields,
  compose: composeExposureNotice,
  follows: true,
});

export const exposureAnswer = paperKind({
  key: 'publicity.exposure-answer',
  title: pair('陈述申辩复核决定书', 'Answer to a statement on an exposure'),
  word: '曝复',
  layout: 'letter',
  fields: exposureAnswerFields,
  compose: composeExposureAnswer,
});

/** The official papers of publicity. */
export const publicityPapers = [exposureNotice, exposureAnswer];
