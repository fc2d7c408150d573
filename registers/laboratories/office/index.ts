import type { OfficeRoom } from '#platform/office/index.ts';

/** Pages of the register of laboratories. */
export const laboratoriesOffice: OfficeRoom = {
  pages: [
    {
      path: '/laboratories',
      title: { zh: '承检机构', en: 'Laboratories' },
      permission: 'enterprises.read',
      menu: { section: 'files', order: 5, permission: 'spot-checks.plans' },
      load: () => import('./laboratories-page.tsx'),
    },
    {
      path: '/laboratories/$id',
      title: { zh: '承检机构', en: 'Laboratory' },
      load: () => import('./laboratory-page.tsx'),
    },
  ],
};
