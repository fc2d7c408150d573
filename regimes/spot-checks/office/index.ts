import type { OfficeRoom } from '#platform/office/index.ts';
import { drawPages } from '../draws/office/index.ts';
import { boardPages } from '../board/office/index.ts';
import { noticeBlocks, noticePages } from '../notices/office/index.ts';
import { planPages } from '../plans/office/index.ts';
import { visitPages } from '../visits/office/index.ts';
import { reportPages } from '../reports/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of the spot-check room. */
export const spotChecksOffice: OfficeRoom = {
  accountBlocks: noticeBlocks,
  pages: [
    ...planPages,
    ...boardPages,
    ...reportPages,
    ...drawPages,
    ...visitPages,
    ...noticePages,
    {
      path: '/results',
      title: both('抽查结果', 'Results'),
      permission: 'spot-checks.read',
      menu: { section: 'results', order: 1 },
      load: () => import('./results-page.tsx'),
    },
    {
      path: '/results/$id',
      title: both('抽查结果', 'Result'),
      permission: 'spot-checks.read',
      load: () => import('./result-page.tsx'),
    },
    {
      path: '/imports',
      title: both('导入结果', 'Import'),
      permission: 'spot-checks.import',
      menu: { section: 'results', order: 2 },
      load: () => import('./imports-page.tsx'),
    },
    {
      path: '/imports/$id',
      title: both('导入', 'Import'),
      permission: 'spot-checks.read',
      load: () => import('./import-page.tsx'),
    },
    {
      path: '/queues',
      title: both('待核实事项', 'Cases to settle'),
      permission: 'spot-checks.read',
      menu: { section: 'results', order: 3, permission: 'spot-checks.settle' },
      load: () => import('./queues-page.tsx'),
    },
    {
      path: '/sampling-plan',
      title: both('抽样方案', 'Sampling plan'),
      permission: 'spot-checks.plans',
      menu: { section: 'reference', order: 2 },
      load: () => import('../acceptance/office/sampling-plan-page.tsx'),
    },
    {
      path: '/statistics',
      title: both('统计', 'Statistics'),
      permission: 'spot-checks.read',
      menu: { section: 'results', order: 6 },
      load: () => import('./statistics-page.tsx'),
    },
  ],
  enterpriseTimeline: () => import('./timeline.ts'),
};
