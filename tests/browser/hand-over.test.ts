import { expect, test } from 'vitest';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince } from './sessions.ts';

const { sessions } = await openProvince();

test('work changes hands: an official takes an item, an administrator hands it over, what can’t go says why', async () => {
  const { page } = await sessions.open('provincial-officer');
  await page.goto('/office/');
  await page.getByRole('button', { name: '由我承办' }).first().click();
  await page.getByRole('button', { name: '放回' }).waitFor();
  await settled(page);
  await picture(page, 'office-workbench-held');
  await expectAccessible(page);

  const administrator = await sessions.open('administrator');
  await administrator.page.goto('/office/hand-over');
  await administrator.page.getByLabel('原承办人账号').fill('provincial-officer');
  await administrator.page.getByRole('button', { name: '查看未办事项' }).click();
  await administrator.page.getByText('由其承办的待办：1 项').waitFor();
  await administrator.page.getByLabel('接办人账号').fill('reader');
  await administrator.page.getByLabel('交接理由').fill('调离');
  await administrator.page.getByRole('button', { name: '全部交接' }).click();
  await administrator.page.getByText('没有办理此事的岗位').first().waitFor();
  await settled(administrator.page);
  await picture(administrator.page, 'office-hand-over');
  await expectAccessible(administrator.page);
  await administrator.page.setViewportSize(phone);
  await expectNoSideways(administrator.page);
  await administrator.page.setViewportSize(desktop);
  const listed = await page.request.get('/api/v1/work');
  const { items } = (await listed.json()) as { items: { holder: { me: boolean } | null }[] };
  expect(items.filter(({ holder }) => holder?.me)).toHaveLength(1);
});
