import { expect, test } from 'vitest';
import { evaluationPassword } from '#platform/identity/index.ts';
import type { Role } from '#platform/identity/roles.ts';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince, type SignedIn } from './sessions.ts';

const { program, browser, sessions } = await openProvince();

/** A page of a role that shows the workbench. */
const signedIn = async (role: Role): Promise<SignedIn> => {
  const opened = await sessions.open(role);
  await opened.page.goto('/office/');
  await opened.page.getByRole('heading', { name: /工作台/ }).waitFor();
  return opened;
};

test('signing in: a wrong password is told in words, the right one leads to the workbench', async () => {
  const context = await browser.newContext({ viewport: desktop, baseURL: program.origin, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('/office/');
  await page.getByRole('button', { name: /陈承办/ }).waitFor();
  await picture(page, 'office-sign-in');
  await expectAccessible(page);
  await page.getByLabel('账号', { exact: true }).fill('reader');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText(/账号或密码/).waitFor();
  await page.getByLabel('密码', { exact: true }).fill(evaluationPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: /工作台/ }).waitFor();
  await context.close();
});

test('a card goes from proposal to issue by two people, and says why', async () => {
  const officer = await signedIn('provincial-officer');
  await officer.page.goto('/office/cards?dataset=demo&state=proposed&kind=yellow');
  await officer.page.locator('tr.opens').first().click();
  await officer.page.getByRole('heading', { name: '为什么' }).waitFor();
  await settled(officer.page);
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

test('what is refused is told in the question itself, with its clause and what to do; what was typed is kept', async () => {
  const { page, faults } = await signedIn('provincial-officer');
  await page.goto('/office/revocations?dataset=demo&state=hearing-requested');
  await page.locator('tr.opens').first().click();
  await page.locator('main').getByRole('button', { name: '登记听证', exact: true }).click();
  const question = page.getByRole('dialog', { name: '登记听证' });
  await question.getByLabel('听证日期').fill('2026-11-20');
  await question.getByLabel('通知企业的日期').fill('2026-11-19');
  const proof = question.getByLabel('文号、凭据（必填）');
  await proof.fill('虚构听证通知书已送达');
  await question.getByRole('button', { name: '登记听证', exact: true }).click();
  const refusal = question.getByRole('alert');
  await refusal.getByText(/个工作日/).waitFor();
  await refusal.getByText(/依据：.*行政处罚法/).waitFor();
  expect(await page.getByRole('alert').filter({ hasText: '个工作日' }).count()).toBe(1);
  expect(await proof.inputValue()).toBe('虚构听证通知书已送达');
  expect(await question.getByLabel('听证日期').inputValue()).toBe('2026-11-20');
  await settled(page);
  await picture(page, 'office-refused-in-question');
  await expectAccessible(page);
  await page.setViewportSize(phone);
  await expectNoSideways(page);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('who was slower reads by whom and with what, sees the page as it is now, and goes on with what was typed', async () => {
  const officer = await signedIn('provincial-officer');
  await officer.page.goto('/office/cards?dataset=demo&state=proposed&kind=yellow');
  await officer.page.locator('tr.opens').first().click();
  await officer.page.getByRole('heading', { name: '为什么' }).waitFor();
  const address = new URL(officer.page.url()).pathname;
  const id = Number(address.split('/').at(-1));
  /** Another window of somebody, without a page. */
  const elsewhere = async ({ page }: SignedIn, verb: 'submit' | 'return' | 'issue', reason?: string) => {
    const { version } = (await (await page.request.get(`/api/v1/warning-cards/${id}`)).json()) as { version: number };
    const answer = await page.request.post(`/api/v1/warning-cards/${verb}`, {
      data: { selection: { cards: [{ id, version }] }, ...(reason === undefined ? {} : { reason }) },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await elsewhere(officer, 'submit');

  const { page, ...approver } = await signedIn('provincial-approver');
  const main = page.locator('main');
  await page.goto(address);
  await main.getByRole('button', { name: '退回', exact: true }).click();
  const question = page.getByRole('dialog', { name: '退回' });
  const reason = question.getByLabel('理由');
  await reason.fill('请补充虚构检验报告');
  await elsewhere({ page, ...approver }, 'return', '先退回');
  await elsewhere(officer, 'submit');
  await question.getByRole('button', { name: '退回', exact: true }).click();
  await question.getByText(/内容已被他人修改.*最近一次：陈承办.*报审/).waitFor();
  await question.getByText('页面已按最新内容更新，您填写的内容没有丢失。').waitFor();
  expect(await page.getByText('内容已被他人修改').count()).toBe(1);
  expect(await reason.inputValue()).toBe('请补充虚构检验报告');
  await expectAccessible(page);
  // Having read that, the same is done on the page as it is now.
  await main.getByText('先退回').waitFor();
  await question.getByRole('button', { name: '退回', exact: true }).click();
  await question.waitFor({ state: 'hidden' });
  await main.getByText('请补充虚构检验报告').waitFor();

  // Where the act itself is gone, the question stays with what was refused.
  await elsewhere(officer, 'submit');
  await page.reload();
  await main.getByRole('button', { name: '退回', exact: true }).click();
  await reason.fill('请再补充');
  await elsewhere({ page, ...approver }, 'issue');
  await question.getByRole('button', { name: '退回', exact: true }).click();
  await question.getByText(/当前状态为“已发出”，不能退回/).waitFor();
  await main.getByText('已发出').first().waitFor();
  await main.getByRole('button', { name: '退回', exact: true }).waitFor({ state: 'detached' });
  expect(await reason.inputValue()).toBe('请再补充');
  await question.getByRole('button', { name: '返回' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(await page.getByText('不能退回').count()).toBe(0);
  expect([...officer.faults, ...approver.faults]).toEqual([]);
  await officer.page.context().close();
  await page.context().close();
});

test('several cards are submitted together, and none that was ticked on another page is submitted unseen', async () => {
  const { page, faults } = await signedIn('provincial-officer');
  await page.goto('/office/cards?dataset=demo&state=proposed&limit=3');
  const rows = page.locator('tr.opens');
  const tick = (at: number) => rows.nth(at).getByRole('checkbox').check();
  await tick(0);
  await tick(1);
  await page.getByRole('button', { name: '报审所选 2 件' }).waitFor();
  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByRole('button', { name: /^报审全部 \d+ 件$/ }).waitFor();
  await tick(0);
  await page.getByRole('button', { name: '报审所选 1 件' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '报审', exact: true }).click();
  await page.getByText('已办理 1 件，未办理 0 件').waitFor();
  await settled(page);
  await picture(page, 'office-cards-together');
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a published table is uploaded, checked and imported', async () => {
  const { page, faults } = await signedIn('provincial-officer');
  await page.goto('/office/imports');
  const producer = (index: number): string => {
    if (index % 10 === 7) return `虚构甲${index}电器有限公司（虚构乙${index}电器厂）`;
    return index % 10 === 3
      ? `制造商：虚构丙${index}电器有限公司 生产厂：虚构丁${index}电器厂`
      : `虚构甲${index}电器有限公司`;
  };
  const rows = Array.from(
    { length: 30 },
    (_, index) =>
      `${index + 1},${producer(index)},广东省,电水壶,甲牌,1.5L,2015-03-0${(index % 9) + 1},${index % 5 === 0 ? '不合格' : '合格'},${index % 5 === 0 ? '标志' : ''},试验检验所`,
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
  await page.goto('/office/queues?dataset=historical');
  await page.getByText('虚构乙7电器厂').first().waitFor();
  await settled(page);
  await picture(page, 'office-queues-historical');
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the search box finds an enterprise by part of its name and opens its file', async () => {
  const { page, faults } = await signedIn('reader');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('电器');
  await page.locator('.ant-select-item-option').first().click();
  await page.getByRole('heading', { name: '历次抽查、黄牌和曝光' }).waitFor();
  await settled(page);
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

test('a sampling plan is found, drawn and tabled, on a desk and on a phone', async () => {
  const { page, faults } = await signedIn('provincial-officer');
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport);
    await page.goto('/office/sampling-plan');
    const lot = page.getByLabel('批量（件）');
    await lot.fill('1,000');
    await lot.press('Enter');
    await page.getByText('n = 80', { exact: true }).waitFor();
    await page.locator('.chart svg').waitFor();
    await settled(page);
    await expectAccessible(page);
    await picture(page, viewport === phone ? 'office-sampling-plan-phone' : 'office-sampling-plan');
    await expectNoSideways(page);
    await page.goto('/office/sampling-plan?severity=reduced&aql=15');
    await page.getByText('未能与标准印本逐项核对').first().waitFor();
    await page.getByText('此处不给出曲线').waitFor();
    await page.goto('/office/sampling-plan?lot=1');
    await page.getByText('批量“1”无效').waitFor();
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the menu of many pages folds, remembers what is open, and finds a page by its name', async () => {
  const { page } = await signedIn('provincial-officer');
  const menu = page.getByRole('navigation', { name: '主菜单' });
  const files = menu.getByRole('menuitem', { name: '档案' });
  await expect.poll(() => files.getAttribute('aria-expanded')).toBe('false');
  await files.press('Enter');
  await menu.getByRole('menuitem', { name: '承检机构' }).waitFor();
  await page.reload();
  await menu.getByRole('menuitem', { name: '承检机构' }).waitFor();
  const find = menu.getByLabel('查找页面');
  await find.fill('抽查通报');
  await expect.poll(() => menu.getByRole('menuitem').allInnerTexts()).toEqual(['抽查通报']);
  await expectAccessible(page);
  await find.press('Enter');
  await page.waitForURL((url) => url.pathname === '/office/bulletins');
});

test('what concerns the reader alone hangs under the own name; what others work on is not in the menu', async () => {
  const { page } = await signedIn('commerce-officer');
  const menu = page.getByRole('navigation', { name: '主菜单' });
  await menu.getByRole('menuitem', { name: '登记前查询' }).waitFor();
  expect(await menu.getByRole('menuitem', { name: '疑似同一企业' }).count()).toBe(0);
  await page.getByRole('button', { name: /孙登记/ }).click();
  await page.getByRole('menuitem', { name: '邮件通知' }).click();
  await page.waitForURL((url) => url.pathname === '/office/my-mail');
});

test('a firm begins at its own page, which is its first in the menu', async () => {
  const { page, faults } = await sessions.open('enterprise-member');
  await page.goto('/office/');
  await page.getByRole('heading', { name: '需要您处理' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/office/my-enterprise');
  const menu = page.getByRole('navigation', { name: '主菜单' });
  expect(await menu.getByRole('menuitem').first().innerText()).toBe('我的企业');
  expect(await menu.getByText('工作台').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the place of a new account is found by its name', async () => {
  const { page } = await signedIn('administrator');
  await page.goto('/office/accounts');
  await page.getByRole('button', { name: '新建账号' }).click();
  const form = page.getByRole('dialog', { name: '新建账号' });
  await form.getByLabel('账号').fill('shunde-officer');
  await form.getByLabel('姓名').fill('顺承办');
  await form.getByLabel('岗位').click();
  await page.getByTitle('县局承办人').last().click();
  await form.getByLabel('地区（含下级）').fill('顺德');
  await page.getByTitle('广东省佛山市顺德区（440606）').last().click();
  await expectAccessible(page);
  await form.getByRole('button', { name: '新建', exact: true }).click();
  await page.getByText(/初始密码/).waitFor();
  await page.getByText('县局承办人 · 广东省佛山市顺德区').waitFor();
});

test.each([
  ['实验室收样、录入员', '检验机构', '检'],
  ['企业质量负责人', '企业', '电器'],
  ['认证机构承办人', '认证机构', '认证'],
] as const)('an account for %s is given to the party by its name, and listed with it', async (role, label, typed) => {
  const { page, faults } = await signedIn('administrator');
  await page.goto('/office/accounts');
  await page.getByRole('button', { name: '新建账号' }).click();
  const form = page.getByRole('dialog', { name: '新建账号' });
  const login = `party-${role.length}-${label.length}`;
  await form.getByLabel('账号').fill(login);
  await form.getByLabel('姓名').fill('虚构人员');
  await form.getByLabel('岗位').fill(role);
  await page.getByTitle(role, { exact: true }).last().click();
  const place = form.getByLabel(label, { exact: true });
  await place.click();
  await place.fill(typed);
  const choice = page.locator('.ant-select-dropdown:visible .ant-select-item-option').first();
  await choice.waitFor();
  await picture(
    page,
    `account-${label.length === 2 ? 'enterprise' : label.startsWith('检') ? 'laboratory' : 'certifier'}`,
  );
  const name = (await choice.innerText()).split('（')[0] ?? '';
  expect(name).toContain(typed);
  await choice.click();
  await expectAccessible(page);
  await page.setViewportSize(phone);
  await expectNoSideways(page);
  await page.setViewportSize(desktop);
  await form.getByRole('button', { name: '新建', exact: true }).click();
  await page.getByText(/初始密码/).waitFor();
  await page.getByRole('row', { name: login }).getByText(`${role} · ${name}`).waitFor();
  expect(faults).toEqual([]);
});
