import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { receiveEvidence } from '#platform/evidence/operations.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import {
  cardFacts,
  cardLiftedType,
  cardRevokedType,
  foundFakeType,
  rectificationRefusedType,
} from '../warning-cards/facts.ts';
import { licenceFacts } from '../licences/facts.ts';
import { resultsChangedSchema, resultsChangedType } from '../spot-checks/facts.ts';
import type { ExposureAct, ExposureState } from './exposure.ts';
import { actOnExposures, answerStatement, endClocks, getExposure, handOver, listReleases, manifest, ownExposuresOf, packageOf, pleadCase, recordStatement, releaseDue, saveMedium, serveParty, waiveStatement } from './index.ts'; // prettier-ignore

const { database } = await testDatabase();
const services = testServices(database, {
  manifests: [
    {
      name: 'others',
      facts: { [resultsChangedType]: resultsChangedSchema, ...enterpriseFacts, ...cardFacts, ...licenceFacts },
    },
    documents,
    delivery,
    manifest,
  ],
});
const made = madeUpResults(database, services);
const start = '2026-09-01T02:00:00.000Z';
const all = ['publicity.read', 'publicity.submit', 'publicity.release'];
let editor: Call;
let approver: Call;
let other: Call;
let county: Call;
let elsewhere: Call;
let checks: number[];
let count = 0;

beforeAll(async () => {
  editor = await testCall(services, { permissions: all, name: '编辑甲' });
  approver = await testCall(services, { permissions: all, name: '签发乙' });
  other = await testCall(services, { permissions: all, name: '签发丙' });
  county = await testCall(services, { permissions: ['publicity.read', 'publicity.submit'], region: '440600' });
  elsewhere = await testCall(services, { permissions: ['publicity.read', 'publicity.submit'], region: '440100' });
  checks = [];
  for (const year of [2014, 2015, 2016]) checks.push(await made.check({ publishedOn: `${year}-05-05` }));
});
beforeEach(() => services.setNow(start));

/** The call as of the clock. */
const now = (call: Call): Call => ({ ...call, today: testSystemCall(services).today });

interface Thing {
  readonly id: number;
  readonly producer: number;
  readonly seller: number;
  readonly results: number[];
  readonly category: number;
}
/** An exposure that names a producer and a seller, decided upon. */
const decided = async (): Promise<Thing> => {
  count += 1;
  const producer = await made.enterprise({ name: `虚构被告知厂${count}` });
  const seller = await made.enterprise({ name: `虚构被告知商场${count}`, city: '440100' });
  const category = await made.category(`虚构告知种类${count}`);
  const results = await made.store([0, 1].map((at) => ({ producer, seller, category, check: checks[at] ?? 0 })));
  const [row] = await rows<{ id: number }>('select id from publicity.exposure where producer_id = $1', [producer]);
  const id = row?.id ?? 0;
  unwrap(await act(editor, id, 'submit'));
  unwrap(await act(approver, id, 'decide', '两次不合格，情况属实'));
  return { id, producer, seller, results, category };
};
const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'system', (tx) => tx.query<Row>(sql, values));
const detail = async (id: number, call: Call = editor) => unwrap(await getExposure(now(call), id));
const act = async (call: Call, id: number, verb: ExposureAct, reason?: string, at?: string) => {
  const [row] = await rows<{ version: number }>('select version from publicity.exposure where id = $1', [id]);
  const selection = { exposures: [{ id, version: row?.version ?? 0 }] };
  return actOnExposures(now(call), verb, selection, reason, at === undefined ? undefined : new Date(at));
};
const stateOf = async (id: number): Promise<ExposureState> => (await detail(id)).state;
const party = async (id: number, role: 'producer' | 'seller') => {
  const found = (await detail(id)).parties.find((one) => one.role === role && one.state !== 'void');
  if (!found) throw new Error(`no ${role}`);
  return found;
};
const hand = (day = '2026-09-01') => ({ manner: 'hand', day, signedBy: '虚构收件人' }) as const;
const serve = async (id: number, role: 'producer' | 'seller', call = editor, day?: string) => {
  const one = await party(id, role);
  return serveParty(now(call), one.id, { version: one.version, service: hand(day) });
};
const state = async (
  id: number,
  role: 'producer' | 'seller',
  more: { statedOn?: string; wantsHearing?: boolean } = {},
) => {
  const one = await party(id, role);
  const said = { statement: '产品已召回', wantsHearing: false, ...more };
  return recordStatement(now(editor), one.id, { version: one.version, ...said });
};
const answer = async (
  id: number,
  role: 'producer' | 'seller',
  verb: 'uphold' | 'reject',
  call = other,
  hearingOn?: string,
) => {
  const one = await party(id, role);
  return answerStatement(now(call), one.id, verb, { version: one.version, reason: '经复核证据', hearingOn });
};
const waive = async (id: number, role: 'producer' | 'seller') => {
  const one = await party(id, role);
  return waiveStatement(now(editor), one.id, { version: one.version });
};
const ready = async (): Promise<Thing> => {
  const thing = await decided();
  for (const role of ['producer', 'seller'] as const) {
    unwrap(await serve(thing.id, role));
    unwrap(await waive(thing.id, role));
  }
  return thing;
};
const publicly = (id: number) =>
  withTransaction(database, 'portal', (tx) =>
    tx.query<{ grounds: unknown; seller_ids: number[] }>('select * from publicity.published_exposure where id = $1', [
      id,
    ]),
  );
const papers = (of: string) =>
  rows<{ kind: string; state: string; number: string | null }>(
    'select kind, state, number from documents.paper where subject = $1 order by id',
    [of],
  );

describe('firms are told before anything is public', () => {
  test('producer and seller each get a notice under a number; none of it is public before release', async () => {
    const { id } = await decided();
    const { parties, acts, state: now1 } = await detail(id);
    expect(now1).toBe('told');
    expect(parties.map(({ role, state: at, number }) => [role, at, number?.startsWith('粤质曝告〔2026〕')])).toEqual([
      ['producer', 'to-serve', true],
      ['seller', 'to-serve', true],
    ]);
    expect(acts.map(({ act: verb }) => verb)).toEqual(['withdraw']);
    expect(await act(approver, id, 'release')).toMatchObject({
      refusal: { code: 'state-not-allowed', citation: { clause: '4.2' } },
    });
    expect(await publicly(id)).toEqual([]);
    expect(await rows('select 1 from documents.paper where subject = $1 and party is not null', [`party/${parties[0]?.id}`])).toEqual([]); // prettier-ignore
  });

  test('served once, by officers at the place of the firm, on a day that can be; from then it sees its notice', async () => {
    const { id, producer } = await decided();
    expect(await serve(id, 'producer', elsewhere)).toMatchObject({ refusal: { code: /not-found|outside/ } });
    expect(await serve(id, 'producer', editor, '2026-09-02')).toMatchObject({ refusal: { code: 'date-in-future' } });
    expect(await serve(id, 'producer', editor, '2026-08-31')).toMatchObject({
      refusal: { code: 'served-before-notice' },
    });
    unwrap(await serve(id, 'producer', county));
    const told = await party(id, 'producer');
    expect(told).toMatchObject({ state: 'served', heardUntil: '2026-09-08', daysLeft: 7 });
    expect(await serveParty(editor, told.id, { version: told.version, service: hand() })).toMatchObject({
      refusal: { code: 'state-not-allowed' },
    });
    expect(await rows(`select 1 from documents.paper where subject = $1 and $2 = any (copies)`, [`party/${told.id}`, `enterprise/${producer}`])).toHaveLength(1); // prettier-ignore
  });

  test('stated on the last day it is in time; a day later it is refused with the day', async () => {
    const { id } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    services.setNow('2026-09-08T15:00:00.000Z');
    unwrap(await state(id, 'producer'));
    services.setNow('2026-09-08T17:00:00.000Z');
    expect(await state(id, 'seller')).toMatchObject({
      refusal: { code: 'statement-too-late', text: { zh: expect.stringContaining('2026年9月8日') } },
    });
    await endClocks(testSystemCall(services));
    expect((await party(id, 'seller')).state).toBe('heard');
    expect(await stateOf(id)).toBe('told');
    expect(await state(id, 'producer')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    unwrap(await answer(id, 'producer', 'reject'));
    expect(await stateOf(id)).toBe('ready');
    expect(await papers(`party/${(await party(id, 'producer')).id}`)).toMatchObject([
      { kind: 'publicity.exposure-notice' },
      { kind: 'publicity.exposure-answer' },
    ]);
  });

  test('one that was posted in time but comes in late holds a release that has not happened', async () => {
    const { id } = await decided();
    for (const role of ['producer', 'seller'] as const) unwrap(await serve(id, role));
    services.setNow('2026-09-09T02:00:00.000Z');
    await Promise.all([endClocks(testSystemCall(services)), endClocks(testSystemCall(services))]);
    expect(await stateOf(id)).toBe('ready');
    unwrap(await act(approver, id, 'schedule', undefined, '2026-09-12T00:00:00.000Z'));
    unwrap(await state(id, 'producer', { statedOn: '2026-09-07' }));
    services.setNow('2026-09-13T00:00:00.000Z');
    await releaseDue(testSystemCall(services));
    expect(await stateOf(id)).toBe('told');
    expect(await publicly(id)).toEqual([]);
    unwrap(await answer(id, 'producer', 'reject'));
    unwrap(await act(approver, id, 'release'));
    expect(await state(id, 'seller', { statedOn: '2026-09-07' })).toMatchObject({
      refusal: { code: 'state-not-allowed' },
    });
  });

  test('whoever asked to be heard is heard first; who recorded a statement does not answer it, nor who submitted', async () => {
    const { id } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await state(id, 'producer', { wantsHearing: true }));
    expect(await answer(id, 'producer', 'uphold', editor)).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(await answer(id, 'producer', 'reject')).toMatchObject({ refusal: { code: 'hearing-first' } });
    expect(await answer(id, 'producer', 'reject', other, '2026-08-31')).toMatchObject({
      refusal: { code: 'hearing-before-statement' },
    });
    unwrap(await answer(id, 'producer', 'reject', other, '2026-09-01'));
    expect(await party(id, 'producer')).toMatchObject({
      state: 'heard',
      hearingOn: '2026-09-01',
      answer: '经复核证据',
    });
  });

  test('a producer whose statement is upheld is not exposed; every other notice is void and who was served is told', async () => {
    const { id } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    const seller = await party(id, 'seller');
    unwrap(await state(id, 'producer'));
    unwrap(await answer(id, 'producer', 'uphold'));
    expect(await stateOf(id)).toBe('dismissed');
    expect((await party(id, 'producer')).state).toBe('spared');
    expect(await papers(`party/${seller.id}`)).toMatchObject([
      { state: 'void' },
      { kind: 'publicity.exposure-answer' },
    ]);
    await endClocks(testSystemCall(services));
    expect(await stateOf(id)).toBe('dismissed');
  });

  test('a seller whose statement is upheld is named nowhere in what is published', async () => {
    const { id, seller } = await decided();
    const name = `虚构被告知商场${count}`;
    expect(JSON.stringify((await detail(id)).grounds)).toContain(name);
    unwrap(await serve(id, 'producer'));
    unwrap(await waive(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    unwrap(await state(id, 'seller'));
    unwrap(await answer(id, 'seller', 'uphold'));
    unwrap(await act(approver, id, 'release'));
    const [shown] = await publicly(id);
    expect(JSON.stringify(shown)).not.toContain(name);
    expect(shown?.seller_ids).not.toContain(seller);
  });
});

describe('a firm states its case from its own account', () => {
  const firmCall = (enterprise: number) =>
    testCall(services, { permissions: ['publicity.answer', 'delivery.receive'], region: `enterprise/${enterprise}` });
  const plead = async (call: Call, id: number, role: 'producer' | 'seller', files: readonly number[] = []) => {
    const one = await party(id, role);
    return pleadCase(now(call), one.id, { version: one.version, statement: '虚构陈述', wantsHearing: false, files });
  };
  const own = async (call: Call) => unwrap(await ownExposuresOf(now(call))).rows;
  const pdf = async function* () {
    yield { fileName: '虚构召回记录.pdf', stream: Readable.from(['%PDF-1.7 虚构']) };
  };

  test('once it was served it sees what is held against it and its time; nothing before, and nothing of others', async () => {
    const { id, producer, seller } = await decided();
    const [maker, shop] = [await firmCall(producer), await firmCall(seller)];
    expect(await own(maker)).toEqual([]);
    expect(await plead(maker, id, 'producer')).toMatchObject({ refusal: { code: 'not-found' } });
    unwrap(await serve(id, 'producer'));
    expect(await own(maker)).toMatchObject([
      { role: 'producer', state: 'served', heardUntil: '2026-09-08', daysLeft: 7, mayState: 'in-time' },
    ]);
    expect((await own(maker))[0]?.explanation.zh).toContain('不合格');
    expect(await own(shop)).toEqual([]);
    expect(await plead(shop, id, 'producer')).toMatchObject({ refusal: { code: 'not-found' } });
    expect(await rows(`select due_on, region_code as place from work.item where kind = 'publicity.state-case' and state = 'open' and region_code = $1`, [`enterprise/${producer}`])).toEqual([{ due_on: '2026-09-08', place: `enterprise/${producer}` }]); // prettier-ignore
    expect(await rows(`select 1 from delivery.message where inbox = $1 and kind = 'publicity.told'`, [`enterprise/${producer}`])).toHaveLength(1); // prettier-ignore
  });

  test('in time it waits for an answer by another, with its files; nothing is released meanwhile', async () => {
    const { id, producer, seller } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    unwrap(await waive(id, 'seller'));
    const maker = await firmCall(producer);
    const file = unwrap(await receiveEvidence(now(maker), pdf()));
    services.setNow('2026-09-08T15:00:00.000Z');
    expect(unwrap(await plead(maker, id, 'producer', [file.id]))).toBe('in-time');
    expect(await party(id, 'producer')).toMatchObject({
      state: 'stated',
      statement: '虚构陈述',
      statedOn: '2026-09-08',
      files: [{ fileName: '虚构召回记录.pdf' }],
    });
    expect((await own(await firmCall(seller)))[0]?.files).toEqual([]);
    expect(await plead(maker, id, 'producer')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    expect(await act(approver, id, 'release')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    expect(await rows(`select 1 from work.item where kind = 'publicity.state-case' and state = 'open' and region_code = any ($1)`, [[`enterprise/${producer}`, `enterprise/${seller}`]])).toEqual([]); // prettier-ignore
    unwrap(await answer(id, 'producer', 'uphold'));
    expect(await own(maker)).toMatchObject([{ state: 'spared', answer: '经复核证据', mayState: null }]);
  });

  test('late it is kept once and shown to whoever decides; it holds nothing up', async () => {
    const { id, producer } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    unwrap(await waive(id, 'seller'));
    const maker = await firmCall(producer);
    services.setNow('2026-09-09T02:00:00.000Z');
    expect((await own(maker))[0]?.mayState).toBe('late');
    expect(unwrap(await plead(maker, id, 'producer'))).toBe('late');
    expect(await party(id, 'producer')).toMatchObject({
      state: 'heard',
      statement: null,
      lateStatement: '虚构陈述',
      lateOn: '2026-09-09',
    });
    expect(await stateOf(id)).toBe('ready');
    expect(await plead(maker, id, 'producer')).toMatchObject({ refusal: { code: 'stated-already' } });
    unwrap(await act(approver, id, 'release'));
    expect(await publicly(id)).toHaveLength(1);
  });

  test('officials state nothing in its place by this act, and the agent of another firm sees nothing', async () => {
    const { id } = await decided();
    unwrap(await serve(id, 'producer'));
    expect(await plead(editor, id, 'producer')).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await own(await firmCall(999_999))).toEqual([]);
    expect((await party(id, 'producer')).acts.map(({ act: verb }) => verb)).not.toContain('plead');
  });
});

describe('release at a time', () => {
  test('happens once, also when the program was down at that moment, with several servers', async () => {
    const { id } = await ready();
    expect(await act(approver, id, 'schedule', undefined, '2026-09-01T01:00:00.000Z')).toMatchObject({
      refusal: { code: 'release-time-past' },
    });
    unwrap(await act(approver, id, 'schedule', undefined, '2026-09-03T00:00:00.000Z'));
    services.setNow('2026-09-02T23:59:00.000Z');
    await releaseDue(testSystemCall(services));
    expect(await publicly(id)).toEqual([]);
    services.setNow('2026-09-05T08:00:00.000Z');
    await Promise.all([1, 2, 3].map(() => releaseDue(testSystemCall(services))));
    expect(await publicly(id)).toHaveLength(1);
    const { timeline, shownUntil, releasedAt } = await detail(id);
    expect(timeline.filter(({ verb }) => verb === 'publish')).toHaveLength(1);
    expect(shownUntil).toBe('2029-09-04');
    expect(releasedAt).toContain('2026-09-05');
    const facts = await rows<{ payload: { exposureIds: number[] } }>(
      `select payload from facts.fact where type = 'publicity/exposure-released@1'`,
    );
    expect(facts.filter(({ payload }) => payload.exposureIds.includes(id))).toHaveLength(1);
  });

  test('does not happen once it was cancelled or the decision withdrawn', async () => {
    const [kept, gone] = [await ready(), await ready()];
    for (const { id } of [kept, gone])
      unwrap(await act(approver, id, 'schedule', undefined, '2026-09-03T00:00:00.000Z'));
    unwrap(await act(approver, kept.id, 'unschedule'));
    unwrap(await act(approver, gone.id, 'withdraw', '企业已注销'));
    services.setNow('2026-09-05T08:00:00.000Z');
    await releaseDue(testSystemCall(services));
    expect([await stateOf(kept.id), await stateOf(gone.id)]).toEqual(['ready', 'dismissed']);
    expect([...(await publicly(kept.id)), ...(await publicly(gone.id))]).toEqual([]);
  });

  test('does not happen where the grounds went between service and release; notices are void and the firms told', async () => {
    const { id, results, producer, category } = await ready();
    const notice = await party(id, 'producer');
    unwrap(await act(approver, id, 'schedule', undefined, '2026-09-03T00:00:00.000Z'));
    await made.remove(results.slice(1));
    expect(await stateOf(id)).toBe('lapsed');
    services.setNow('2026-09-05T08:00:00.000Z');
    await releaseDue(testSystemCall(services));
    expect(await publicly(id)).toEqual([]);
    expect(await papers(`party/${notice.id}`)).toMatchObject([
      { state: 'void' },
      { kind: 'publicity.exposure-answer' },
    ]);
    await made.store([{ producer, category, check: checks[1] ?? 0 }]);
    expect(await stateOf(id)).toBe('proposed');
    unwrap(await act(editor, id, 'submit'));
    unwrap(await act(approver, id, 'decide', '依据恢复'));
    expect((await detail(id)).parties.map(({ state: at }) => at)).toEqual(['to-serve', 'to-serve', 'void', 'void']);
  });

  test('results that are not published yet come first', async () => {
    const producer = await made.enterprise({ name: '虚构未公布厂' });
    const category = await made.category('虚构未公布种类');
    const check = await made.check({ publishedOn: null, authority: '虚构未公布局' });
    await made.asOwner((tx) => tx.query('update spot_checks.spot_check set withheld = true where id = $1', [check]));
    await made.store(
      [check, checks[0] ?? 0].map((one) => ({ producer, category, check: one, sampledOn: '2015-01-01' })),
    );
    const [row] = await rows<{ id: number }>('select id from publicity.exposure where producer_id = $1', [producer]);
    unwrap(await act(editor, row?.id ?? 0, 'submit'));
    expect(await act(approver, row?.id ?? 0, 'decide', '属实')).toMatchObject({
      refusal: { code: 'results-unpublished' },
    });
  });
});

describe('after release', () => {
  test('is taken down when its time is over, with a trace that names no firm; not under an open review', async () => {
    const [shown, reviewed] = [await ready(), await ready()];
    for (const { id } of [shown, reviewed]) unwrap(await act(approver, id, 'release'));
    await made.remove(reviewed.results);
    services.setNow('2029-08-31T02:00:00.000Z');
    await endClocks(testSystemCall(services));
    expect(await stateOf(shown.id)).toBe('released');
    services.setNow('2029-09-03T02:00:00.000Z');
    await Promise.all([endClocks(testSystemCall(services)), endClocks(testSystemCall(services))]);
    expect([await stateOf(shown.id), await stateOf(reviewed.id)]).toEqual(['taken-down', 'released']);
    const trace = await withTransaction(database, 'portal', (tx) =>
      tx.query('select ending, producer_id, product_name from publicity.published_ended_exposure where id = $1', [
        shown.id,
      ]),
    );
    expect(trace).toEqual([{ ending: 'term', producer_id: null, product_name: null }]);
    expect((await detail(shown.id)).timeline.filter(({ verb }) => verb === 'expire')).toHaveLength(1);
  });

  test('an error is revoked by another person, and the correction names the firm', async () => {
    const { id, producer } = await ready();
    unwrap(await act(approver, id, 'release'));
    expect(await act(approver, id, 'revoke', '产品名称有误')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    unwrap(await act(other, id, 'revoke', '产品名称有误'));
    const trace = await withTransaction(database, 'portal', (tx) =>
      tx.query('select ending, producer_id from publicity.published_ended_exposure where id = $1', [id]),
    );
    expect(trace).toEqual([{ ending: 'error', producer_id: producer }]);
    expect(await act(other, id, 'revoke', '再次')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  });
});

const seed = 20_000_329;
test(`nothing is on the portal that was not decided, told, heard and released (seed ${seed})`, async () => {
  const step = fc.constantFrom('serve', 'state', 'waive', 'reject', 'uphold', 'release', 'schedule', 'unschedule', 'withdraw', 'wait', 'fail', 'take-down', 'revoke'); // prettier-ignore
  const role = fc.constantFrom('producer', 'seller' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, role), { minLength: 5, maxLength: 14 }), async (steps) => {
      services.setNow(start);
      const thing = await decided();
      const { id } = thing;
      let days = 1;
      let results = thing.results;
      for (const [verb, at] of steps) {
        const firm = (await detail(id)).parties.some((one) => one.role === at && one.state !== 'void') ? at : undefined;
        const day = `2026-09-${String(days).padStart(2, '0')}`;
        if (verb === 'serve' && firm) await serve(id, firm, editor, day);
        else if (verb === 'state' && firm) await state(id, firm);
        else if (verb === 'waive' && firm) await waive(id, firm);
        else if ((verb === 'reject' || verb === 'uphold') && firm) await answer(id, firm, verb);
        else if (verb === 'schedule') await act(approver, id, verb, undefined, `${day}T03:00:00.000Z`);
        else if (verb === 'release' || verb === 'unschedule') await act(approver, id, verb);
        else if (verb === 'withdraw' || verb === 'take-down' || verb === 'revoke') await act(other, id, verb, '测试');
        else if (verb === 'fail') {
          await made.remove(results);
          results = [];
        } else if (verb === 'wait') {
          days += 6;
          services.setNow(`2026-09-${String(Math.min(days, 28)).padStart(2, '0')}T02:00:00.000Z`);
          days = Math.min(days, 28);
          await endClocks(testSystemCall(services));
          await releaseDue(testSystemCall(services));
        }
        const seen = (await publicly(id)).length > 0;
        const { timeline, parties, state: at2 } = await detail(id);
        const verbs = timeline.map((event) => event.verb);
        expect(seen).toBe(at2 === 'released');
        if (!seen) continue;
        expect(verbs).toContain('decide');
        expect(verbs.some((one) => one === 'release' || one === 'publish')).toBe(true);
        for (const one of parties.filter((each) => each.state !== 'void')) {
          expect(one.servedOn).not.toBeNull();
          expect(['heard', 'waived', 'spared']).toContain(one.state);
        }
        expect(parties.some((one) => one.role === 'producer' && ['heard', 'waived'].includes(one.state))).toBe(true);
      }
      if (results.length > 0) await made.remove(results);
    }),
    { seed, numRuns: 25 },
  );
});

describe('what the media are given', () => {
  const unpack = async (call: Call, releaseId: number) => {
    const file = await packageOf(now(call), releaseId);
    if (!file.ok) throw new Error('no package');
    const files = unzipSync(new Uint8Array(await buffer(file.stream)));
    return { names: Object.keys(files).toSorted(), text: (name: string) => Buffer.from(files[name] ?? []).toString() };
  };

  test('a release makes one package with text, tables and data, and two papers; what was taken back is left out of it', async () => {
    const [kept, gone] = [await ready(), await ready()];
    const versions = await rows<{ id: number; version: number }>(
      'select id, version from publicity.exposure where id = any ($1::bigint[])',
      [[kept.id, gone.id]],
    );
    unwrap(await actOnExposures(approver, 'release', { exposures: versions }));
    const [release] = unwrap(await listReleases(editor, { dataset: 'demo', limit: 1 })).rows;
    expect(release).toMatchObject({ exposures: 2, ended: 0, bulletin: null, handed: [] });
    const id = release?.id ?? 0;
    expect((await papers(`release/${id}`)).map(({ kind }) => kind)).toEqual([
      'publicity.announcement',
      'publicity.press-release',
    ]);
    const whole = await unpack(editor, id);
    expect(whole.names).toEqual(['数据.json', '新闻通稿.txt', '曝光一览表.csv', '曝光一览表.xlsx'].toSorted());
    const { exposures } = JSON.parse(whole.text('数据.json')) as { exposures: { id: number; sellers: string[] }[] };
    expect(exposures.map((one) => one.id).toSorted()).toEqual([kept.id, gone.id].toSorted());
    expect(exposures.every(({ sellers }) => sellers.length === 1)).toBe(true);
    expect(whole.text('曝光一览表.csv')).toContain('连续抽查不合格');
    unwrap(await act(other, gone.id, 'revoke', '有误'));
    const later = await unpack(editor, id);
    expect(later.text('说明.txt')).toContain('1项已撤下');
    for (const name of ['数据.json', '新闻通稿.txt', '曝光一览表.csv'])
      expect(later.text(name)).not.toContain(`虚构被告知厂${count}`);
    expect(await packageOf(editor, 999_999)).toMatchObject({ refusal: { code: 'not-found' } });
  });

  test('media are entered by the press desk, and it is noted once who was given what', async () => {
    const desk = await testCall(services, { permissions: ['publicity.read', 'publicity.write'] });
    const medium = { name: '虚构日报', kind: 'press', contact: '', email: '', active: true, version: 1 } as const;
    expect(await saveMedium(county, null, medium)).toMatchObject({ refusal: { code: 'forbidden' } });
    const { id } = unwrap(await saveMedium(desk, null, medium));
    expect(await saveMedium(desk, null, medium)).toMatchObject({ refusal: { code: 'already-exists' } });
    const idle = unwrap(await saveMedium(desk, null, { ...medium, name: '虚构晚报', active: false })).id;
    const [release] = unwrap(await listReleases(desk, { dataset: 'demo', limit: 1 })).rows;
    const given = () => handOver(desk, release?.id ?? 0, [id, idle]);
    expect([unwrap(await given()), unwrap(await given())]).toEqual([{ handed: 1 }, { handed: 0 }]);
    expect(unwrap(await listReleases(desk, { dataset: 'demo', limit: 1 })).rows[0]?.handed).toMatchObject([
      { name: '虚构日报' },
    ]);
    unwrap(await saveMedium(desk, id, { ...medium, active: false }));
    expect(await saveMedium(desk, id, medium)).toMatchObject({ refusal: { code: 'conflict' } });
  });
});

describe('a refusal to rectify', () => {
  const tell = (type: string, cardId: number) =>
    perform(testSystemCall(services), { permission: null }, async (acting) => {
      acting.emit({ type, payload: { dataset: 'demo', cardIds: [cardId] } });
      return ok(undefined);
    });
  const issued = async (check = checks[0] ?? 0) => {
    count += 1;
    const producer = await made.enterprise({ name: `虚构拒不整改厂${count}` });
    const category = await made.category(`虚构整改种类${count}`);
    const [card] = await made.asOwner((tx) =>
      tx.query<{ id: number }>(
        `insert into warning_cards.card (dataset, kind, state, number, producer_id, category_id, check_id, historical, failing_samples, samples, grounds, decided_at)
         values ('demo', 'yellow', 'issued', $1, $2, $3, $4, false, 1, '[]', '{}', now()) returning id`,
        [`虚黄${count}`, producer, category, check],
      ),
    );
    return { id: card?.id ?? 0, producer, category };
  };
  const found = (producer: number) =>
    rows<{ id: number; ground: string; state: ExposureState }>(
      'select id, ground, state from publicity.exposure where producer_id = $1',
      [producer],
    );

  test('is proposed once, and goes with its card where that was issued in error', async () => {
    const { id, producer } = await issued();
    await tell(rectificationRefusedType, id);
    await tell(rectificationRefusedType, id);
    expect(await found(producer)).toMatchObject([{ ground: 'rectification', state: 'proposed' }]);
    const [exposure] = await found(producer);
    expect((await detail(exposure?.id ?? 0)).grounds.explanation.zh).toContain('认定拒不整改');
    unwrap(await act(editor, exposure?.id ?? 0, 'submit'));
    await made.asOwner((tx) => tx.query(`update warning_cards.card set state = 'revoked' where id = $1`, [id]));
    await tell(cardRevokedType, id);
    expect(await found(producer)).toMatchObject([{ state: 'lapsed' }]);
    const municipal = await issued(
      await made.check({ publishedOn: '2020-01-01', level: 'municipal', authority: '虚构市局' }),
    );
    await tell(rectificationRefusedType, municipal.id);
    expect(await found(municipal.producer)).toEqual([]);
  });

  test('a fake that enforcement found is proposed with the decision, its producer and seller told; it goes with its card', async () => {
    const { id, producer, category } = await issued();
    const seller = await made.enterprise({ name: `虚构售假商店${count}` });
    await made.store([{ producer, seller, category, check: checks[0] ?? 0 }]);
    const hand = (finding: 'none' | 'fake') =>
      made.asOwner(async (tx) => {
        await tx.query(
          `insert into warning_cards.rectification (dataset, card_id, enterprise_id, category_id, ordered_on, recheck_from, since)
           select 'demo', $1, $2, $3, '2026-09-01', '2026-09-01', now() on conflict do nothing`,
          [id, producer, category],
        );
        await tx.query(
          `insert into warning_cards.hand_over (dataset, rectification_id, state, recipient, suspicion, evidence, handed_on, outcome, outcome_words, returned_on, finding)
           select 'demo', r.id, 'returned', '虚构稽查局', '涉嫌假冒', array['报告'], '2026-09-01', 'fined', '虚稽罚〔2026〕3号', '2026-09-01', $2
             from warning_cards.rectification r where r.card_id = $1`,
          [id, finding],
        );
      });
    await hand('none');
    await tell(foundFakeType, id);
    expect(await found(producer)).toEqual([]);
    await hand('fake');
    await tell(foundFakeType, id);
    await tell(foundFakeType, id);
    expect(await found(producer)).toMatchObject([{ ground: 'fake', state: 'proposed' }]);
    const exposure = (await found(producer))[0]?.id ?? 0;
    expect((await detail(exposure)).grounds.explanation.zh).toContain('虚构稽查局于2026年9月1日认定为假冒、伪造产品：虚稽罚〔2026〕3号'); // prettier-ignore
    // A refusal to rectify of the same card is a ground of its own and takes nothing from this one.
    await tell(rectificationRefusedType, id);
    expect((await found(producer)).map(({ ground, state: at }) => [ground, at]).toSorted()).toEqual([
      ['fake', 'proposed'],
      ['rectification', 'proposed'],
    ]);
    unwrap(await act(editor, exposure, 'submit'));
    unwrap(await act(approver, exposure, 'decide', '假冒，情况属实'));
    expect((await detail(exposure)).parties.map(({ role, enterprise }) => [role, enterprise.id])).toEqual([
      ['producer', producer],
      ['seller', seller],
    ]);
    await made.asOwner((tx) => tx.query(`update warning_cards.card set state = 'revoked' where id = $1`, [id]));
    await tell(cardRevokedType, id);
    expect((await found(producer)).find(({ ground }) => ground === 'fake')).toMatchObject({ state: 'lapsed' });
  });

  test('what became of it since is shown with it: lifted after its re-check', async () => {
    const { id, producer } = await issued();
    await tell(rectificationRefusedType, id);
    const exposure = (await found(producer))[0]?.id ?? 0;
    unwrap(await act(editor, exposure, 'submit'));
    unwrap(await act(approver, exposure, 'decide', '拒不整改'));
    unwrap(await serve(exposure, 'producer'));
    unwrap(await waive(exposure, 'producer'));
    unwrap(await act(approver, exposure, 'release'));
    await tell(cardLiftedType, id);
    await tell(cardLiftedType, id);
    const since = await withTransaction(database, 'portal', (tx) =>
      tx.query('select kind from publicity.published_aftermath where exposure_id = $1', [exposure]),
    );
    expect(since).toEqual([{ kind: 'card-lifted' }]);
    expect(await stateOf(exposure)).toBe('released');
  });
});
