import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { serve, type Serving } from '#apps/server/index.ts';
import { addDays } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { createEvaluationAccounts, evaluationAccountsOf } from '#platform/identity/index.ts';
import { dayAt, type Services } from '#platform/operation/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { expectAccessible, expectNoSideways, phone, picture, settled, startBrowser } from './browser.ts';
import { createSessions } from './sessions.ts';

const data = mkdtempSync(join(tmpdir(), 'zhijian-account-'));
const name = '虚构市新港区第一燃气具与厨房电器制造有限责任公司';
let serving: Serving;
let browser: Browser;
let sessions: ReturnType<typeof createSessions>;

const begin = async (services: Services): Promise<void> => {
  await seedRegisters(services.database, '440000');
  await withTransaction(services.database, 'migrator', async (tx) => {
    const [firm] = await tx.query<{ id: number }>(
      `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, credit_code, province_code, city_code, county_code, region_basis)
       values ('demo', $1, $1, $1, $1, '91440600MA00000001', '440000', '440600', '440604', 'confirmed') returning id`,
      [name],
    );
    const seats = {
      province: '440000',
      city: '440600',
      county: '440604',
      laboratory: 'laboratory/1',
      enterprise: `enterprise/${firm!.id}`,
      certifier: 'certifier/1',
    };
    await createEvaluationAccounts(tx, evaluationAccountsOf(seats), dayAt(services.now()));
  });
};

beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, dataDirectory: data, logLevel: 'warn', mode: 'evaluation' } as const;
  serving = unwrap(await serve({ config, manifests: rooms, firstStart: begin }));
  browser = await startBrowser();
  sessions = createSessions(browser, serving.address);
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  rmSync(data, { recursive: true, force: true });
});

test('an enterprise names an agent on its own page, an official checks the document', async () => {
  const member = await sessions.open('enterprise-member', phone);
  await member.page.goto('/office/my-enterprise');
  await member.page.getByRole('heading', { level: 1, name }).waitFor();
  await member.page.getByText('目前没有需要您处理的事项').waitFor();
  await settled(member.page);
  await expectAccessible(member.page);
  await expectNoSideways(member.page);
  await picture(member.page, 'my-enterprise-phone');
  await member.page.getByRole('button', { name: '委托代理人' }).click();
  const form = member.page.getByRole('dialog');
  await form.getByLabel('代理人姓名').fill('虚构代理');
  await form.getByLabel('代理人登录名').fill('xugou-daili');
  await form.getByLabel('整改、停止销售').check();
  const today = dayAt(serving.services.now());
  await form.getByLabel('委托起始日期').fill(today);
  await form.getByLabel('委托截止日期').fill(addDays(today, 90));
  const document = form.getByLabel('签字盖章的授权委托书');
  await document.setInputFiles({ name: '委托书.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') });
  await form.getByText('材料应为 PDF').waitFor();
  await document.setInputFiles({ name: '委托书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await form.getByText('委托书.pdf').waitFor();
  await expectAccessible(member.page);
  await picture(member.page, 'mandate-form-phone');
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await member.page.locator('main').getByText('待核对').waitFor();
  await settled(member.page);
  await picture(member.page, 'my-enterprise-mandate-phone');

  const official = await sessions.open('city-officer');
  await official.page.goto('/office');
  await official.page.getByText(`核对授权委托书：${name}`).first().click();
  await official.page.locator('main').getByText('虚构代理').first().waitFor();
  await settled(official.page);
  await picture(official.page, 'mandates');
  await official.page.getByRole('button', { name: '核对登记' }).click();
  await official.page.getByRole('dialog').getByRole('button', { name: '核对登记' }).click();
  await official.page.getByText('初始密码').first().waitFor();
  await settled(official.page);
  await expectAccessible(official.page);
  await picture(official.page, 'mandate-confirmed');
  await official.page.setViewportSize(phone);
  await expectNoSideways(official.page);
  await picture(official.page, 'mandates-phone');
  for (const { faults } of [member, official]) expect(faults).toEqual([]);
});

test('a token for the gate is made for the gate alone, and its extent stays to be seen', async () => {
  const { page, faults } = await sessions.open('commerce-officer');
  await page.goto('/office/tokens');
  await page.getByRole('button', { name: '新建令牌' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('用途').fill('登记系统：登记前查询');
  await form.getByLabel('营业执照登记前查询许可证').check();
  await settled(page);
  await expectAccessible(page);
  await form.getByRole('button', { name: '新建', exact: true }).click();
  const token = await page.locator('code').filter({ hasText: 'zhijian_' }).textContent();
  const row = page.getByRole('row').filter({ hasText: '登记系统' });
  await row.getByText('营业执照登记前查询许可证').waitFor();
  await settled(page);
  await expectAccessible(page);
  // Nobody's token is in the guide.
  await page.locator('code').evaluate((shown) => (shown.textContent = 'zhijian_••••••••••••'));
  await picture(page, 'api-tokens');
  const asked = (path: string) =>
    fetch(`${serving.address}${path}`, { headers: { authorization: `Bearer ${token ?? ''}` } });
  expect((await asked('/api/v1/licences')).status).toBe(403);
  expect((await asked('/api/v1/licence-gate?enterprise=91440600MA00000001&category=虚构水泥')).status).not.toBe(403);
  await page.setViewportSize(phone);
  await expectNoSideways(page);
  await row.getByRole('button', { name: '吊销' }).click();
  await page.getByRole('button', { name: /^确\s?定$|^OK$/ }).click();
  await page.getByText('还没有令牌').waitFor();
  expect((await asked('/api/v1/session')).status).toBe(401);
  expect(faults).toEqual([]);
});
