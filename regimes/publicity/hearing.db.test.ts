import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { getPaperDetail } from '#platform/documents/operations-read.ts';
import { receiveEvidence } from '#platform/evidence/operations.ts';
import type { Call } from '#platform/operation/index.ts';
import { testCall, testSystemCall } from '../../tests/services.ts';
import { endClocks, fileLateStatement, ownExposuresOf, pleadCase, releaseDue, serveParty } from './index.ts';
import { openRoom } from './testing/room.ts';

const room = await openRoom();
const {
  who,
  services,
  now,
  rows,
  detail,
  act,
  decided,
  party,
  hand,
  serve,
  waive,
  stateOf,
  state,
  answer,
  publicly,
  papers,
} = room;

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
    expect(await act(who.approver, id, 'release')).toMatchObject({
      refusal: { code: 'state-not-allowed', citation: { clause: '4.2' } },
    });
    expect(await publicly(id)).toEqual([]);
    expect(await rows('select 1 from documents.paper where subject = $1 and party is not null', [`party/${parties[0]?.id}`])).toEqual([]); // prettier-ignore
  });

  test('served once, by officers at the place of the firm, on a day that can be; from then it sees its notice', async () => {
    const { id, producer } = await decided();
    expect(await serve(id, 'producer', who.elsewhere)).toMatchObject({ refusal: { code: /not-found|outside/ } });
    expect(await serve(id, 'producer', who.editor, '2026-09-02')).toMatchObject({
      refusal: { code: 'date-in-future' },
    });
    expect(await serve(id, 'producer', who.editor, '2026-08-31')).toMatchObject({
      refusal: { code: 'served-before-notice' },
    });
    unwrap(await serve(id, 'producer', who.county));
    const told = await party(id, 'producer');
    expect(told).toMatchObject({ state: 'served', heardUntil: '2026-09-08', daysLeft: 7 });
    expect(await serveParty(who.editor, told.id, { version: told.version, service: hand() })).toMatchObject({
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
    const [notice] = await rows<{ id: number }>('select id from documents.paper where subject = $1', [`party/${(await party(id, 'producer')).id}`]); // prettier-ignore
    const clerk = await testCall(services, { permissions: ['documents.read', 'publicity.read', 'publicity.consider'] });
    expect(unwrap(await getPaperDetail(clerk, notice?.id ?? 0)).about.link).toBe(`/exposures/${id}`);
  });

  test('one that was posted in time but comes in late holds a release that has not happened', async () => {
    const { id } = await decided();
    for (const role of ['producer', 'seller'] as const) unwrap(await serve(id, role));
    services.setNow('2026-09-09T02:00:00.000Z');
    await Promise.all([endClocks(testSystemCall(services)), endClocks(testSystemCall(services))]);
    expect(await stateOf(id)).toBe('ready');
    unwrap(await act(who.approver, id, 'schedule', undefined, '2026-09-12T00:00:00.000Z'));
    unwrap(await state(id, 'producer', { statedOn: '2026-09-07' }));
    services.setNow('2026-09-13T00:00:00.000Z');
    await releaseDue(testSystemCall(services));
    expect(await stateOf(id)).toBe('told');
    expect(await publicly(id)).toEqual([]);
    unwrap(await answer(id, 'producer', 'reject'));
    unwrap(await act(who.approver, id, 'release'));
    expect(await state(id, 'seller', { statedOn: '2026-09-07' })).toMatchObject({
      refusal: { code: 'state-not-allowed' },
    });
  });

  test('whoever asked to be heard is heard first; who recorded a statement does not answer it, nor who submitted', async () => {
    const { id } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await state(id, 'producer', { wantsHearing: true }));
    expect(await answer(id, 'producer', 'uphold', who.editor)).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(await answer(id, 'producer', 'reject')).toMatchObject({ refusal: { code: 'hearing-first' } });
    expect(await answer(id, 'producer', 'reject', who.other, '2026-08-31')).toMatchObject({
      refusal: { code: 'hearing-before-statement' },
    });
    unwrap(await answer(id, 'producer', 'reject', who.other, '2026-09-01'));
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
    const name = `虚构被告知商场${room.counted()}`;
    expect(JSON.stringify((await detail(id)).grounds)).toContain(name);
    unwrap(await serve(id, 'producer'));
    unwrap(await waive(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    unwrap(await state(id, 'seller'));
    unwrap(await answer(id, 'seller', 'uphold'));
    unwrap(await act(who.approver, id, 'release'));
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
    // The seller sees its own waiver, nothing of the producer.
    expect((await own(await firmCall(seller)))[0]?.files).toMatchObject([{ fileName: '虚构鉴别书.pdf' }]);
    expect(await plead(maker, id, 'producer')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    expect(await act(who.approver, id, 'release')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    expect(await rows(`select 1 from work.item where kind = 'publicity.state-case' and state = 'open' and region_code = any ($1)`, [[`enterprise/${producer}`, `enterprise/${seller}`]])).toEqual([]); // prettier-ignore
    unwrap(await answer(id, 'producer', 'uphold'));
    expect(await own(maker)).toMatchObject([{ state: 'spared', answer: '经复核证据', mayState: null }]);
  });

  test('a written waiver counts with its scan and day; who recorded it does not release', async () => {
    const { id } = await decided();
    for (const role of ['producer', 'seller'] as const) unwrap(await serve(id, role));
    expect(await waive(id, 'producer', who.other, { files: [] })).toMatchObject({ refusal: { code: 'scan-required' } });
    expect(await waive(id, 'producer', who.other, { waivedOn: '2026-09-02' })).toMatchObject({
      refusal: { code: 'date-in-future' },
    });
    expect(await waive(id, 'producer', who.other, { waivedOn: '2026-08-31' })).toMatchObject({
      refusal: { code: 'waived-before-service' },
    });
    expect(await party(id, 'producer')).toMatchObject({ state: 'served', waivedOn: null, files: [] });
    for (const role of ['producer', 'seller'] as const) unwrap(await waive(id, role, who.other));
    expect(await party(id, 'producer')).toMatchObject({
      state: 'waived',
      waivedOn: '2026-09-01',
      files: [{ fileName: '虚构鉴别书.pdf' }],
    });
    const [noted] = await rows<{ payload: string }>(
      `select convert_from(canonical, 'UTF8') as payload from journal.entry where act = 'publicity.waive-party' and subject = $1`,
      [`party/${(await party(id, 'producer')).id}`],
    );
    expect(noted?.payload).toMatch(/"waivedOn":"2026-09-01"/);
    for (const verb of ['release', 'schedule'] as const)
      expect(await act(who.other, id, verb, undefined, '2026-09-03T00:00:00.000Z')).toMatchObject({
        refusal: { code: 'four-eyes-same-person' },
      });
    unwrap(await act(who.approver, id, 'release'));
  });

  test('whatever is done about one notice at the same time, one act counts and the others are told so', async () => {
    const { id, producer, seller } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    const [maker, shop] = [await firmCall(producer), await firmCall(seller)];
    const one = await party(id, 'producer');
    const said = { version: one.version, statement: '虚构陈述', wantsHearing: false };
    const first = await Promise.all([
      pleadCase(now(maker), one.id, { ...said, files: [] }),
      pleadCase(now(maker), one.id, { ...said, files: [] }),
      state(id, 'producer'),
      waive(id, 'producer'),
    ]);
    expect(first.filter(({ ok }) => ok)).toHaveLength(1);
    for (const done of first) if (!done.ok) expect(['conflict', 'state-not-allowed']).toContain(done.refusal.code);
    if ((await party(id, 'producer')).state === 'stated') {
      const both = await Promise.all([answer(id, 'producer', 'uphold'), answer(id, 'producer', 'reject')]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    }
    // Whether the seller's day or the release comes first: nothing is public while a statement waits.
    if ((await stateOf(id)) === 'told') {
      await Promise.all([waive(id, 'seller'), plead(shop, id, 'seller'), act(who.approver, id, 'release')]);
      const waits = (await detail(id)).parties.some((each) => each.state === 'stated');
      expect(waits && (await publicly(id)).length > 0).toBe(false);
    }
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
    unwrap(await act(who.approver, id, 'release'));
    expect(await publicly(id)).toHaveLength(1);
  });

  test('on paper after the last day an officer keeps it once, with its scan, also while it is public; in time it is a statement', async () => {
    const { id, producer } = await decided();
    unwrap(await serve(id, 'producer'));
    unwrap(await serve(id, 'seller'));
    unwrap(await waive(id, 'seller'));
    const file = async (statedOn: string, files: readonly number[] = []) => {
      const one = await party(id, 'producer');
      const said = { statement: '虚构逾期陈述', statedOn, files };
      return fileLateStatement(now(who.editor), one.id, { version: one.version, ...said });
    };
    const offered = async () => (await party(id, 'producer')).acts.map(({ act: verb }) => verb);
    expect(await file('2026-09-01')).toMatchObject({
      refusal: { code: 'statement-in-time', citation: { clause: '4.2' } },
    });
    expect(await offered()).not.toContain('file');
    services.setNow('2026-09-10T02:00:00.000Z');
    expect(await file('2026-09-08')).toMatchObject({
      refusal: { code: 'statement-in-time', text: { zh: expect.stringContaining('2026年9月8日') } },
    });
    expect(await file('2026-09-11')).toMatchObject({ refusal: { code: 'date-in-future' } });
    await endClocks(testSystemCall(services));
    unwrap(await act(who.approver, id, 'release'));
    expect(await offered()).toEqual(['file']);
    unwrap(await file('2026-09-09', [await room.file(who.editor)]));
    expect(await party(id, 'producer')).toMatchObject({
      state: 'heard',
      statement: null,
      lateStatement: '虚构逾期陈述',
      lateOn: '2026-09-09',
      files: [{ fileName: '虚构鉴别书.pdf' }],
    });
    expect((await own(await firmCall(producer)))[0]).toMatchObject({ lateStatement: '虚构逾期陈述' });
    expect(await file('2026-09-10')).toMatchObject({ refusal: { code: 'stated-already' } });
    expect(await stateOf(id)).toBe('released');
    expect(await offered()).toEqual([]);
  });

  test('officials state nothing in its place by this act, and the agent of another firm sees nothing', async () => {
    const { id } = await decided();
    unwrap(await serve(id, 'producer'));
    expect(await plead(who.editor, id, 'producer')).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await own(await firmCall(999_999))).toEqual([]);
    expect((await party(id, 'producer')).acts.map(({ act: verb }) => verb)).not.toContain('plead');
  });
});
