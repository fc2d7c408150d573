import type { AccountBlock, OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of result notices, objections and retests; and those of an enterprise about itself. */
export const noticePages: readonly OfficePage[] = [
  {
    path: '/notices',
    title: both('结果告知', 'Result notices'),
    permission: 'spot-checks.see-visits',
    menu: { section: 'results', order: 4 },
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
    menu: { section: 'results', order: 5 },
    load: () => import('./objections-page.tsx'),
  },
  {
    path: '/objections/$id',
    title: both('异议', 'Objection'),
    permission: 'spot-checks.see-visits',
    load: () => import('./objection-page.tsx'),
  },
  {
    path: '/my-enterprise/$id',
    title: both('结果告知书', 'Result notice'),
    permission: 'spot-checks.answer',
    load: () => import('./my-notice-page.tsx'),
  },
];

/** Results of spot checks on the page of an enterprise about itself. */
export const noticeBlocks: readonly AccountBlock[] = [
  { order: 1, permission: 'spot-checks.answer', load: () => import('./my-notices-block.tsx') },
];
