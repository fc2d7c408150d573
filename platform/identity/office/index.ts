import type { OfficeRoom } from '#platform/office/index.ts';

/** Pages of accounts. */
export const identityOffice: OfficeRoom = {
  pages: [
    {
      path: '/accounts',
      title: { zh: '账号', en: 'Accounts' },
      permission: 'accounts.manage',
      menu: { section: 'administration', order: 1 },
      load: () => import('./accounts-page.tsx'),
    },
  ],
};
