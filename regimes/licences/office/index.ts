import type { OfficeRoom } from '#platform/office/index.ts';

/** Pages of licences and certificates. */
export const licencesOffice: OfficeRoom = {
  pages: [
    {
      path: '/licences',
      title: { zh: '许可证与认证证书', en: 'Licences' },
      permission: 'licences.read',
      menu: { section: 'licences', order: 2 },
      load: () => import('./licences-page.tsx'),
    },
    {
      path: '/licences/$id',
      title: { zh: '许可证或证书', en: 'Licence' },
      permission: 'licences.read',
      load: () => import('./licence-page.tsx'),
    },
    {
      path: '/licence-requests',
      title: { zh: '认证机构处理', en: 'Certification bodies' },
      permission: 'licences.read',
      menu: { section: 'licences', order: 7 },
      load: () => import('./requests-page.tsx'),
    },
    {
      path: '/licence-requests/$id',
      title: { zh: '请认证机构处理的事项', en: 'Request to a body' },
      permission: 'licences.read',
      load: () => import('./request-page.tsx'),
    },
    {
      path: '/licence-gate',
      title: { zh: '登记前查询', en: 'Before a business licence' },
      permission: 'licences.gate',
      menu: { section: 'licences', order: 1 },
      shortcut: {
        words: { zh: '营业执照登记前查询', en: 'Ask before a business licence' },
        permission: 'licences.business',
      },
      load: () => import('./gate-page.tsx'),
    },
    {
      path: '/licence-catalogue',
      title: { zh: '许可认证目录', en: 'Catalogue' },
      permission: 'licences.read',
      menu: { section: 'licences', order: 6 },
      load: () => import('./catalogue-page.tsx'),
    },
    {
      path: '/business-licences',
      title: { zh: '营业执照登记', en: 'Business licences' },
      permission: 'licences.business',
      menu: { section: 'licences', order: 3 },
      load: () => import('./business-page.tsx'),
    },
    {
      path: '/licence-leads',
      title: { zh: '无证生产线索', en: 'Unlicensed production' },
      permission: 'licences.leads',
      menu: { section: 'licences', order: 4 },
      load: () => import('./leads-page.tsx'),
    },
    {
      path: '/licence-leads/$id',
      title: { zh: '无证生产线索', en: 'Lead' },
      permission: 'licences.leads',
      load: () => import('./lead-page.tsx'),
    },
    {
      path: '/revocations',
      title: { zh: '许可证吊销', en: 'Revocations' },
      permission: 'licences.see-revocations',
      menu: { section: 'licences', order: 5 },
      load: () => import('./revocations-page.tsx'),
    },
    {
      path: '/revocations/$id',
      title: { zh: '吊销事项', en: 'Revocation' },
      permission: 'licences.see-revocations',
      load: () => import('./revocation-page.tsx'),
    },
  ],
  accountBlocks: [{ order: 4, permission: 'licences.own', load: () => import('./my-licences-block.tsx') }],
  enterpriseTimeline: () => import('./timeline.ts'),
};
