import { expect, test } from 'vitest';
import { registerPortal } from '#apps/portal/index.ts';
import { unwrap } from '#foundation/refusal.ts';
import { perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServer } from '../../tests/server.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { issuePaper, manifest } from './index.ts';
import { strikePaper } from './operations.ts';
import { drawIssued } from './paper-files.ts';
import { plainKind } from './testing.ts';
import { printCode } from './verification-code.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [manifest, { name: 'test', papers: [plainKind] }] });
const { send } = await testServer(services, {
  pages: (app) =>
    registerPortal(app, { database, province: '440000', latestSeal: async () => undefined, drawCheck: undefined }),
});
const firm = '虚构市不应公开有限公司';
const issued = unwrap(
  await perform(testSystemCall(services), { permission: null }, (act) =>
    issuePaper(act, {
      kind: plainKind.key,
      subject: 'notice/4711',
      dataset: 'demo',
      authority: { name: '虚构省质量技术监督局', mark: '虚' },
      place: '440604',
      to: { name: firm, party: 'enterprise/33' },
      fields: { firm },
    }),
  ),
);

test('a genuine paper is confirmed by what stands on it, and nothing of its content is told', async () => {
  await drawIssued(testSystemCall(services), [issued.paperId]);
  for (const path of [`/papers/${issued.code}`, `/papers?code=${printCode(issued.code).toLowerCase()}`]) {
    const page = await send('GET', path);
    expect(page.status).toBe(200);
    for (const said of [
      '真实出具',
      '抽查结果告知书',
      issued.number,
      '2026年9月1日',
      '虚构省质量技术监督局',
      '演示数据',
    ])
      expect(page.text).toContain(said);
    expect(page.text).toMatch(/<code>[0-9a-f]{64}<\/code>/);
    expect(page.text).not.toContain(firm);
    // A digest may hold any four digits.
    expect(page.text.replaceAll(/[0-9a-f]{10,}/g, '')).not.toContain('4711');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('cache-control')).toBe('no-store');
  }
  expect((await send('GET', `/papers/${issued.code}?lang=en`)).text).toContain('This paper is genuine and stands');
});

test('a void paper says so; an unknown and a mistyped code get a plain answer', async () => {
  const signer = await testCall(services, { permissions: ['documents.read', 'documents.void'] });
  unwrap(await strikePaper(signer, issued.paperId, { act: 'void', reason: '内容有误' }));
  const page = await send('GET', `/papers/${issued.code}`);
  expect(page.text).toContain('已作废');
  expect(page.text).not.toContain('内容有误');
  const unknown = await send('GET', `/papers/${'0'.repeat(16)}`);
  expect([unknown.status, unknown.text.includes('没有出具过')]).toEqual([404, true]);
  const wrong = await send('GET', '/papers?code=%3Cscript%3E');
  expect([wrong.status, wrong.text.includes('核验码有误'), wrong.text.includes('<script>')]).toEqual([
    404,
    true,
    false,
  ]);
  expect((await send('GET', '/papers')).status).toBe(200);
});

test('whoever tries many codes is slowed down', async () => {
  const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await send('GET', '/papers/x')).status));
  expect(statuses).toContain(429);
});
