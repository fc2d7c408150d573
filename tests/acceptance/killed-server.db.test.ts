import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { createEndpoint } from '#platform/delivery/operations-manage.ts';
import { testHookServer } from '#platform/delivery/testing/hook-server.ts';
import { testMailServer } from '#platform/delivery/testing/mail-server.ts';
import { mailTo, seat } from '#platform/delivery/testing/province.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { importTable } from '#regimes/licences/testing/room.ts';
import { actOnBulletin, composeBulletin, scheduleBulletin } from '#regimes/publicity/operations-bulletins.ts';
import { actOnCards } from '#regimes/warning-cards/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../database.ts';
import { madeUpResults } from '../made-up-results.ts';
import { testCall, testServices } from '../services.ts';

/* Real servers that are killed between what was decided and what follows from it. */
const start = '2026-09-01T02:00:00.000Z';
/** Servers take their time to come up where many tests share the processors. */
const patience = { timeout: 40_000 };
const { database, url } = await testDatabase();
await seedRegisters(database, '440000');
await syncRoles(database);
const services = testServices(database, { manifests: rooms, now: start });
const made = madeUpResults(database, services);
const mail = await testMailServer();
const hook = await testHookServer((_post, response) => response.writeHead(204).end());
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([mail.close(), hook.close()]);
});

const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, values));

/** Starts a server; `said` comes with a line that it says, `kill` when it is gone. */
const server = (now: string, ...what: readonly (string | number)[]) => {
  const script = fileURLToPath(new URL('server-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, url, services.dataDirectory, mail.url, now, ...what.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const gone = once(child, 'exit');
  const heard = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  return {
    said: () => heard,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};

/** Another server comes up later, and is gone when it has run a job. */
const runAgain = async (now: string, job: string): Promise<void> => {
  const another = server(now, 'jobs');
  const ran = () => rows('select 1 from jobs.schedule where job = $1 and finished_at >= $2', [job, now]);
  await expect.poll(ran, patience).toHaveLength(1);
  await another.kill();
};

let check = 0;
beforeAll(async () => {
  check = await made.check({ publishedOn: '2026-08-20', level: 'provincial' });
});

describe('killed around a decision', () => {
  let card = { id: 0, version: 0 };
  let signer = '';
  const state = () => rows<{ state: string }>('select state from warning_cards.card where id = $1', [card.id]);
  const messages = () =>
    rows<{ n: number }>(`select count(*)::int as n from delivery.message where kind = 'licences.held'`);

  beforeAll(async () => {
    const producer = await made.enterprise({ name: '虚构被停用厂' });
    const category = await made.category('虚构停用种类');
    await importTable(await testCall(services, { permissions: ['licences.record', 'licences.read'] }), [
      { number: '虚构XK-1', holder: '虚构被停用厂', category: '虚构停用种类' },
    ]);
    await made.asOwner((tx) => tx.query('update licences.licence set holder_id = $1', [producer]));
    await made.store([{ producer, category, check }]);
    const officer = await testCall(services, { permissions: ['warning-cards.read', 'warning-cards.submit'] });
    const [found] = await rows<{ id: number; version: number }>(
      'select id, version from warning_cards.card where producer_id = $1',
      [producer],
    );
    card = found ?? card;
    unwrap(await actOnCards(officer, 'submit', { cards: [card] }));
    card = { ...card, version: card.version + 1 };
    signer =
      (await testCall(services, { permissions: ['warning-cards.read', 'warning-cards.issue'] })).actor.accountId ?? '';
    const [commerce] = await rows<{ id: number }>(
      `select id from authorities.authority where region_code = '440600' and kind = 'commerce'`,
    );
    const clerk = await testCall(services, { permissions: ['delivery.receive'], region: '440600' });
    await seat(services, clerk, { region: '440600', authority: commerce?.id ?? 0 }, 'partner');
    await mailTo(services, clerk, 'clerk@example.org');
    const administrator = await testCall(services, { permissions: ['delivery.manage'] });
    const open = { ...services, delivery: { privateWebhooks: true } };
    unwrap(
      await createEndpoint(
        { ...administrator, services: open },
        { inbox: `authority/${commerce?.id ?? 0}`, url: `${hook.url}/in` },
      ),
    );
  });

  test('before it is whole: nothing was decided, nothing is sent, and it can be done again', async () => {
    // The server dies when card, order and suspension are written and the message is about to be.
    await withTransaction(database, 'migrator', async (tx) => {
      await tx.query('lock table delivery.message in access exclusive mode');
      const doomed = server(start, 'issue', card.id, card.version, signer);
      const waits = () =>
        rows(
          `select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'message' and not l.granted`,
        );
      await expect.poll(waits, patience).toHaveLength(1);
      await doomed.kill();
    });
    await expect
      .poll(() =>
        rows(`select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`),
      )
      .toEqual([]);
    expect([await state(), await messages()]).toEqual([[{ state: 'submitted' }], [{ n: 0 }]]);
    expect(await rows('select 1 from warning_cards.rectification')).toEqual([]);
    expect(await rows('select 1 from licences.hold')).toEqual([]);
  });

  test('after it and before anything went out: two servers that come up send it once', async () => {
    const doomed = server(start, 'issue', card.id, card.version, signer);
    expect(await doomed.said()).toBe('decided');
    await doomed.kill();
    expect([await state(), await messages()]).toEqual([[{ state: 'issued' }], [{ n: 1 }]]);
    expect([mail.mails, hook.posts]).toEqual([[], []]);
    const up = [server(start, 'jobs'), server(start, 'jobs')];
    await Promise.all(up.map(({ said }) => said()));
    await expect.poll(() => [mail.mails.length, hook.posts.length], patience).toEqual([1, 1]);
    const settled = () =>
      rows<{ state: string }>('select state from delivery.envelope union all select state from delivery.post');
    await expect.poll(settled, patience).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    await Promise.all(up.map(({ kill }) => kill()));
    // Whoever comes up afterwards finds nothing left to send.
    await runAgain('2026-09-01T03:00:00.000Z', 'delivery.send');
    expect([mail.mails.map(({ to }) => to), hook.posts.length]).toEqual([[['clerk@example.org']], 1]);
  });
});

describe('a release at a time when no server ran', () => {
  test('is carried out at the next start, once, also with two servers of which one is killed', async () => {
    const editor = await testCall(services, { permissions: ['publicity.read', 'publicity.write'] });
    const approver = await testCall(services, { permissions: ['publicity.read', 'publicity.release'] });
    const draft = unwrap(await composeBulletin(editor, { checkId: check }));
    const { version } = unwrap(await actOnBulletin(editor, draft.id, 'submit', draft));
    unwrap(await scheduleBulletin(approver, draft.id, { version, releaseAt: new Date('2026-09-03T00:00:00Z') }));
    const bulletin = () => rows<{ state: string }>('select state from publicity.bulletin where id = $1', [draft.id]);
    expect(await bulletin()).toEqual([{ state: 'scheduled' }]);
    const up = [server('2026-09-06T00:00:00.000Z', 'jobs'), server('2026-09-06T00:00:00.000Z', 'jobs')];
    await up[0]?.kill();
    await expect.poll(bulletin, patience).toEqual([{ state: 'released' }]);
    await up[1]?.kill();
    await runAgain('2026-09-06T01:00:00.000Z', 'publicity.release-due');
    expect(await rows(`select number from documents.paper where subject = $1`, [`bulletin/${draft.id}`])).toHaveLength(
      1,
    );
    expect(
      await rows(`select 1 from journal.entry where act = 'publicity.publish-bulletin' and subject = $1`, [
        `bulletin/${draft.id}`,
      ]),
    ).toHaveLength(1);
  });
});
