import type { OfficeRoom } from '#platform/office/index.ts';

/** The page of the journal. */
export const journalOffice: OfficeRoom = {
  pages: [
    {
      path: '/journal',
      title: { zh: '日志', en: 'Journal' },
      permission: 'journal.read',
      menu: { section: 'administration', order: 5 },
      load: () => import('./journal-page.tsx'),
    },
  ],
};
