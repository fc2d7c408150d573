import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluationPassword } from '#platform/identity/index.ts';
import { expectAccessible, phone, picture, startBrowser } from './browser.ts';
import { startProgram, type RunningProgram } from './program.ts';
import { createSessions } from './sessions.ts';
import { namedVisit } from './visit-data.ts';

let program: RunningProgram;
let browser: Browser;
let context: BrowserContext;
const faults: string[] = [];
const pin = '246810';

beforeAll(async () => {
  program = await startProgram();
  browser = await startBrowser();
  context = await browser.newContext({ viewport: phone, baseURL: program.origin, locale: 'zh-CN', hasTouch: true });
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const opened = async (): Promise<Page> => {
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto('/field/');
  return page;
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const unlock = async (page: Page): Promise<void> => {
  await page.getByLabel('本机口令').fill(pin);
  await press(page, '打开');
  await page.getByRole('heading', { name: '我的抽样任务' }).waitFor();
};
const sign = async (page: Page, title: string): Promise<void> => {
  const pad = page.getByRole('img', { name: title });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + 20, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
  await page.mouse.up();
};

test('a visit is made with the network cut: everything is kept, survives a restart, and is sent once when it is back', async () => {
  const { city, visitId, firm } = await namedVisit(program.origin);
  let page = await opened();
  await picture(page, 'field-sign-in');
  await expectAccessible(page);
  await page.getByLabel('账号').fill('inspector');
  await page.getByLabel('密码').fill(evaluationPassword);
  await press(page, '登录');
  await page.getByLabel('本机口令').fill(pin);
  await page.getByLabel('再输一次').fill(pin);
  await press(page, '设置口令');
  await page.getByRole('button', { name: firm }).first().waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await picture(page, 'field-visits');
  await expectAccessible(page);

  await context.setOffline(true);
  // Started anew without a network: the shell and everything that was downloaded are on the phone.
  await page.close();
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  const began = Date.now();
  await page.goto('/field/');
  await page.getByLabel('本机口令').waitFor();
  const cold = Date.now() - began;
  await page.getByLabel('本机口令').fill('000000');
  await press(page, '打开');
  await page.getByText('口令不正确').waitFor();
  await unlock(page);
  await page.getByText('无网络').waitFor();

  await page.getByRole('button', { name: firm }).first().click();
  await press(page, '开始抽样');
  await page.getByText('请先出示通知书和证件').waitFor();
  await page.getByRole('checkbox').check();
  await picture(page, 'field-start');
  await expectAccessible(page);
  await press(page, '开始抽样');
  await page.getByText('手机上已保存 1 条，已发送 0 条').waitFor();

  await press(page, '填写抽样单');
  await page.getByLabel('样品封样编号').fill(`FW${visitId}001`);
  await page.getByLabel('抽样基数／批量').fill('200');
  await page.getByLabel('备样封样编号').fill(`FW${visitId}002`);
  await page.getByLabel('受检单位签字人').fill('虚构厂方代表');
  await page.getByLabel('拒签的见证人').focus();
  await expectAccessible(page);
  // The draft outlives the phone's battery.
  await page.close();
  page = await opened();
  await unlock(page);
  await page.getByRole('button', { name: firm }).first().click();
  await press(page, '填写抽样单');
  expect(await page.getByLabel('样品封样编号').inputValue()).toBe(`FW${visitId}001`);
  await page.getByText('封样编号').first().scrollIntoViewIfNeeded();
  await picture(page, 'field-sheet');
  await sign(page, '抽样人员签名');
  await sign(page, '受检单位签名');
  await picture(page, 'field-signatures');
  await press(page, '双方签字，提交抽样单');
  await page.getByText('手机上已保存 4 条，已发送 0 条').waitFor();

  // A photo of 50 MB: a real picture with padding behind it.
  const small = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 2000;
    canvas.getContext('2d')?.fillRect(0, 0, 3000, 2000);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  await page.evaluate(
    ({ bytes, size }) => {
      const file = new File([new Uint8Array(bytes), new Uint8Array(size)], 'photo.jpg', { type: 'image/jpeg' });
      const transfer = new DataTransfer();
      transfer.items.add(file);
      const input = document.querySelector<HTMLInputElement>('#photo');
      if (!input) throw new Error('no place for photos');
      input.files = transfer.files;
      input.dispatchEvent(new Event('change'));
    },
    { bytes: small, size: 50 * 1024 * 1024 },
  );
  await page.getByText('手机上已保存 5 条，已发送 0 条').waitFor();
  await page.getByLabel('快递单号').fill('SF1234567890');
  await press(page, '寄送样品');
  await press(page, '完成抽样');
  await page.getByText('手机上已保存 7 条，已发送 0 条').waitFor();
  await picture(page, 'field-offline');

  await context.setOffline(false);
  await page.getByText('手机上已保存 7 条，已发送 7 条').waitFor();
  const visit = await city('GET', `/visits/${visitId}`);
  expect(visit).toMatchObject({ state: 'sampled', samples: [{ state: 'sent' }] });
  expect(visit.files.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
    'firm-signature',
    'inspector-signature',
    'photo',
  ]);
  expect(Math.max(...visit.files.map(({ bytes }: { bytes: number }) => bytes))).toBeLessThan(600_000);
  expect(visit.messages).toHaveLength(7);
  await press(page, '返回');
  await press(page, '查看消息');
  await page
    .getByText(/粤质样〔\d{4}〕\d+号/)
    .first()
    .waitFor();
  await picture(page, 'field-messages');
  await expectAccessible(page);
  expect(faults).toEqual([]);

  const { open } = createSessions(browser, program.origin);
  const clerk = await open('laboratory-clerk');
  await clerk.page.goto('/office/arriving-samples?dataset=demo');
  const arriving = clerk.page.getByRole('row').filter({ hasText: `FW${visitId}001` });
  await arriving.waitFor();
  await picture(clerk.page, 'office-arriving');
  await expectAccessible(clerk.page);
  await arriving.getByRole('button', { name: '收样', exact: true }).click();
  await clerk.page.getByRole('dialog').getByRole('button', { name: '封样完好，收样' }).click();
  await arriving.waitFor({ state: 'detached' });
  const officer = await open('city-officer');
  await officer.page.goto(`/office/visits/${visitId}`);
  await officer.page.getByRole('heading', { name: '现场消息' }).waitFor();
  await officer.page.waitForLoadState('networkidle');
  await picture(officer.page, 'office-visit');
  await expectAccessible(officer.page);
  await officer.page
    .locator('main, .office-content')
    .first()
    .getByRole('link', { name: /粤质样/ })
    .click();
  await officer.page.getByRole('heading', { name: '样品流转' }).waitFor();
  await officer.page.getByText('已收样').first().waitFor();
  await picture(officer.page, 'office-sample');
  await expectAccessible(officer.page);
  expect([...clerk.faults, ...officer.faults]).toEqual([]);
  expect(cold).toBeLessThan(1000);
});

test('what lies on the phone can’t be read without the PIN', async () => {
  const page = await opened();
  const stored = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const open = indexedDB.open('zhijian-field', 1);
        open.addEventListener('success', () => {
          const all = open.result.transaction('sealed').objectStore('sealed').getAll();
          all.addEventListener('success', () =>
            resolve(
              all.result.map((one: { data: ArrayBuffer }) => new TextDecoder('latin1').decode(one.data)).join(''),
            ),
          );
        });
      }),
  );
  expect(stored.length).toBeGreaterThan(1000);
  expect(stored).not.toContain('identityShown');
  expect(stored).not.toContain('SF1234567890');
  await page.close();
});
