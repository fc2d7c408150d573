import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseFailure, isGone } from '../failure.ts';
import { type Login, withClient } from '../pool.ts';
import { ownerName, ownerPassword } from './cluster.ts';
import { type Postmaster, findPostmaster } from './postmaster.ts';
import { isAlive } from './process.ts';
import { runAs } from './run.ts';
import { serverSettings, settingsText } from './settings.ts';
import { reachSettings } from './socket.ts';
import type { Place, Progress } from './types.ts';

/** Recovery after a crash reads the log since the last checkpoint; on a slow disk that takes minutes. */
const startSeconds = 900;
const stopSeconds = 300;
const largestLog = 16 * 1024 * 1024;

const orphans = /pre-existing shared memory block .* is still in use/;

const startFailed = (reason: string) =>
  new DatabaseFailure('database-start-failed', {
    zh: `数据库启动失败：${reason}`,
    en: `The database server did not start: ${reason}`,
  });

const writeSettings = async (place: Place, over: Readonly<Record<string, string>>): Promise<void> => {
  const file = join(place.cluster, 'zhijian.conf');
  const text = settingsText({ ...serverSettings(), ...(await reachSettings(place)), ...over });
  const draft = `${file}.${process.pid}`;
  const note = '# Written at every start; put your own settings into postgresql.auto.conf by ALTER SYSTEM.';
  await writeFile(draft, `${note}\n${text}`, { mode: 0o600 });
  if (place.account) await chown(draft, place.account.uid, place.account.gid);
  // Another start may be reading it: it must never see half of it.
  await rename(draft, file);
};

const logTail = async (place: Place): Promise<string> => {
  const lines = (await readFile(place.logFile, 'utf8').catch(() => '')).trim().split('\n');
  return lines.slice(-8).join('\n');
};

const keepLogSmall = async (place: Place): Promise<void> => {
  const log = await stat(place.logFile).catch(() => undefined);
  if (log && log.size > largestLog) await rename(place.logFile, `${place.logFile}.1`);
};

/**
 * Runs pg_ctl: it detaches the server, so that Ctrl-C in the program's terminal does not reach it. It puts the paths into a line for a
 * shell, quoted but not escaped: they are named from within the server's home, so that no $ or quotation mark of the way there counts.
 */
const control = (place: Place, ...parameters: string[]) => {
  const cluster = relative(place.home, place.cluster);
  return runAs(place.account, join(place.native, 'bin/pg_ctl'), ['-D', cluster, '-w', '-s', ...parameters], place.home);
};

const start = async (place: Place, settings: Readonly<Record<string, string>>): Promise<void> => {
  await writeSettings(place, settings);
  await keepLogSmall(place);
  const { code, output } = await control(
    place,
    'start',
    '-l',
    relative(place.home, place.logFile),
    '-t',
    String(startSeconds),
  );
  // Another start may have been quicker; then its server is the one.
  if (code === 0 || (await findPostmaster(place))) return;
  const reason = [output, await logTail(place)].join('\n').trim();
  // The children of a server that was killed are still going: they notice within moments.
  if (!orphans.test(reason)) throw startFailed(reason);
  await wait(200);
};

/** How the owner logs in to the running server. */
export const ownerLogin = async (place: Place, server: Postmaster, database: string): Promise<Login> => ({
  host: server.host,
  port: server.port,
  database,
  user: ownerName,
  password: await ownerPassword(place),
});

const answers = async (place: Place, server: Postmaster): Promise<boolean> => {
  try {
    return await withClient(await ownerLogin(place, server, 'postgres'), async () => true);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
};

/** Makes sure that a server runs on the cluster and answers: adopts one that a killed program has left, else starts one. */
export const ensureRunning = async (
  place: Place,
  settings: Readonly<Record<string, string>>,
  progress: Progress,
): Promise<Postmaster> => {
  const deadline = Date.now() + startSeconds * 1000;
  let told = false;
  while (Date.now() < deadline) {
    const server = await findPostmaster(place);
    if (server && server.host !== '' && (await answers(place, server))) return server;
    if (server) {
      // It is starting, recovering or stopping.
      if (!told) progress({ zh: '正在等待数据库就绪……', en: 'Waiting for the database server …' });
      told = true;
      await wait(100);
    } else {
      progress({ zh: '正在启动数据库……', en: 'Starting the database server …' });
      await start(place, settings);
    }
  }
  throw startFailed(await logTail(place));
};

/** Stops the server: open transactions are rolled back, everything committed is on disk. */
export const stopServer = async (place: Place): Promise<void> => {
  const server = await findPostmaster(place);
  if (!server) return;
  const { code, output } = await control(place, 'stop', '-m', 'fast', '-t', String(stopSeconds));
  if (code !== 0 && (await findPostmaster(place))) throw startFailed(output);
  // pg_ctl has seen the lock file go; the process ends a moment later.
  for (let left = 100; left > 0 && isAlive(server.pid); left -= 1) await wait(20);
};
