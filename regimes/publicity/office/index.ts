import type { OfficeRoom } from '#platform/office/index.ts';

/** Pages of publicity. */
export const publicityOffice: OfficeRoom = {
  pages: [
    {
      path: '/exposures',
      title: { zh: '曝光', en: 'Exposure' },
      permission: 'publicity.read',
      menu: { section: 'publication', order: 1 },
      load: () => import('./exposures-page.tsx'),
    },
    {
      path: '/exposures/propose',
      title: { zh: '提出曝光建议', en: 'Propose an exposure' },
      permission: 'publicity.submit',
      load: () => import('./propose-page.tsx'),
    },
    {
      path: '/exposures/$id',
      title: { zh: '曝光', en: 'Exposure' },
      permission: 'publicity.read',
      load: () => import('./exposure-page.tsx'),
    },
    {
      path: '/commendations',
      title: { zh: '高标准产品', en: 'Commendations' },
      permission: 'publicity.read',
      menu: { section: 'publication', order: 4 },
      load: () => import('./commendations-page.tsx'),
    },
    {
      path: '/commendations/$id',
      title: { zh: '高标准产品', en: 'Commendation' },
      permission: 'publicity.read',
      load: () => import('./commendation-page.tsx'),
    },
    {
      path: '/bulletins',
      title: { zh: '抽查通报', en: 'Bulletins' },
      permission: 'publicity.read',
      menu: { section: 'publication', order: 2 },
      load: () => import('./bulletins-page.tsx'),
    },
    {
      path: '/bulletins/$id',
      title: { zh: '通报', en: 'Bulletin' },
      permission: 'publicity.read',
      load: () => import('./bulletin-page.tsx'),
    },
    {
      path: '/notifications',
      title: { zh: '结果通报', en: 'Notifications' },
      permission: 'publicity.notify',
      menu: { section: 'publication', order: 3 },
      load: () => import('./notifications-page.tsx'),
    },
    {
      path: '/notifications/$id',
      title: { zh: '结果通报', en: 'Notification' },
      permission: 'publicity.notify',
      load: () => import('./notification-page.tsx'),
    },
    {
      path: '/notification-letters/$id',
      title: { zh: '通报清单', en: 'List of a notification' },
      load: () => import('./letter-page.tsx'),
    },
    {
      path: '/media',
      title: { zh: '媒体发布', en: 'For the media' },
      permission: 'publicity.read',
      menu: { section: 'publication', order: 5 },
      load: () => import('./media-page.tsx'),
    },
  ],
  accountBlocks: [
    { order: 3, permission: 'publicity.answer', load: () => import('./my-exposures-block.tsx') },
    { order: 6, permission: 'publicity.answer', load: () => import('./my-commendations-block.tsx') },
  ],
  enterpriseTimeline: () => import('./timeline.ts'),
};
