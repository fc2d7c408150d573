import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dayAt } from '#platform/operation/index.ts';
import type { Role } from '#platform/identity/roles.ts';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince } from './sessions.ts';

const { program, browser, sessions } = await openProvince();

/** A page of a role, looked at before it is left: accessible, no wider than the window, nothing went wrong. */
const look = async <T>(
  role: Role,
  path: string,
  name: string,
  work: (page: Page) => Promise<T>,
  viewport = desktop,
): Promise<T> => {
  const { page, faults } = await sessions.open(role, viewport);
  await page.goto(path);
  await settled(page);
  const done = await work(page);
  await settled(page);
  await picture(page, name);
  await expectAccessible(page);
  await expectNoSideways(page);
  expect(faults).toEqual([]);
  await page.context().close();
  return done;
};

const firstOf = async (page: Page): Promise<string> => {
  await page.locator('tbody tr.ant-table-row').first().click();
  await page.waitForURL(/\/office\/exposures\/\d+/);
  await settled(page);
  return new URL(page.url()).pathname;
};

test('an exposure is decided, served, answered and released, and the public reads it', async () => {
  // Of two failures: the fake that waits too is what the next test looks at.
  const submitted = '/office/exposures?state=submitted&ground=consecutive-failures';
  const path = await look('press-approver', submitted, 'publicity-submitted', firstOf);
  await look('press-approver', path, 'publicity-decide', async (page) => {
    await page.getByRole('button', { name: '决定曝光' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('两次抽查不合格，情况属实');
    await page.getByRole('dialog').getByRole('button', { name: '决定曝光' }).click();
    await page.getByText('告知和听取意见').waitFor();
  });
  await look('press-editor', path, 'publicity-serve', async (page) => {
    await page.getByRole('button', { name: '登记送达' }).first().click();
    await page.getByLabel('签收人').fill('演示联系人');
  });
  await look('press-editor', path, 'publicity-stated', async (page) => {
    await page.getByRole('button', { name: '登记送达' }).first().click();
    const today = dayAt(new Date());
    await page.getByLabel('签收日期').fill(today);
    await page.getByLabel('签收人').fill('演示联系人');
    await page.locator('form').getByRole('button', { name: '登记送达' }).click();
    await page.getByRole('button', { name: '登记陈述申辩' }).first().click();
    await page.getByLabel('提出日期').fill(today);
    await page.getByLabel('陈述申辩内容').fill('产品已停产并召回，请求不予公布');
    await page.getByRole('dialog').getByRole('button', { name: '登记陈述申辩' }).click();
    await page.getByText('陈述待复核').first().waitFor();
  });
  await look('press-approver', path, 'publicity-answer', async (page) => {
    await page.getByRole('button', { name: '不予采纳' }).first().click();
    await page.getByRole('dialog').getByLabel('理由').fill('召回在两次抽查之后，不影响曝光条件');
  });
  const ready = await look('press-approver', '/office/exposures?state=told', 'publicity-told-phone', firstOf, phone);
  expect(ready).toMatch(/exposures/);
});

test('an officer proposes a fake of unknown maker with evidence; without it the form says what is missing', async () => {
  await look('provincial-officer', '/office/exposures/propose', 'publicity-propose', async (page) => {
    await page.getByLabel('不明，标称厂名系冒用').check();
    // One of the checks that the evaluation province begins with: what other tests publish may not be final.
    await page.getByRole('combobox', { name: '发现问题的监督抽查' }).fill('国家');
    await page.locator('.ant-select-item-option', { hasText: '国家' }).first().click();
    await page.getByLabel('产品（名称').fill('“演示牌”电饭锅 YS-19');
    await page.getByLabel('产品标称、被冒用的厂名').fill('演示被冒用家电厂');
    await page.getByRole('combobox', { name: '销售者' }).fill('五金商店');
    await page.locator('.ant-select-item-option', { hasText: '五金商店' }).first().click();
    await page.getByLabel('查明的事实').fill('标称厂家到场鉴别，铭牌和合格证均非其制作（演示）。');
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByText('提出曝光须附证据').waitFor();
    await page
      .getByLabel('证据：检验报告')
      .setInputFiles({ name: '鉴别书（演示）.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 demo') });
    await page.getByRole('link', { name: '鉴别书（演示）.pdf' }).waitFor();
    // What was refused has been mended: the refusal is gone.
    expect(await page.getByText('提出曝光须附证据').count()).toBe(0);
  });
  const proposed = '/office/exposures?state=submitted&ground=fake';
  await look('press-approver', proposed, 'publicity-proposed', async (page) => {
    await page.getByText('生产者不明（冒用他人厂名）').first().click();
    await page.getByText('不是曝光对象').first().waitFor();
    await page.getByRole('link', { name: '厂家鉴别书（演示）.pdf' }).waitFor();
  });
  await look(
    'provincial-officer',
    '/office/exposures/propose',
    'publicity-propose-phone',
    async () => undefined,
    phone,
  );
});

test('a released bulletin has its number, its paper and a correction; the public reads and downloads it', async () => {
  const id = await look('press-editor', '/office/bulletins?state=released', 'publicity-bulletins', async (page) => {
    await page.locator('tbody tr.ant-table-row').first().click();
    await page.waitForURL(/\/office\/bulletins\/\d+/);
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  });
  await look('press-editor', `/office/bulletins/${id}`, 'publicity-bulletin', async (page) => {
    await page.getByRole('link', { name: /PDF/ }).first().waitFor();
    await page.getByRole('button', { name: '起草更正通报' }).waitFor();
  });
  await look('press-approver', '/office/bulletins?state=submitted', 'publicity-schedule', async (page) => {
    await page.locator('tbody tr.ant-table-row').first().click();
    await page.getByRole('button', { name: '定时发布' }).click();
    await page.getByLabel('发布时间').fill('2099-01-01T09:00');
  });
  const context = await browser.newContext({ viewport: phone, baseURL: program.origin });
  const page = await context.newPage();
  await page.goto(`/bulletins/${id}`);
  expect(await page.locator('script').count()).toBe(0);
  await picture(page, 'portal-bulletin-phone');
  await expectAccessible(page);
  await expectNoSideways(page);
  for (const format of ['pdf', 'docx']) {
    const file = await fetch(`${program.origin}/bulletins/${id}/${format}`);
    expect(file.status).toBe(200);
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(2000);
  }
  await context.close();
});

test('the media: a list, and a package of each release with its papers', async () => {
  await look('press-editor', '/office/media', 'publicity-media', async (page) => {
    await page.getByRole('button', { name: '列入一家媒体' }).click();
    const name = `演示日报${Date.now()}`;
    await page.getByLabel('名称').fill(name);
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name }).waitFor();
    await page
      .getByRole('link', { name: /下载资料包/ })
      .first()
      .waitFor();
  });
  await look('press-editor', '/office/media', 'publicity-media-phone', async () => undefined, phone);
});

const openCommendation = async (page: Page): Promise<string> => {
  await page.locator('tbody tr.ant-table-row').first().click();
  await page.waitForURL(/\/office\/commendations\/\d+/);
  await settled(page);
  return new URL(page.url()).pathname;
};

test('a product made to a higher standard is decided upon by another person', async () => {
  await look('press-editor', '/office/commendations?dataset=demo', 'commendations', async (page) => {
    await page.getByRole('button', { name: '提出表扬' }).click();
    await page.getByText('系统按监督记录核对').waitFor();
  });
  const path = await look('press-approver', '/office/commendations?dataset=demo&state=submitted', 'commendation-submitted', openCommendation); // prettier-ignore
  await look('press-approver', path, 'commendation-decide', async (page) => {
    await page.getByRole('button', { name: '决定表扬' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('经核对抽查记录，符合条件');
    await page.getByRole('dialog').getByRole('button', { name: '决定表扬' }).click();
    await page.getByText('告知企业中').first().waitFor();
  });
});

test('office and public read the same of a commendation, and of one that was taken down', async () => {
  const shown = await look(
    'press-editor',
    '/office/commendations?dataset=demo&state=released',
    'commendation',
    openCommendation,
  );
  await look('press-editor', shown, 'commendation-phone', async () => undefined, phone);
  const ended = await look(
    'press-editor',
    '/office/commendations?dataset=demo&state=ended',
    'commendation-ended',
    openCommendation,
  );
  const context = await browser.newContext({ viewport: phone, baseURL: program.origin });
  const page = await context.newPage();
  for (const [at, name, status] of [
    [shown, 'commendation', 200],
    [ended, 'commendation-trace', 410],
  ] as const) {
    const answer = await page.goto(at.replace('/office', ''));
    expect(answer?.status()).toBe(status);
    expect(await page.locator('script').count()).toBe(0);
    await picture(page, `portal-${name}-phone`);
    await expectAccessible(page);
    await expectNoSideways(page);
  }
  await page.goto('/commendations?dataset=demo');
  expect(await page.getByRole('listitem').count()).toBeGreaterThan(5);
  await context.close();
});
