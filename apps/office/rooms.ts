import type { OfficePage, OfficeRoom } from '#platform/office/index.ts';
import { officeRooms as regimes } from '#regimes/office.ts';
import { officeRooms as registers } from '#registers/office.ts';
import { officeRooms as platform } from '#platform/office-rooms.ts';

/** Every room that shows pages. */
export const rooms: readonly OfficeRoom[] = [...regimes, ...registers, ...platform];

/** Pages that belong to no single room. */
export const sharedPages: readonly OfficePage[] = [
  {
    path: '/',
    title: { zh: '工作台', en: 'Workbench' },
    menu: { section: 'workbench', order: 0 },
    load: () => import('./pages/workbench-page.tsx'),
  },
  {
    path: '/enterprises/$id',
    title: { zh: '企业质量档案', en: 'Enterprise file' },
    permission: 'enterprises.read',
    load: () => import('./pages/enterprise-page.tsx'),
  },
  {
    path: '/my-enterprise',
    title: { zh: '我的企业', en: 'My enterprise' },
    permission: 'enterprises.own',
    menu: { section: 'workbench', order: 1 },
    load: () => import('./pages/my-enterprise-page.tsx'),
  },
];

/** A firm has one page that says what it must do: that is its first, in place of the workbench of officials. */
export const firstPageOf = (permissions: readonly string[]): string =>
  permissions.includes('enterprises.own') ? '/my-enterprise' : '/';

export const pages: readonly OfficePage[] = [...sharedPages, ...rooms.flatMap((room) => room.pages)];
