import type { OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of result notices, objections and retests; and those of an enterprise about itself. */
export const noticePages: readonly OfficePage[] = [
  {
    path: '/notices',
    title: both('结果告知', 'Result notices'),
    permission: 'spot-checks.see-visits',
    menu: { section: 'spot-checks', order: 30 },
    load: () => import('./notices-page.tsx'),
  },
  {
    path: '/notices/$id',
    title: both('结果告知书', 'Result notice'),
    permission: 'spot-checks.see-visits',
    load: () => import('./notice-page.tsx'),
  },
  {
    path: '/objections',
    title: both('异议和复检', 'Objections and retests'),
    permission: 'spot-checks.see-visits',
    menu: { section: 'spot-checks', order: 31 },
    load: () => import('./objections-page.tsx'),
  },
  {
    path: '/objections/$id',
    title: both('异议', 'Objection'),
    permission: 'spot-checks.see-visits',
    load: () => import('./objection-page.tsx'),
  },
  {
    path: '/my-enterprise',
    title: both('我的企业', 'My enterprise'),
    permission: 'spot-checks.answer',
    menu: { section: 'spot-checks', order: 0 },
    load: () => import('./my-enterprise-page.tsx'),
  },
  {
    path: '/my-enterprise/$id',
    title: both('结果告知书', 'Result notice'),
    permission: 'spot-checks.answer',
    load: () => import('./my-notice-page.tsx'),
  },
];
