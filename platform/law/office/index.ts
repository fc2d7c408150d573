import type { OfficeRoom } from '#platform/office/index.ts';

/** The page of the legal parameters. */
export const lawOffice: OfficeRoom = {
  pages: [
    {
      path: '/law',
      title: { zh: '法律参数', en: 'Legal parameters' },
      menu: { section: 'administration', order: 3 },
      load: () => import('./law-page.tsx'),
    },
  ],
};
