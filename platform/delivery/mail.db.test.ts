import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { type Call, systemCall } from '#platform/operation/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall } from '../../tests/services.ts';
import * as manage from './operations-manage.ts';
import { listOfDispatches, ownAddress, stateOfDelivery } from './operations-read.ts';
import { sendDue } from './send.ts';
import { headersOf, testMailServer, type TestMailServer, textOf } from './testing/mail-server.ts';
import { deliveryServices, mailTo, messageTo, seat, send } from './testing/province.ts';

const { database, url: databaseUrl } = await testDatabase();
await seedRegisters(database, '440000');
await syncRoles(database);
const servers: TestMailServer[] = [];
const open = async (options: Parameters<typeof testMailServer>[0] = {}): Promise<TestMailServer> => {
  const server = await testMailServer(options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await withTransaction(database, 'migrator', async (tx) => {
    await tx.query(
      'truncate delivery.message, delivery.reading, delivery.mailing, delivery.envelope, delivery.address cascade',
    );
    await tx.query(
      `update delivery.mail_server set failures = 0, failing_since = null, next_at = '-infinity', fault = null`,
    );
  });
});

const start = '2026-09-01T02:00:00.000Z';
const servicesOf = (server: string, perMinute = 10_000) =>
  deliveryServices(database, { mail: { server, from: 'zhijian@example.org', perMinute } });
type TheServices = ReturnType<typeof servicesOf>;
const reader = async (services: TheServices, firm: number, address: string): Promise<Call> => {
  const region = `enterprise/${firm}`;
  const call = await testCall(services, { permissions: ['delivery.receive'], region });
  await seat(services, call, { region }, 'enterprise-member');
  await mailTo(services, call, address);
  return call;
};
const administrator = await testCall(servicesOf('smtp://127.0.0.1:1'), { permissions: ['delivery.manage'] });
const run = (services: TheServices) => sendDue(systemCall(services));
const later = (minutes: number): string => new Date(Date.parse(start) + minutes * 60_000).toISOString();
const work = (subject: string) =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ state: string }>(`select state from work.item where kind = 'delivery.stopped' and subject like $1`, [
      subject,
    ]),
  );

test('a message is mailed to the people of its recipient, and to nobody else', async () => {
  const server = await open();
  const services = servicesOf(server.url);
  await reader(services, 1, 'one@example.org');
  await reader(services, 2, 'two@example.org');
  await send(services, messageTo({ party: 'enterprise/1' }, { title: { zh: '责令改正通知', en: 'Order' } }));
  await run(services);
  await run(services);
  expect(server.mails.map(({ to }) => to)).toEqual([['one@example.org']]);
  const [mail] = server.mails;
  if (!mail) throw new Error('no mail');
  expect(headersOf(mail).get('subject')).toBe('责令改正通知');
  expect(mail.from).toBe('zhijian@example.org');
  expect(textOf(mail)).toMatch(/内容为虚构。[^]*\/office\/inbox\/\d+/);
});

test('a title or an address can add no header, no recipient and no second mail', async () => {
  const server = await open();
  const services = servicesOf(server.url);
  await reader(services, 1, 'one@example.org');
  const title = 'a\r\nBcc: evil@example.org\r\n\r\nbody\u2028X-Evil: 1';
  const body = 'x\r\n.\r\nMAIL FROM:<evil@example.org>\r\n';
  await send(
    services,
    messageTo({ party: 'enterprise/1' }, { title: { zh: title, en: title }, body: { zh: body, en: body } }),
  );
  await run(services);
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  if (!mail) throw new Error('no mail');
  expect(mail.to).toEqual(['one@example.org']);
  const headers = headersOf(mail);
  expect([...headers.keys()].filter((name) => /bcc|evil/.test(name))).toEqual([]);
  expect(headers.get('subject')).toBe('a Bcc: evil@example.org body X-Evil: 1');
  await expect(mailTo(services, administrator, 'a@example.org\r\nRCPT TO:<evil@example.org>')).rejects.toThrow('check');
  await expect(mailTo(services, administrator, 'a@example.org,evil@example.org')).rejects.toThrow('check');
});

test('a mail server that is down for a day: nothing is lost, one person gets one or two mails afterwards, the delay is shown', async () => {
  const { port, close } = await testMailServer();
  await close();
  const services = servicesOf(`smtp://127.0.0.1:${port}`);
  await reader(services, 1, 'one@example.org');
  await reader(services, 2, 'two@example.org');
  for (let minute = 0; minute < 24 * 60; minute += 20) {
    services.setNow(later(minute));
    await send(services, messageTo({ party: 'enterprise/1' }));
    await run(services);
  }
  const state = unwrap(await stateOfDelivery({ ...administrator, services }));
  expect(state.mail).toMatchObject({
    configured: true,
    failingSince: '2026-09-01T02:00:00Z',
    oldest: '2026-09-01T02:00:00Z',
    dead: 0,
  });
  expect(state.mail.fault).toMatchObject({ code: 'unreachable', words: { zh: '对方服务器连接不上' } });
  const server = await open({ port });
  services.setNow(later(24 * 60));
  await send(services, messageTo({ party: 'enterprise/2' }));
  await run(services);
  await run(services);
  const toOne = server.mails.filter(({ to }) => to.includes('one@example.org'));
  expect(toOne).toHaveLength(2);
  expect(server.mails.filter(({ to }) => to.includes('two@example.org'))).toHaveLength(1);
  const subjects = toOne.map((mail) => headersOf(mail).get('subject'));
  expect(subjects).toEqual(['虚构通知', '您有 71 条新通知']);
  expect(unwrap(await stateOfDelivery({ ...administrator, services })).mail).toMatchObject({
    failingSince: null,
    waiting: 0,
    sentToday: 3,
  });
  expect(await work('mail/%')).toEqual([]);
});

test('an address that the mail server refuses becomes work for a person, who sends again under the same Message-ID', async () => {
  const refused = new Set(['gone@example.org']);
  const server = await open({
    recipient: (address) => (refused.has(address) ? { code: 550, text: 'No such user here' } : undefined),
  });
  const services = servicesOf(server.url);
  const call = await reader(services, 1, 'gone@example.org');
  await reader(services, 2, 'two@example.org');
  await send(services, messageTo({ party: 'enterprise/1' }), messageTo({ party: 'enterprise/2' }));
  await run(services);
  expect(server.mails).toHaveLength(1);
  const admin = { ...administrator, services };
  const [dead] = unwrap(await listOfDispatches(admin, { channel: 'mail', state: 'dead', limit: 10 })).rows;
  expect(dead).toMatchObject({ to: 'gone@example.org', attempts: 1, fault: { code: 'address' } });
  expect(dead?.fault?.detail).toContain('No such user here');
  expect(await work(`mail/${dead?.id}`)).toEqual([{ state: 'open' }]);
  await mailTo(services, call, 'new@example.org');
  unwrap(await manage.sendAgain(admin, 'mail', dead?.id ?? ''));
  expect(await manage.sendAgain(admin, 'mail', dead?.id ?? '')).toMatchObject({
    refusal: { code: 'nothing-to-send-again' },
  });
  await run(services);
  expect(server.mails.at(-1)).toMatchObject({ to: ['new@example.org'], messageId: `<${dead?.id}@example.org>` });
  expect(await work(`mail/${dead?.id}`)).toEqual([{ state: 'closed' }]);
});

test('a server that is busy for one mail is asked again later', async () => {
  let busy = true;
  const server = await open({ recipient: () => (busy ? { code: 451, text: 'Try later' } : undefined) });
  const services = servicesOf(server.url);
  await reader(services, 1, 'one@example.org');
  await send(services, messageTo({ party: 'enterprise/1' }));
  await run(services);
  await run(services);
  expect(server.mails).toHaveLength(0);
  busy = false;
  services.setNow(later(1));
  await run(services);
  await run(services);
  expect(server.mails).toHaveLength(1);
});

test('two servers at once send each mail once', async () => {
  const server = await open();
  const services = servicesOf(server.url);
  const many = Array.from({ length: 25 }, (_, at) => at + 1);
  for (const firm of many) await reader(services, firm, `firm${firm}@example.org`);
  await send(services, ...many.map((firm) => messageTo({ party: `enterprise/${firm}` })));
  await Promise.all([run(services), run(services), run(services)]);
  expect(server.mails.map(({ to }) => to[0]).toSorted()).toEqual(
    many.map((firm) => `firm${firm}@example.org`).toSorted(),
  );
});

test('no more mails a minute than the deployment allows', async () => {
  const server = await open();
  const services = servicesOf(server.url, 2);
  for (const firm of [1, 2, 3]) await reader(services, firm, `firm${firm}@example.org`);
  await send(services, ...([1, 2, 3] as const).map((firm) => messageTo({ party: `enterprise/${firm}` })));
  await run(services);
  await run(services);
  expect(server.mails).toHaveLength(2);
  services.setNow(later(2));
  await run(services);
  expect(server.mails).toHaveLength(3);
});

test('a server killed between sending and recording leaves a repeat under the same Message-ID, with the same text', async () => {
  const killed = Promise.withResolvers<void>();
  const running: { child?: ReturnType<typeof spawn> } = {};
  let first = true;
  const server = await open({
    taken: async () => {
      if (!first) return;
      first = false;
      running.child?.kill('SIGKILL');
      await killed.promise;
    },
  });
  const services = servicesOf(server.url);
  await reader(services, 1, 'one@example.org');
  await send(services, messageTo({ party: 'enterprise/1' }));
  const script = fileURLToPath(new URL('testing/send-worker.ts', import.meta.url));
  running.child = spawn(process.execPath, [script, databaseUrl, server.url, start], { stdio: 'inherit' });
  await once(running.child, 'exit');
  killed.resolve();
  // Nobody else takes it while the dead server may still be at it.
  await run(services);
  expect(server.mails).toHaveLength(1);
  services.setNow(later(3));
  await run(services);
  await run(services);
  expect(server.mails).toHaveLength(2);
  const [one, two] = server.mails;
  expect(one?.messageId).toMatch(/^<[0-9a-f-]{36}@example\.org>$/);
  expect(two?.raw).toBe(one?.raw);
});

test('an address is proved by the code that was mailed to it', async () => {
  const server = await open();
  const services = servicesOf(server.url);
  const call = await testCall(services, { permissions: ['delivery.receive'] });
  unwrap(await manage.wantAddress(call, 'new@example.org'));
  await run(services);
  const code = /(\d{6})/.exec(server.mails[0] ? textOf(server.mails[0]) : '')?.[1] ?? '';
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await manage.confirmAddress(call, wrong)).toMatchObject({ refusal: { code: 'code-wrong' } });
  expect(unwrap(await ownAddress(call))).toEqual({ configured: true, address: null, wanted: 'new@example.org' });
  unwrap(await manage.confirmAddress(call, code));
  expect(unwrap(await ownAddress(call))).toEqual({ configured: true, address: 'new@example.org', wanted: null });
  // The code does not stay in the database once it was sent.
  const kept = await withTransaction(database, 'system', (tx) =>
    tx.query<{ text: string }>(`select text from delivery.envelope where purpose = 'code'`),
  );
  expect(kept).toEqual([{ text: '' }]);
  for (let time = 0; time < 4; time += 1) unwrap(await manage.wantAddress(call, 'other@example.org'));
  expect(await manage.wantAddress(call, 'other@example.org')).toMatchObject({ refusal: { code: 'too-many-codes' } });
  for (let time = 0; time < 5; time += 1) await manage.confirmAddress(call, wrong);
  expect(await manage.confirmAddress(call, wrong)).toMatchObject({ refusal: { code: 'code-expired' } });
  const without = deliveryServices(database, {});
  expect(await manage.wantAddress({ ...call, services: without }, 'x@example.org')).toMatchObject({
    refusal: { code: 'mail-not-configured' },
  });
});
