import type { AccountBlock, OfficePage } from '#platform/office/index.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Pages of what follows a card. */
export const rectificationPages: readonly OfficePage[] = [
  {
    path: '/rectifications',
    title: both('整改', 'Rectifications'),
    permission: 'warning-cards.read',
    menu: { section: 'follow-up', order: 2 },
    load: () => import('./rectifications-page.tsx'),
  },
  {
    path: '/rectification-board',
    title: both('整改一览', 'Overview by city'),
    permission: 'warning-cards.read',
    menu: { section: 'follow-up', order: 3 },
    load: () => import('./board-page.tsx'),
  },
  {
    path: '/seller-orders',
    title: both('对销售者的责令', 'Orders to sellers'),
    permission: 'warning-cards.read',
    menu: { section: 'follow-up', order: 4 },
    load: () => import('./seller-orders-page.tsx'),
  },
  {
    path: '/seller-orders/$id',
    title: both('对销售者的责令', 'Order to a seller'),
    load: () => import('./seller-order-page.tsx'),
  },
  // Officials and the firm itself open it: what each may see and do there the server says.
  {
    path: '/rectifications/$id',
    title: both('整改', 'Rectification'),
    load: () => import('./rectification-page.tsx'),
  },
];

/** What a firm was ordered to do, on its own page. */
export const rectificationBlocks: readonly AccountBlock[] = [
  { order: 2, permission: 'warning-cards.answer', load: () => import('./my-rectifications-block.tsx') },
];
