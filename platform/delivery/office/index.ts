import type { OfficeRoom } from '#platform/office/index.ts';

/** The inbox, and how things are sent. */
export const deliveryOffice: OfficeRoom = {
  pages: [
    {
      path: '/inbox',
      title: { zh: '收件箱', en: 'Inbox' },
      permission: 'delivery.receive',
      menu: { section: 'workbench', order: 4 },
      load: () => import('./inbox-page.tsx'),
    },
    {
      path: '/inbox/$id',
      title: { zh: '通知', en: 'Message' },
      load: () => import('./message-page.tsx'),
    },
    {
      path: '/deliveries',
      title: { zh: '投递', en: 'Delivery' },
      permission: 'delivery.manage',
      menu: { section: 'administration', order: 4 },
      load: () => import('./deliveries-page.tsx'),
    },
    {
      path: '/my-mail',
      title: { zh: '邮件通知', en: 'Mail notices' },
      permission: 'delivery.receive',
      menu: { section: 'person', order: 1 },
      load: () => import('./my-mail-page.tsx'),
    },
  ],
};
