import { connect } from '#platform/database/index.ts';
import { compose, systemCall } from '#platform/operation/index.ts';
import { runDeadlines } from '../run.ts';
import { room } from './room.ts';

/** A server of its own that ends what is over, when it hears a line; says `ready`, then `done`. */
const [databaseUrl = '', now = ''] = process.argv.slice(2);
const database = await connect({ dataDirectory: '', databaseUrl, purpose: 'command', poolSize: 4 });
const services = {
  database,
  composition: compose([room]),
  mode: 'evaluation',
  province: '440000',
  now: () => new Date(now),
  lawProfile: 'notice',
  dataDirectory: '',
} as const;
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
await runDeadlines(systemCall(services));
process.stdout.write('done\n');
await database.close();
