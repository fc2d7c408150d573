import type { OfficeRoom } from '#platform/office/index.ts';
import { rectificationBlocks, rectificationPages } from '../rectification/office/index.ts';

/** Pages of the warning cards. */
export const warningCardsOffice: OfficeRoom = {
  accountBlocks: rectificationBlocks,
  pages: [
    {
      path: '/cards',
      title: { zh: '黄牌与移送函', en: 'Cards' },
      permission: 'warning-cards.read',
      menu: { section: 'follow-up', order: 1 },
      load: () => import('./cards-page.tsx'),
    },
    {
      path: '/cards/$id',
      title: { zh: '黄牌', en: 'Card' },
      permission: 'warning-cards.read',
      load: () => import('./card-page.tsx'),
    },
    ...rectificationPages,
  ],
  enterpriseTimeline: () => import('./timeline.ts'),
};
