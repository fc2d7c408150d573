import type { OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

const calendar = (path: string, permission: string): OfficePage => ({
  path,
  title: both('日历', 'Calendar'),
  permission,
  menu: { section: 'workbench', order: 3 },
  load: () => import('./calendar-page.tsx'),
});

/** The plan board, and the calendar of officials, of laboratories and of enterprises: each shows what its reader may see. */
export const boardPages: readonly OfficePage[] = [
  {
    path: '/board',
    title: both('抽查进度', 'Plan board'),
    permission: 'spot-checks.plans',
    menu: { section: 'spot-checks', order: 1 },
    load: () => import('./board-page.tsx'),
  },
  {
    path: '/board/$id',
    title: both('计划进度', 'Board of a plan'),
    permission: 'spot-checks.plans',
    load: () => import('./plan-board-page.tsx'),
  },
  calendar('/calendar', 'spot-checks.plans'),
  calendar('/laboratory-calendar', 'spot-checks.laboratory'),
  calendar('/enterprise-calendar', 'spot-checks.answer'),
];
