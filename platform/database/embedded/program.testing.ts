import { connect } from '../index.ts';

// A program for the tests: opens the database of a directory, says so, and stays until it is told to stop or is killed.
const [dataDirectory = '', purpose = 'command'] = process.argv.slice(2);
const database = await connect({
  dataDirectory,
  purpose: purpose as 'serve' | 'command',
  serverSettings: { fsync: 'off', shared_buffers: '32MB' },
});
process.once('SIGTERM', () => {
  void database.close().then(() => process.exit(0));
});
process.stdout.write(`ready ${database.embedded?.pid()}\n`);
setInterval(() => undefined, 60_000);
