import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseFailure } from '../failure.ts';
import { clearSocketLock } from './postmaster.ts';
import type { Place } from './types.ts';

/** The longest socket path that every system takes, in bytes. */
const longestSocket = 106;
const socketPort = '5432';

/** The setting is a list: commas and quotation marks have a meaning in it, and spaces at an end are lost. */
const fits = (directory: string): boolean =>
  Buffer.byteLength(`${directory}/.s.PGSQL.${socketPort}`) <= longestSocket && !/[,"]/.test(directory);

/**
 * Makes the folder of the server's socket, which only its account may enter: in the server's home, or under /tmp where that
 * path is too long for a socket or can't stand in the setting.
 */
const socketDirectory = async (place: Place): Promise<string> => {
  const near = join(place.home, 'run');
  const uid = place.account?.uid ?? process.getuid?.();
  const directory = fits(near)
    ? near
    : `/tmp/zhijian-${createHash('sha256').update(place.home).digest('hex').slice(0, 16)}`;
  if ((await mkdir(directory, { recursive: true, mode: 0o700 })) !== undefined) {
    await chmod(directory, 0o700);
    if (place.account) await chown(directory, place.account.uid, place.account.gid);
  }
  // Under /tmp anybody may have made it before us.
  const made = await lstat(directory);
  if (!made.isDirectory() || made.uid !== uid || (made.mode & 0o077) !== 0)
    throw new DatabaseFailure('database-start-failed', {
      zh: `套接字目录 ${directory} 属于其他用户或权限过宽，请删除后重试。`,
      en: `The socket folder ${directory} belongs to somebody else or is open to others; remove it and start again.`,
    });
  return directory;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** How the server can be reached: by a private socket alone; on Windows, where Node has none, by a loopback port. */
export const reachSettings = async (place: Place): Promise<Record<string, string>> => {
  if (process.platform === 'win32') {
    // The port stays what it was, so that open pools find the server again.
    const before = await readFile(join(place.cluster, 'zhijian.conf'), 'utf8').catch(() => '');
    const port = /^port = '(\d+)'$/m.exec(before)?.[1] ?? String(await freePort());
    return { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' };
  }
  const unix_socket_directories = await socketDirectory(place);
  await clearSocketLock(place, unix_socket_directories, socketPort);
  return { listen_addresses: '', port: socketPort, unix_socket_directories, unix_socket_permissions: '0700' };
};
