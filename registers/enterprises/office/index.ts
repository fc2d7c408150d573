import type { OfficeRoom } from '#platform/office/index.ts';

/** Pages of the register of enterprises; the enterprise file itself is shared by all rooms. */
export const enterprisesOffice: OfficeRoom = {
  accountBlocks: [
    { order: 9, permission: 'enterprises.mandate', load: () => import('../mandates/office/my-mandates-block.tsx') },
  ],
  pages: [
    {
      path: '/enterprises',
      title: { zh: '企业', en: 'Enterprises' },
      permission: 'enterprises.read',
      menu: { section: 'files', order: 1 },
      load: () => import('./enterprises-page.tsx'),
    },
    {
      path: '/enterprise-matches',
      title: { zh: '疑似同一企业', en: 'Uncertain matches' },
      permission: 'enterprises.read',
      menu: { section: 'files', order: 2, permission: 'enterprises.settle' },
      load: () => import('./matches-page.tsx'),
    },
    {
      path: '/enterprise-addresses',
      title: { zh: '所在市待定', en: 'City to confirm' },
      permission: 'enterprises.read',
      menu: { section: 'files', order: 3, permission: 'enterprises.settle' },
      load: () => import('./addresses-page.tsx'),
    },
    {
      path: '/mandates',
      title: { zh: '企业授权委托', en: 'Powers of attorney' },
      permission: 'enterprises.settle',
      menu: { section: 'files', order: 4 },
      load: () => import('../mandates/office/mandates-page.tsx'),
    },
  ],
};
