import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { serve, type Serving } from '#apps/server/index.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { createEvaluationAccounts, evaluationAccountsOf, evaluationPassword } from '#platform/identity/index.ts';
import { dayAt, type Services } from '#platform/operation/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { madeUpResults } from '../made-up-results.ts';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled, startBrowser } from './browser.ts';
import { createSessions } from './sessions.ts';

/*
 * A firm states its case on its exposures from its own account; officials take its card red and note what enforcement found: at the desk and on
 * the phone. The case is made up and brought so far through the interface.
 */
const data = mkdtempSync(join(tmpdir(), 'zhijian-firm-'));
let serving: Serving;
let browser: Browser;
let sessions: ReturnType<typeof createSessions>;
let today = '';
let rectification = 0;

const begin = async (services: Services): Promise<void> => {
  const { database } = services;
  today = dayAt(services.now());
  await seedRegisters(database, '440000');
  const made = madeUpResults(database, services);
  const firm = await made.enterprise({ name: '虚构市新港区燃气具制造有限公司', city: '440600', county: '440604' });
  const names = ['虚构燃气灶', '虚构热水器'];
  const categories = await Promise.all(names.map((name) => made.category(name)));
  // Failed in two checks in a row: a card for each, and a ground of exposure.
  for (const publishedOn of ['2026-05-20', '2026-08-20']) {
    const check = await made.check({ publishedOn, level: 'provincial' });
    for (const [at, category] of categories.entries())
      await made.store([{ producer: firm, category, check, product: names[at] ?? '', sampledOn: publishedOn }]);
  }
  const seats = {
    province: '440000',
    city: '440600',
    county: '440604',
    laboratory: 'laboratory/1',
    enterprise: `enterprise/${firm}`,
    certifier: 'certifier/1',
  };
  await withTransaction(database, 'migrator', (tx) =>
    createEvaluationAccounts(tx, evaluationAccountsOf(seats), dayAt(services.now())),
  );
};

const cookies = new Map<string, string>();
/** Acts over the interface; throws the refusal. */
const did = async (role: string, method: string, path: string, body?: unknown) => {
  const send = (url: string, given: unknown, cookie = '') =>
    fetch(`${serving.address}/api/v1${url}`, {
      method: url === '/session' ? 'POST' : method,
      headers: { cookie, ...(given === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(given === undefined ? {} : { body: JSON.stringify(given) }),
    });
  if (!cookies.has(role)) {
    const signedIn = await send('/session', { loginName: role, password: evaluationPassword });
    cookies.set(role, (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
  }
  const answer = await send(path, body, cookies.get(role));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  // oxlint-disable-next-line typescript/no-unsafe-return -- answers of every shape
  return JSON.parse(text);
};
type Rows = readonly { readonly id: number; readonly version: number }[];

beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, dataDirectory: data, logLevel: 'warn', mode: 'evaluation' } as const;
  serving = unwrap(await serve({ config, manifests: rooms, firstStart: begin }));
  const pick = (rows: Rows, more = 0) => rows.map(({ id, version }) => ({ id, version: version + more }));
  const cards: Rows = (await did('provincial-officer', 'GET', '/warning-cards?dataset=demo&state=proposed&limit=9'))
    .rows;
  await did('provincial-officer', 'POST', '/warning-cards/submit', { selection: { cards: pick(cards) } });
  await did('provincial-approver', 'POST', '/warning-cards/issue', { selection: { cards: pick(cards, 1) } });
  const exposures: Rows = (await did('press-editor', 'GET', '/exposures?dataset=demo&state=proposed&limit=9')).rows;
  await did('press-editor', 'POST', '/exposures/submit', { selection: { exposures: pick(exposures) } });
  await did('press-approver', 'POST', '/exposures/decide', {
    selection: { exposures: pick(exposures, 1) },
    reason: '情况属实',
  });
  for (const { id } of exposures)
    for (const party of (await did('press-editor', 'GET', `/exposures/${id}`)).parties as Rows)
      await did('press-editor', 'POST', `/exposure-parties/${party.id}/serve`, {
        version: party.version,
        service: { manner: 'hand', day: today, signedBy: '虚构收件人' },
      });
  const { rows } = await did('city-officer', 'GET', '/rectifications?dataset=demo&limit=9');
  rectification = rows[0].id;
  await did('city-officer', 'POST', `/rectifications/${rectification}/propose-serious`, {
    version: rows[0].version,
    reason: '危及使用者安全',
    criterion: 'danger',
  });
  const handed = await did('city-officer', 'POST', `/rectifications/${rectification}/hand-over`, {
    recipient: '虚构稽查局',
    suspicion: '涉嫌生产假冒产品',
    evidence: ['检验报告', '抽样单'],
  });
  const received = { version: 1, receipt: '虚稽收1号', receivedOn: today };
  await did('city-officer', 'POST', `/hand-overs/${handed.id}/receive`, received);
  browser = await startBrowser();
  sessions = createSessions(browser, serving.address);
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  rmSync(data, { recursive: true, force: true });
});

const looked = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  await expectAccessible(page);
  await expectNoSideways(page);
  await picture(page, name);
};

test('the firm states its case on each exposure, at the desk and on the phone', async () => {
  for (const [view, name] of [
    [desktop, 'desktop'],
    [phone, 'phone'],
  ] as const) {
    const { page, faults } = await sessions.open('enterprise-member', view);
    await page.goto('/office/my-enterprise');
    const button = page.getByRole('button', { name: '提交陈述申辩' });
    await button.first().waitFor();
    const open = await button.count();
    await looked(page, `plea-before-${name}`);
    await button.first().click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '提交', exact: true }).click();
    await form.getByText('请填写').waitFor();
    await form.getByLabel('事实、理由和要求').fill(`虚构陈述（${name}）：该批产品非本厂生产`);
    await form.getByLabel('要求当面听取意见').check();
    await form
      .getByLabel('证明材料')
      .setInputFiles({ name: '出厂台账.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await form.getByText('出厂台账.pdf').waitFor();
    await looked(page, `plea-form-${name}`);
    await form.getByRole('button', { name: '提交', exact: true }).click();
    await page.locator('main').getByText(`虚构陈述（${name}）`).waitFor();
    await page.getByText('陈述待复核').first().waitFor();
    expect(await button.count()).toBe(open - 1);
    await looked(page, `plea-after-${name}`);
    expect(faults).toEqual([]);
    await page.context().close();
  }
  const { rows } = await did('press-editor', 'GET', '/exposures?dataset=demo&state=told&limit=9');
  const said = await Promise.all(
    (rows as Rows).map(async ({ id }) => (await did('press-editor', 'GET', `/exposures/${id}`)).parties[0]),
  );
  expect(said).toMatchObject([
    { state: 'stated', wantsHearing: true },
    { state: 'stated', wantsHearing: true },
  ]);
});

test('what enforcement found is noted, and the red card names the departments with task and day', async () => {
  const path = `/office/rectifications/${rectification}`;
  const clerk = await sessions.open('city-officer');
  await clerk.page.goto(path);
  await clerk.page.getByRole('button', { name: '登记处理结果' }).click();
  await clerk.page.getByRole('dialog').getByText('是否认定假冒、伪造').waitFor();
  await looked(clerk.page, 'finding-desktop');
  await clerk.page.setViewportSize(phone);
  await looked(clerk.page, 'finding-phone');
  const { page, faults } = await sessions.open('provincial-approver');
  await page.goto(path);
  await page.getByRole('button', { name: '批准下一步' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('部门').first().waitFor();
  await looked(page, 'red-form-desktop');
  await form.getByRole('button', { name: '增加部门' }).click();
  expect(await form.getByLabel('任务').count()).toBe(2);
  await page.setViewportSize(phone);
  await looked(page, 'red-form-phone');
  await form.getByRole('button', { name: '删除' }).last().click();
  await form.getByLabel('部门').fill('虚构消防队');
  await form.getByLabel('任务').fill('监督停止生产');
  await form.getByLabel('期限').fill('2099-12-31');
  await form.getByRole('button', { name: '批准下一步' }).click();
  await page.locator('main').getByText('虚构消防队').first().waitFor();
  await page.setViewportSize(desktop);
  await looked(page, 'red-after');
  for (const heard of [faults, clerk.faults]) expect(heard).toEqual([]);
});
