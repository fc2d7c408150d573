import type { OfficeRoom } from '#platform/office/index.ts';

/** Pages of accounts, and of one’s own tokens. */
export const identityOffice: OfficeRoom = {
  pages: [
    {
      path: '/accounts',
      title: { zh: '账号', en: 'Accounts' },
      permission: 'accounts.manage',
      menu: { section: 'administration', order: 1 },
      load: () => import('./accounts-page.tsx'),
    },
    {
      path: '/tokens',
      title: { zh: '接口令牌', en: 'API tokens' },
      menu: { section: 'person', order: 2 },
      load: () => import('./tokens-page.tsx'),
    },
  ],
};
