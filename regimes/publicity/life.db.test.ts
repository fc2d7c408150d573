import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { testSystemCall } from '../../tests/services.ts';
import { endClocks, releaseDue } from './index.ts';
import { openRoom } from './testing/room.ts';

const room = await openRoom();
const {
  who,
  rows,
  database,
  services,
  made,
  start,
  checks,
  detail,
  act,
  decided,
  party,
  serve,
  waive,
  stateOf,
  state,
  answer,
  ready,
  publicly,
  papers,
} = room;

describe('release at a time', () => {
  test('happens once, also when the program was down at that moment, with several servers', async () => {
    const { id } = await ready();
    expect(await act(who.approver, id, 'schedule', undefined, '2026-09-01T01:00:00.000Z')).toMatchObject({
      refusal: { code: 'release-time-past' },
    });
    unwrap(await act(who.approver, id, 'schedule', undefined, '2026-09-03T00:00:00.000Z'));
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
      unwrap(await act(who.approver, id, 'schedule', undefined, '2026-09-03T00:00:00.000Z'));
    unwrap(await act(who.approver, kept.id, 'unschedule'));
    unwrap(await act(who.approver, gone.id, 'withdraw', '企业已注销'));
    services.setNow('2026-09-05T08:00:00.000Z');
    await releaseDue(testSystemCall(services));
    expect([await stateOf(kept.id), await stateOf(gone.id)]).toEqual(['ready', 'dismissed']);
    expect([...(await publicly(kept.id)), ...(await publicly(gone.id))]).toEqual([]);
  });

  test('does not happen where the grounds went between service and release; notices are void and the firms told', async () => {
    const { id, results, producer, category } = await ready();
    const notice = await party(id, 'producer');
    unwrap(await act(who.approver, id, 'schedule', undefined, '2026-09-03T00:00:00.000Z'));
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
    unwrap(await act(who.editor, id, 'submit'));
    unwrap(await act(who.approver, id, 'decide', '依据恢复'));
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
    unwrap(await act(who.editor, row?.id ?? 0, 'submit'));
    expect(await act(who.approver, row?.id ?? 0, 'decide', '属实')).toMatchObject({
      refusal: { code: 'results-unpublished' },
    });
  });
});

describe('after release', () => {
  const inboxOf = (enterprise: number) =>
    rows<{ title: string }>(
      `select title_zh as title from delivery.message where inbox = $1 and kind <> 'publicity.told' order by id`,
      [`enterprise/${enterprise}`],
    );

  test('the firms that it names are told, also when its time is over or it was an error; who was spared is not', async () => {
    const shown = await ready();
    unwrap(await act(who.approver, shown.id, 'release'));
    const { id, producer, seller } = await decided();
    for (const role of ['producer', 'seller'] as const) unwrap(await serve(id, role));
    unwrap(await waive(id, 'producer'));
    unwrap(await state(id, 'seller'));
    unwrap(await answer(id, 'seller', 'uphold'));
    unwrap(await act(who.approver, id, 'release'));
    unwrap(await act(who.other, id, 'revoke', '产品名称有误'));
    services.setNow('2029-09-03T02:00:00.000Z');
    await Promise.all([endClocks(testSystemCall(services)), endClocks(testSystemCall(services))]);
    const told = [{ title: '曝光已公布：虚构产品' }, { title: '曝光的公布已撤下：虚构产品' }];
    expect([await inboxOf(shown.producer), await inboxOf(shown.seller)]).toEqual([told, told]);
    expect(await inboxOf(producer)).toEqual([told[0], { title: '曝光的公布有误，已撤销：虚构产品' }]);
    expect((await inboxOf(seller)).filter(({ title }) => title.startsWith('曝光'))).toEqual([]);
  });

  test('is taken down when its time is over, with a trace that names no firm; not under an open review', async () => {
    const [shown, reviewed] = [await ready(), await ready()];
    for (const { id } of [shown, reviewed]) unwrap(await act(who.approver, id, 'release'));
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
    unwrap(await act(who.approver, id, 'release'));
    expect(await act(who.approver, id, 'revoke', '产品名称有误')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    unwrap(await act(who.other, id, 'revoke', '产品名称有误'));
    const trace = await withTransaction(database, 'portal', (tx) =>
      tx.query('select ending, producer_id from publicity.published_ended_exposure where id = $1', [id]),
    );
    expect(trace).toEqual([{ ending: 'error', producer_id: producer }]);
    expect(await act(who.other, id, 'revoke', '再次')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
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
        if (verb === 'serve' && firm) await serve(id, firm, who.editor, day);
        else if (verb === 'state' && firm) await state(id, firm);
        else if (verb === 'waive' && firm) await waive(id, firm);
        else if ((verb === 'reject' || verb === 'uphold') && firm) await answer(id, firm, verb);
        else if (verb === 'schedule') await act(who.approver, id, verb, undefined, `${day}T03:00:00.000Z`);
        else if (verb === 'release' || verb === 'unschedule') await act(who.approver, id, verb);
        else if (verb === 'withdraw' || verb === 'take-down' || verb === 'revoke')
          await act(who.other, id, verb, '测试');
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
