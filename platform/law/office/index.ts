import type { OfficeRoom } from '#platform/office/index.ts';

/** The pages of the legal parameters and of the holidays. */
export const lawOffice: OfficeRoom = {
  pages: [
    {
      path: '/law',
      title: { zh: '法律参数', en: 'Legal parameters' },
      menu: { section: 'reference', order: 3 },
      load: () => import('./law-page.tsx'),
    },
    {
      path: '/holidays',
      title: { zh: '节假日安排', en: 'Holidays' },
      menu: { section: 'reference', order: 4 },
      load: () => import('./holidays-page.tsx'),
    },
  ],
};
