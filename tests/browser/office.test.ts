import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, expectAccessible, picture, startBrowser } from './browser.ts';
import { startProgram, type RunningProgram } from './program.ts';

let program: RunningProgram;
let browser: Browser;

beforeAll(async () => {
  program = await startProgram();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

/** A page signed in as a role, through the sign-in page; faults of the page fail the test. */
const signedIn = async (
  role: string,
  viewport = desktop,
): Promise<{ readonly page: Page; readonly faults: string[] }> => {
  const context = await browser.newContext({ viewport, baseURL: program.origin, locale: 'zh-CN' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto('/office/');
  await page.getByLabel('账号', { exact: true }).fill(role);
  await page.getByLabel('密码', { exact: true }).fill('Yanshi-2000-18');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: /工作台/ }).waitFor();
  return { page, faults };
};

test('a role without the permission is told so in words', async () => {
  const { page } = await signedIn('partner');
  await page.goto('/office/imports');
  await page.getByText('您的岗位没有查看此页的权限').waitFor();
  await expectAccessible(page);
  await page.context().close();
});

test('a card goes from proposal to issue by two people, and says why', async () => {
  const officer = await signedIn('provincial-officer');
  await officer.page.goto('/office/cards?dataset=demo&state=proposed&kind=yellow');
  await officer.page.locator('tr.opens').first().click();
  await officer.page.getByRole('heading', { name: '为什么' }).waitFor();
  await officer.page.waitForLoadState('networkidle');
  await picture(officer.page, 'office-card');
  await expectAccessible(officer.page);
  const address = new URL(officer.page.url()).pathname;
  await officer.page.locator('main').getByRole('button', { name: '报审', exact: true }).click();
  await officer.page.getByRole('dialog').getByRole('button', { name: '报审', exact: true }).click();
  await officer.page.locator('main').getByText('已报审').first().waitFor();

  const approver = await signedIn('provincial-approver');
  await approver.page.goto(address);
  await approver.page.locator('main').getByRole('button', { name: '发出', exact: true }).click();
  await approver.page.getByRole('dialog').getByRole('button', { name: '发出', exact: true }).click();
  await approver.page.locator('main').getByText('已发出').first().waitFor();
  await picture(approver.page, 'office-card-issued');
  expect([...officer.faults, ...approver.faults]).toEqual([]);
  await officer.page.context().close();
  await approver.page.context().close();
});

test('a published table is uploaded, checked and imported', async () => {
  const { page, faults } = await signedIn('provincial-officer');
  await page.goto('/office/imports');
  const rows = Array.from(
    { length: 30 },
    (_, index) =>
      `${index + 1},试验甲${index}电器有限公司,广东省,电水壶,甲牌,1.5L,2015-03-0${(index % 9) + 1},${index % 5 === 0 ? '不合格' : '合格'},${index % 5 === 0 ? '标志' : ''},试验检验所`,
  );
  const table = `\uFEFF电水壶产品质量国家监督抽查产品及其企业名单\n序号,企业名称,所在地,产品名称,商标,规格型号,生产日期/批号,抽查结果,主要不合格项目,承检机构\n${rows.join('\n')}\n`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '电水壶.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('button', { name: '开始导入' }).waitFor();
  await picture(page, 'office-import-check');
  await expectAccessible(page);
  await page.getByLabel(/发布机关（/).fill('试验省质量技术监督局');
  await page.getByLabel('公布日期').fill('2015-06-01');
  await page.getByRole('button', { name: '开始导入' }).click();
  await page.getByRole('heading', { name: '导入报告' }).waitFor({ timeout: 60_000 });
  await picture(page, 'office-import-report');
  expect(await page.locator('main').innerText()).toContain('30');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the search box finds an enterprise by part of its name and opens its file', async () => {
  const { page, faults } = await signedIn('reader');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('电器');
  await page.locator('.ant-select-item-option').first().click();
  await page.getByRole('heading', { name: '历次抽查、黄牌和曝光' }).waitFor();
  await page.waitForLoadState('networkidle');
  await picture(page, 'office-enterprise');
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the office speaks English too', async () => {
  const { page } = await signedIn('reader');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: /Workbench/ }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.context().close();
});
