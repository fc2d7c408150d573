import { connect, withTransaction } from '../index.ts';

// A program for the tests: opens the database of a directory, says so, and stays until it is told to stop or is killed.
const [dataDirectory = '', purpose = 'command'] = process.argv.slice(2);
const database = await connect({
  dataDirectory,
  purpose: purpose as 'serve' | 'command',
  serverSettings: { fsync: 'off', shared_buffers: '32MB' },
});
await withTransaction(database, 'migrator', (tx) =>
  tx.query('create table if not exists platform.kept (id int primary key)'),
);
process.stdout.write(`ready ${database.embedded?.pid()}\n`);
process.once('SIGTERM', () => {
  void database.close().then(() => process.exit(0));
});
setInterval(() => undefined, 60_000);
