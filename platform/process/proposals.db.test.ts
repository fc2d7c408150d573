import { beforeEach, describe, expect, test } from 'vitest';
import type { Process } from '#foundation/process.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { proposalsIn } from './index.ts';

const { database } = await testDatabase({ empty: true });
const { engine } = database.roles;

type State = 'proposed' | 'submitted' | 'flown' | 'lapsed' | 'burnt';
/** Kites that are flown where there is wind. */
const flow: Process<
  State,
  'submit' | 'fly' | 'burn',
  'send-back' | 'lapse' | 'restore' | 'open-review' | 'close-review'
> = {
  room: 'kites',
  kind: 'kite',
  name: pair('该风筝', 'The kite'),
  states: {
    proposed: pair('建议', 'proposed'),
    submitted: pair('已报', 'submitted'),
    flown: pair('已放', 'flown'),
    lapsed: pair('失效', 'lapsed'),
    burnt: pair('已烧', 'burnt'),
  },
  acts: {
    submit: { label: pair('报', 'Submit'), permission: 'kites.fly' },
    fly: { label: pair('放', 'Fly'), permission: 'kites.fly' },
    burn: { label: pair('烧', 'Burn'), permission: 'kites.fly' },
  },
  transitions: {
    proposed: { submit: 'submitted', lapse: 'lapsed' },
    submitted: { fly: 'flown', 'send-back': 'proposed', lapse: 'lapsed' },
    flown: { 'open-review': 'flown', 'close-review': 'flown', burn: 'burnt' },
    lapsed: { restore: 'proposed' },
    burnt: {},
  },
};
const same = 'd.place = x.place';
const kites = proposalsIn({
  flow,
  table: 'kites.kite',
  decided: { place: 'text', state: 'text', wind: 'int', colour: 'text' },
  same,
  fresh: `not exists (select from kites.kite x where ${same})`,
  order: 'place',
  follows: ['wind', 'colour'],
  alongside: ['state'],
  judged: ['wind'],
  intended: ['fly_at'],
  resolved: ['flown_by'],
});

const at = new Date('2000-03-28T02:00:00Z');
type Decision = readonly [place: string, wind: number, colour: string];

/** What the rule decides now is brought in. */
const reconcile = (...decisions: readonly Decision[]) =>
  withTransaction(database, 'system', async (tx) => {
    await kites.takeTurn(tx);
    await kites.openDecided(tx);
    await kites.copyDecided(
      tx,
      decisions.map(([place, wind, colour]) => [place, 'proposed', wind, colour]),
    );
    return kites.reconcile(tx, at, `x.place <> 'elsewhere'`);
  });
const run = <Row>(sql: string): Promise<Row[]> => withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql));
/** A person acts on the kite. */
const act = (state: State) =>
  run(
    `update kites.kite set state = '${state}', version = version + 1, touched = true, submitted_by = 'who', fly_at = 'noon', flown_by = 'who'`,
  );
const kite = async () =>
  (
    await run(
      'select state, wind, colour, version, ground_present, under_review, submitted_by, fly_at, flown_by from kites.kite',
    )
  )[0];
const verbs = async () =>
  (await run<{ verb: string }>('select verb from kites.event order by id')).map(({ verb }) => verb);

beforeEach(() =>
  withTransaction(database, 'migrator', async (tx) => {
    await tx.query('drop schema if exists kites cascade; create schema kites');
    await tx.query(`create table kites.kite (id bigint generated always as identity primary key, version int not null default 1,
      place text not null, state text not null, wind int not null, colour text not null, touched boolean not null default false,
      ground_present boolean not null default true, under_review boolean not null default false, grounds jsonb, submitted_by text,
      submitted_at timestamptz, proposed_at timestamptz not null, fly_at text, flown_by text)`);
    await tx.query(`create table kites.event (id bigint generated always as identity primary key, subject_kind text not null,
      subject_id bigint not null, verb text not null, state text not null, account_id uuid, at timestamptz not null, reason text, detail jsonb)`);
    await tx.query(`grant usage on schema kites to ${engine}; grant all on kites.kite, kites.event to ${engine}`);
  }),
);

describe('what the program proposes', () => {
  test('is proposed once, follows its ground, and goes with it while nobody has acted on it', async () => {
    expect((await reconcile(['hill', 4, 'red'])).counts).toEqual({ propose: 1 });
    expect((await reconcile(['hill', 4, 'red'])).counts).toEqual({ propose: 0 });
    expect((await reconcile(['hill', 5, 'blue'])).counts).toEqual({ propose: 0, update: 1 });
    expect(await kite()).toMatchObject({ state: 'proposed', wind: 5, colour: 'blue', version: 2 });
    expect((await reconcile()).counts).toEqual({ propose: 0, delete: 1 });
    expect(await kite()).toBeUndefined();
    expect(await verbs()).toEqual([]);
  });

  test('goes back to whoever submitted it when that changes which was judged, and not for less', async () => {
    await reconcile(['hill', 4, 'red']);
    await act('submitted');
    expect((await reconcile(['hill', 4, 'blue'])).counts).toEqual({ propose: 0 });
    const done = await reconcile(['hill', 6, 'blue']);
    expect(done).toMatchObject({ counts: { 'send-back': 1 }, by: { 'send-back': [1] }, returned: [1] });
    expect(await kite()).toMatchObject({
      state: 'proposed',
      wind: 6,
      colour: 'blue',
      submitted_by: null,
      fly_at: null,
      flown_by: null,
    });
  });

  test('lapses when people have acted on it, and comes back with its ground', async () => {
    await reconcile(['hill', 4, 'red']);
    await act('submitted');
    expect(await reconcile()).toMatchObject({ counts: { lapse: 1 }, returned: [1] });
    expect(await kite()).toMatchObject({
      state: 'lapsed',
      ground_present: false,
      submitted_by: null,
      fly_at: null,
      flown_by: 'who',
    });
    expect((await reconcile()).counts).toEqual({ propose: 0 });
    expect(await reconcile(['hill', 4, 'red'])).toMatchObject({ counts: { propose: 0, restore: 1 }, returned: [] });
    expect(await kite()).toMatchObject({ state: 'proposed', ground_present: true, flown_by: null });
    // Sent to nobody any more, it is not deleted either: it has been acted on.
    expect((await reconcile()).counts).toEqual({ propose: 0, lapse: 1 });
    expect(await verbs()).toEqual(['lapse', 'restore', 'lapse']);
  });

  test('is reviewed once it is in force, and the review closes when its ground is back', async () => {
    await reconcile(['hill', 4, 'red']);
    await act('flown');
    expect((await reconcile(['hill', 9, 'red'])).counts).toEqual({ propose: 0 });
    expect(await reconcile()).toMatchObject({ counts: { 'open-review': 1 }, opened: [1], closed: [] });
    expect(await kite()).toMatchObject({
      state: 'flown',
      wind: 4,
      under_review: true,
      ground_present: false,
      submitted_by: 'who',
    });
    expect(await reconcile(['hill', 9, 'red'])).toMatchObject({
      counts: { 'close-review': 1 },
      opened: [],
      closed: [1],
    });
    expect(await kite()).toMatchObject({ state: 'flown', wind: 4, under_review: false, ground_present: true });
    expect(await verbs()).toEqual(['open-review', 'close-review']);
  });

  test('has its ground again without a word where the review was decided', async () => {
    await reconcile(['hill', 4, 'red']);
    await act('flown');
    await reconcile();
    await run('update kites.kite set under_review = false');
    expect((await reconcile(['hill', 4, 'red'])).counts).toEqual({ propose: 0, 'return-ground': 1 });
    expect(await kite()).toMatchObject({ ground_present: true, under_review: false });
    expect(await verbs()).toEqual(['open-review']);
  });

  test('is left alone when it is over, and outside what is looked at', async () => {
    await reconcile(['elsewhere', 4, 'red']);
    expect((await reconcile()).counts).toEqual({ propose: 0 });
    await run(`update kites.kite set place = 'hill'`);
    await act('burnt');
    expect((await reconcile()).counts).toEqual({ propose: 0 });
    expect(await kite()).toMatchObject({ state: 'burnt', version: 2 });
  });
});
