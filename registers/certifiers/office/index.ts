import type { OfficeRoom } from '#platform/office/index.ts';

/** The page of the register of certification bodies. */
export const certifiersOffice: OfficeRoom = {
  pages: [
    {
      path: '/certifiers',
      title: { zh: '认证机构', en: 'Certification bodies' },
      permission: 'enterprises.read',
      menu: { section: 'files', order: 6 },
      load: () => import('./certifiers-page.tsx'),
    },
  ],
};
