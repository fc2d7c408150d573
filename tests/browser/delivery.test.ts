import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { serve, type Serving } from '#apps/server/index.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { createEvaluationAccounts, evaluationAccountsOf } from '#platform/identity/index.ts';
import { dayAt, type Services } from '#platform/operation/index.ts';
import { listAuthorities } from '#registers/authorities/index.ts';
import { madeUpResults } from '../made-up-results.ts';
import {
  expectAccessible,
  expectListsFit,
  expectNoSideways,
  phone,
  picture,
  settled,
  startBrowser,
} from './browser.ts';
import { createSessions } from './sessions.ts';

const data = mkdtempSync(join(tmpdir(), 'zhijian-delivery-'));
let serving: Serving;
let browser: Browser;
let sessions: ReturnType<typeof createSessions>;

const seats = {
  province: '440000',
  city: '440600',
  county: '440605',
  laboratory: 'laboratory/1',
  enterprise: 'enterprise/1',
  certifier: 'certifier/1',
};

const accountsIn = (services: Services): Promise<void> =>
  withTransaction(services.database, 'system', async (tx) => {
    const [government] = await listAuthorities(tx, { region: '440600', kind: 'government', on: '2000-09-01' });
    await createEvaluationAccounts(
      tx,
      evaluationAccountsOf(seats, { government: government?.id }),
      dayAt(services.now()),
    );
    const [account] = await tx.query<{ id: string }>(`select id from identity.account where login_name = 'government'`);
    await tx.query(
      `insert into delivery.address (account_id, address, confirmed_at) values ($1, 'zhengfu@example.org', now())`,
      [account?.id],
    );
  });

beforeAll(async () => {
  const config = {
    host: '127.0.0.1',
    port: 0,
    dataDirectory: data,
    logLevel: 'warn',
    mode: 'evaluation',
    // Nobody listens there: the page of the administrator shows it.
    delivery: { mail: { server: 'smtp://127.0.0.1:9', from: 'zhijian@example.org', perMinute: 60 } },
  } as const;
  serving = unwrap(await serve({ config, manifests: rooms, firstStart: accountsIn }));
  const made = madeUpResults(serving.services.database, serving.services);
  const producer = await made.enterprise({ name: '虚构市第一燃具制造有限公司', county: '440605' });
  const category = await made.category('家用燃气灶');
  const check = await made.check({ publishedOn: '2026-11-02', level: 'provincial', authority: '虚构省质量技术监督局' });
  await made.store([
    { producer, category, check, product: '家用燃气灶 JZT-1', items: ['热负荷', '气密性'] },
    { producer, category, check, product: '家用燃气灶 JZT-2', verdict: 'pass' },
  ]);
  browser = await startBrowser();
  sessions = createSessions(browser, serving.address);
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  rmSync(data, { recursive: true, force: true });
});

test('a check is notified; the government reads its list and gives receipt and answer; the press desk sees it', async () => {
  const editor = await sessions.open('press-editor');
  await editor.page.goto('/office/notifications?dataset=demo');
  await editor.page.getByLabel('选择一次抽查').click();
  await editor.page
    .getByText(/虚构省质量技术监督局/)
    .last()
    .click();
  await editor.page.getByRole('button', { name: '立即通报' }).click();
  await editor.page.getByText('佛山市人民政府').waitFor();
  await settled(editor.page);
  await expectAccessible(editor.page);

  const government = await sessions.open('government');
  await government.page.goto('/office/');
  await government.page.getByText('收件箱未读').first().waitFor();
  await government.page.goto('/office/inbox?dataset=demo');
  await government.page
    .getByText(/结果的通报/)
    .first()
    .waitFor();
  await settled(government.page);
  await picture(government.page, 'office-inbox');
  await expectAccessible(government.page);
  await government.page
    .getByText(/结果的通报/)
    .first()
    .click();
  await government.page.getByRole('button', { name: '打开所涉事项' }).click();
  await government.page.getByText('热负荷、气密性').waitFor();
  await settled(government.page);
  await picture(government.page, 'office-notification-letter');
  await expectAccessible(government.page);
  await government.page.getByRole('button', { name: '签收、反馈' }).click();
  await government.page.getByRole('button', { name: '反馈', exact: true }).click();
  await government.page.getByLabel('理由').fill('已责令停售，督促企业整改。');
  await government.page.getByRole('dialog').getByRole('button', { name: '反馈', exact: true }).click();
  await government.page.locator('main').getByText('已反馈').first().waitFor();
  await settled(government.page);
  await picture(government.page, 'office-message');
  await expectAccessible(government.page);

  await editor.page.reload();
  await editor.page.getByText('已责令停售，督促企业整改。').waitFor();
  await settled(editor.page);
  await picture(editor.page, 'office-notification');
  await expectAccessible(editor.page);
  await editor.page.goto('/office/notifications?dataset=demo');
  await editor.page.locator('main').getByText('抽查结果').first().waitFor();
  await settled(editor.page);
  await picture(editor.page, 'office-notifications');
  await expectAccessible(editor.page);
  expect([...editor.faults, ...government.faults]).toEqual([]);
});

test('the inbox fits a phone', async () => {
  const { page, faults } = await sessions.open('government', phone);
  await page.goto('/office/inbox?dataset=demo');
  await page
    .getByText(/结果的通报/)
    .first()
    .click();
  await page.locator('main').getByText('内容').first().waitFor();
  await settled(page);
  await picture(page, 'office-message-phone');
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.goto('/office/my-mail');
  await page.getByText('通知发往：zhengfu@example.org').waitFor();
  await settled(page);
  await expectNoSideways(page);
  await expectAccessible(page);
  expect(faults).toEqual([]);
});

test('the administrator sees that mails are not going out, since when and why, and enters an endpoint', async () => {
  const { page, faults } = await sessions.open('administrator');
  await page.goto('/office/deliveries');
  await page.getByText(/邮件服务器自 .* 起不能发送/).waitFor();
  await page.getByText('zhengfu@example.org').waitFor();
  await page.getByLabel('地区代码').fill('440600');
  await page.getByLabel('收件机关').click();
  await page.getByText('佛山市工商行政管理局').last().click();
  await page.getByLabel('推送地址').fill('https://hooks.example.org/zhijian');
  await page.getByRole('button', { name: '登记推送地址' }).click();
  await page.getByText('佛山市工商行政管理局').first().waitFor();
  await page.getByText(/签名密钥（只显示这一次）：whsec_/).waitFor();
  await settled(page);
  await expectListsFit(page);
  await picture(page, 'office-deliveries');
  await expectAccessible(page);
  expect(faults).toEqual([]);
});
