import { beforeEach, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { type Call, perform, systemCall } from '#platform/operation/index.ts';
import { closeWork, openWork, type WorkItem } from '#platform/work/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall } from '../../tests/services.ts';
import { tellNearDue } from './near-due.ts';
import { showMessage } from './operations.ts';
import { listOfMessages } from './operations-read.ts';
import { deliveryServices, mailTo, messageTo, seat, send } from './testing/province.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');
await syncRoles(database);
const services = deliveryServices(database, { mail: { host: '127.0.0.1' } as never });
const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
  withTransaction(database, 'system', (tx) => tx.query<T>(sql, values));
const owner = <T extends object>(sql: string, values: readonly unknown[] = []) =>
  withTransaction(database, 'migrator', (tx) => tx.query<T>(sql, values));

const member = async (firm: number): Promise<Call> => {
  const place = { region: `enterprise/${firm}` };
  const call = await testCall(services, { permissions: ['delivery.receive'], region: place.region });
  await seat(services, call, place, 'enterprise-member');
  return call;
};
const firm = await member(33);
const on = (day: string): void => services.setNow(`${day}T01:00:00Z`);
const today = (call: Call): Call => ({ ...call, today: systemCall(services).today });
const tell = () => tellNearDue(systemCall(services));
const item = (more: Partial<WorkItem> = {}): WorkItem => ({
  kind: 'test.answer',
  subject: 'notice/1',
  dataset: 'demo',
  title: { zh: '虚构事项', en: 'An invented duty' },
  link: '/my-enterprise/1',
  permission: 'delivery.receive',
  region: 'enterprise/33',
  dueOn: localDate('2026-09-30'),
  ...more,
});
const doing = (work: (act: Parameters<typeof openWork>[0]) => Promise<unknown>) =>
  perform(systemCall(services), { permission: null }, async (act) => {
    await act.asEngine();
    return ok(await work(act));
  });
const inbox = async (call: Call = firm) =>
  unwrap(await listOfMessages(today(call), { box: 'in', dataset: 'demo', limit: 50 })).rows.map(
    ({ title }) => title.zh,
  );

beforeEach(async () => {
  await owner('delete from work.item');
  await owner('truncate delivery.message cascade');
});

test('a firm is told a week ahead and two days ahead, each once: what, until when, how many days are left', async () => {
  await mailTo(services, firm, 'firm@example.org');
  on('2026-09-01');
  await doing((act) => openWork(act, [item(), item({ subject: 'notice/2', region: '440600' })]));
  on('2026-09-22');
  await tell();
  expect(await inbox()).toEqual([]);
  on('2026-09-23');
  await tell();
  await Promise.all([tell(), tell()]);
  expect(await inbox()).toEqual(['还有 7 天到期：虚构事项']);
  on('2026-09-28');
  await tell();
  await tell();
  expect(await inbox()).toEqual(['还有 2 天到期：虚构事项', '还有 7 天到期：虚构事项']);
  const [last] = await rows<{ id: number }>('select id from delivery.message order by id desc limit 1');
  const { body } = unwrap(await showMessage(today(firm), last?.id ?? 0));
  expect(body.zh).toContain('最后一天是2026年9月30日，还有 2 天到期');
  expect(await rows('select from delivery.mailing')).toHaveLength(2);
});

test('what is done is not told of; a last day that moved is told of anew, and a server that was away tells what is left', async () => {
  on('2026-09-01');
  await doing((act) => openWork(act, [item(), item({ subject: 'notice/2' })]));
  await doing((act) => closeWork(act, [{ kind: 'test.answer', subject: 'notice/2' }]));
  on('2026-09-30');
  await tell();
  expect(await inbox()).toEqual(['今天到期：虚构事项']);
  await doing((act) => openWork(act, [item({ dueOn: localDate('2026-10-30') })]));
  on('2026-10-25');
  await tell();
  expect(await inbox()).toEqual(['还有 5 天到期：虚构事项', '今天到期：虚构事项']);
  // Over: the deadline itself brings about what follows.
  on('2026-10-31');
  await tell();
  expect(await inbox()).toHaveLength(2);
});

test('a short term is told of two days ahead, not on the day on which it began', async () => {
  on('2026-09-25');
  await doing((act) => openWork(act, [item()]));
  await tell();
  expect(await inbox()).toEqual([]);
  on('2026-09-29');
  await tell();
  expect(await inbox()).toEqual(['还有 1 天到期：虚构事项']);
});

test('the firm that remains after a merger reads, and is mailed, what went to the other entry', async () => {
  const made = await owner<{ id: number }>(
    `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key)
     select 'demo', n, n, n, n from unnest(array['虚构留存厂', '虚构并入厂', '虚构旁厂']) n returning id`,
  );
  const [stands = 0, gone = 0, other = 0] = made.map(({ id }) => id);
  const remaining = await member(stands);
  const stranger = await member(other);
  await mailTo(services, remaining, 'remaining@example.org');
  await send(services, messageTo({ party: `enterprise/${gone}` }));
  expect(await inbox(remaining)).toEqual([]);
  await owner('update enterprises.enterprise set merged_into = $2 where id = $1', [gone, stands]);
  await send(services, messageTo({ party: `enterprise/${gone}` }));
  expect(await inbox(remaining)).toHaveLength(2);
  expect(await inbox(stranger)).toEqual([]);
  expect(await rows('select from delivery.mailing where account_id = $1', [remaining.actor.accountId])).toHaveLength(1);
});
