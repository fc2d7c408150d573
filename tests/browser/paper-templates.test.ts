import { test } from 'vitest';
import { docxOf, letterTemplate } from '#platform/documents/templates/template.testing.ts';
import { desktop, expectAccessible, expectNoSideways, phone, picture, settled } from './browser.ts';
import { openProvince } from './sessions.ts';

const { sessions } = await openProvince();

const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test('an own template: refused with the names of its fields, then put in force by a second person', async () => {
  const { page } = await sessions.open('administrator');
  await page.goto('/office/paper-templates');
  const row = page.getByRole('row', { name: /抽查检验结果告知书|结果告知书/ }).first();
  await row.getByRole('button').click();
  const input = page.getByLabel(/^上传“.*”的模板$/).first();
  const file = (body: string) => ({ name: '虚构模板.docx', mimeType, buffer: Buffer.from(docxOf(body)) });
  await input.setInputFiles(file(letterTemplate().replace('{{核验码}}', '{{罚款}}')));
  await page.getByText('缺少必需的字段：{{核验码}}').waitFor();
  await page.getByText('没有这些字段：{{罚款}}').waitFor();
  await input.setInputFiles(file(letterTemplate()));
  await page.getByText('待批准').waitFor();

  const approver = await sessions.open('provincial-approver');
  await approver.page.goto('/office/paper-templates');
  await approver.page.getByRole('button', { name: '批准', exact: true }).click();
  await approver.page.getByText('本单位模板第 1 版').waitFor();
  await settled(approver.page);
  await picture(approver.page, 'office-paper-templates');
  await expectAccessible(approver.page);
  await approver.page.setViewportSize(phone);
  await expectNoSideways(approver.page);
  await approver.page.setViewportSize(desktop);
});
