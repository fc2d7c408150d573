import { describe, expect, test } from 'vitest';
import { desktop, expectAccessible, phone, picture } from './browser.ts';
import { openProvince } from './sessions.ts';

const { program, browser } = await openProvince();

const openPage = (viewport = desktop, javaScriptEnabled = false) =>
  browser.newContext({ viewport, baseURL: program.origin, javaScriptEnabled }).then((context) => context.newPage());

const pages = [
  ['/', 'home'],
  ['/search?q=电器', 'search'],
  ['/search?q=没有这样的名称', 'search-nothing'],
  ['/bulletins', 'bulletins'],
  ['/exposures', 'exposures'],
  ['/announcements', 'announcements'],
  ['/commendations', 'commendations'],
  ['/statistics', 'statistics'],
  ['/data', 'data'],
  ['/draws', 'draws'],
  ['/journal', 'journal'],
  ['/corrections', 'corrections'],
  ['/nothing-here', 'not-found'],
] as const;

describe('pages of the portal', () => {
  test.each(pages)('%s: accessible, within its weight, on desktop and phone', async (address, name) => {
    for (const [viewport, suffix] of [
      [desktop, ''],
      [phone, '-phone'],
    ] as const) {
      // Axe needs scripts; the pages themselves have none.
      const page = await openPage(viewport, true);
      await page.goto(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('script').count()).toBe(0);
      await picture(page, `portal-${name}${suffix}`);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        1,
      );
      await page.context().close();
    }
    const answer = await fetch(program.origin + encodeURI(address), { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-security-policy')).not.toBeNull();
  });
});

test('a citizen without scripts looks a firm up and reads what the record holds', async () => {
  const page = await openPage(phone);
  await page.goto('/');
  await page.getByRole('searchbox').fill('电器');
  await page.getByRole('button', { name: '查询' }).click();
  await page.locator('ul.cards a').first().click();
  await page
    .getByText(/合格只说明所抽批次|公开记录中没有/)
    .first()
    .waitFor();
  await page.getByText('演示数据').first().waitFor();
  await picture(page, 'portal-enterprise-phone');
  await page.context().close();
});

test('hostile words are shown, never run', async () => {
  const page = await openPage(desktop, true);
  let ran = false;
  page.on('dialog', () => {
    ran = true;
  });
  await page.goto(`/search?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  expect(ran).toBe(false);
  await page.context().close();
});

test('an exposure says why, and the portal speaks English', async () => {
  const page = await openPage();
  await page.goto('/exposures?lang=en');
  await page.locator('ul.cards a').first().click();
  await page.getByRole('heading', { name: 'Why it is exposed' }).waitFor();
  await page.getByRole('heading', { name: 'Since the release' }).waitFor();
  await picture(page, 'portal-exposure');
  await page.context().close();
});
