import { beforeAll, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { madeUpResults } from '../made-up-results.ts';
import { caseDesk } from './case-desk.ts';

/*
 * Article 17 of the product quality law, step by step, under the law profile `current`: order, announcement by the province, suspension of
 * the business for overhaul, revocation of the business licence by the commerce authority. Through the interface alone; only the results
 * of checks are put in, as laboratories would report them.
 */
const desk = await caseDesk('2026-02-01T02:00:00.000Z', 'current');
const { day, did, refused, database, services } = desk;
const made = madeUpResults(database, services);
const region = '440600';
const article = expect.stringMatching(/产品质量法.*第十七条/) as string;
let producer = 0;
let category = 0;
let id = 0;
let commerce = 0;
let failedCheck = 0;

beforeAll(async () => {
  const [authority] = await withTransaction(database, 'migrator', (tx) =>
    tx.query<{ id: number }>(
      `select id from authorities.authority where region_code = $1 and kind = 'commerce' and valid_to is null`,
      [region],
    ),
  );
  commerce = authority?.id ?? 0;
  producer = await made.enterprise({ name: '虚构公告制造厂', city: region });
  category = await made.category('虚构公告种类');
  failedCheck = await made.check({ publishedOn: '2026-01-20', level: 'provincial' });
  await made.store([{ producer, category, check: failedCheck }]);
  await desk.people([
    ['officer', 'provincial-officer', '440000'],
    ['approver', 'provincial-approver', '440000'],
    ['reviewer', 'provincial-approver', '440000'],
    ['city', 'city-officer', region],
    ['firm', 'enterprise-member', `enterprise/${producer}`],
    ['stranger', 'enterprise-member', `enterprise/${producer + 1000}`],
    ...(commerce > 0 ? [['commerce', 'commerce-officer', region, commerce] as const] : []),
  ]);
});

const thing = () => did('officer', 'GET', `/rectifications/${id}`);
const act = async (who: string, verb: string, body: object = {}) =>
  did(who, 'POST', `/rectifications/${id}/${verb}`, { version: (await thing()).version, ...body });
const fails = async (who: string, verb: string, body: object = {}) =>
  refused(who, 'POST', `/rectifications/${id}/${verb}`, { version: (await thing()).version, ...body });
const served = (on: string) => ({ service: { manner: 'hand', day: on, signedBy: '虚构收件人' } });
/** What a paper says, as it was issued. */
const contentOf = async (paper: number | undefined): Promise<string> => {
  const [row] = await withTransaction(database, 'migrator', (tx) =>
    tx.query<{ content: string }>('select content::text as content from documents.paper where id = $1', [paper]),
  );
  return row?.content ?? '';
};
const papers = async (kind: string) =>
  (await did('officer', 'GET', `/papers?dataset=demo&kind=${kind}&limit=50`)).rows as {
    id: number;
    number: string;
    title: string;
  }[];
let checks = 0;
const recheck = async (sampledOn: string, verdict: 'pass' | 'fail') => {
  checks += 1;
  const check = await made.check({ publishedOn: desk.today(), level: 'provincial', kind: 'follow-up', authority: `虚构复查${checks}` }); // prettier-ignore
  await made.store([{ producer, category, check, verdict, sampledOn }]);
};
const overdue = async (on: string) => {
  day(on);
  await desk.night('deadlines.run');
};

test('an order with its term comes first; nothing of what follows can be proposed before it is over', async () => {
  const { rows } = await did('officer', 'GET', '/warning-cards?dataset=demo&state=proposed&limit=10');
  const [card] = rows;
  const select = (version: number) => ({ selection: { cards: [{ id: card.id, version }] } });
  await did('officer', 'POST', '/warning-cards/submit', select(card.version));
  await did('approver', 'POST', '/warning-cards/issue', select(card.version + 1));
  id = (await did('officer', 'GET', `/warning-cards/${card.id}/rectification`)).rectification.id;
  expect(await fails('city', 'propose-step', { reason: '跳过' })).toMatchObject({ code: 'state-not-allowed' });
  day('2026-02-03');
  await act('city', 'serve', served('2026-02-02'));
  expect(await thing()).toMatchObject({ state: 'rectifying', dueOn: '2026-04-03' });
  for (const verb of ['propose-step', 'decide-step', 'record-revocation'])
    expect(await fails(verb === 'decide-step' ? 'approver' : 'city', verb, { reason: '跳过', decision: { by: '虚构局', number: '1', noticeOn: '2026-02-03', hearing: '无' } })).toMatchObject({ code: 'state-not-allowed' }); // prettier-ignore
  expect(await fails('city', 'propose-serious', { reason: '严重', criterion: 'danger' })).toMatchObject({
    code: 'serious-outside-chain',
    citation: article,
  });
});

test('overdue, the province announces: a second person says where, and the paper has number, code and content', async () => {
  await overdue('2026-04-04');
  expect(await thing()).toMatchObject({ state: 'overdue', step: 'order' });
  day('2026-04-10');
  await act('city', 'propose-step', { reason: '逾期未改正' });
  expect(await fails('city', 'decide-step', { announcedIn: '虚构省报' })).toMatchObject({ code: 'forbidden' });
  expect(await fails('approver', 'decide-step')).toMatchObject({
    code: 'announcement-place-missing',
    citation: article,
  });
  expect(await papers('warning-cards.announcement')).toEqual([]);
  await act('approver', 'decide-step', { announcedIn: '虚构省报' });
  const [paper] = await papers('warning-cards.announcement');
  expect(paper?.number).toMatch(/^粤质公〔2026〕1号（演示）$/);
  expect(await thing()).toMatchObject({
    state: 'announced',
    step: 'announcement',
    announcedOn: '2026-04-10',
    announcedIn: '虚构省报',
    announcementNumber: paper?.number,
    // The order that it follows keeps its own.
    number: expect.stringContaining('质改〔2026〕') as string,
  });
  const detail = await did('officer', 'GET', `/papers/${paper?.id}`);
  const text = await contentOf(paper?.id);
  for (const part of [
    '虚构公告制造厂',
    '虚构公告种类',
    '逾期未改正',
    '产品质量法',
    '第十七条',
    '虚构省报',
    '2026年6月9日',
    '停业',
  ])
    expect([part, text.includes(part)]).toEqual([part, true]);
  // Public: anybody verifies it by its code. The firm has it in its account; another firm has not.
  const page = await desk.page(`/papers/${detail.code}`);
  expect(page.includes(paper?.number ?? '?')).toBe(true);
  const mine = await did('firm', 'GET', '/messages?dataset=demo');
  expect(mine.rows.some(({ title }: { title: { zh: string } }) => title.zh.includes('公告'))).toBe(true);
  await did('firm', 'GET', `/papers/${paper?.id}`);
  expect(await refused('stranger', 'GET', `/papers/${paper?.id}`)).toMatchObject({ code: 'not-found' });
  // To announce is to serve: the journal has it.
  const [approved] = await withTransaction(database, 'migrator', (tx) =>
    tx.query<{ service: unknown }>(
      `select convert_from(canonical, 'UTF8')::jsonb -> 'payload' -> 'service' as service from journal.entry
        where subject = $1 and act like '%decide-step%'`,
      [`rectification/${id}`],
    ),
  );
  expect(approved?.service).toEqual({ manner: 'public', day: '2026-04-10', medium: '虚构省报' });
  // It stands on the portal: in the list, at the firm, whole and as the paper, in the feed and the open data.
  for (const path of [
    '/announcements?dataset=demo',
    `/enterprise/${producer}`,
    '/feed.xml',
    '/data/announcements.json?dataset=demo',
  ])
    expect([path, (await desk.page(path)).includes('虚构公告种类')]).toEqual([path, true]);
  expect(await desk.page('/')).toContain('逾期不改正公告（1）');
  const shown = await desk.page(`/announcements/${id}`);
  for (const part of [paper?.number ?? '?', '虚构省报', '逾期未改正', '自2026年6月9日起至', '还没有复查结果'])
    expect([part, shown.includes(part)]).toEqual([part, true]);
  expect(await desk.page(`/announcements/${id}/pdf`)).toMatch(/^%PDF/);
});

test('the re-check has its time; a failure before it leads no step on', async () => {
  day('2026-05-10');
  expect(await fails('city', 'arrange')).toMatchObject({ code: 'recheck-too-early', citation: article });
  const offered = async () => (await did('city', 'GET', `/rectifications/${id}`)).acts.find((one: { act: string }) => one.act === 'arrange'); // prettier-ignore
  expect(await offered()).toMatchObject({ refusal: { code: 'recheck-too-early' } });
  await recheck('2026-05-08', 'fail');
  expect(await thing()).toMatchObject({ state: 'announced', recheckOutcome: null });
  expect(await fails('city', 'propose-step', { reason: '跳过' })).toMatchObject({ code: 'state-not-allowed' });
  day('2026-06-10');
  expect(await offered()).toMatchObject({ refusal: null });
  await act('city', 'arrange');
  day('2026-06-20');
  await recheck('2026-06-12', 'fail');
  expect(await thing()).toMatchObject({ state: 'failed', step: 'announcement' });
});

test('the business is suspended for overhaul with the departments; overdue alone does not revoke, nor a failure within the term', async () => {
  await act('city', 'propose-step', { reason: '公告后复查不合格' });
  const tasks = [{ department: '虚构工商局', task: '监督停业', dueOn: '2026-07-20' }];
  expect(await fails('approver', 'decide-step')).toMatchObject({ code: 'joint-tasks-missing', citation: '粤府办〔2000〕18号 四（三）1第二句' }); // prettier-ignore
  expect(await fails('approver', 'decide-step', { tasks: [{ ...tasks[0], dueOn: '2026-06-19' }] })).toMatchObject({ code: 'task-day-over' }); // prettier-ignore
  await act('approver', 'decide-step', { tasks });
  const [paper] = await papers('warning-cards.stop-order');
  expect(paper?.title).toBe('责令停业整顿决定书');
  const text = await contentOf(paper?.id);
  for (const part of ['公告后经复查仍不合格', '吊销营业执照']) expect(text).toContain(part);
  day('2026-06-22');
  await act('city', 'serve', served('2026-06-22'));
  expect(await thing()).toMatchObject({ state: 'rectifying', step: 'overhaul', dueOn: '2026-07-22' });
  day('2026-07-10');
  await recheck('2026-07-08', 'fail');
  expect(await thing()).toMatchObject({ state: 'rectifying', step: 'overhaul' });
  await overdue('2026-07-23');
  expect(await thing()).toMatchObject({ state: 'overdue', step: 'overhaul' });
  expect(await fails('city', 'propose-step', { reason: '逾期' })).toMatchObject({
    code: 'step-not-due',
    citation: article,
  });
  await act('city', 'arrange');
  await recheck('2026-07-23', 'fail');
  expect(await thing()).toMatchObject({ state: 'failed', step: 'overhaul' });
});

test('the revocation of the business licence is the commerce authority’s: it is written to, decides after notice and hearing, and that is recorded', async () => {
  day('2026-08-05');
  await act('city', 'propose-step', { reason: '整顿期满复查仍不合格' });
  await act('approver', 'decide-step');
  expect(await thing()).toMatchObject({ state: 'revocation', step: 'revocation' });
  // No production licence is touched by this step: that is another law's.
  expect((await did('officer', 'GET', '/licence-revocations?dataset=demo')).rows).toEqual([]);
  const [letter] = await papers('warning-cards.revocation-letter');
  expect(letter?.title).toBe('关于建议吊销营业执照的函');
  const sent = await withTransaction(database, 'migrator', (tx) =>
    tx.query<{ id: number; wants: string; papers: number[]; inbox: string }>(
      `select id, wants, papers, inbox from delivery.message where kind = 'warning-cards.propose-revocation'`,
    ),
  );
  expect(sent).toMatchObject([{ wants: 'answer', papers: [letter?.id] }]);
  // It answers in its inbox; what it says stands on the page, and the officer is told to record what it decided.
  await desk.people([['registrar', 'commerce-officer', region, Number(sent[0]?.inbox.split('/')[1])]]);
  await did('registrar', 'POST', `/messages/${sent[0]?.id}/answer`, { answer: '已立案，拟于八月底前决定' });
  expect((await thing()).events.at(-1)).toMatchObject({ words: { zh: '登记机关对吊销建议的反馈' }, reason: '已立案，拟于八月底前决定' }); // prettier-ignore
  expect((await did('city', 'GET', '/work?limit=50')).items.map(({ title }: { title: { zh: string } }) => title.zh)).toContain('虚构公告制造厂：登记机关已反馈，登记其决定'); // prettier-ignore
  const decision = { by: '虚构市市场监督管理局', number: '虚市监吊〔2026〕1号', noticeOn: '2026-08-10', hearing: '当事人未要求听证' }; // prettier-ignore
  day('2026-09-01');
  expect(await fails('city', 'record-revocation', { reason: '已决定' })).toMatchObject({ status: 400 });
  expect(await fails('city', 'record-revocation', { reason: '已决定', decision: { ...decision, noticeOn: '2026-08-04' } })).toMatchObject({ code: 'notice-before-step', citation: article }); // prettier-ignore
  await act('city', 'record-revocation', { reason: '已决定', decision });
  const done = await thing();
  expect(done).toMatchObject({ state: 'licence-revoked' });
  expect(done.events.map(({ words }: { words: { zh: string } }) => words.zh)).toEqual([
    '下达责令整改通知书', '登记送达', '期满未改正', '报请下一步', '批准下一步：省级公告', '安排复查', '复查不合格',
    '报请下一步', '批准下一步：停产（停业）整顿', '登记送达', '期满未改正', '安排复查', '复查不合格', '报请下一步', '批准下一步：建议吊销',
    '登记机关对吊销建议的反馈', '登记吊销决定',
  ]); // prettier-ignore
  // The public reads what happened since, each with its day.
  expect(await desk.page(`/announcements/${id}?lang=zh`)).toMatch(
    /公告以后[^]*2026年6月22日 责令停业，限期整顿[^]*2026年9月1日 登记机关决定吊销营业执照/,
  );
});

/** Where the public finds an announcement: list, firm, feed, open data. */
const listedAt = async (): Promise<string[]> => {
  const found: string[] = [];
  for (const [place, path, mark] of [
    ['list', '/announcements?dataset=demo', `"/announcements/${id}"`],
    ['firm', `/enterprise/${producer}`, `"/announcements/${id}"`],
    ['feed', '/feed.xml', `/announcements/${id}<`],
    ['data', '/data/announcements.json?dataset=demo', `"id":${id},`],
  ] as const)
    if ((await desk.pageNow(path)).includes(mark)) found.push(place);
  return found;
};
/** The page of an announcement that stands, or with 410 its trace. */
const shownAt = (status: 200 | 410): Promise<string> => desk.pageNow(`/announcements/${id}?lang=zh`, status);
const everywhere = ['list', 'firm', 'feed', 'data'];
const journalOf = (verb: string) =>
  withTransaction(database, 'migrator', (tx) =>
    tx.query<{ entry: { payload: Record<string, unknown>; reason?: string } }>(
      `select convert_from(canonical, 'UTF8')::jsonb as entry from journal.entry where subject = $1 and act = $2`,
      [`announcement/${id}`, `warning-cards.${verb}-announcement`],
    ),
  );

test('the announcement is taken down before its time by the bureau alone, with reasons, and leaves its trace without the name', async () => {
  const standing = await thing();
  expect(standing.announcement).toMatchObject({ state: 'shown', shownUntil: '2029-04-09' });
  expect(await shownAt(200)).toContain('2029年4月9日');
  expect(await listedAt()).toEqual(everywhere);
  const path = `/rectifications/${id}/announcement/take-down`;
  const { version } = standing;
  expect(await refused('city', 'POST', path, { version, reason: '已处理' })).toMatchObject({ code: 'forbidden' });
  expect(await refused('firm', 'POST', path, { version, reason: '已处理' })).toMatchObject({ code: 'forbidden' });
  expect(await refused('approver', 'POST', path, { version })).toMatchObject({ code: 'reason-required' });
  expect((await thing()).announcement).toMatchObject({ state: 'shown', acts: [] });
  expect((await did('approver', 'GET', `/rectifications/${id}`)).announcement.acts).toMatchObject([
    { act: 'take-down', refusal: null },
  ]);
  await did('approver', 'POST', path, { version, reason: '营业执照已吊销，企业已清算' });
  expect(await listedAt()).toEqual([]);
  const trace = await shownAt(410);
  for (const part of ['该项公告已撤下', '2026年4月10日', '2026年9月1日', '经决定提前撤下'])
    expect([part, trace.includes(part)]).toEqual([part, true]);
  for (const named of ['虚构公告制造厂', '虚构公告种类', '已清算'])
    expect([named, trace.includes(named)]).toEqual([named, false]);
  const after = await thing();
  expect(after).toMatchObject({ state: 'licence-revoked', announcement: { state: 'taken-down', endedOn: '2026-09-01' } }); // prettier-ignore
  expect(after.events.at(-1)).toMatchObject({ words: { zh: '提前撤下公告' }, reason: '营业执照已吊销，企业已清算' });
  expect(await journalOf('take-down')).toHaveLength(1);
  expect(await refused('approver', 'POST', path, { version: after.version, reason: '再撤' })).toMatchObject({ code: 'state-not-allowed' }); // prettier-ignore
});

/** A firm that is ordered to correct and does not: announced on 3 November 2026. */
interface Announced {
  readonly id: number;
  readonly producer: number;
  readonly category: number;
  readonly cardId: number;
  readonly results: readonly number[];
}
const about = (one: Announced): void => {
  ({ id, producer, category } = one);
};
const ordered = async (name: string): Promise<Announced> => {
  const firm = await made.enterprise({ name: `虚构${name}制造厂`, city: region });
  const kind = await made.category(`虚构${name}种类`);
  const check = await made.check({ publishedOn: desk.today(), level: 'provincial', authority: `虚构${name}检查` });
  const results = await made.store([{ producer: firm, category: kind, check }]);
  const { rows } = await did('officer', 'GET', '/warning-cards?dataset=demo&state=proposed&limit=10');
  const card = rows.find((one: { producer: { id: number } }) => one.producer.id === firm);
  const select = (version: number) => ({ selection: { cards: [{ id: card.id, version }] } });
  await did('officer', 'POST', '/warning-cards/submit', select(card.version));
  await did('approver', 'POST', '/warning-cards/issue', select(card.version + 1));
  const { rectification } = await did('officer', 'GET', `/warning-cards/${card.id}/rectification`);
  return { id: rectification.id, producer: firm, category: kind, cardId: card.id, results };
};
let corrects: Announced;
let never: Announced;

test('of a firm that corrects, the announcement stays for a while with the result beside it, and is then taken down by rule', async () => {
  corrects = await ordered('改好');
  never = await ordered('不改');
  for (const one of [corrects, never]) {
    about(one);
    await act('city', 'serve', served('2026-09-01'));
  }
  await overdue('2026-11-03');
  for (const one of [never, corrects]) {
    about(one);
    await act('city', 'propose-step', { reason: '逾期未改正' });
    await act('approver', 'decide-step', { announcedIn: '虚构省报' });
    expect(await listedAt()).toEqual(everywhere);
    expect((await thing()).announcement).toMatchObject({ state: 'shown', shownUntil: '2029-11-02' });
  }
  day('2026-11-20');
  await recheck('2026-11-18', 'pass');
  expect(await thing()).toMatchObject({ state: 'lifted', announcement: { state: 'shown', shownUntil: '2026-12-20' } });
  await overdue('2026-12-20');
  expect(await listedAt()).toEqual(everywhere);
  expect(await shownAt(200)).toContain('2026年11月20日 复查合格，黄牌已解除');
  await overdue('2026-12-21');
  await overdue('2026-12-21');
  expect(await listedAt()).toEqual([]);
  const trace = await shownAt(410);
  for (const part of ['该项公告已撤下', '2026年11月3日', '2026年12月21日', '整改合格、黄牌解除后的公布期限届满'])
    expect([part, trace.includes(part)]).toEqual([part, true]);
  expect(trace).not.toContain('虚构改好');
  expect(await desk.pageNow(`/announcements/${id}/pdf`, 404)).not.toMatch(/^%PDF/);
  expect(await journalOf('expire')).toHaveLength(1);
  expect((await thing()).events.at(-1)).toMatchObject({ words: { zh: '公告期满撤下' }, by: null });
});

test('of a firm that never corrects it is shown for its time; a card found wrong afterwards turns the trace into a correction with the name', async () => {
  about(never);
  await overdue('2029-11-02');
  expect(await listedAt()).toEqual(everywhere);
  await overdue('2029-11-03');
  expect(await listedAt()).toEqual([]);
  expect(await desk.pageNow('/')).not.toContain('逾期不改正公告（');
  expect(await shownAt(410)).toContain('公布期限届满');
  await made.remove(never.results);
  const card = await did('officer', 'GET', `/warning-cards/${never.cardId}`);
  await did('reviewer', 'POST', `/warning-cards/${never.cardId}/review`, { version: card.version, decision: 'revoke', reason: '检验有误' }); // prettier-ignore
  const trace = await shownAt(410);
  for (const part of ['更正：一项公告已撤销', '虚构不改制造厂', '2029年11月3日'])
    expect([part, trace.includes(part)]).toEqual([part, true]);
  expect(await journalOf('annul')).toHaveLength(1);
});
