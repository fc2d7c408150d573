import { describe, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Call, observe, perform } from '#platform/operation/index.ts';
import { testCall, testSystemCall } from '../../../tests/services.ts';
import { renameEnterprise } from '#registers/enterprises/operations.ts';
import { actOnSellerOrder } from './operations-sellers.ts';
import { answer, rectificationDesk, service } from './testing/rectification-desk.ts';

const {
  notice,
  made,
  officer,
  signer,
  county,
  elsewhere,
  on,
  rows,
  rowOf,
  ordered,
  act,
  answered,
  recheck,
  run,
  told,
} = await rectificationDesk();
const tasks = [{ department: '虚构工商局', task: '监督停产', dueOn: '2026-11-20' }];

const clocksOf = (id: number) =>
  rows<{ kind: string; state: string; due_on: string; at: string }>(
    `select kind, state, due_on, coalesce(authority_place, place) as at from deadlines.deadline
      where subject = 'rectification/' || $1 and state <> 'closed' order by kind`,
    [id],
  );
const emitted = async (type: string, payload: object): Promise<void> => {
  unwrap(
    await perform(testSystemCall(notice), { permission: null }, async (doing) => {
      doing.emit({ type, payload: { dataset: 'demo', ...payload } });
      return ok(undefined);
    }),
  );
};
const moves = (enterpriseId: number) =>
  emitted('enterprises/region-confirmed@1', { enterpriseId, cityCode: '440300', countyCode: null });

describe('a proposal that is returned', () => {
  test('lets the term of the firm and that of the authority run on; nobody forgets them', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(county, '2026-09-05'), producer, 'propose-serious', { criterion: 'danger' }));
    unwrap(await act(on(signer, '2026-09-07'), producer, 'return-step', { reason: '证据不足' }));
    const { id } = await rowOf(producer);
    expect(await clocksOf(id)).toMatchObject([
      { kind: 'warning-cards/recheck', state: 'open', due_on: '2026-11-16' },
      { kind: 'warning-cards/rectify', state: 'open', due_on: '2026-10-08', at: '440600' },
    ]);
    await run('2026-10-09');
    expect(await rowOf(producer)).toMatchObject({ state: 'overdue' });
  });

  test('comes back as overdue where the last day is over meanwhile', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(county, '2026-10-07'), producer, 'propose-serious', { criterion: 'danger' }));
    await run('2026-10-09');
    unwrap(await act(on(signer, '2026-10-12'), producer, 'return-step', { reason: '证据不足' }));
    expect(await rowOf(producer)).toMatchObject({ state: 'overdue' });
  });

  test('and one whose proposal is paused goes on with the days that it had', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(county, '2026-09-05'), producer, 'propose-serious', { criterion: 'danger' }));
    unwrap(await act(on(county, '2026-09-08'), producer, 'pause', { ground: 'seasonal' }));
    const { id } = await rowOf(producer);
    await run('2026-10-20');
    unwrap(await act(on(county, '2026-10-21'), producer, 'resume'));
    // Thirty days were left on 8 September.
    expect(await rowOf(producer)).toMatchObject({ state: 'rectifying', due_on: '2026-11-20' });
    expect(await clocksOf(id)).toMatchObject([{ state: 'open' }, { state: 'open', due_on: '2026-11-20' }]);
  });
});

test('a card is resumed although the re-check falls into a year whose holidays are not published yet', async () => {
  const { producer } = await ordered();
  unwrap(await act(on(county, '2026-10-20'), producer, 'serve', service('2026-10-20')));
  unwrap(await act(on(county, '2026-11-01'), producer, 'pause', { ground: 'seasonal' }));
  unwrap(await act(on(county, '2026-11-10'), producer, 'resume'));
  expect(await rowOf(producer)).toMatchObject({ state: 'rectifying', due_on: '2026-11-30', recheck_due_on: '2027-01-12' }); // prettier-ignore
});

describe('a re-check that is reported', () => {
  test('while the firm stands still decides as soon as it goes on', async () => {
    const [passed, failed] = [await answered(), await answered()];
    for (const { producer } of [passed, failed]) {
      unwrap(await act(on(county, '2026-09-26'), producer, 'arrange'));
      unwrap(await act(on(county, '2026-10-10'), producer, 'pause', { ground: 'seasonal' }));
    }
    await recheck(passed, '2026-10-12', 'pass');
    await recheck(failed, '2026-10-12', 'fail');
    expect(await rowOf(passed.producer)).toMatchObject({ state: 'paused' });
    unwrap(await act(on(county, '2026-10-20'), passed.producer, 'resume'));
    expect(await rowOf(passed.producer)).toMatchObject({ state: 'lifted' });
    expect(told(passed.cardId)).toEqual(['card-lifted']);
    unwrap(await act(on(county, '2026-10-20'), failed.producer, 'end', { ground: 'closed' }));
    unwrap(await act(on(county, '2026-10-21'), failed.producer, 'reopen'));
    expect(await rowOf(failed.producer)).toMatchObject({ state: 'failed' });
  });

  test('as passed while the next step waits for approval lifts the card; no firm that has passed is ordered to stop', async () => {
    const firm = await ordered();
    const { producer, cardId } = firm;
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    await run('2026-10-10');
    unwrap(await act(on(county, '2026-10-12'), producer, 'propose-step', { reason: '逾期' }));
    await recheck(firm, '2026-10-14', 'pass');
    expect(await rowOf(producer)).toMatchObject({ state: 'lifted' });
    expect(told(cardId)).toEqual(['card-lifted']);
    expect(await act(on(signer, '2026-10-15'), producer, 'decide-step', { tasks })).toMatchObject({ refusal: { code: 'state-not-allowed' } }); // prettier-ignore
  });

  test('as failed, or on a matter proposed as serious, changes nothing before the proposal is decided', async () => {
    const [late, serious] = [await ordered(), await ordered()];
    for (const { producer } of [late, serious])
      unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(county, '2026-09-05'), serious.producer, 'propose-serious', { criterion: 'fake' }));
    await run('2026-10-10');
    unwrap(await act(on(county, '2026-10-12'), late.producer, 'propose-step', { reason: '逾期' }));
    await recheck(late, '2026-10-14', 'fail');
    await recheck(serious, '2026-10-14', 'pass');
    for (const { producer } of [late, serious]) expect(await rowOf(producer)).toMatchObject({ state: 'proposed' });
    unwrap(await act(on(signer, '2026-10-15'), late.producer, 'return-step', { reason: '请写明复查结果' }));
    expect(await rowOf(late.producer)).toMatchObject({ state: 'failed' });
  });
});

/** Papers and files of evidence of things, as somebody sees them. */
const seenBy = (call: Call, subjects: readonly string[]) =>
  observe(call, { permission: 'warning-cards.read' }, async ({ tx }) =>
    ok({
      papers: (await tx.query('select id from documents.paper where subject = any ($1)', [subjects])).length,
      files: (await tx.query('select id from evidence.item where subject = any ($1)', [subjects])).length,
    }),
  );

describe('a firm that moves', () => {
  test('has its papers and its evidence seen by its new authority; whoever began keeps them', async () => {
    const { producer, cardId, firm } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    const [file] = await rows<{ id: number }>(
      `insert into evidence.item (stored_at, file_name, media_type, bytes, sha256, uploaded_by, uploaded_at) values (gen_random_uuid(), '整改照片.pdf', 'application/pdf', 1, repeat('0', 64), $1, now()) returning id`,
      [firm.actor.accountId],
    );
    unwrap(await act(on(firm, '2026-09-20'), producer, 'answer', { answer: { ...answer, files: [file?.id ?? 0] } }));
    const { id } = await rowOf(producer);
    const subjects = [`rectification/${id}`, `card/${cardId}`];
    const clerk = (region: string) =>
      testCall(notice, { permissions: ['warning-cards.read', 'documents.read'], region });
    const [old, next] = [await clerk('440600'), await clerk('440300')];
    expect(unwrap(await seenBy(old, subjects))).toEqual({ papers: 2, files: 1 });
    expect(unwrap(await seenBy(next, subjects))).toEqual({ papers: 0, files: 0 });
    await moves(producer);
    for (const one of [old, next]) expect(unwrap(await seenBy(one, subjects))).toEqual({ papers: 2, files: 1 });
  });

  const atOld = (id: number) =>
    rows(`select kind from work.item where state = 'open' and region_code = '440600' and link = '/rectifications/' || $1`, [id]); // prettier-ignore

  test('overdue leaves nothing behind: its new authority has the clock, and hears of it', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    await run('2026-10-09');
    await run('2026-10-20');
    const { id } = await rowOf(producer);
    expect((await atOld(id)).length).toBeGreaterThan(1);
    await moves(producer);
    expect(await atOld(id)).toEqual([]);
    expect((await clocksOf(id)).map(({ at }) => at)).toEqual(['440300', '440300']);
    expect(await rows(`select 1 from work.item where state = 'open' and kind = 'deadlines.overdue' and region_code = '440300' and link = '/rectifications/' || $1`, [id])).toHaveLength(1); // prettier-ignore
  });

  test('while it stands still runs on at its new authority', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(county, '2026-09-18'), producer, 'pause', { ground: 'stopped' }));
    await moves(producer);
    const { id } = await rowOf(producer);
    expect((await clocksOf(id)).map(({ state }) => state)).toEqual(['paused', 'paused']);
    unwrap(await act(on(elsewhere, '2026-10-12'), producer, 'resume'));
    expect(await rowOf(producer)).toMatchObject({ due_on: '2026-11-02' });
    expect(await clocksOf(id)).toMatchObject([{ at: '440300' }, { at: '440300', due_on: '2026-11-02' }]);
  });

  test('as a seller takes its order along', async () => {
    const seller = await made.enterprise({ name: '虚构迁址商店', city: '440600' });
    await ordered({ seller });
    const [order] = await rows<{ id: number }>('select id from warning_cards.seller_order where enterprise_id = $1', [seller]); // prettier-ignore
    const id = order?.id ?? 0;
    unwrap(await actOnSellerOrder(on(county, '2026-09-03'), id, 'serve', { version: 1, ...service('2026-09-02') }));
    await moves(seller);
    await run('2026-09-18');
    expect(await rows(`select authority_place as at, state from deadlines.deadline where subject = $1`, [`seller-order/${id}`])).toEqual([{ at: '440300', state: 'overdue' }]); // prettier-ignore
  });
});

test('a firm that is renamed in the middle of a case is called by its new name wherever something is to be done', async () => {
  const { producer } = await ordered();
  unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
  await run('2026-10-09');
  const settles = await testCall(notice, { permissions: ['enterprises.settle'] });
  unwrap(await renameEnterprise(on(settles, '2026-10-10'), producer, { name: '虚构更名后厂', until: null, reason: '变更登记' })); // prettier-ignore
  const { id, state } = await rowOf(producer);
  expect(state).toBe('overdue');
  const titles = await rows<{ title: string }>(`select title_zh as title from work.item where state = 'open' and link = '/rectifications/' || $1`, [id]); // prettier-ignore
  expect(titles.length).toBeGreaterThan(1);
  for (const { title } of titles) expect(title).toMatch(/^虚构更名后厂：/);
});

test('a firm merged into one of another city goes on with the authority of that city', async () => {
  const { producer, cardId } = await ordered();
  unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
  const into = await made.enterprise({ name: '虚构并入厂', city: '440300' });
  await emitted('enterprises/merged@1', { from: producer, into });
  const { id } = await rowOf(into);
  expect((await clocksOf(id)).map(({ at }) => at)).toEqual(['440300', '440300']);
  expect(await rows(`select title_zh as title from work.item where subject = $1 and state = 'open' and kind = 'warning-cards.rectify'`, [`rectification/${id}`])).toEqual([{ title: '虚构并入厂：完成整改并报告' }]); // prettier-ignore
  expect(await rows('select city_code as city from warning_cards.card where id = $1', [cardId])).toEqual([{ city: '440300' }]); // prettier-ignore
  expect(await act(on(county, '2026-09-10'), into, 'record-refusal')).toMatchObject({ refusal: { code: 'not-found' } });
  unwrap(await act(on(elsewhere, '2026-09-10'), into, 'register-answer', { answer }));
  unwrap(await act(on(officer, '2026-09-11'), into, 'confirm-visit'));
});
