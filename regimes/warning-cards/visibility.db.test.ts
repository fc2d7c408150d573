import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { officialSees, type Place } from '../../tests/places.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { actOnCards, getCard, listCards, manifest } from './index.ts';
import { type CardAct, cardActs, cardProcess } from './warning-card.ts';

const { database } = await testDatabase();
const services = testServices(database, {
  manifests: [manifest],
});
const made = madeUpResults(database, services);
const seed = 20_000_328;

const located: readonly (Place & { readonly province: string | null })[] = [
  { province: '440000', city: '440600', county: '440604' },
  { province: '440000', city: '440600', county: null },
  { province: '440000', city: '440100', county: '440103' },
  { province: '440000', city: null, county: null },
  { province: '330000', city: '330100', county: null },
  { province: null, city: null, county: null },
];
const check = await made.check({ publishedOn: '2015-03-15' });
const category = await made.category('虚构种类');
const producers = await Promise.all(
  located.map((place, index) => made.enterprise({ name: `虚构厂${index}`, ...place })),
);
await made.store(producers.map((producer) => ({ producer, category, check })));
const cards = await withTransaction(database, 'system', (tx) =>
  tx.query<{ id: number; version: number; place: number }>(
    `select c.id, c.version, array_position($1::bigint[], c.producer_id) - 1 as place from warning_cards.card c order by c.id`,
    [producers],
  ),
);
const regions = ['100000', '440000', '440600', '440604', '440100', '330000'] as const;
const permissions = [
  'warning-cards.read',
  'warning-cards.submit',
  'warning-cards.issue',
  'warning-cards.review',
] as const;

test(`user × region × verb: nobody sees or acts beyond the own region, on reused connections (seed ${seed})`, async () => {
  const callers = new Map<string, Call>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...regions),
      fc.subarray([...permissions]),
      fc.constantFrom(...cardActs),
      fc.constantFrom(...cards),
      async (region, held, act: CardAct, card) => {
        const key = `${region} ${held.join()}`;
        const call = callers.get(key) ?? (await testCall(services, { region, permissions: held }));
        callers.set(key, call);
        const place = located[card.place] as Place;
        const reads = held.includes('warning-cards.read');
        const visible = cards.filter((one) => reads && officialSees(region, located[one.place] as Place)).length;
        const listed = await listCards(call, { dataset: 'demo', limit: 50 });
        if (reads) expect(unwrap(listed)).toMatchObject({ total: visible });
        else expect(listed).toMatchObject({ refusal: { code: 'forbidden' } });
        const seen = reads && officialSees(region, place);
        expect((await getCard(call, card.id)).ok).toBe(seen);

        const answer = await actOnCards(call, act, { cards: [{ id: card.id, version: card.version }] }, '测试');
        const { permission } = cardProcess.acts[act];
        const mayAct =
          held.includes(permission) &&
          (permission === 'warning-cards.submit' || region === '440000' || region === '100000');
        if (!mayAct)
          expect(answer).toMatchObject({
            ok: false,
            refusal: { code: expect.stringMatching(/forbidden|outside-your-region/) },
          });
        else if (!seen) expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
        else if (answer.ok) {
          // Put back, so that the next user finds the same.
          await withTransaction(database, 'system', (tx) =>
            tx.query(
              `update warning_cards.card set state = case when province_code is null then 'held' else 'proposed' end, version = $2, decided_by = null, submitted_by = null, grounds = null where id = $1`,
              [card.id, card.version],
            ),
          );
        }
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('nobody who is not named sees anything', async () => {
  const rows = await withTransaction(database, {}, (tx) => tx.query('select id from warning_cards.card'));
  expect(rows).toEqual([]);
  const events = await withTransaction(database, { account: '' }, (tx) =>
    tx.query('select id from warning_cards.event'),
  );
  expect(events).toEqual([]);
  await expect(
    withTransaction(database, 'portal', (tx) => tx.query('select id from warning_cards.card')),
  ).rejects.toThrow(/permission/);
  expect(
    await withTransaction(database, 'portal', (tx) => tx.query('select id from warning_cards.public_card')),
  ).toEqual([]);
  for (const table of ['rectification', 'seller_order', 'task', 'hand_over', 'event', 'published_card']) {
    const seen = await withTransaction(database, { account: '' }, (tx) =>
      tx.query(`select 1 from warning_cards.${table}`),
    );
    expect(seen, table).toEqual([]);
  }
});
