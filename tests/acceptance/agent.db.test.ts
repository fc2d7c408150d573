import { beforeAll, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { madeUpResults } from '../made-up-results.ts';
import type { TestClient } from '../server.ts';
import { caseDesk } from './case-desk.ts';

/*
 * An agent acts for a firm under a power of attorney, through the interface alone: named by the firm with a scan, checked by an official, with
 * an account of his own; in the matters of the document, until it ends, for that firm and no other.
 */
const desk = await caseDesk('2026-09-01T02:00:00.000Z');
const { day, did, refused, database, services } = desk;
const made = madeUpResults(database, services);
const region = '440600';
const firm = { id: 0, rectification: 0 };
const other = { id: 0, rectification: 0 };
let password = '';
let mandate = 0;

beforeAll(async () => {
  firm.id = await made.enterprise({ name: '虚构委托制造厂', city: region });
  other.id = await made.enterprise({ name: '虚构旁人制造厂', city: region });
  await desk.people([
    ['officer', 'provincial-officer', '440000'],
    ['approver', 'provincial-approver', '440000'],
    ['city', 'city-officer', region],
    ['editor', 'press-editor', '440000'],
    ['press', 'press-approver', '440000'],
    ['member', 'enterprise-member', `enterprise/${firm.id}`],
  ]);
  const category = await made.category('虚构委托种类');
  // Twice in a row: a card for each check, and a ground of exposure.
  for (const publishedOn of ['2026-05-20', '2026-08-20']) {
    const check = await made.check({ publishedOn, level: 'provincial' });
    for (const { id } of [firm, other]) await made.store([{ producer: id, category, check, sampledOn: publishedOn }]);
  }
  const { rows } = await did('officer', 'GET', '/warning-cards?dataset=demo&state=proposed&limit=10');
  const cards = rows.map(({ id, version }: { id: number; version: number }) => ({ id, version }));
  await did('officer', 'POST', '/warning-cards/submit', { selection: { cards } });
  const submitted = cards.map(({ id, version }: { id: number; version: number }) => ({ id, version: version + 1 }));
  await did('approver', 'POST', '/warning-cards/issue', { selection: { cards: submitted } });
  const list = await did('officer', 'GET', '/rectifications?dataset=demo&limit=10');
  for (const one of list.rows as { id: number; version: number; firm: { id: number } }[]) {
    for (const whose of [firm, other]) if (one.firm.id === whose.id) whose.rectification = one.id;
    await did('city', 'POST', `/rectifications/${one.id}/serve`, { version: one.version, service: { manner: 'hand', day: '2026-09-01', signedBy: '虚构收件人' } }); // prettier-ignore
  }
  const exposures = (await did('editor', 'GET', '/exposures?dataset=demo&state=proposed&limit=10')).rows;
  const pick = (at: number) => ({ selection: { exposures: exposures.map((one: { id: number; version: number }) => ({ id: one.id, version: one.version + at })) } }); // prettier-ignore
  await did('editor', 'POST', '/exposures/submit', pick(0));
  await did('press', 'POST', '/exposures/decide', { ...pick(1), reason: '情况属实' });
  for (const { id } of exposures)
    for (const party of (await did('editor', 'GET', `/exposures/${id}`)).parties)
      await did('editor', 'POST', `/exposure-parties/${party.id}/serve`, { version: party.version, service: { manner: 'hand', day: '2026-09-01', signedBy: '虚构收件人' } }); // prettier-ignore
});

const asAgent = async (): Promise<TestClient> => {
  const browser = desk.client();
  const { status } = await browser.send('POST', '/api/v1/session', { loginName: 'xugou-daili', password });
  expect(status).toBe(200);
  return browser;
};
const agent = async (method: string, path: string, body?: unknown) =>
  (await asAgent()).send(method, `/api/v1${path}`, body);
const scan = async (client: TestClient, name: string, content = '%PDF-1.7\n%%EOF\n') => {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  return client.send('POST', '/api/v1/evidence', form);
};
const named = async (more: object = {}) => ({
  enterpriseId: firm.id,
  agentName: '虚构代理人',
  agentOf: '虚构律师事务所',
  loginName: 'xugou-daili',
  validFrom: '2026-09-01',
  validTo: '2026-12-31',
  matters: ['rectification'],
  evidence: [(await desk.handIn('member', '/evidence', '授权委托书.pdf', '%PDF-1.7\n%%EOF\n')).id],
  ...more,
});
/** Files a power of attorney and has it confirmed. */
const empower = async (more: object = {}): Promise<void> => {
  mandate = (await did('member', 'POST', '/my-enterprise/mandates', await named(more))).id;
  const confirmed = await did('city', 'POST', `/mandates/${mandate}/confirm`, { version: 1 });
  if (confirmed.password !== null) password = confirmed.password;
  // The database asks its own clock, which is not that of this house.
  await withTransaction(database, 'migrator', (tx) =>
    tx.query(
      `update identity.role_grant set valid_to = greatest(valid_to, (now() at time zone 'Asia/Shanghai')::date) where role = 'enterprise-agent'`,
    ),
  );
};
const answer = {
  causes: '虚构原因', measures: '虚构措施', evidence: '照片', stock: 10, stockHandled: 10, sold: 90, recalled: 40, unit: '件', files: [] as number[],
}; // prettier-ignore

test('named with scan, matters and term, checked by the official of the place; before that he is nobody', async () => {
  expect((await refused('member', 'POST', '/my-enterprise/mandates', await named({ evidence: [] }))).status).toBe(400);
  expect((await refused('member', 'POST', '/my-enterprise/mandates', await named({ matters: [] }))).status).toBe(400);
  expect(await refused('member', 'POST', '/my-enterprise/mandates', await named({ enterpriseId: other.id }))).toMatchObject({ code: 'outside-your-region' }); // prettier-ignore
  expect((await desk.client().send('POST', '/api/v1/session', { loginName: 'xugou-daili', password: '' })).status).toBeGreaterThanOrEqual(400); // prettier-ignore
  await empower();
  const { rows } = await did('city', 'GET', '/mandates?dataset=demo&state=valid');
  expect(rows).toMatchObject([{ agentName: '虚构代理人', matters: ['rectification'], validTo: '2026-12-31', files: [{ fileName: '授权委托书.pdf' }] }]); // prettier-ignore
  // The first password opens nothing but its own change.
  expect(await agent('GET', '/my-rectifications')).toMatchObject({ status: 403 });
  const fresh = '虚构-Daili-2026-09';
  expect((await agent('POST', '/session/password', { current: password, next: fresh })).status).toBe(200);
  password = fresh;
});

test('he sees that firm and no other', async () => {
  const own = (await agent('GET', '/my-enterprise/identity')).body.enterprises;
  expect(own.map(({ id }: { id: number }) => id)).toEqual([firm.id]);
  const { rows } = (await agent('GET', '/my-rectifications')).body;
  expect(rows.map((row: { firm: { id: number } }) => row.firm.id)).toEqual([firm.id, firm.id]);
  for (const path of [
    `/my-rectifications/${other.rectification}`,
    `/rectifications/${firm.rectification}`,
    `/enterprises/${firm.id}`,
    '/warning-cards?dataset=demo',
    '/mandates?dataset=demo',
    '/my-enterprise/mandates',
  ])
    expect([path, (await agent('GET', path)).status >= 403]).toEqual([path, true]);
  const { rows: letters } = (await agent('GET', '/messages?dataset=demo')).body;
  expect(letters.length).toBeGreaterThan(0);
  expect(JSON.stringify(letters)).not.toContain('旁人');
});

test('he uploads and answers the card for the firm, under his own name', async () => {
  const client = await asAgent();
  expect(await scan(client, '照片.jpg', '<html>')).toMatchObject({ status: 422 });
  const file = (await scan(client, '整改报告.pdf')).body;
  const thing = (await client.send('GET', `/api/v1/my-rectifications/${firm.rectification}`)).body;
  const given = { version: thing.version, answer: { ...answer, files: [file.id] } };
  expect((await client.send('POST', `/api/v1/rectifications/${other.rectification}/answer`, given)).body).toMatchObject({ code: 'not-found' }); // prettier-ignore
  const done = await client.send('POST', `/api/v1/rectifications/${firm.rectification}/answer`, given);
  expect([done.status, done.body]).toEqual([200, { done: true }]);
  const seen = await did('city', 'GET', `/rectifications/${firm.rectification}`);
  expect(seen).toMatchObject({ state: 'answered', files: [{ fileName: '整改报告.pdf' }] });
  expect(seen.events.at(-1)).toMatchObject({ by: '虚构代理人（虚构律师事务所）' });
  // The firm reads what was done in its name.
  expect((await did('member', 'GET', `/my-rectifications/${firm.rectification}`)).answer).toMatchObject({ sold: 90 });
});

const party = async () => {
  const { rows } = await did('member', 'GET', '/my-exposures');
  return rows[0] as { id: number; version: number };
};

test('beyond his matters he is refused, and sees nothing of them', async () => {
  const { id, version } = await party();
  const plea = { version, statement: '虚构陈述：批次有误' };
  for (const [method, path, body] of [
    ['GET', '/my-exposures'],
    ['POST', `/exposure-parties/${id}/plead`, plea],
    ['GET', '/my-enterprise'],
  ] as const)
    expect([path, (await agent(method, path, body)).body.code]).toEqual([path, 'forbidden']);
});

test('withdrawn by the firm, he is out at once; under a new one for other matters he pleads, and answers no card', async () => {
  const client = await asAgent();
  await did('member', 'POST', `/my-enterprise/mandates/${mandate}/end`, { version: 2 });
  expect((await client.send('GET', '/api/v1/my-rectifications')).status).toBe(403);
  expect((await client.send('GET', '/api/v1/my-enterprise/identity')).body.enterprises).toEqual([]);
  await empower({ matters: ['exposure'], validTo: '2026-09-05' });
  const { id, version } = await party();
  const done = await agent('POST', `/exposure-parties/${id}/plead`, { version, statement: '虚构陈述：批次有误' });
  expect([done.status, done.body]).toEqual([200, { done: true }]);
  const { rows } = await did('editor', 'GET', `/exposures?dataset=demo&state=told&producerId=${firm.id}`);
  const { parties } = await did('editor', 'GET', `/exposures/${rows[0].id}`);
  expect(parties).toMatchObject([{ id, state: 'stated', statement: '虚构陈述：批次有误' }]);
  expect((await agent('GET', `/my-rectifications/${firm.rectification}`)).body.code).toBe('forbidden');
});

test('after the last day he is out, and a new power of attorney lets him in again', async () => {
  day('2026-09-05');
  // As it was filed: the grant of the test was held open for the clock of the database.
  await withTransaction(database, 'migrator', (tx) =>
    tx.query(
      `update identity.role_grant set valid_to = '2026-09-05' where role = 'enterprise-agent' and ended_at is null`,
    ),
  );
  const client = await asAgent();
  expect((await client.send('GET', '/api/v1/session')).body).toMatchObject({
    permissions: expect.arrayContaining(['publicity.answer']) as string[],
  });
  day('2026-09-06');
  expect((await agent('GET', '/my-exposures')).body.code).toBe('forbidden');
  const { rows } = await did('city', 'GET', '/mandates?dataset=demo&state=valid');
  expect(rows).toMatchObject([{ over: true }]);
  await empower({ matters: ['exposure', 'rectification'], validTo: '2026-12-31' });
  expect((await agent('GET', '/my-exposures')).status).toBe(200);
  expect((await agent('GET', '/my-rectifications')).status).toBe(200);
});
