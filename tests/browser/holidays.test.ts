import { expect, test } from 'vitest';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince } from './sessions.ts';

const { sessions } = await openProvince();

/** Made up for this test; as the order of a year would read. */
const order = `一、元旦：1月1日（周六）至3日（周一）放假，共3天。
二、春节：1月26日（周三）至2月2日（周三）放假调休，共8天。1月22日（周六）、2月5日（周六）上班。
三、清明节：4月4日（周二）放假，共1天。
四、劳动节：5月1日（周一）至5日（周五）放假调休，共5天。5月6日（周六）上班。
五、端午节：5月28日（周日）放假，共1天。
六、中秋节：10月3日（周二）放假，共1天。
七、国庆节：10月1日（周日）至2日（周一）、10月4日（周三）至7日（周六）放假。9月30日（周六）上班。`;

test('holidays: one person enters a year from its order and sees what was read, another approves it', async () => {
  const { page } = await sessions.open('administrator');
  await page.goto('/office/holidays');
  await page.getByRole('heading', { name: '节假日安排' }).waitFor();
  await page.getByLabel('年份').fill('2028');
  await page.getByLabel('通知文号').fill('虚构发明电〔2027〕1号');
  const text = page.getByLabel('通知中的放假安排，照原文粘贴');
  await text.fill(order.replace('（周六）至3日', '（周五）至3日'));
  await page.getByText('2028年1月1日是星期六，文中写作星期五').waitFor();
  await text.fill(order);
  await page.getByText('读到以下安排').waitFor();
  await settled(page);
  await picture(page, 'office-holidays-entering');
  await expectAccessible(page);
  await page.getByRole('button', { name: '录入，交签发人批准' }).click();
  await page.getByRole('row', { name: '虚构发明电〔2027〕1号' }).getByText('待批准').waitFor();

  const approver = await sessions.open('provincial-approver');
  await approver.page.goto('/office/');
  await approver.page.getByText('核对并批准2028年节假日安排').first().click();
  const entry = approver.page.getByRole('row', { name: '虚构发明电〔2027〕1号' });
  await entry.getByRole('button', { name: '批准', exact: true }).click();
  await entry.getByText('已批准', { exact: true }).waitFor();
  await settled(approver.page);
  await approver.page.setViewportSize(desktop);
  await picture(approver.page, 'office-holidays');
  await expectAccessible(approver.page);
  await approver.page.setViewportSize(phone);
  await expectNoSideways(approver.page);
  const listed = await approver.page.request.get('/api/v1/law/calendars');
  expect(((await listed.json()) as { years: number[] }).years).toContain(2028);
});

test('whoever rejects what another has approved meanwhile is told so where he typed, and his words are kept', async () => {
  const { page } = await sessions.open('administrator');
  const proposed = await page.request.post('/api/v1/law/calendars', {
    data: { year: 2029, source: '虚构发明电〔2028〕1号', text: order.replaceAll(/（周.）|调休|[^。]*上班。/g, '') },
  });
  expect(proposed.status(), await proposed.text()).toBe(200);
  const { id } = (await proposed.json()) as { readonly id: string };
  const { page: approver } = await sessions.open('provincial-approver');
  await approver.goto('/office/holidays');
  await approver.getByRole('button', { name: '不批准' }).click();
  const dialog = approver.getByRole('dialog');
  await dialog.getByLabel('理由').fill('与原文不符');
  await approver.request.post(`/api/v1/law/calendars/${id}/approve`, { data: {} });
  await dialog.getByRole('button', { name: '不批准' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('理由').inputValue()).toBe('与原文不符');
  await settled(approver);
  await picture(approver, 'office-rejecting-too-late');
  await dialog.getByRole('button', { name: '返回' }).click();
  await dialog.waitFor({ state: 'hidden' });
});
