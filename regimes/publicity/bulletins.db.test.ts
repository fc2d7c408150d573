import { beforeAll, expect, test } from 'vitest';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { cardFacts } from '../warning-cards/facts.ts';
import { licenceFacts } from '../licences/facts.ts';
import { resultsChangedSchema, resultsChangedType } from '../spot-checks/facts.ts';
import { law as spotCheckLaw } from '../spot-checks/law.ts';
import { composeBulletinPaper } from './bulletin-paper.ts';
import { bulletinProcess } from './bulletin.ts';
import { actOnBulletin, composeBulletin, editBulletin, getBulletin, listBulletins, manifest, releaseDue, scheduleBulletin } from './index.ts'; // prettier-ignore

const { database } = await testDatabase();
const services = testServices(database, {
  manifests: [
    {
      name: 'others',
      facts: { [resultsChangedType]: resultsChangedSchema, ...enterpriseFacts, ...cardFacts, ...licenceFacts },
      law: spotCheckLaw,
    },
    documents,
    manifest,
  ],
});
const made = madeUpResults(database, services);
let editor: Call;
let approver: Call;
let reader: Call;
let check: number;
let category: number;

beforeAll(async () => {
  editor = await testCall(services, {
    permissions: ['publicity.read', 'publicity.write', 'publicity.release'],
    name: '编辑甲',
  });
  approver = await testCall(services, { permissions: ['publicity.read', 'publicity.release'], name: '签发乙' });
  reader = await testCall(services, { permissions: ['publicity.read'], region: '440600' });
  check = await made.check({ publishedOn: '2015-03-15' });
  category = await made.category('虚构种类甲');
  const other = await made.category('虚构种类乙');
  const [one, two] = [await made.enterprise({ name: '虚构甲厂' }), await made.enterprise({ name: '虚构乙厂' })];
  await made.store([
    { producer: one, category, check, items: ['甲醛含量', 'pH值'] },
    { producer: one, category, check, verdict: 'pass' },
    { producer: two, category, check, verdict: 'pass' },
    { producer: two, category: other, check, items: ['甲醛含量'] },
    { producer: two, category: other, check, verdict: 'refused' },
    { producer: two, category: other, check, verdict: 'none' },
  ]);
});

const compose = async (more: { categoryId?: number; correctsId?: number } = {}) =>
  unwrap(await composeBulletin(editor, { checkId: check, ...more }));
const publicly = (id: number) =>
  withTransaction(database, 'portal', (tx) =>
    tx.query('select number, title from publicity.published_bulletin where id = $1', [id]),
  );

test('a draft holds figures with their denominators, the failing list and a text', async () => {
  const draft = await compose();
  expect(draft.figures.total).toMatchObject({
    samples: 6,
    passed: 2,
    failed: 2,
    refused: 1,
    noVerdict: 1,
    producers: 2,
    failingProducers: 2,
    rate: { value: 0.5, of: 4 },
  });
  expect(draft.figures.categories.map((one) => [one.name, one.samples, one.rate?.of])).toEqual([
    ['虚构种类乙', 3, 1],
    ['虚构种类甲', 3, 3],
  ]);
  expect(draft.figures.items).toEqual([
    { item: '甲醛含量', failed: 2 },
    { item: 'pH值', failed: 1 },
  ]);
  expect(draft.figures.failing.map((line) => line.producer)).toEqual(['虚构乙厂', '虚构甲厂']);
  expect(draft.body).toContain('批次合格率为50.00%（2÷4，95%置信区间15.00%至85.00%，批次较少，仅供参考）');
  expect(draft.body).toContain('虚构种类甲3批次，不合格1批次。不足30批次的产品种类，批次较少，不计算合格率。');
  expect(draft.body).toContain('演示数据');
  expect(draft).toMatchObject({ state: 'draft', number: null, title: '关于虚构质检总局2015-03-15监督抽查结果的通报' });
  const part = await compose({ categoryId: category });
  expect(part.figures.total.samples).toBe(3);
  expect(part.title).toContain('（虚构种类甲）');
  expect(await composeBulletin(editor, { checkId: 999_999 })).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await composeBulletin(reader, { checkId: check })).toMatchObject({ refusal: { code: 'forbidden' } });
});

test('lists a firm under the name with which it was tested, with what it is called now beside it', async () => {
  const renamed = await made.check({ publishedOn: '2015-08-15', authority: '虚构更名局' });
  const [maker, shop] = [await made.enterprise({ name: '虚构新名厂' }), await made.enterprise({ name: '虚构老店' })];
  const [id] = await made.store([{ producer: maker, seller: shop, category, check: renamed }]);
  await made.asOwner(async (tx) => {
    await tx.query(
      `insert into enterprises.former_name (enterprise_id, name, name_key) values ($1, '虚构旧名厂', '虚构旧名厂'), ($1, '虚构更旧名厂', '虚构更旧名厂')`,
      [maker],
    );
    await tx.query(
      `update spot_checks.result set producer_cell = '生产企业：虚构旧名厂', seller_cell = '虚构老店' where id = $1`,
      [id],
    );
  });
  const { figures } = unwrap(await composeBulletin(editor, { checkId: renamed }));
  expect(figures.failing).toMatchObject([
    { producer: '虚构旧名厂', producerNow: '虚构新名厂', seller: '虚构老店', sellerNow: null },
  ]);
  const paper = JSON.stringify(composeBulletinPaper({ title: '', body: '', failing: figures.failing }));
  expect(paper).toContain('虚构旧名厂（现名：虚构新名厂）');
  expect(paper).toContain('"虚构老店"');
});

test('is edited, returned with a reason, submitted again and released by a second person under the next number', async () => {
  const { id, version } = await compose();
  const edited = unwrap(await editBulletin(editor, id, { version, title: '新标题', body: '正文' }));
  expect(await editBulletin(editor, id, { version, title: '旧', body: '旧' })).toMatchObject({
    refusal: { code: 'conflict' },
  });
  expect(await getBulletin(reader, id)).toMatchObject({ refusal: { code: 'not-found' } });
  const submitted = unwrap(await actOnBulletin(editor, id, 'submit', edited));
  expect(await editBulletin(editor, id, { version: submitted.version, title: '改', body: '改' })).toMatchObject({
    refusal: { code: 'state-not-allowed' },
  });
  expect(await actOnBulletin(approver, id, 'return', submitted)).toMatchObject({
    refusal: { code: 'reason-required' },
  });
  const returned = unwrap(await actOnBulletin(approver, id, 'return', { ...submitted, reason: '请补充附表' }));
  expect(returned).toMatchObject({ state: 'draft', returnReason: '请补充附表' });
  const again = unwrap(await actOnBulletin(editor, id, 'submit', { version: returned.version }));
  expect(await actOnBulletin(editor, id, 'release', again)).toMatchObject({
    refusal: { code: 'four-eyes-same-person' },
  });
  const released = unwrap(await actOnBulletin(approver, id, 'release', { version: again.version }));
  expect(released).toMatchObject({
    state: 'released',
    number: '粤质通报〔2026〕1号（演示）',
    releasedBy: '签发乙',
    next: null,
    acts: [],
  });
  expect(await publicly(id)).toEqual([{ number: '粤质通报〔2026〕1号（演示）', title: '新标题' }]);
  expect(unwrap(await getBulletin(reader, id)).id).toBe(id);
  expect(unwrap(await listBulletins(reader, { dataset: 'demo', limit: 10 }))).toMatchObject({
    total: 1,
    counts: { released: 1, draft: 0 },
  });

  const correction = await compose({ correctsId: id });
  expect(correction.body).toContain('本通报更正并取代粤质通报〔2026〕1号（演示）《新标题》');
  expect(unwrap(await getBulletin(editor, id)).correctedBy).toEqual([]);
  const sent = unwrap(await actOnBulletin(editor, correction.id, 'submit', correction));
  const out = unwrap(await actOnBulletin(approver, correction.id, 'release', { version: sent.version }));
  expect(out.corrects).toMatchObject({ id });
  expect(unwrap(await getBulletin(editor, id)).correctedBy).toMatchObject([
    { id: correction.id, number: '粤质通报〔2026〕2号（演示）' },
  ]);
});

test('only a released bulletin of the same data can be corrected, and a draft can be discarded', async () => {
  const draft = await compose();
  expect(await composeBulletin(editor, { checkId: check, correctsId: draft.id })).toMatchObject({
    refusal: { code: 'not-found' },
  });
  const gone = unwrap(await actOnBulletin(editor, draft.id, 'discard', draft));
  expect(gone).toMatchObject({ state: 'discarded', next: null });
  expect(await actOnBulletin(editor, draft.id, 'submit', gone)).toMatchObject({
    refusal: { code: 'state-not-allowed' },
  });
});

/** A bulletin that waits to be examined. */
const submitted = async (checkId = check) => {
  const draft = unwrap(await composeBulletin(editor, { checkId }));
  return unwrap(await actOnBulletin(editor, draft.id, 'submit', draft));
};

test('a time of release is set by another person and kept once, also where the program was down then', async () => {
  const { id, version } = await submitted();
  const at = (iso: string) => ({ version, releaseAt: new Date(iso) });
  expect(await scheduleBulletin(editor, id, at('2026-09-03T00:00:00Z'))).toMatchObject({
    refusal: { code: 'four-eyes-same-person' },
  });
  expect(await scheduleBulletin(approver, id, at('2026-08-31T00:00:00Z'))).toMatchObject({
    refusal: { code: 'release-time-past' },
  });
  unwrap(await scheduleBulletin(approver, id, at('2026-09-03T00:00:00Z')));
  services.setNow('2026-09-02T23:59:30Z');
  await releaseDue(testSystemCall(services));
  expect(await publicly(id)).toEqual([]);
  services.setNow('2026-09-06T08:00:00Z');
  await Promise.all([1, 2, 3].map(() => releaseDue(testSystemCall(services))));
  const released = unwrap(await getBulletin(reader, id));
  expect(released).toMatchObject({ state: 'released', releasedBy: '签发乙', releaseAt: null });
  expect(released.events.filter(({ words }) => words.zh === '到时发布')).toHaveLength(1);
  const papers = await withTransaction(database, 'system', (tx) =>
    tx.query('select number from documents.paper where subject = $1', [`bulletin/${id}`]),
  );
  expect(papers).toEqual([{ number: released.number }]);
  services.setNow('2026-09-01T02:00:00.000Z');
});

test('what can’t be printed at its time goes back to be examined with the reason and keeps back no other', async () => {
  const bad = await submitted();
  const good = await submitted();
  await made.asOwner((tx) => tx.query(`update publicity.bulletin set body = '正文😀' where id = $1`, [bad.id]));
  for (const { id, version } of [bad, good])
    unwrap(await scheduleBulletin(approver, id, { version, releaseAt: new Date('2026-09-03T00:00:00Z') }));
  services.setNow('2026-09-03T00:00:00Z');
  await releaseDue(testSystemCall(services));
  expect(unwrap(await getBulletin(editor, good.id)).state).toBe('released');
  const back = unwrap(await getBulletin(editor, bad.id));
  expect(back.state).toBe('submitted');
  expect(back.events.at(-1)).toMatchObject({ reason: expect.stringContaining('😀') });
  services.setNow('2026-09-01T02:00:00.000Z');
});

test('a time that was cancelled releases nothing', async () => {
  const { id, version } = await submitted();
  const set = unwrap(await scheduleBulletin(approver, id, { version, releaseAt: new Date('2026-09-03T00:00:00Z') }));
  const back = unwrap(await actOnBulletin(approver, id, 'unschedule', set));
  expect(back).toMatchObject({ state: 'submitted', releaseAt: null, releasedBy: null });
  services.setNow('2026-09-04T00:00:00Z');
  await releaseDue(testSystemCall(services));
  expect(await publicly(id)).toEqual([]);
  services.setNow('2026-09-01T02:00:00.000Z');
});

test('only checks at provincial level or above, and only what is published, get a bulletin', async () => {
  const municipal = await made.check({ publishedOn: '2016-03-15', level: 'municipal', authority: '虚构市局' });
  expect(await composeBulletin(editor, { checkId: municipal })).toMatchObject({
    refusal: { code: 'bulletin-level', citation: { clause: '4.2' } },
  });
  const hidden = await made.check({ publishedOn: null, authority: '虚构省局' });
  await made.asOwner((tx) => tx.query('update spot_checks.spot_check set withheld = true where id = $1', [hidden]));
  await made.store([{ producer: await made.enterprise({ name: '虚构丙厂' }), category, check: hidden }]);
  const { id, version } = await submitted(hidden);
  expect(await actOnBulletin(approver, id, 'release', { version })).toMatchObject({
    refusal: { code: 'results-unpublished' },
  });
});

test('every state can be reached, and left or is final', () => {
  expectSoundProcess(bulletinProcess, 'draft', ['released', 'discarded']);
});

test('drafted before a firm is renamed, it shows the present name from then on, in the draft and when it is released; released, it never changes', async () => {
  const later = await made.check({ publishedOn: '2015-09-15', authority: '虚构后更名局' });
  const maker = await made.enterprise({ name: '虚构初名厂' });
  const shop = await made.enterprise({ name: '虚构初名店' });
  const [result] = await made.store([{ producer: maker, seller: shop, category, check: later }]);
  await made.asOwner((tx) =>
    tx.query(`update spot_checks.result set producer_cell = '虚构初名厂', seller_cell = '虚构初名店' where id = $1`, [
      result,
    ]),
  );
  const rename = (firm: number, name: string) =>
    made.asOwner(async (tx) => {
      await tx.query(`insert into enterprises.former_name (enterprise_id, name, name_key) select id, name, name_key from enterprises.enterprise where id = $1`, [firm]); // prettier-ignore
      await tx.query('update enterprises.enterprise set name = $2, name_key = $2 where id = $1', [firm, name]);
    });
  const listed = async (id: number) => unwrap(await getBulletin(editor, id)).figures.failing[0];
  const { id, version, figures } = unwrap(await composeBulletin(editor, { checkId: later }));
  expect(figures.failing).toMatchObject([{ producer: '虚构初名厂', producerNow: null }]);
  await rename(maker, '虚构改名厂');
  expect(await listed(id)).toMatchObject({ producer: '虚构初名厂', producerNow: '虚构改名厂', sellerNow: null });
  unwrap(await actOnBulletin(editor, id, 'submit', { version }));
  await rename(shop, '虚构改名店');
  const seen = unwrap(await getBulletin(approver, id));
  expect(seen.figures.failing).toMatchObject([{ seller: '虚构初名店', sellerNow: '虚构改名店' }]);
  unwrap(await actOnBulletin(approver, id, 'release', { version: seen.version }));
  await rename(maker, '虚构再改名厂');
  const asReleased = {
    producer: '虚构初名厂',
    producerNow: '虚构改名厂',
    seller: '虚构初名店',
    sellerNow: '虚构改名店',
  };
  expect(await listed(id)).toMatchObject(asReleased);
  const paper = await withTransaction(database, 'system', (tx) =>
    tx.query<{ content: string }>('select content::text as content from documents.paper where subject = $1', [
      `bulletin/${id}`,
    ]),
  );
  expect(paper[0]?.content).toContain('虚构初名厂（现名：虚构改名厂）');
  // The list on the portal and in the open data is what the paper says.
  const shown = await withTransaction(database, 'portal', (tx) =>
    tx.query<{ failing: unknown[] }>(
      `select figures->'failing' as failing from publicity.published_bulletin where id = $1`,
      [id],
    ),
  );
  expect(shown[0]?.failing).toMatchObject([asReleased]);
});
