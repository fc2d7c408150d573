import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { bulletinFields, composeBulletinPaper } from './bulletin-paper.ts';
import { announcementFields, composeAnnouncement, composePressRelease } from './media.ts';
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
  served: true,
});

export const bulletinPaper = paperKind({
  key: 'publicity.bulletin',
  title: pair('监督抽查通报', 'Bulletin on a spot check'),
  word: '通报',
  layout: 'letter',
  fields: bulletinFields,
  compose: composeBulletinPaper,
  follows: true,
});

export const announcement = paperKind({
  key: 'publicity.announcement',
  title: pair('曝光公告', 'Announcement of exposures'),
  word: '曝公',
  layout: 'letter',
  fields: announcementFields,
  compose: composeAnnouncement,
});

export const pressRelease = paperKind({
  key: 'publicity.press-release',
  title: pair('新闻通稿', 'Press release'),
  word: '新闻',
  layout: 'letter',
  fields: announcementFields,
  compose: composePressRelease,
});

/** The official papers of publicity. */
export const publicityPapers = [exposureNotice, exposureAnswer, bulletinPaper, announcement, pressRelease];
