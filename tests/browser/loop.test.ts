import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addDays } from '#foundation/local-date.ts';
import { dayAt } from '#platform/operation/index.ts';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince, type SignedIn } from './sessions.ts';

const { sessions } = await openProvince();
const today = dayAt(new Date());
const title = `${today} 家用燃气灶产品质量监督抽查`;

/** A page as it is kept for the guide: whole, accessible, within its width. */
const look = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  await picture(page, name);
  await expectNoSideways(page);
  await expectAccessible(page);
};
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();
/** Presses a button and confirms in the dialog that asks for a reason or says what follows. */
const confirm = async (page: Page, name: string): Promise<void> => {
  await press(page, name);
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};
/** Types into a list of choices and takes the first that matches. */
const choose = async (page: Page, label: string, text: string): Promise<void> => {
  const box = page.getByLabel(label, { exact: false }).last();
  await box.click();
  await box.fill(text);
  await page.locator('.ant-select-item-option:visible').filter({ hasText: text }).first().click();
  await box.press('Escape');
};
const opened = async ({ page }: SignedIn, path: string, row?: string): Promise<void> => {
  await page.goto(path);
  await settled(page);
  if (row === undefined) return;
  await page.locator('tr.opens').filter({ hasText: row }).first().click();
  await settled(page);
};
const whole = async (...people: readonly SignedIn[]): Promise<void> => {
  for (const { page, faults } of people) {
    expect(faults).toEqual([]);
    await page.context().close();
  }
};

test('an officer drafts a plan, an approver approves it, its draw is begun and frozen', async () => {
  const officer = await sessions.open('provincial-officer');
  const { page } = officer;
  await opened(officer, '/office/plans/new?dataset=demo');
  await page.getByLabel('计划名称').fill(title);
  await choose(page, '组织机关', '广东省');
  await page.getByLabel('抽样开始日期').fill(addDays(today, 10));
  await page.getByLabel('抽样结束日期').fill(addDays(today, 40));
  await page.getByLabel('任务来源').fill('年度监督抽查计划');
  await press(page, '增加产品种类');
  await choose(page, '产品种类（有现行检验细则的）', '家用燃气灶');
  await press(page, '增加地区');
  await choose(page, '地区', '佛山市');
  await page.getByLabel('企业数').fill('2');
  await choose(page, '承检机构', '所');
  await look(page, 'plan-draft');
  await press(page, '保存草案');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await confirm(page, '送审');
  await page.locator('main').getByText('已送审').first().waitFor();
  const address = new URL(page.url()).pathname;

  const approver = await sessions.open('provincial-approver');
  await opened(approver, address);
  await look(approver.page, 'plan-approve');
  await confirm(approver.page, '批准');
  await approver.page.locator('main').getByText('已批准').first().waitFor();

  await opened(officer, address);
  await press(page, '开始抽取');
  await page.getByLabel('公开随机数的来源').fill('虚构彩票开奖号码');
  await page.getByLabel('期号或日期').fill('第 1 期');
  await page.getByLabel('公布时间（北京时间）').fill(`${addDays(today, 2)}T21:30`);
  await picture(page, 'draw-commit');
  await expectAccessible(page);
  await page.getByRole('button', { name: '承诺种子' }).click();
  await page.getByRole('heading', { level: 1, name: `随机抽取：${title}` }).waitFor();
  await confirm(page, '冻结名单');
  await page.locator('main').getByText('名单已冻结').first().waitFor();
  await page.getByRole('button', { name: '查看（将记入日志）' }).click();
  await page.getByRole('columnheader', { name: '权重依据' }).waitFor();
  await look(page, 'draw-frozen');
  await page.setViewportSize(phone);
  await look(page, 'draw-frozen-phone');
  await whole(officer, approver);
});

test('who was drawn is shown when asked for; the public sees promises and digests alone', async () => {
  const officer = await sessions.open('provincial-officer');
  const { page } = officer;
  await opened(officer, '/office/plans?dataset=demo&state=approved', '家用电器产品质量省级监督抽查');
  await page.getByRole('link', { name: /号抽取/ }).click();
  await settled(page);
  await page.getByRole('button', { name: '查看（将记入日志）' }).click();
  const crew = page.getByRole('columnheader', { name: '检查人员' });
  await crew.waitFor();
  const firm = await page.getByRole('table').filter({ has: crew }).getByRole('link').first().innerText();
  await page
    .getByRole('heading', { name: '抽查对象和检查人员' })
    .evaluate((title) => title.scrollIntoView({ block: 'center' }));
  await page.setViewportSize({ width: desktop.width, height: 600 });
  await look(page, 'draw-drawn');
  await page.goto('/draws');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain(firm);
  await picture(page, 'draws-public');
  await expectAccessible(page);
  await page.setViewportSize(phone);
  await expectNoSideways(page);
  await expectAccessible(page);
  await whole(officer);
});

test('the laboratory receives a sample and takes its report through three hands', async () => {
  const clerk = await sessions.open('laboratory-clerk');
  await opened(clerk, '/office/arriving-samples?dataset=demo');
  const arriving = clerk.page.getByRole('button', { name: '收样', exact: true });
  await arriving.first().waitFor();
  const before = await arriving.count();
  await look(clerk.page, 'laboratory-arriving');
  await arriving.first().click();
  await clerk.page.getByRole('dialog').getByRole('button', { name: '封样完好，收样' }).click();
  await clerk.page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('main button')].filter(({ textContent }) => textContent === '收样').length < count,
    before,
  );

  const tester = await sessions.open('laboratory-tester');
  const { page } = tester;
  await opened(tester, '/office/laboratory?dataset=demo&state=open');
  await look(page, 'laboratory-tasks');
  await page.locator('tr.opens').first().click();
  await settled(page);
  const address = new URL(page.url()).pathname;
  const rows = page.locator('tr').filter({ has: page.locator('input[data-value]') });
  for (const row of await rows.all()) {
    const [, sense, bound] = /([≥≤])([\d.]+)/.exec(await row.innerText()) ?? [];
    const value = bound === undefined ? '符合要求' : String(Number(bound) * (sense === '≥' ? 1.1 : 0.5));
    await row.locator('input[data-value]').fill(value);
  }
  await look(page, 'laboratory-values');
  await page.getByRole('button', { name: /^保存实测值/ }).click();
  await page.getByRole('button', { name: '保存实测值（0）' }).waitFor();
  await press(page, '完成检验');
  await page.getByRole('radio').first().check();
  await page.getByRole('dialog').getByRole('button', { name: '完成检验' }).click();
  await page.locator('main').getByText('待审核').first().waitFor();

  const reviewer = await sessions.open('laboratory-reviewer');
  await opened(reviewer, address);
  await confirm(reviewer.page, '审核通过');
  await reviewer.page.locator('main').getByText('待批准').first().waitFor();
  const approver = await sessions.open('laboratory-approver');
  await opened(approver, address);
  await confirm(approver.page, '批准签发');
  await approver.page.locator('main').getByText('有效').first().waitFor();
  await look(approver.page, 'laboratory-report');
  await whole(clerk, tester, reviewer, approver);
});

test('an officer serves a notice', async () => {
  const officer = await sessions.open('provincial-officer');
  const { page } = officer;
  await opened(officer, '/office/notices?dataset=demo');
  await look(page, 'notices');
  await opened(officer, '/office/notices?dataset=demo&state=to-serve');
  await page.locator('tr.opens').first().click();
  await settled(page);
  await page.getByLabel('签收日期').fill(today);
  await page.getByLabel('签收人').fill('虚构收件人');
  await look(page, 'notice-serve');
  await press(page, '登记送达');
  await page.locator('main').getByText('异议期内').first().waitFor();
  await look(page, 'notice-served');
  await whole(officer);
});

test('an enterprise objects on a phone, another official accepts', async () => {
  const member = await sessions.open('enterprise-member', phone);
  const { page } = member;
  await opened(member, '/office/my-enterprise');
  const firm = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
  await look(page, 'enterprise-phone');
  await page.locator('main').getByRole('link').first().click();
  await page.getByText('您的权利和接下来的事').waitFor();
  await look(page, 'enterprise-notice-phone');
  await press(page, '提出异议');
  await page.getByLabel('异议内容和理由').fill('认为热效率的检验条件与产品说明书不符，请求复检。');
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交异议' }).click();
  await page.locator('main').getByText('已提异议').first().waitFor();

  const approver = await sessions.open('provincial-approver', desktop);
  await opened(approver, '/office/objections?dataset=demo&state=filed', firm);
  const accept = approver.page.getByRole('button', { name: '受理并复检' });
  await accept.evaluate((button) => button.scrollIntoView({ block: 'center' }));
  await look(approver.page, 'objection');
  await confirm(approver.page, '受理并复检');
  await approver.page.locator('main').getByText('已受理，复检中').first().waitFor();
  await expectAccessible(approver.page);
  await whole(member, approver);
});
