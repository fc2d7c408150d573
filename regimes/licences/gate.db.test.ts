import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { manifest } from './index.ts';
import { askGate } from './operations-gate.ts';
import { asOwner, codeOf, holderOf, importTable, issued, listed, others, tell } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
/** Another server of the program on the same database. */
const beside = testServices(database, { manifests: [...platformManifests, others, manifest] });
const made = madeUpResults(database, services);
const cement = await made.category('虚构水泥');
await listed(database, cement);
await made.category('虚构毛巾');
const firms = 40;
await importTable(
  testSystemCall(services),
  Array.from({ length: firms }, (_, n) => ({ number: `虚构XK-${n}`, holder: `虚构厂${n}`, code: codeOf(n), category: '虚构水泥' })), // prettier-ignore
);
await asOwner(database, `update enterprises.enterprise set city_code = '440600'`);
await asOwner(database, `update enterprises.enterprise set city_code = '440100' where credit_code = any ($1)`, [
  Array.from({ length: firms }, (_, n) => codeOf(n)).filter((_, n) => n % 4 === 3),
]);
const foshan = await testCall(services, { permissions: ['licences.gate'], region: '440600' });
const guangzhou = await testCall(services, { permissions: ['licences.gate'], region: '440100' });
const all = Array.from({ length: firms }, (_, n) => n);
const products = ['虚构水泥', '虚构毛巾', '没有的产品'];

/** What a question is answered in few words: the answer with whom and what it is about, or the refusal. */
const said = async (call: Call, n: number, category: string): Promise<string> => {
  const result = await askGate(call, { enterprise: codeOf(n), category });
  if (!result.ok) return result.refusal.code;
  const { answer, enterprise, category: product, kinds } = result.value;
  return `${answer} ${enterprise?.name} ${product?.name} ${kinds.map(({ number }) => number).join()}`;
};

test('asked at the same time, each question gets what it gets alone; places beyond the asker’s are refused, and those alone', async () => {
  const questions = [foshan, guangzhou].flatMap((call) =>
    all.flatMap((n) => products.map((product) => [call, n, product] as const)),
  );
  const together = await Promise.all(questions.map((question) => said(...question)));
  const alone: string[] = [];
  for (const question of questions) alone.push(await said(...question));
  expect(together).toEqual(alone);
  for (const [at, [call, n, product]] of questions.entries()) {
    const here = (call === guangzhou) === (n % 4 === 3);
    if (!here) expect(together[at]).toBe('outside-your-region');
    else if (product === '虚构水泥')
      expect(together[at]).toBe(`production-may-be-added 虚构厂${n} 虚构水泥 虚构XK-${n}`);
    else expect(together[at]).toMatch(product === '虚构毛巾' ? /^not-in-catalogue/ : /^unknown/);
  }
});

test('the database itself tells of no licence outside the region of the asker, and lends nobody the reach of the engine', async () => {
  const [near, far] = [0, 3];
  const asked = (who: string, call: string) =>
    withTransaction(database, { account: who }, (tx) =>
      tx.query<{ facts: { allowed: boolean; licences: unknown[] } }>(`select facts from ${call} order by n`, [
        ['demo', 'demo'],
        [null, null],
        [codeOf(near), codeOf(far)],
        [null, null],
        ['虚构水泥', '虚构水泥'],
      ]),
    );
  const within = 'licences.gate_within_reach($1, $2, $3, $4, $5)';
  const told = async (who: string) =>
    (await asked(who, within)).map(({ facts }) => [facts.allowed, facts.licences.length]);
  expect(await told(foshan.actor.accountId ?? '')).toEqual([
    [true, 1],
    [false, 0],
  ]);
  const reader = await testCall(services, { permissions: ['licences.read'], region: '440000' });
  for (const who of [reader.actor.accountId ?? '', ''])
    expect(await told(who)).toEqual([
      [false, 0],
      [false, 0],
    ]);
  await expect(
    asked(foshan.actor.accountId ?? '', `licences.gate_facts($1, $2, $3, $4, $5, true, '{}')`),
  ).rejects.toThrow(/permission denied/);
});

test('a code that is none is refused by itself, one that nobody has is unknown, a merged firm leads to the one that stands', async () => {
  const [kept, merged] = [await holderOf(database, codeOf(0)), await holderOf(database, codeOf(1))];
  await asOwner(database, 'update enterprises.enterprise set merged_into = $2 where id = $1', [merged, kept]);
  try {
    const asked = await Promise.all(
      [
        { enterprise: '91440600虚构' },
        { enterprise: codeOf(999) },
        { enterprise: codeOf(1) },
        { enterpriseId: kept },
      ].map((firm) => askGate(foshan, { ...firm, category: '虚构水泥' })),
    );
    expect(asked[0]).toMatchObject({ ok: false });
    expect(asked.slice(1).map((one) => unwrap(one).answer)).toEqual([
      'unknown',
      'production-may-be-added',
      'production-may-be-added',
    ]);
    expect(asked.slice(2).map((one) => unwrap(one).enterprise?.id)).toEqual([kept, kept]);
  } finally {
    await asOwner(database, 'update enterprises.enterprise set merged_into = null where id = $1', [merged]);
  }
});

test('a hold is seen by the very next question on every server, while others are being answered', async () => {
  const [n] = all.filter((one) => one % 4 === 0).slice(-1);
  if (n === undefined) throw new Error('no firm');
  const asks = (call: Call, count: number) => Array.from({ length: count }, () => said(call, n, '虚构水泥'));
  const other = { ...foshan, services: beside };
  const before = [...asks(foshan, 50), ...asks(other, 50)];
  const [card] = await issued(database, [{ producer: await holderOf(database, codeOf(n)), category: cement }]);
  if (card === undefined) throw new Error('no card');
  const meanwhile = [...asks(foshan, 50), ...asks(other, 50)];
  await tell(testSystemCall(services), 'warning-cards/card-issued@1', [card]);
  const after = await Promise.all([...asks(foshan, 5), ...asks(other, 5)]);
  expect(new Set(after)).toEqual(new Set([`suspended 虚构厂${n} 虚构水泥 虚构XK-${n}`]));
  for (const one of await Promise.all([...before, ...meanwhile]))
    expect(one).toMatch(/^(suspended|production-may-be-added) /);
});

test('who loses the permission is refused from the next question on, with all that ask beside', async () => {
  const call = await testCall(services, { permissions: ['licences.gate'], region: '440600' });
  expect(await said(call, 0, '虚构水泥')).toMatch(/^production/);
  await asOwner(database, 'update identity.role_grant set ended_at = now() where account_id = $1', [
    call.actor.accountId,
  ]);
  const [own, neighbours] = await Promise.all([
    Promise.all([0, 4, 8].map((n) => said(call, n, '虚构水泥'))),
    Promise.all([0, 4, 8].map((n) => said(foshan, n, '虚构水泥'))),
  ]);
  expect(own).toEqual(['forbidden', 'forbidden', 'forbidden']);
  expect(neighbours.every((one) => one.startsWith('production'))).toBe(true);
});
