import { connect } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import { compose, systemCall } from '#platform/operation/index.ts';
import { sendDue } from '../send.ts';

/** A server of its own that sends what is due: the test kills it between sending and recording. */
const [, , databaseUrl = '', mailServer = '', now = ''] = process.argv;
const database = await connect({ dataDirectory: '', databaseUrl, purpose: 'command', poolSize: 2, portalPoolSize: 1 });
await sendDue(
  systemCall({
    database,
    composition: compose(platformManifests),
    mode: 'evaluation',
    province: '440000',
    lawProfile: 'notice',
    dataDirectory: '',
    now: () => new Date(now),
    delivery: { mail: { server: mailServer, from: 'zhijian@example.org', perMinute: 1000 } },
  }),
);
await database.close();
