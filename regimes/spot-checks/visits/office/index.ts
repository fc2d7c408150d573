import type { OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of visits, samples and inspectors. What a page of one thing shows is decided by who may see the thing. */
export const visitPages: readonly OfficePage[] = [
  {
    path: '/visits',
    title: both('抽样任务', 'Visits'),
    permission: 'spot-checks.see-visits',
    menu: { section: 'spot-checks', order: 3 },
    load: () => import('./visits-page.tsx'),
  },
  {
    path: '/my-visits',
    title: both('我的抽样任务', 'My visits'),
    permission: 'spot-checks.sample',
    menu: { section: 'workbench', order: 2 },
    load: () => import('./my-visits-page.tsx'),
  },
  { path: '/visits/$id', title: both('抽样任务', 'Visit'), load: () => import('./visit-page.tsx') },
  {
    path: '/samples',
    title: both('样品', 'Samples'),
    permission: 'spot-checks.see-visits',
    menu: { section: 'spot-checks', order: 4 },
    load: () => import('./samples-page.tsx'),
  },
  { path: '/samples/$id', title: both('样品', 'Sample'), load: () => import('./sample-page.tsx') },
  {
    path: '/arriving-samples',
    title: both('待收样品', 'Samples to receive'),
    permission: 'spot-checks.laboratory',
    menu: { section: 'laboratory', order: 2 },
    load: () => import('./arriving-page.tsx'),
  },
  {
    path: '/inspectors',
    title: both('抽样人员', 'Inspectors'),
    permission: 'spot-checks.dispatch',
    menu: { section: 'spot-checks', order: 6 },
    load: () => import('./inspectors-page.tsx'),
  },
];
