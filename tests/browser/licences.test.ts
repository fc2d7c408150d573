import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dayAt } from '#platform/operation/index.ts';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince, type SignedIn } from './sessions.ts';

const { sessions } = await openProvince();

const look = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  await picture(page, name);
  await expectNoSideways(page);
  await expectAccessible(page);
};
const whole = async ({ page, faults }: SignedIn): Promise<void> => {
  expect(faults).toEqual([]);
  await page.context().close();
};
/** A path of the interface, as the session of the page reads it. */
const read = (page: Page, path: string) =>
  page.evaluate(async (address) => (await fetch(address)).json() as Promise<Record<string, never>>, path);

test('the commerce authority asks before it adds production, and keeps its own records', async () => {
  const commerce = await sessions.open('commerce-officer', desktop);
  const { page } = commerce;
  await page.goto('/office/');
  await page.getByRole('link', { name: '营业执照登记前查询' }).waitFor();
  await look(page, 'workbench-of-commerce');
  await page.getByRole('link', { name: '营业执照登记前查询' }).click();
  await page.waitForURL('**/office/licence-gate');
  await page.goto('/office/licences?standing=valid');
  await look(page, 'licences');
  const { rows } = (await read(page, '/api/v1/licences?dataset=demo&standing=valid&limit=1')) as unknown as {
    rows: { id: number; holder: { id: number }; products: string[] }[];
  };
  const [licence] = rows;
  const ask = (product: string) =>
    page.goto(`/office/licence-gate?enterprise=${licence?.holder.id}&category=${encodeURIComponent(product)}`);
  await ask(licence?.products[0] ?? '');
  await page.getByText('可以增加生产范围').first().waitFor();
  await look(page, 'licence-gate');
  await ask('水泥船');
  await page.getByText('无法确定，不得据此增加生产范围').first().waitFor();
  await page.goto(`/office/licences/${licence?.id}`);
  await look(page, 'licence');
  await page.goto('/office/business-licences');
  await look(page, 'business-licences');
  await page.goto('/office/licence-catalogue');
  await look(page, 'licence-catalogue');
  await whole(commerce);
});

test('a firm of another region comes last where it is chosen and says so, and the refusal says who answers', async () => {
  const commerce = await sessions.open('commerce-officer', desktop);
  const { page } = commerce;
  await page.goto('/office/licence-gate?category=1');
  const words = '电缆厂';
  const { items } = (await read(page, `/api/v1/enterprises?dataset=demo&limit=20&q=${encodeURIComponent(words)}`)) as unknown as {
    items: { name: string; cityCode: string | null }[];
  };
  const [own, others] = [true, false].map((here) => items.filter(({ cityCode }) => (cityCode === '440600') === here));
  await page.getByRole('combobox', { name: '企业', exact: true }).fill(words);
  const options = page.locator('.ant-select-item-option');
  await options.filter({ hasText: words }).first().waitFor();
  const shown = await options.allInnerTexts();
  const expected = [...(own ?? []), ...(others ?? [])].slice(0, shown.length);
  expect(shown.map((text) => text.replace(/（.*/, ''))).toEqual(expected.map(({ name }) => name));
  expect(shown.map((text) => /不在您的管辖地区内|所在地未确定/.test(text))).toEqual(expected.map(({ cityCode }) => cityCode !== '440600'));
  const beyond = others?.find(({ cityCode }) => cityCode !== null);
  await picture(page, 'licence-gate-choosing');
  await page.getByRole('combobox', { name: '企业', exact: true }).fill(beyond?.name ?? '');
  await options.filter({ hasText: beyond?.name ?? '' }).filter({ hasText: '不在您的管辖地区内' }).click();
  await page.getByText('由所在地的主管机关办理').waitFor();
  await look(page, 'licence-gate-outside');
  await page.setViewportSize(phone);
  await look(page, 'licence-gate-outside-phone');
  await whole(commerce);
}); // prettier-ignore

test('officers see what a card suspends, and look into leads', async () => {
  const officer = await sessions.open('provincial-officer', desktop);
  const { page } = officer;
  await page.goto('/office/licences?held=true');
  await settled(page);
  await page.locator('tr.opens').first().click();
  await page.getByText('暂停使用记录').waitFor();
  await look(page, 'licence-held');
  await page.goto('/office/licence-leads');
  await look(page, 'licence-leads');
  await page.locator('tr.opens').first().click();
  await page.getByText('为什么').waitFor();
  await look(page, 'licence-lead');
  await page.getByRole('button', { name: '移交查处', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('移交市局稽查队核查');
  await page.getByRole('dialog').getByRole('button', { name: '移交查处', exact: true }).click();
  await page.getByText('已移交查处').first().waitFor();
  await page.goto('/office/revocations');
  await look(page, 'revocations');
  await whole(officer);
});

test('pages fit a phone', async () => {
  const commerce = await sessions.open('commerce-officer', phone);
  for (const [path, name] of [
    ['/office/licence-gate', 'licence-gate-phone'],
    ['/office/licences', 'licences-phone'],
    ['/office/business-licences', 'business-licences-phone'],
  ] as const) {
    await commerce.page.goto(path);
    await look(commerce.page, name);
  }
  await whole(commerce);
});

test('a certification body decides about a certificate that a card suspends; the province sees it there and on the card', async () => {
  const body = await sessions.open('certifier-officer', desktop);
  const { page } = body;
  await page.goto('/office/licences');
  await look(page, 'certifier-certificates');
  await page.goto('/office/licence-requests?state=asked');
  await look(page, 'certifier-requests');
  await page.locator('tr.opens').first().click();
  await page.getByRole('button', { name: '维持证书有效' }).waitFor();
  await look(page, 'certifier-request');
  const address = new URL(page.url()).pathname;
  await page.getByRole('button', { name: '维持证书有效' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: '维持证书有效' }).click();
  await expect.poll(() => form.getByText('请填写').count()).toBe(3);
  await form.getByLabel('决定日期').fill(dayAt(new Date()));
  await form.getByLabel('决定文号').fill('演示认〔2026〕88号');
  await form.getByLabel('理由').fill('补充检测合格，维持证书有效');
  await form.getByLabel('附件（可不附）').setInputFiles({ name: '检测报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await form.getByText('检测报告.pdf').waitFor();
  await look(page, 'certifier-answer');
  await form.getByRole('button', { name: '维持证书有效' }).click();
  await page.getByText('认证机构维持有效').first().waitFor();
  await page.setViewportSize(phone);
  await look(page, 'certifier-request-phone');
  await whole(body);

  const officer = await sessions.open('provincial-officer', desktop);
  await officer.page.goto(address);
  await officer.page.getByText('检测报告.pdf').waitFor();
  await look(officer.page, 'certifier-decided');
  await officer.page.getByRole('link', { name: /演示3C/ }).first().click();
  await officer.page.getByText('演示认〔2026〕88号：补充检测合格，维持证书有效').waitFor();
  await officer.page.getByRole('link', { name: /^粤质黄/ }).last().click();
  await officer.page.getByText('发证方维持许可证、证书有效').waitFor();
  await look(officer.page, 'card-issuer-answer');
  await whole(officer);
}); // prettier-ignore
