import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { cardIssuedType } from '../warning-cards/facts.ts';
import { manifest } from './index.ts';
import { recordLicenceAct } from './operations-acts.ts';
import { askGate } from './operations-gate.ts';
import { actOnRequest, getRequest, listRequests } from './operations-requests.ts';
import { getLicence, listLicences, myLicences } from './operations.ts';
import { asOwner, codeOf, holderOf, importTable, issued, listed, others, tell } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
await seedRegisters(database, '440000');
const made = madeUpResults(database, services);
const cement = await made.category('虚构水泥');
await listed(database, cement);
const officer = await testCall(services, { permissions: ['licences.read', 'licences.record', 'licences.gate'] });
const now = (call: Call): Call => ({ ...call, today: dayAt(services.now()) });
const goTo = (day: string): void => services.setNow(`${day}T02:00:00.000Z`);
const licence = (n: number, validUntil: string, more: object = {}) => ({
  number: `虚构XK-${n}`,
  holder: `虚构水泥厂${n}`,
  code: codeOf(n),
  category: '虚构水泥',
  validUntil,
  ...more,
});
const idOf = async (number: string) =>
  unwrap(await listLicences(officer, { dataset: 'demo', q: number, limit: 5 })).rows[0]?.id ?? 0;
const told = async (n: number) =>
  (
    await asOwner<{ kind: string; key: string }>(
      database,
      `select kind, key from delivery.message where inbox = $1 and kind in ('licences.expiring', 'licences.expired') order by id`,
      [`enterprise/${await holderOf(database, codeOf(n))}`],
    )
  ).map(({ kind, key }) => `${kind.slice(9)} ${key.slice(-10)}`);
const terms = async (n: number) =>
  (
    await asOwner<{ due: string }>(
      database,
      `select due_on as due from work.item where kind = 'licences.renew' and state = 'open' and region_code = $1`,
      [`enterprise/${await holderOf(database, codeOf(n))}`],
    )
  ).map(({ due }) => due);
const night = async (): Promise<void> => {
  for (const name of ['licences.watch-terms', 'licences.watch-terms', 'deadlines.run', 'deadlines.run'])
    await services.composition.jobs.find((job) => job.name === name)?.run(testSystemCall(services), {});
};
const record = async (n: number, act: 'renew' | 'surrender' | 'issuer-revoke' | 'issuer-suspend', on: string) => {
  const { id, version } = unwrap(await getLicence(now(officer), await idOf(`虚构XK-${n}`)));
  return unwrap(await recordLicenceAct(now(officer), id, { act, on, version, reason: '测试' }));
};

test('the holder is warned once so many days ahead, has it in its work, and hears when the term is over; gate and page follow the day', async () => {
  await importTable(officer, [licence(1, '2026-12-10'), licence(2, '2030-12-10')]);
  // Ninety days before 10 December is 11 September.
  for (const [day, messages, open] of [
    ['2026-09-10', [], []],
    ['2026-09-11', ['expiring 2026-12-10'], ['2026-12-10']],
    ['2026-12-10', ['expiring 2026-12-10'], ['2026-12-10']],
    ['2026-12-11', ['expiring 2026-12-10', 'expired 2026-12-10'], []],
    ['2026-12-12', ['expiring 2026-12-10', 'expired 2026-12-10'], []],
  ] as const) {
    goTo(day);
    await night();
    expect(await told(1), day).toEqual(messages);
    expect(await terms(1), day).toEqual(open);
    const over = day > '2026-12-10';
    // On the day itself, with no job needed.
    const gate = unwrap(await askGate(now(officer), { enterprise: codeOf(1), category: '虚构水泥' }));
    expect(gate.answer, day).toBe(over ? 'preparation-only' : 'production-may-be-added');
    expect(unwrap(await getLicence(now(officer), await idOf('虚构XK-1'))).standing, day).toBe(over ? 'expired' : 'valid');
    expect(unwrap(await listLicences(now(officer), { dataset: 'demo', standing: 'expired', limit: 5 })).total).toBe(over ? 1 : 0);
  }
  expect(await told(2)).toEqual([]);
  goTo('2026-09-01');
}); // prettier-ignore

test('a table brings it up at once; renewed it goes, or moves to the later day; the new day is warned of anew', async () => {
  await importTable(officer, [licence(3, '2026-09-20'), licence(4, '2026-09-20')]);
  expect(await told(3)).toEqual(['expiring 2026-09-20']);
  await importTable(officer, [licence(3, '2026-09-20')]);
  expect(await told(3)).toEqual(['expiring 2026-09-20']);
  await record(3, 'renew', '2031-09-20');
  expect(await terms(3)).toEqual([]);
  await record(4, 'renew', '2026-10-20');
  expect([await terms(4), await told(4)]).toEqual([['2026-10-20'], ['expiring 2026-09-20', 'expiring 2026-10-20']]);
  goTo('2026-09-21');
  await night();
  // The former last day is nobody's any more.
  expect(await told(4)).toEqual(['expiring 2026-09-20', 'expiring 2026-10-20']);
  await importTable(now(officer), [licence(4, '2031-10-20')]);
  expect(await terms(4)).toEqual([]);
  goTo('2031-07-01');
  await night();
  expect(await told(3)).toEqual(['expiring 2026-09-20', 'expiring 2031-09-20']);
  goTo('2026-09-01');
});

test('over, surrendered, revoked or of the past: nobody is warned; a suspended one runs out too', async () => {
  await importTable(officer, [
    licence(5, '2026-09-20', { surrenderedOn: '2026-08-01' }),
    licence(6, '2026-09-20', { revokedOn: '2026-08-01' }),
    licence(7, '2026-08-20'),
    licence(8, '2026-09-20'),
    licence(9, '2026-09-20', { issuer: '国家质量监督检验检疫总局' }),
  ]);
  await night();
  for (const n of [5, 6, 7]) expect([await told(n), await terms(n)]).toEqual([[], []]);
  await record(8, 'surrender', '2026-09-01');
  expect(await terms(8)).toEqual([]);
  await record(9, 'issuer-suspend', '2026-09-01');
  expect(await terms(9)).toEqual(['2026-09-20']);
  goTo('2026-09-21');
  await night();
  expect([await told(8), await told(9)]).toEqual([
    ['expiring 2026-09-20'],
    ['expiring 2026-09-20', 'expired 2026-09-20'],
  ]);
  goTo('2026-09-01');
});

test('a firm sees what it holds with the days left, and nothing of others, by page and by table', async () => {
  const holder = await holderOf(database, codeOf(9));
  const firm = await testCall(services, { permissions: ['licences.own'], region: `enterprise/${holder}` });
  const { rows } = unwrap(await myLicences(firm));
  expect(rows).toMatchObject([{ number: '虚构XK-9', standing: 'suspended', daysLeft: 19 }]);
  expect(await listLicences(firm, { dataset: 'demo', limit: 5 })).toMatchObject({ refusal: { code: 'forbidden' } });
  const seen = await withTransaction(database, { account: firm.actor.accountId ?? '' }, (tx) =>
    tx.query<{ holder: number }>('select holder_id as holder from licences.licence'),
  );
  expect(seen).toEqual([{ holder }]);
  expect(await myLicences(officer)).toMatchObject({ refusal: { code: 'forbidden' } });
});

test('an expired certificate needs no answer of its body any more; renewed under the card it is asked about again', async () => {
  const row = licence(10, '2026-09-20', { number: '虚构3C-10', kind: '强制性认证', issuer: '虚构认证中心' });
  await importTable(officer, [row]);
  const [card = 0] = await issued(database, [{ producer: await holderOf(database, codeOf(10)), category: cement }]);
  await tell(testSystemCall(services), cardIssuedType, [card]);
  const open = async () =>
    unwrap(await listRequests(now(officer), { dataset: 'demo', state: 'asked', limit: 5 })).rows.map(({ id }) => id);
  const [first = 0, ...more] = await open();
  expect(more).toEqual([]);
  goTo('2026-09-21');
  await night();
  expect(unwrap(await getRequest(now(officer), first)).state).toBe('lapsed');
  await importTable(now(officer), [{ ...row, validUntil: '2031-09-20' }]);
  const [second = 0] = await open();
  expect(second).toBeGreaterThan(first);
  const answer = {
    answer: 'keeps',
    on: '2026-09-21',
    documentNumber: '来函1号',
    reason: '维持',
    files: [],
    version: 1,
  };
  unwrap(await actOnRequest(now(officer), second, 'record', answer as never));
  goTo('2026-09-01');
});
