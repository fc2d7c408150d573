import { expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { perform } from '#platform/operation/index.ts';
import { myWork } from '#platform/work/workbench.ts';
import { testCall, testSystemCall } from '../../../tests/services.ts';
import { rectificationQueues } from './operations-queues.ts';
import { listSellerOrders, readSellerOrder } from './operations-sellers-read.ts';
import { actOnSellerOrder } from './operations-sellers.ts';
import { withTransaction } from '#platform/database/index.ts';
import { rectificationDesk, service } from './testing/rectification-desk.ts';

const { database, notice, made, officer, county, elsewhere, on, rows, ordered, run } = await rectificationDesk();
const offered = (acts: readonly { readonly act: string; readonly refusal: unknown }[]) =>
  acts.filter(({ refusal }) => refusal === null).map(({ act }) => act);
/** What stands in a pile of the workbench. */
const waiting = (name: string, { actor, ...call } = elsewhere) =>
  withTransaction(database, { account: actor.accountId ?? '' }, async (tx) => rectificationQueues.find(({ key }) => key === `warning-cards.${name}.demo`)?.count(tx, actor, { actor, ...call })); // prettier-ignore

test('the authority of the seller’s place finds the order, serves it, hears of the report and settles it; that of the producer’s place does not', async () => {
  const seller = await made.enterprise({ name: '虚构异地商店', city: '440300' });
  const { producer } = await ordered({ seller, city: '440600' });
  const list = async (call = elsewhere, more = {}) => unwrap(await listSellerOrders(on(call, '2026-09-02'), { dataset: 'demo', limit: 50, ...more })); // prettier-ignore
  const [line] = (await list()).rows;
  expect(line).toMatchObject({ state: 'to-serve', firm: { id: seller }, producer: { id: producer }, daysLeft: null });
  expect((await list(elsewhere, { q: line?.number ?? '?' })).total).toBe(1);
  expect((await list(elsewhere, { q: '别家' })).total).toBe(0);
  expect((await list(county)).total).toBe(0);
  const id = line?.id ?? 0;
  expect(await readSellerOrder(county, id, 'warning-cards.read')).toMatchObject({ refusal: { code: 'not-found' } });
  const read = async (call = elsewhere, day = '2026-09-03') => unwrap(await readSellerOrder(on(call, day), id, 'warning-cards.read')); // prettier-ignore
  expect(offered((await read()).acts)).toEqual(['serve']);
  expect(await waiting('sellers-to-serve')).toMatchObject({ count: 1 });
  const shop = await testCall(notice, { permissions: ['warning-cards.answer'], region: `enterprise/${seller}`, name: '虚构店主' }); // prettier-ignore
  const own = () => readSellerOrder(on(shop, '2026-09-05'), id, 'warning-cards.answer');
  expect(await own()).toMatchObject({ refusal: { code: 'not-found' } });
  unwrap(await actOnSellerOrder(on(elsewhere, '2026-09-03'), id, 'serve', { version: 1, ...service('2026-09-02') }));
  expect(await read()).toMatchObject({ state: 'running', manner: 'hand', daysLeft: 14, next: { due: '2026-09-17' } });
  expect(offered(unwrap(await own()).acts)).toEqual(['report']);
  await run('2026-09-18');
  // Overdue, the item leads the authority to the order.
  await run('2026-09-29');
  const { items } = unwrap(await myWork(on(elsewhere, '2026-09-30'), { limit: 100 }));
  expect(items.map(({ link }) => link)).toContain(`/seller-orders/${id}`);
  const report = { source: '虚构批发部', offSale: 2, returned: 1, destroyed: 1, unit: '件', measures: '加强验收' };
  unwrap(await actOnSellerOrder(on(shop, '2026-09-30'), id, 'report', { version: 3, report }));
  expect(await waiting('sellers-reported')).toMatchObject({ count: 1 });
  expect(await read(elsewhere, '2026-10-01')).toMatchObject({ state: 'reported', report, daysLeft: null });
  expect(offered((await read(elsewhere, '2026-10-01')).acts)).toEqual(['accept', 'return']);
  unwrap(await actOnSellerOrder(on(elsewhere, '2026-10-01'), id, 'accept', { version: 4 }));
  expect(await list()).toMatchObject({ counts: { settled: 1, reported: 0 } });
  expect((await read()).events).toHaveLength(5);
  expect(await rows(`select 1 from work.item where state = 'open' and link = $1`, [`/seller-orders/${id}`])).toEqual(
    [],
  );
});

test('a seller of unknown place is the bureau’s business until its place is confirmed, then that of its authority', async () => {
  const seller = await made.enterprise({ name: '虚构无址商店', province: null, city: null });
  await ordered({ seller });
  const [order] = await rows<{ id: number }>('select id from warning_cards.seller_order where enterprise_id = $1', [seller]); // prettier-ignore
  const id = order?.id ?? 0;
  expect(await readSellerOrder(elsewhere, id, 'warning-cards.read')).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await waiting('sellers-to-serve', officer)).toEqual({ count: 1, elsewhere: 0, unplaced: 1 });
  unwrap(
    await perform(testSystemCall(notice), { permission: null }, async (doing) => {
      doing.emit({ type: 'enterprises/region-confirmed@1', payload: { dataset: 'demo', enterpriseId: seller, cityCode: '440300', countyCode: null } }); // prettier-ignore
      return ok(undefined);
    }),
  );
  expect(await waiting('sellers-to-serve', officer)).toEqual({ count: 0, elsewhere: 1, unplaced: 0 });
  expect(await waiting('sellers-to-serve')).toEqual({ count: 1, elsewhere: 0, unplaced: 0 });
  expect(offered(unwrap(await readSellerOrder(elsewhere, id, 'warning-cards.read')).acts)).toEqual(['serve']);
  const served = { version: 2, ...service('2026-09-03') };
  unwrap(await actOnSellerOrder(on(elsewhere, '2026-09-03'), id, 'serve', served));
});

test('the bureau serves where nobody nearer may: what lies with the officers of a city is told apart', async () => {
  const before = await waiting('to-serve', officer);
  if (before === undefined || typeof before === 'number') throw new Error('no pile');
  await ordered({ city: '440600' });
  await ordered({ city: '440900' });
  await ordered({ city: '440900' });
  const { count, elsewhere: apart = 0 } = before;
  expect(await waiting('to-serve', officer)).toEqual({ count: count + 2, elsewhere: apart + 1, unplaced: 0 });
  expect(await waiting('to-serve', county)).toEqual({ count: apart + 1, elsewhere: 0, unplaced: 0 });
});

test('the list goes on page by page, the nearest deadline first', async () => {
  for (const [name, day] of [['虚构甲店', '2026-09-04'], ['虚构乙店', '2026-09-02'], ['虚构丙店', null]] as const) {
    const seller = await made.enterprise({ name, city: '440300' });
    await ordered({ seller });
    const [order] = await rows<{ id: number }>('select id from warning_cards.seller_order where enterprise_id = $1', [seller]); // prettier-ignore
    if (day !== null)
      unwrap(await actOnSellerOrder(on(elsewhere, day), order?.id ?? 0, 'serve', { version: 1, ...service(day) }));
  } // prettier-ignore
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = unwrap(await listSellerOrders(on(elsewhere, '2026-09-05'), { dataset: 'demo', limit: 1, ...(cursor === undefined ? {} : { cursor }) })); // prettier-ignore
    names.push(...page.rows.filter(({ state }) => state !== 'settled').map(({ firm }) => firm.name));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(names).toEqual(['虚构乙店', '虚构无址商店', '虚构甲店', '虚构丙店']);
  expect(await listSellerOrders(elsewhere, { dataset: 'demo', limit: 1, cursor: 'x' })).toMatchObject({ ok: false });
});
