export { announcedText, announcementPage, announcementsPage, endedAnnouncementPage } from './announcements.ts';
export { correctionsPage, dataPage, journalPage, notFoundPage, openDataColumns, type PublicSeal } from './about.ts';
export {
  commendationPage,
  commendationsPage,
  endedCommendationPage,
  type PublicCommendation,
} from './commendations.ts';
export { statisticsPage } from './figures.ts';
export { enterprisePage, homePage, searchPage } from './look-up.ts';
export {
  bulletinPage,
  bulletinsPage,
  datasetTabs,
  endedExposurePage,
  exposurePage,
  exposuresPage,
} from './publications.ts';
export type {
  EnterpriseRecord,
  PublicAnnouncement,
  PublicBulletin,
  PublicEnterprise,
  PublicExposure,
  PublicRate,
  PublicResult,
  PublicStatistics,
  SearchAnswer,
} from './records.ts';
