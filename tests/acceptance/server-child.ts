import { rooms } from '#apps/rooms.ts';
import { unwrap } from '#foundation/refusal.ts';
import { connect } from '#platform/database/index.ts';
import { startJobs } from '#platform/jobs/index.ts';
import { type Call, compose, type Services, systemCall } from '#platform/operation/index.ts';
import { actOnCards } from '#regimes/warning-cards/index.ts';

/**
 * A server of its own, to be killed. `issue CARD VERSION ACCOUNT` issues a card on behalf of somebody, says `decided` and does nothing more;
 * `jobs` runs what the program runs by itself, a minute in every second. Both go on until they are killed.
 */
const [databaseUrl = '', dataDirectory = '', mailServer = '', now = '', what = '', ...more] = process.argv.slice(2);
const begun = Date.now();
const database = await connect({ dataDirectory: '', databaseUrl, purpose: 'command', poolSize: 4, portalPoolSize: 1 });
const services: Services = {
  database,
  composition: compose(rooms),
  mode: 'evaluation',
  province: '440000',
  lawProfile: 'notice',
  dataDirectory,
  now: () => new Date(Date.parse(now) + (what === 'jobs' ? (Date.now() - begun) * 60 : 0)),
  delivery: { mail: { server: mailServer, from: 'zhijian@example.org', perMinute: 1000 }, privateWebhooks: true },
};
setInterval(() => undefined, 60_000);
if (what === 'jobs') {
  await startJobs(services, { onFailure: ({ error }) => process.stderr.write(`${String(error)}\n`), everyMs: 50 });
  process.stdout.write('running\n');
} else {
  const [card, version, accountId = ''] = more;
  const call: Call = {
    ...systemCall(services),
    actor: {
      accountId,
      kind: 'account',
      name: '签发人',
      language: 'zh',
      permissions: new Map([['warning-cards.issue', ['440000']]]),
    },
  };
  unwrap(await actOnCards(call, 'issue', { cards: [{ id: Number(card), version: Number(version) }] }));
  process.stdout.write('decided\n');
}
