import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

/** Memory that this process may count on, in megabytes: the machine's, or the container's limit where that is lower. */
const memory = (): number => {
  const limit = process.constrainedMemory();
  return Math.floor((limit > 0 ? Math.min(limit, totalmem()) : totalmem()) / megabyte);
};

const within = (low: number, value: number, high: number): string =>
  `${Math.floor(Math.min(high, Math.max(low, value)))}MB`;

/**
 * Settings of the embedded server, scaled by the machine's memory: the database shares the machine with the program, so it
 * takes an eighth for its own cache and leaves the rest to the page cache and to Node.
 */
export const serverSettings = (total = memory()): Record<string, string> => ({
  shared_buffers: within(64, total / 8, 4096),
  effective_cache_size: within(128, total / 2, 65_536),
  work_mem: within(4, total / 512, 64),
  // An import keeps what it has read in a temporary table; a connection takes no more of this than it uses.
  temp_buffers: within(8, total / 64, 384),
  maintenance_work_mem: within(32, total / 24, 1024),
  max_connections: '60',
  max_wal_size: within(512, total / 6, 4096),
  min_wal_size: '256MB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  wal_level: 'replica',
  max_wal_senders: '0',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'warning',
  // Statements hold names of enterprises and people: they stay out of the log.
  log_min_error_statement: 'panic',
  password_encryption: 'scram-sha-256',
});

/** The text of a configuration file. */
export const settingsText = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');
