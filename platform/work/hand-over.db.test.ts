import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { HandOverTo, Manifest } from '#platform/manifest.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { handOver, openWorkOf, putItemBack, takeItem } from './hand-over.ts';
import { closeWork, manifest, openWork, type WorkItem } from './index.ts';
import { myWork } from './workbench.ts';

const { database } = await testDatabase();
const asked: HandOverTo[] = [];
const room: Manifest = {
  name: 'test',
  handOvers: [
    {
      title: pair('虚构任务', 'Made-up tasks'),
      count: async () => 3,
      handOver: async (_act, whom) => {
        asked.push(whom);
        return { moved: 2, left: [{ what: pair('虚构任务 3', 'Task 3'), why: pair('已开始', 'under way') }] };
      },
    },
  ],
};
const services = testServices(database, { manifests: [manifest, room], now: new Date().toISOString() });
let leaving: Call;
let next: Call;
let elsewhere: Call;
let superior: Call;

const loginOf = ({ actor }: Call): string => `test-${actor.accountId}`;
const item = (id: number, rest: Partial<WorkItem> = {}): WorkItem => ({
  kind: 'test.review',
  subject: `card/${id}`,
  title: pair(`虚构事项${id}`, `Task ${id}`),
  link: `/cards/${id}`,
  permission: 'test.review',
  region: '440604',
  ...rest,
});
const open = (...items: WorkItem[]) =>
  perform(testSystemCall(services), { permission: null }, async (act) => {
    await act.asEngine();
    await openWork(act, items);
    return ok(undefined);
  });
const mine = async (call: Call) => unwrap(await myWork(call, { limit: 100 })).items;
const idOf = async (subject: string): Promise<number> =>
  (
    await withTransaction(database, 'migrator', (tx) =>
      tx.query<{ id: number }>(`select id from work.item where subject = $1 and state = 'open'`, [subject]),
    )
  )[0]?.id ?? 0;
const give = (rest: { items?: number[]; to?: Call; by?: Call; reason?: string } = {}) =>
  handOver(rest.by ?? superior, {
    from: loginOf(leaving),
    to: loginOf(rest.to ?? next),
    reason: rest.reason ?? '调离',
    items: rest.items,
  });

beforeAll(async () => {
  leaving = await testCall(services, { permissions: ['test.review'], region: '440600', name: '虚构甲' });
  next = await testCall(services, { permissions: ['test.review'], region: '440604', name: '虚构乙' });
  elsewhere = await testCall(services, { permissions: ['test.review'], region: '440700', name: '虚构丙' });
  superior = await testCall(services, { permissions: ['work.hand-over'], name: '虚构丁' });
});
beforeEach(async () => {
  asked.length = 0;
  await withTransaction(database, 'migrator', (tx) => tx.query('delete from work.item'));
});

describe('taking an item', () => {
  test('shows the others whose it is; a second person is told how it changes hands', async () => {
    await open(item(1));
    const id = await idOf('card/1');
    unwrap(await takeItem(leaving, id));
    expect((await mine(leaving))[0]?.holder).toEqual({ name: '虚构甲', me: true });
    expect((await mine(next))[0]?.holder).toEqual({ name: '虚构甲', me: false });
    expect(await takeItem(next, id)).toMatchObject({ refusal: { code: 'work-held-by-another' } });
    expect(await putItemBack(next, id)).toMatchObject({ refusal: { code: 'not-found' } });
    // Brought up to date by its room, it stays his.
    await open(item(1, { title: pair('新标题', 'New title') }));
    expect((await mine(leaving))[0]).toMatchObject({ title: { zh: '新标题' }, holder: { me: true } });
    unwrap(await putItemBack(leaving, id));
    unwrap(await takeItem(next, id));
  });

  test('is for those who may do it: not from elsewhere, not who took the step before', async () => {
    await open(item(1), item(2, { notBy: leaving.actor.accountId }));
    expect(await takeItem(elsewhere, await idOf('card/1'))).toMatchObject({ refusal: { code: 'not-found' } });
    expect(await takeItem(leaving, await idOf('card/2'))).toMatchObject({ refusal: { code: 'not-found' } });
  });
});

describe('handing over', () => {
  test('gives all that a person holds to another, with the reason in the journal, and asks the rooms for the rest', async () => {
    await open(item(1), item(2), item(3));
    for (const subject of ['card/1', 'card/2']) unwrap(await takeItem(leaving, await idOf(subject)));
    expect(unwrap(await openWorkOf(superior, loginOf(leaving)))).toMatchObject({
      name: '虚构甲',
      held: 2,
      // The reader has no such post: titles stay with those who may see them.
      items: [],
      named: [{ count: 3 }],
    });
    const done = unwrap(await give());
    expect(done).toMatchObject({ moved: 2, named: [{ count: 2 }], left: [{ what: { zh: '虚构任务 3' } }] });
    expect(asked).toEqual([{ from: leaving.actor.accountId, to: next.actor.accountId, reason: '调离' }]);
    expect((await mine(next)).filter(({ holder }) => holder?.me).map(({ subject }) => subject)).toEqual([
      'card/1',
      'card/2',
    ]);
    const entries = await withTransaction(database, 'migrator', (tx) =>
      tx.query<{ subject: string; account_id: string }>(
        `select subject, account_id from journal.entry where act = 'work.hand-over' order by subject`,
      ),
    );
    expect(entries).toEqual(['card/1', 'card/2'].map((subject) => ({ subject, account_id: superior.actor.accountId })));
  });

  test('leaves what the other may not do, and says why: four eyes, no such post there', async () => {
    await open(item(1, { notBy: next.actor.accountId }), item(2, { region: '440605' }), item(3));
    for (const subject of ['card/1', 'card/2', 'card/3']) unwrap(await takeItem(leaving, await idOf(subject)));
    const seeing = await testCall(services, { permissions: ['work.hand-over', 'test.review'] });
    const { moved, left } = unwrap(
      await give({ by: seeing, items: [await idOf('card/1'), await idOf('card/2'), await idOf('card/3')] }),
    );
    expect(moved).toBe(1);
    expect(left.map(({ what, why }) => [what.zh, why.en])).toEqual([
      ['虚构事项1', 'The other took the step before and may not take this one'],
      ['虚构事项2', 'The other has no post there that may do it; give it under Accounts first'],
    ]);
    expect(asked).toEqual([]);
    expect((await mine(leaving)).filter(({ holder }) => holder?.me)).toHaveLength(2);
  });

  test('whose power of attorney leaves the matter out is not taken for somebody who may do it', async () => {
    await open(item(1, { permission: 'test.narrow' }));
    const agent = await testCall(services, { permissions: ['test.narrow', 'test.other'], region: '440604' });
    const narrow = await testCall(services, { permissions: ['test.narrow', 'test.other'], region: '440604' });
    await withTransaction(database, 'migrator', (tx) =>
      tx.query(`update identity.role_grant set limited_to = '{test.other}' where account_id = $1`, [
        narrow.actor.accountId,
      ]),
    );
    unwrap(await takeItem(agent, await idOf('card/1')));
    expect(unwrap(await openWorkOf(superior, loginOf(agent))).onlyHis).toBe(1);
    const handed = unwrap(await handOver(superior, { from: loginOf(agent), to: loginOf(narrow), reason: '调离' }));
    expect([handed.moved, handed.left[0]?.why.en]).toEqual([
      0,
      'The other has no post there that may do it; give it under Accounts first',
    ]);
  });

  test('is for administrators and superiors within their region', async () => {
    await open(item(1));
    unwrap(await takeItem(leaving, await idOf('card/1')));
    expect(await give({ by: leaving })).toMatchObject({ refusal: { code: 'forbidden' } });
    const foreign = await testCall(services, { permissions: ['work.hand-over'], region: '440700' });
    const { moved, left } = unwrap(await give({ by: foreign, items: [await idOf('card/1')] }));
    expect([moved, left[0]?.why.en]).toEqual([0, 'Outside your region']);
    // Nor does he learn what it is about.
    expect(left[0]?.what.zh).toMatch(/^待办 \d+ 号/);
    expect(await give({ to: leaving })).toMatchObject({ refusal: { code: 'validation-failed' } });
    expect(await handOver(superior, { from: 'nobody', to: loginOf(next), reason: '调离' })).toMatchObject({
      refusal: { fields: { from: { en: expect.stringContaining('no such account') } } },
    });
  });

  test('tells which open items nobody else has the post for', async () => {
    const alone = await testCall(services, { permissions: ['test.only'], region: '440604' });
    await open(item(1, { permission: 'test.only' }), item(2));
    expect(unwrap(await openWorkOf(superior, loginOf(alone))).onlyHis).toBe(1);
    expect(unwrap(await openWorkOf(superior, loginOf(leaving))).onlyHis).toBe(0);
    await perform(testSystemCall(services), { permission: null }, async (act) => {
      await act.asEngine();
      return ok(await closeWork(act, [{ kind: 'test.review', subject: 'card/1' }]));
    });
    expect(unwrap(await openWorkOf(superior, loginOf(alone))).onlyHis).toBe(0);
  });
});
