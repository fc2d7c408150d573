import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unprivileged } from '#platform/database/embedded/place.ts';
import { runAs } from '#platform/database/embedded/run.ts';
import { freePort } from '#platform/database/embedded/socket.ts';

export interface ExternalPostgres {
  /** Connection string of a superuser, with `{database}` in the place of the database's name. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts another PostgreSQL from the programs in `bin`, on a port of the loopback address, for as long as the tests run. */
export const startExternalPostgres = async (bin: string): Promise<ExternalPostgres> => {
  const account = process.getuid?.() === 0 ? await unprivileged() : undefined;
  const home = await mkdtemp(join(tmpdir(), 'zhijian-external-'));
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, password);
  if (account) for (const path of [home, passwordFile]) await chown(path, account.uid, account.gid);
  const must = async (program: string, ...parameters: string[]): Promise<void> => {
    const { code, output } = await runAs(account, join(bin, program), parameters, home);
    if (code !== 0) throw new Error(`${program}: ${output}`);
  };
  const cluster = join(home, 'cluster');
  const port = await freePort();
  await must(
    'initdb',
    '-D',
    cluster,
    '-U',
    'boss',
    `--pwfile=${passwordFile}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
  );
  const settings = [
    'fsync=off',
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'max_connections=200',
    `unix_socket_directories=${home}`,
  ];
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
  await must('pg_ctl', '-D', cluster, '-w', '-l', join(home, 'log'), '-o', options, 'start');
  return {
    url: `postgres://boss:${password}@127.0.0.1:${port}/{database}`,
    stop: async () => {
      await must('pg_ctl', '-D', cluster, '-w', '-m', 'immediate', 'stop');
      await rm(home, { recursive: true, force: true });
    },
  };
};
