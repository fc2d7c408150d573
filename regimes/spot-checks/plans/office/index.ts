import type { OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of plans and inspection rules. */
export const planPages: readonly OfficePage[] = [
  {
    path: '/plans',
    title: both('抽查计划', 'Plans'),
    permission: 'spot-checks.plans',
    menu: { section: 'spot-checks', order: 2 },
    load: () => import('./plans-page.tsx'),
  },
  {
    path: '/plans/new',
    title: both('起草抽查计划', 'Draft a plan'),
    permission: 'spot-checks.plan',
    load: () => import('./new-plan-page.tsx'),
  },
  {
    path: '/plans/$id',
    title: both('抽查计划', 'Plan'),
    permission: 'spot-checks.plans',
    load: () => import('./plan-page.tsx'),
  },
  {
    path: '/rules',
    title: both('检验细则', 'Inspection rules'),
    permission: 'spot-checks.plans',
    menu: { section: 'reference', order: 1 },
    load: () => import('./rules-page.tsx'),
  },
  {
    path: '/rules/new',
    title: both('起草检验细则', 'Draft inspection rules'),
    permission: 'spot-checks.plan',
    load: () => import('./new-rule-page.tsx'),
  },
  {
    path: '/rules/$id',
    title: both('检验细则', 'Inspection rules'),
    permission: 'spot-checks.plans',
    load: () => import('./rule-page.tsx'),
  },
];
