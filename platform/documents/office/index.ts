import type { OfficeRoom } from '#platform/office/index.ts';

/** The register of papers and the page of one. */
export const documentsOffice: OfficeRoom = {
  pages: [
    {
      path: '/papers',
      title: { zh: '文书登记簿', en: 'Register of papers' },
      permission: 'documents.read',
      menu: { section: 'files', order: 6 },
      load: () => import('./papers-page.tsx'),
    },
    {
      path: '/paper-templates',
      title: { zh: '文书模板', en: 'Templates of papers' },
      permission: 'documents.see-templates',
      menu: { section: 'administration', order: 3 },
      load: () => import('./templates-page.tsx'),
    },
    {
      path: '/papers/$id',
      title: { zh: '文书', en: 'Paper' },
      load: () => import('./paper-page.tsx'),
    },
  ],
};
