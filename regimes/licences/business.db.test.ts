import { expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { platformManifests } from '#platform/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { businessColumns } from './business-licence.ts';
import { manifest } from './index.ts';
import {
  endBusinessLicence,
  importBusinessLicences,
  listBusinessLicences,
  recordBusinessLicence,
} from './operations-business.ts';
import { actOnLead, compareNow, listLeads } from './operations-leads.ts';
import { asOwner, codeOf, importTable, listed, others, withTable } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
const made = madeUpResults(database, services);
const cement = await made.category('虚构水泥');
await listed(database, cement);
const bureau = await testCall(services, { permissions: ['licences.read', 'licences.record', 'licences.leads'] });
const commerce = await testCall(services, { permissions: ['licences.gate', 'licences.business'], region: '440600' });
const elsewhere = await testCall(services, { permissions: ['licences.gate', 'licences.business'], region: '440100' });

const headers = Object.values(businessColumns).map(([header]) => header);
const table = (rows: readonly (readonly string[])[], by = commerce) =>
  withTable(rows, (file) => importBusinessLicences(by, 'demo', [file]), headers);
const row = (n: number, stage: string, since = '2026-03-01') => [
  `虚构新厂${n}`,
  codeOf(n),
  '虚构水泥',
  stage,
  since,
  '',
  '虚构市工商局',
];
const all = async (call = commerce) => unwrap(await listBusinessLicences(call, { dataset: 'demo', limit: 50 }));

test('a table of the commerce authority enters firms of its region; again it changes nothing; faults are listed', async () => {
  const rows = [row(1, '筹建'), row(2, '生产'), row(3, '贸易'), row(4, '生产', '2027-01-01'), ['虚构新厂5', '', '虚构水泥', '生产', '2026-01-01', '', '虚构市工商局'], ['虚构新厂6', codeOf(6), '没有的种类', '生产', '2026-01-01', '', '虚构市工商局']];
  const report = unwrap(await table(rows));
  expect(report).toMatchObject({ rows: 6, added: 2, rejected: 4 });
  expect(report.rejections.map(({ row: at, column }) => [at, column])).toEqual([[4, '登记范围'], [5, '登记日期'], [6, '统一社会信用代码'], [7, '产品种类']]);
  expect(unwrap(await table(rows))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  expect((await all()).rows.map(({ stage }) => stage)).toEqual(['production', 'preparation']);
  expect((await all(elsewhere)).total).toBe(0);
  // A firm of another authority's region is not taken.
  expect(unwrap(await table([row(1, '生产')], elsewhere))).toMatchObject({ added: 0, changed: 0, rejected: 1, rejections: [{ column: '统一社会信用代码' }] });
}); // prettier-ignore

test('entering production tells what the gate says; without a licence it becomes a lead', async () => {
  const input = { enterprise: codeOf(1), category: '虚构水泥', stage: 'production', since: '2026-08-01', authority: '虚构市工商局' } as const;
  expect(await recordBusinessLicence(elsewhere, input)).toMatchObject({ refusal: { code: 'outside-your-region' } });
  expect(await recordBusinessLicence(commerce, { ...input, since: '2026-09-02' })).toMatchObject({ refusal: { code: 'date-in-future' } });
  expect(await recordBusinessLicence(commerce, { ...input, enterprise: codeOf(77) })).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await recordBusinessLicence(commerce, { ...input, dataset: 'historical' })).toMatchObject({ refusal: { code: 'historical-record' } });
  const done = unwrap(await recordBusinessLicence(commerce, input));
  expect(done).toMatchObject({ record: { stage: 'production', gateAnswer: 'preparation-only' }, gate: { answer: 'preparation-only' } });
  await importTable(bureau, [{ number: '虚构XK-2', holder: '虚构新厂2', code: codeOf(2), category: '虚构水泥' }]);
  expect(unwrap(await compareNow(bureau, 'demo'))).toEqual({ found: 1 });
  const [lead] = unwrap(await listLeads(bureau, { dataset: 'demo', limit: 10 })).rows;
  expect(lead).toMatchObject({ enterprise: { name: '虚构新厂1' }, sources: ['business-licence'] });
}); // prettier-ignore

test('a record is struck off once, and history keeps what it said', async () => {
  const [, second] = (await all()).rows;
  const id = second?.id ?? 0;
  const end = (on: string, version: number) => endBusinessLicence(commerce, id, { version, on, reason: '注销' });
  expect(await end('2020-01-01', second?.version ?? 0)).toMatchObject({ refusal: { code: 'invalid-date' } });
  expect(await end('2026-08-31', 99)).toMatchObject({ refusal: { code: 'conflict' } });
  expect(await endBusinessLicence(elsewhere, id, { version: 1, on: '2026-08-31', reason: '注销' })).toMatchObject({ refusal: { code: 'not-found' } }); // prettier-ignore
  expect(unwrap(await end('2026-08-31', second?.version ?? 0)).endedOn).toBe('2026-08-31');
  expect(await end('2026-08-31', (second?.version ?? 0) + 1)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  const told = await asOwner<{ verb: string }>(
    database,
    `select verb from licences.event where subject_kind = 'business-licence' and subject_id = $1 order by id`,
    [id],
  );
  expect(told.map(({ verb }) => verb)).toEqual(['record', 'record', 'end']);
});

test('a licence that ends while the business licence still names production is found by the registers alone, once', async () => {
  const since = { since: '2024-06-01', authority: '虚构市工商局', category: '虚构水泥', stage: 'production' } as const;
  await importTable(bureau, [
    { number: '虚构XK-7', holder: '虚构到期厂', code: codeOf(7), category: '虚构水泥', validUntil: '2026-07-31' },
    { number: '虚构XK-8', holder: '虚构续证厂', code: codeOf(8), category: '虚构水泥', validUntil: '2026-07-31' },
    { number: '虚构XK-8乙', holder: '虚构续证厂', code: codeOf(8), category: '虚构水泥', validFrom: '2026-08-15' },
    { number: '虚构XK-9', holder: '虚构吊证厂', code: codeOf(9), category: '虚构水泥', revokedOn: '2026-08-10' },
  ]);
  await asOwner(database, `update enterprises.enterprise set city_code = '440600' where credit_code = any ($1)`, [[7, 8, 9].map((n) => codeOf(n))]); // prettier-ignore
  for (const n of [7, 8, 9]) unwrap(await recordBusinessLicence(commerce, { enterprise: codeOf(n), ...since }));
  expect(unwrap(await compareNow(bureau, 'demo'))).toEqual({ found: 2 });
  const found = unwrap(await listLeads(bureau, { dataset: 'demo', state: 'open', limit: 10 })).rows;
  expect(found.map(({ enterprise, latestOn }) => [enterprise.name, latestOn]).filter(([name]) => name !== '虚构新厂1')).toEqual([
    ['虚构吊证厂', '2026-08-10'],
    ['虚构到期厂', '2026-08-01'],
  ]); // prettier-ignore
  const lead = found.find(({ enterprise }) => enterprise.name === '虚构到期厂');
  const later = { ...bureau, today: localDate('2026-09-20') };
  unwrap(await actOnLead(bureau, lead?.id ?? 0, 'dismiss', { version: lead?.version ?? 0, reason: '已停产' }));
  // What was looked into does not come back every night.
  expect(unwrap(await compareNow(later, 'demo'))).toEqual({ found: 0 });
});
