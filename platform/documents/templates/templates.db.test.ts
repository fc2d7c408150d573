import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { manifest as work } from '#platform/work/index.ts';
import { myWork } from '#platform/work/workbench.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { issuePaper, manifest } from '../index.ts';
import { paperFile } from '../paper-files.ts';
import { plainKind } from '../testing.ts';
import { decideTemplate, proposeTemplate, templateList } from './operations.ts';
import { docxOf, letterTemplate, paragraphOf } from './template.testing.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [manifest, work, { name: 'test', papers: [plainKind] }] });
const kind = plainKind.key;
let administrator: Call;
let approver: Call;

beforeAll(async () => {
  administrator = await testCall(services, {
    permissions: [
      'documents.propose-template',
      'documents.approve-template',
      'documents.see-templates',
      'documents.read',
    ],
  });
  approver = await testCall(services, {
    permissions: ['documents.approve-template', 'documents.see-templates', 'documents.read'],
  });
});

const propose = (body: string) =>
  proposeTemplate(
    administrator,
    kind,
    (async function* () {
      yield { fileName: '虚构模板.docx', stream: Readable.from([docxOf(body)]) };
    })(),
  );
const approve = (id: number, call = approver) => decideTemplate(call, id, { act: 'approve' });
const issue = async (): Promise<number> =>
  unwrap(
    await perform(testSystemCall(services), { permission: null }, (act) =>
      issuePaper(act, {
        kind,
        subject: 'notice/1',
        dataset: 'demo',
        authority: { name: '虚构省质量技术监督局', mark: '虚' },
        place: '440604',
        to: { name: '虚构市第一燃具制造有限公司' },
        fields: { firm: '虚构市第一燃具制造有限公司' },
      }),
    ),
  ).paperId;
const wordOf = async (paperId: number): Promise<string> => {
  const file = await paperFile(approver, paperId, 'docx');
  if (!file.ok) throw new Error(file.refusal.text.en);
  return strFromU8(unzipSync(await buffer(file.stream))['word/document.xml']!);
};

test('a template holds once another person has approved it; each paper keeps the one it was issued with', async () => {
  const before = await issue();
  const first = unwrap(await propose(letterTemplate(paragraphOf('版式甲'))));
  expect(first).toMatchObject({ version: 1, state: 'proposed' });
  expect(await propose(letterTemplate())).toMatchObject({ refusal: { code: 'template-waits' } });
  expect(unwrap(await myWork(approver, { limit: 9 })).items.map((item) => item.kind)).toEqual([
    'documents.approve-template',
  ]);
  expect(unwrap(await myWork(administrator, { limit: 9 })).items).toEqual([]);
  expect(await approve(first.id, administrator)).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
  const waiting = await issue();
  unwrap(await approve(first.id));
  const under = await issue();
  const second = unwrap(await propose(letterTemplate(paragraphOf('版式乙'))));
  unwrap(await approve(second.id));
  const later = await issue();
  expect(
    await Promise.all([before, waiting, under, later].map(async (id) => /版式./.exec(await wordOf(id))?.[0])),
  ).toEqual([undefined, undefined, '版式甲', '版式乙']);
  expect(await wordOf(under)).toContain('虚构市第一燃具制造有限公司');
  // Drawn by the program, whatever the template: both say the same.
  expect(await paperFile(approver, under, 'pdf')).toMatchObject({ ok: true, mediaType: 'application/pdf' });
  expect(await decideTemplate(approver, second.id, { act: 'end' })).toMatchObject({
    refusal: { code: 'reason-required' },
  });
  unwrap(await decideTemplate(approver, second.id, { act: 'end', reason: '改用程序版式' }));
  expect(await wordOf(await issue())).not.toContain('版式');
  expect(await wordOf(later)).toContain('版式乙');
  const [listed] = unwrap(await templateList(approver)).kinds;
  expect(listed?.templates.map(({ state }) => state)).toEqual(['ended', 'replaced']);
  const change = withTransaction(database, 'migrator', (tx) =>
    tx.query('update documents.paper set template_id = null where id = $1', [later]),
  );
  await expect(change).rejects.toThrow('keeps its template');
});

test('one that lacks a required field is refused with its name and not stored; nobody without the post proposes', async () => {
  const before = unwrap(await templateList(approver)).kinds[0]?.templates.length;
  expect(await propose(letterTemplate().replace('{{核验码}}', ''))).toMatchObject({
    refusal: { code: 'template-refused', text: { zh: expect.stringContaining('缺少必需的字段：{{核验码}}') } },
  });
  const huge = proposeTemplate(
    administrator,
    kind,
    (async function* () {
      yield { fileName: 'x.docx', stream: Readable.from([Buffer.alloc(3 * 1024 * 1024, 1)]) };
    })(),
  );
  expect(await huge).toMatchObject({ refusal: { text: { en: expect.stringContaining('2 MB') } } });
  expect(unwrap(await templateList(approver)).kinds[0]?.templates.length).toBe(before);
  const officer = await testCall(services, { permissions: ['documents.read'] });
  expect(
    await proposeTemplate(officer, kind, (async function* () { yield { fileName: 'x.docx', stream: Readable.from([docxOf(letterTemplate())]) }; })()), // prettier-ignore
  ).toMatchObject({ refusal: { code: 'forbidden' } });
});
