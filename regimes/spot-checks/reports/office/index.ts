import type { OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of the laboratories' work. */
export const reportPages: readonly OfficePage[] = [
  {
    path: '/laboratory',
    title: both('检验任务', 'Tests'),
    permission: 'spot-checks.laboratory',
    menu: { section: 'laboratory', order: 1 },
    load: () => import('./tasks-page.tsx'),
  },
  {
    path: '/laboratory-values',
    title: both('批量导入实测值', 'Values from a table'),
    permission: 'spot-checks.test',
    menu: { section: 'laboratory', order: 3 },
    load: () => import('./values-page.tsx'),
  },
  {
    path: '/reports',
    title: both('检验报告', 'Reports'),
    permission: 'spot-checks.see-visits',
    menu: { section: 'spot-checks', order: 5 },
    load: () => import('./reports-page.tsx'),
  },
  {
    path: '/reports/$id',
    title: both('检验报告', 'Report'),
    load: () => import('./report-page.tsx'),
  },
];
