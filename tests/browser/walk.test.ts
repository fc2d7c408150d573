import { describe, expect, test } from 'vitest';
import { pages } from '#apps/office/rooms.ts';
import type { OfficePage } from '#platform/office/index.ts';
import { type Role, roles } from '#platform/identity/roles.ts';
import { desktop, expectAccessible, expectListsFit, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince, type SignedIn } from './sessions.ts';

const { sessions } = await openProvince();

/** Whose eyes see a page: the first of these that may. */
const walkers: readonly Role[] = [
  'provincial-officer',
  'press-editor',
  'auditor',
  'administrator',
  'laboratory-tester',
  'inspector',
  'enterprise-member',
  'commerce-officer',
  'certifier-officer',
];

/** Pages that hold nothing for the first of them. */
const othersEyes: Readonly<Record<string, Role>> = {
  '/inbox': 'government',
  '/inbox/$id': 'government',
  '/licence-requests': 'certifier-officer',
  '/licence-requests/$id': 'certifier-officer',
};

const may = (role: Role, { permission }: OfficePage): boolean =>
  permission === undefined || (roles[role].permissions as readonly string[]).includes(permission);

const walkerOf = (page: OfficePage): Role => {
  const walker = othersEyes[page.path] ?? walkers.find((role) => may(role, page));
  if (walker === undefined) throw new Error(`none of the walkers may see ${page.path}`);
  return walker;
};

/** Goes to a page; the page of one thing is reached as people reach it, from the first line of its list. */
const goTo = async ({ page }: SignedIn, path: string): Promise<void> => {
  const list = path.replace(/\/\$id$/, '');
  // Draws are listed on the page of their plan, letters on that of what they notify; the list of enterprises shows what is looked for, and nothing before.
  const from = { '/draws': '/plans', '/notification-letters': '/notifications' }[list] ?? list;
  const looked = { '/draws': '&state=approved&q=家用电器', '/enterprises': '&q=电器' }[list] ?? '';
  await page.goto(`/office${from}${from === '/' ? '' : `?dataset=demo${looked}`}`);
  await settled(page);
  if (list === path) return;
  await page.locator('tr.opens, a.opens').first().click();
  if (list === '/draws') await page.getByRole('link', { name: /号抽取/ }).click();
  if (list === '/notification-letters') await page.getByRole('table').getByRole('button').first().click();
  await page.waitForURL((url) => url.pathname.startsWith(`/office${list}/`));
  await settled(page);
};

/** Words of the machine that no official should read. */
const machineWords = /\b(null|undefined|NaN)\b|\[object |Invalid Date/;

const nameOf = (path: string): string =>
  path === '/' ? 'workbench' : path.slice(1).replace('/$id', '-one').replaceAll('/', '-');

const look = async ({ page, faults }: SignedIn, name: string): Promise<void> => {
  expect((await page.getByRole('heading', { level: 1 }).innerText()).trim()).not.toBe('');
  await picture(page, name);
  expect(await page.locator('body').innerText()).not.toMatch(machineWords);
  await expectNoSideways(page);
  await expectAccessible(page);
  expect(faults).toEqual([]);
};

describe('every page of the office', () => {
  test.each(pages.map((page) => [page.path, page] as const))(
    '%s: whole, accessible and within its width, on desktop and phone',
    async (path, page) => {
      const opened = await sessions.open(walkerOf(page));
      await goTo(opened, path);
      await look(opened, `office-${nameOf(path)}`);
      await expectListsFit(opened.page);
      // The same address opened afresh on a phone, as somebody does who was sent it.
      await opened.page.setViewportSize(phone);
      await opened.page.reload();
      await settled(opened.page);
      await look(opened, `office-${nameOf(path)}-phone`);
      await opened.page.context().close();
    },
  );

  test('says in words that a role may not see it', async () => {
    const opened = await sessions.open('partner', desktop);
    for (const page of pages.filter((one) => !may('partner', one))) {
      await opened.page.goto(`/office${page.path.replace('$id', '1')}`);
      await opened.page.getByText('您的岗位没有查看此页的权限').waitFor();
    }
    await expectAccessible(opened.page);
    expect(opened.faults).toEqual([]);
    await opened.page.context().close();
  });
});
