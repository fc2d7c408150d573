import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../failure.ts';
import { isAlive, isPresent } from './process.ts';
import { runAs } from './run.ts';
import type { Place } from './types.ts';

/** What a running server has written about itself into postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Socket directory, or the loopback address where there are no sockets. */
  readonly host: string;
}

const pidFile = (place: Place): string => join(place.cluster, 'postmaster.pid');

/** True when the process is a PostgreSQL on this cluster; a pid is soon given to another process after a reboot. */
const servesCluster = async (place: Place, pid: number): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(place.cluster));
    } catch (error) {
      // ENOENT: it has just ended. Anything else: another account's process, which can't be looked into.
      return errorCode(error) !== 'ENOENT';
    }
  }
  if (process.platform === 'win32') return true;
  return (await runAs(undefined, 'ps', ['-o', 'comm=', '-p', String(pid)], '/')).output.includes('postgres');
};

/**
 * The server that runs on the cluster, or undefined. PostgreSQL itself clears away the lock file of a dead server, and looks
 * whether one of its children still lives; the file is only taken away here when its number belongs to another process.
 */
export const findPostmaster = async (place: Place): Promise<Postmaster | undefined> => {
  const text = await readFile(pidFile(place), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [pid = '', , , port = '', socket = '', address = ''] = text.split('\n');
  if (!(await servesCluster(place, Number(pid)))) {
    // Unless another start has just written its own.
    if (isPresent(Number(pid)) && (await readFile(pidFile(place), 'utf8').catch(() => '')) === text)
      await rm(pidFile(place), { force: true });
    return undefined;
  }
  return { pid: Number(pid), port: Number(port), host: socket.trim() || address.trim() };
};

/** Takes away the lock of a socket whose server is dead. The folder is this cluster's alone. */
export const clearSocketLock = async (place: Place, directory: string, port: string): Promise<void> => {
  const lock = join(directory, `.s.PGSQL.${port}.lock`);
  const [first = ''] = (await readFile(lock, 'utf8').catch(() => '')).split('\n');
  // Empty: another start is just writing it.
  if (first !== '' && !(await servesCluster(place, Number(first)))) await rm(lock, { force: true });
};
