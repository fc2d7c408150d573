import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { serve, type Serving } from '#apps/server/index.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { draftPaper, issuePaper } from '#platform/documents/index.ts';
import { chainKind, plainKind, servedKind } from '#platform/documents/testing.ts';
import { createEvaluationAccounts, evaluationAccountsOf } from '#platform/identity/index.ts';
import { dayAt, perform, type Services, systemCall } from '#platform/operation/index.ts';
import { expectAccessible, expectNoSideways, phone, picture, settled, startBrowser } from './browser.ts';
import { createSessions } from './sessions.ts';

const data = mkdtempSync(join(tmpdir(), 'zhijian-papers-'));
let serving: Serving;
let browser: Browser;
let sessions: ReturnType<typeof createSessions>;
let issued: { readonly paperId: number; readonly number: string; readonly code: string };
let drafted: number;
let decided: { readonly paperId: number; readonly number: string };

const accountsIn = (services: Services): Promise<void> => {
  const seats = {
    province: '440000',
    city: '440600',
    county: '440604',
    laboratory: 'laboratory/1',
    enterprise: 'enterprise/1',
    certifier: 'certifier/1',
  };
  return withTransaction(services.database, 'system', (tx) =>
    createEvaluationAccounts(tx, evaluationAccountsOf(seats), dayAt(services.now())),
  );
};

beforeAll(async () => {
  const papers = { name: 'test', papers: [plainKind, chainKind, servedKind] };
  const config = { host: '127.0.0.1', port: 0, dataDirectory: data, logLevel: 'warn', mode: 'evaluation' } as const;
  serving = unwrap(await serve({ config, manifests: [...rooms, papers], firstStart: accountsIn }));
  const common = {
    subject: 'notice/1',
    dataset: 'demo',
    authority: { name: '虚构市质量技术监督局', mark: '虚' },
    place: '440600',
  } as const;
  const to = { name: '虚构市第一燃具制造有限公司', party: 'enterprise/1' };
  const fields = { firm: to.name };
  await perform(systemCall(serving.services), { permission: null }, async (act) => {
    issued = unwrap(await issuePaper(act, { ...common, kind: plainKind.key, to, fields }));
    decided = unwrap(await issuePaper(act, { ...common, kind: servedKind.key, to, fields }));
    drafted = unwrap(await draftPaper(act, { ...common, kind: chainKind.key, to, fields })).paperId;
    return ok(undefined);
  });
  browser = await startBrowser();
  sessions = createSessions(browser, serving.address);
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  rmSync(data, { recursive: true, force: true });
});

test('a paper is found in the register, opened, submitted and approved by another person', async () => {
  const { page, faults } = await sessions.open('city-officer');
  await page.goto('/office/papers?dataset=demo');
  await page.getByText(issued.number).first().waitFor();
  await settled(page);
  await picture(page, 'office-papers');
  await expectAccessible(page);
  await page.goto(`/office/papers/${drafted}`);
  await page.locator('main').getByRole('button', { name: '送审', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送审', exact: true }).click();
  await page.locator('main').getByText('审核中').first().waitFor();
  const approver = await sessions.open('city-approver');
  await approver.page.goto(`/office/papers/${drafted}`);
  await approver.page.locator('main').getByRole('button', { name: '同意', exact: true }).click();
  await approver.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click();
  await approver.page.locator('main').getByText('会签中').first().waitFor();
  await settled(approver.page);
  await picture(approver.page, 'office-paper');
  await expectAccessible(approver.page);
  expect([...faults, ...approver.faults]).toEqual([]);
});

test('the sealed paper is scanned back', async () => {
  const { page, faults } = await sessions.open('city-officer');
  await page.goto(`/office/papers/${issued.paperId}`);
  const scan = { name: '扫描件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 made up') };
  await page.getByLabel(/上传用印扫描件/).setInputFiles(scan);
  await page.locator('main').getByText('已用印').first().waitFor();
  await page.getByRole('link', { name: '用印扫描件' }).waitFor();
  await picture(page, 'office-paper-sealed');
  await expectAccessible(page);
  expect(faults).toEqual([]);
});

test('its service is recorded with its proof, and the firm sees the day', async () => {
  const { page, faults } = await sessions.open('city-officer');
  await page.goto(`/office/papers/${decided.paperId}`);
  await page.getByLabel('签收日期').fill(dayAt(serving.services.now()));
  await page.getByLabel('签收人').fill('虚构收件人');
  await picture(page, 'office-paper-serve');
  await expectAccessible(page);
  await page.locator('form').getByRole('button', { name: '登记送达' }).click();
  await page.locator('main').getByText('直接送达（签收人：虚构收件人）').waitFor();
  await picture(page, 'office-paper-served');
  await expectAccessible(page);
  const firm = await sessions.open('enterprise-member', phone);
  await firm.page.goto(`/office/papers/${decided.paperId}`);
  await firm.page.getByText('直接送达（签收人：虚构收件人）').waitFor();
  await expectNoSideways(firm.page);
  expect([...faults, ...firm.faults]).toEqual([]);
});

test('the firm sees and downloads the paper that went to it, and no draft', async () => {
  const { page, faults } = await sessions.open('enterprise-member');
  await page.goto(`/office/papers/${issued.paperId}`);
  await page.getByRole('heading', { name: issued.number }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载 PDF' }).click();
  expect((await download).suggestedFilename()).toContain('抽查结果告知书.pdf');
  const answer = await page.request.get(`/api/v1/papers/${drafted}`);
  expect(answer.status()).toBe(404);
  expect(faults).toEqual([]);
});

test('whoever holds a paper verifies it on a phone, without scripts', async () => {
  const context = await browser.newContext({ viewport: phone, baseURL: serving.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/papers');
  await page.getByLabel(/核验码/).fill(issued.code);
  await page.getByRole('button', { name: '核验' }).click();
  await page.getByText('真实出具').waitFor();
  await context.close();
  const { page: seen } = await sessions.open('reader', phone);
  await seen.goto(`/papers/${issued.code}`);
  await picture(seen, 'portal-paper');
  await expectAccessible(seen);
  await expectNoSideways(seen);
});
