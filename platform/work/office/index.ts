import type { OfficeRoom } from '#platform/office/index.ts';

/** The page on which a person's open work is handed over. */
export const workOffice: OfficeRoom = {
  pages: [
    {
      path: '/hand-over',
      title: { zh: '工作交接', en: 'Hand over work' },
      permission: 'work.hand-over',
      menu: { section: 'administration', order: 2 },
      load: () => import('./hand-over-page.tsx'),
    },
  ],
};
