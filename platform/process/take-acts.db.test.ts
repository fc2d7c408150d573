import { beforeAll, describe, expect, test } from 'vitest';
import type { Process } from '#foundation/process.ts';
import { type Refusal, ok, refusal, refuse, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { type Chosen, type KeepingMany, takeAct, takeActs } from './index.ts';

const { database } = await testDatabase();
const { app, engine } = database.roles;

type State = 'hung' | 'ringing' | 'silent';
type Verb = 'ring' | 'stop';
/** Bells: whoever rang one does not stop it, and a cracked one is not rung. */
const flow: Process<State, Verb> = {
  room: 'bells',
  kind: 'bell',
  name: pair('该钟', 'The bell'),
  states: { hung: pair('挂起', 'hung'), ringing: pair('在响', 'ringing'), silent: pair('已停', 'silent') },
  acts: {
    ring: { label: pair('敲响', 'Ring'), permission: 'bells.ring' },
    stop: { label: pair('停止', 'Stop'), permission: 'bells.ring', reason: true },
  },
  transitions: { hung: { ring: 'ringing' }, ringing: { stop: 'silent' }, silent: { ring: 'ringing' } },
};
interface Bell {
  readonly id: number;
  readonly dataset: 'demo' | 'historical';
  readonly state: State;
  readonly version: number;
  readonly region: string | null;
  readonly cracked: boolean;
  readonly ringer: string | null;
}
const keeping: KeepingMany<State, Verb, Bell> = {
  flow,
  plural: 'bells',
  notBy: (bell, verb) => (verb === 'stop' ? [bell.ringer] : []),
  barOf: (bell, verb): Refusal | undefined =>
    bell.cracked
      ? refusal('state-not-allowed', { state: pair('有裂纹', 'cracked'), act: flow.acts[verb].label })
      : undefined,
  visible: async (tx, ids) =>
    (await tx.query<{ id: number }>('select id from bells.bell where id = any ($1::bigint[])', [ids])).map(
      ({ id }) => id,
    ),
  lockAll: (tx, ids) =>
    tx.query<Bell>('select * from bells.bell where id = any ($1::bigint[]) order by id for update', [ids]),
  placeOf: ({ region }) => region,
  storeStroke: (tx, ids, { state, account, verb }) =>
    tx.query(
      `update bells.bell set state = $2, version = version + 1, ringer = case when $3 = 'ring' then $4::uuid end where id = any ($1::bigint[])`,
      [ids, state, verb, account],
    ),
};
const manifest: Manifest = {
  name: 'bells',
  permissions: { 'bells.ring': pair('敲钟', 'Ring bells') },
  journal: {
    acts: { 'bells.ring-bell': pair('敲响', 'Rung'), 'bells.stop-bell': pair('停止', 'Stopped') },
    subjects: { bell: { name: flow.name }, bells: { name: pair('多口钟', 'Several bells') } },
  },
};
const services = testServices(database, { manifests: [manifest] });

let ringer: Call;
let other: Call;
beforeAll(async () => {
  await withTransaction(database, 'migrator', async (tx) => {
    await tx.query('create schema bells');
    await tx.query(`grant usage on schema bells to ${app}, ${engine}`);
    await tx.query(`create table bells.bell (id bigint primary key, dataset text not null, state text not null default 'hung',
      version int not null default 1, region text, cracked boolean not null default false, ringer uuid, hidden boolean not null default false)`);
    await tx.query(`create table bells.event (id bigint generated always as identity primary key, subject_kind text not null,
      subject_id bigint not null, verb text not null, state text not null, account_id uuid, at timestamptz not null, reason text, detail jsonb)`);
    await tx.query('alter table bells.bell enable row level security');
    await tx.query(`create policy seen on bells.bell to ${app} using (not hidden)`);
    await tx.query(`create policy all_of_it on bells.bell to ${engine} using (true)`);
    await tx.query(`grant select, insert, update on bells.bell, bells.event to ${engine}`);
    await tx.query(`grant select on bells.bell, bells.event to ${app}`);
  });
  ringer = await testCall(services, { permissions: ['bells.ring'], name: '敲钟甲' });
  other = await testCall(services, { permissions: ['bells.ring'], name: '敲钟乙' });
});

const query = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, [...values]));
let last = 0;
const hang = async (count: number, more: Partial<Bell & { hidden: boolean }> = {}): Promise<number[]> => {
  const ids = Array.from({ length: count }, () => (last += 1));
  const { dataset = 'demo', region = '440600', cracked = false, hidden = false } = more;
  await query(
    'insert into bells.bell (id, dataset, region, cracked, hidden) select id, $2, $3, $4, $5 from unnest($1::bigint[]) id',
    [ids, dataset, region, cracked, hidden],
  );
  return ids;
};
const seen = (ids: readonly number[], version = 1): Chosen => ({ things: ids.map((id) => ({ id, version })) });
const take = (call: Call, verb: Verb, chosen: Chosen, input: { reason?: string; at?: string } = {}) =>
  takeActs(call, keeping, verb, chosen, input, () => Promise.resolve(ok({})));
const bells = (ids: readonly number[]) =>
  query<Bell>('select * from bells.bell where id = any ($1::bigint[]) order by id', [ids]);
const events = (ids: readonly number[]) =>
  query<{ id: number; verb: string; state: string }>(
    'select subject_id as id, verb, state from bells.event where subject_id = any ($1::bigint[]) order by subject_id, id',
    [ids],
  );
const entries = (subject: string) =>
  query<{ canonical: string }>(
    `select convert_from(canonical, 'UTF8') as canonical from journal.entry where subject = $1 order by id`,
    [subject],
  ).then((rows) => rows.map(({ canonical }) => JSON.parse(canonical)));

describe('one act on many things', () => {
  test('is taken on all that can take it, and says of each other why not', async () => {
    const good = await hang(2);
    const [cracked = 0] = await hang(1, { cracked: true });
    const [hidden = 0] = await hang(1, { hidden: true });
    const [stale = 0] = await hang(1);
    unwrap(await take(other, 'ring', seen([stale])));
    unwrap(await take(ringer, 'stop', seen([stale], 2), { reason: '夜深' }));
    const answer = unwrap(await take(ringer, 'ring', seen([...good, cracked, hidden, stale, 999_999])));
    expect(answer).toMatchObject({ done: 2, refused: 4 });
    const why = new Map(answer.refusals.map(({ id, refusal: { code, text } }) => [id, [code, text.zh]]));
    expect(why.get(cracked)?.[0]).toBe('state-not-allowed');
    expect(why.get(cracked)?.[1]).toContain('有裂纹');
    expect(why.get(hidden)).toEqual(['not-found', '没有找到该钟']);
    expect(why.get(999_999)?.[0]).toBe('not-found');
    expect(why.get(stale)?.[1]).toContain('最近一次：敲钟甲停止');
    expect((await bells(good)).map(({ state, version }) => [state, version])).toEqual([
      ['ringing', 2],
      ['ringing', 2],
    ]);
    expect((await bells([hidden])).map(({ state }) => state)).toEqual(['hung']);
    expect(await events(good)).toEqual(good.map((id) => ({ id, verb: 'ring', state: 'ringing' })));
  });

  test('is refused as one thing is, where it alone was chosen', async () => {
    const [id = 0] = await hang(1);
    unwrap(await take(ringer, 'ring', seen([id])));
    expect(await take(ringer, 'stop', seen([id], 2))).toMatchObject({ refusal: { code: 'reason-required' } });
    expect(await take(ringer, 'stop', seen([id], 2), { reason: '吵' })).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    const one = { ...keeping, isVisible: () => Promise.resolve(true), lock: async (tx: Tx, of: number) => (await keeping.lockAll(tx, [of]))[0], storeState: () => Promise.resolve() }; // prettier-ignore
    expect(
      await takeAct(ringer, one, id, 'stop', { version: 2, reason: '吵' }, () => Promise.resolve(ok({ value: 1 }))),
    ).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
    expect(unwrap(await take(other, 'stop', seen([id], 2), { reason: '吵' }))).toMatchObject({ done: 1 });
  });

  test('asks for the permission at the place of each thing', async () => {
    const own = await hang(2, { region: '440600' });
    const below = await hang(1, { region: '440604' });
    const away = await hang(1, { region: '440100' });
    const nowhere = await hang(1, { region: null });
    const city = await testCall(services, { region: '440600', permissions: ['bells.ring'] });
    const answer = unwrap(await take(city, 'ring', seen([...own, ...below, ...away, ...nowhere])));
    expect(answer).toMatchObject({ done: 3, refused: 2 });
    expect(answer.refusals.map(({ id, refusal: { code } }) => [id, code])).toEqual([
      [away[0], 'outside-your-region'],
      [nowhere[0], 'outside-your-region'],
    ]);
    expect(await take(city, 'ring', seen([999_998]), { at: '440000' })).toMatchObject({
      refusal: { code: 'outside-your-region' },
    });
    const nobody = await testCall(services, { permissions: [] });
    expect(await take(nobody, 'ring', seen(away))).toMatchObject({ refusal: { code: 'forbidden' } });
    // The database is asked, not the session alone: a grant that was moved meanwhile no longer holds.
    await query(`update identity.role_grant set region_code = '440100' where account_id = $1`, [city.actor.accountId]);
    expect(await take(city, 'ring', seen(await hang(1)))).toMatchObject({ refusal: { code: 'outside-your-region' } });
  });

  test('by a filter is taken on exactly what was counted', async () => {
    const ids = await hang(3);
    const find = () => Promise.resolve(ids);
    expect(await take(ringer, 'ring', { find, count: 2 })).toMatchObject({ refusal: { code: 'conflict' } });
    expect(unwrap(await take(ringer, 'ring', { find, count: 3 }))).toMatchObject({ done: 3, refused: 0 });
    const many = Array.from({ length: 20_001 }, (_, at) => at);
    expect(await take(ringer, 'ring', { find: () => Promise.resolve(many), count: many.length })).toMatchObject({
      refusal: { code: 'validation-failed' },
    });
  });

  test('is one entry of the journal a dataset, or one a thing where the room keeps each', async () => {
    const demo = await hang(2);
    const [historical = 0] = await hang(1, { dataset: 'historical' });
    unwrap(await take(ringer, 'ring', seen([...demo, historical])));
    const ofSet = (await entries('bells')).filter(({ payload }) => payload.bells?.includes(demo[0]));
    expect(ofSet).toMatchObject([{ act: 'bells.ring-bell', payload: { count: 2, bells: demo } }]);
    expect(await entries(`bell/${demo[0]}`)).toEqual([]);
    expect(await entries(`bell/${historical}`)).toMatchObject([{ payload: { count: 1 } }]);
    const payloadOf = (id: number) => ({ tone: id });
    unwrap(
      await takeActs(other, keeping, 'stop', seen(demo, 2), { reason: '吵' }, () => Promise.resolve(ok({ payloadOf }))),
    );
    for (const id of demo)
      expect(await entries(`bell/${id}`)).toMatchObject([
        { act: 'bells.stop-bell', payload: { tone: id, reason: '吵' } },
      ]);
  });

  test('leaves nothing where its work or what follows refuses', async () => {
    const ids = await hang(2);
    const refusing = () => Promise.resolve(refuse('conflict'));
    expect(await takeActs(ringer, keeping, 'ring', seen(ids), {}, refusing)).toMatchObject({ ok: false });
    const after = refusing;
    expect(await takeActs(ringer, keeping, 'ring', seen(ids), {}, () => Promise.resolve(ok({ after })))).toMatchObject({
      refusal: { code: 'conflict' },
    });
    expect((await bells(ids)).map(({ state }) => state)).toEqual(['hung', 'hung']);
    expect(await events(ids)).toEqual([]);
  });

  test('takes as many statements for a thousand things as for two', async () => {
    const statements = async (count: number): Promise<number> => {
      const ids = await hang(count);
      let n = 0;
      const counted: KeepingMany<State, Verb, Bell> = {
        ...keeping,
        visible: (tx, of) => keeping.visible(tx, of),
        lockAll: (tx, of) => {
          // From here on every statement of the transaction is counted.
          const query = tx.query.bind(tx);
          Object.assign(tx, {
            query: (...args: Parameters<typeof query>) => {
              n += 1;
              return query(...args);
            },
          });
          return keeping.lockAll(tx, of);
        },
      };
      const worked = await takeActs(ringer, counted, 'ring', seen([...ids, 999_997]), {}, () =>
        Promise.resolve(ok({})),
      );
      expect(unwrap(worked)).toMatchObject({ done: count, refused: 1 });
      return n;
    };
    expect(await statements(1000)).toBe(await statements(2));
  });

  test('of two who act at once on overlapping things each thing is taken once, and nobody waits in a ring', async () => {
    const ids = await hang(20);
    const both = await Promise.all([take(ringer, 'ring', seen(ids)), take(other, 'ring', seen(ids.toReversed()))]);
    expect(both.map((one) => unwrap(one).done).toSorted((a, b) => a - b)).toEqual([0, 20]);
    expect((await events(ids)).length).toBe(20);
  });
});
