import type { OfficePage } from '#platform/office/index.ts';

/** Pages of draws; they are reached from their plan. */
export const drawPages: readonly OfficePage[] = [
  {
    path: '/draws/$id',
    title: { zh: '随机抽取', en: 'Draw' },
    permission: 'spot-checks.plans',
    load: () => import('./draw-page.tsx'),
  },
];
