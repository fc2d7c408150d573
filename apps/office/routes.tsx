import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { Loading, NoPermission, Nothing, useSession, type OfficePage } from '#platform/office/index.ts';
import { Shell } from './shell.tsx';
import { firstPageOf, pages } from './rooms.ts';

const Guarded = ({ page, children }: { readonly page: OfficePage; readonly children: ReactNode }) => {
  const { permissions } = useSession();
  if (page.path === '/' && firstPageOf(permissions) !== '/') return <Navigate to={firstPageOf(permissions)} replace />;
  return page.permission === undefined || permissions.includes(page.permission) ? children : <NoPermission />;
};

const rootRoute = createRootRoute({
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
  notFoundComponent: () => (
    <Nothing why={{ zh: '没有这个页面，网址可能有误。', en: 'There is no such page; the address may be wrong.' }} />
  ),
});

const routes = pages.map((page) => {
  const Content = lazyRouteComponent(page.load) as ComponentType;
  return createRoute({
    getParentRoute: () => rootRoute,
    path: page.path,
    validateSearch: (search: Record<string, unknown>) => search,
    component: () => (
      <Guarded page={page}>
        <Content />
      </Guarded>
    ),
  });
});

const text = (value: string): string => decodeURIComponent(value.replaceAll('+', ' '));

/** Addresses stay plain: `?verdict=fail&product=…`, no JSON in them. */
export const createOfficeRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren(routes),
    basepath: '/office',
    // A page whose code is still on its way shows that at once.
    defaultPendingComponent: () => <Loading />,
    defaultPendingMs: 100,
    parseSearch: (search) =>
      Object.fromEntries(
        search
          .replace(/^\?/, '')
          .split('&')
          .filter((part) => part !== '')
          .map((part) => {
            const [name = '', value = ''] = part.split('=');
            return [text(name), text(value)];
          }),
      ),
    stringifySearch: (search) => {
      const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      return given.length === 0
        ? ''
        : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
    },
    scrollRestoration: true,
  });
