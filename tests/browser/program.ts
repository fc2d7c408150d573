import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { provinceCopy } from './province.ts';

const main = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export interface RunningProgram {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Resolves when the program has said its last line of welcome; rejects with what it said when it ends before. */
const untilReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('Ctrl-C')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${said}`)));
  });

/** `serve` on a data directory. */
const serveOn = async (data: string): Promise<RunningProgram> => {
  const port = await freePort();
  const child = spawn(process.execPath, [main, '--data', data, 'serve', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ZHIJIAN_MODE: '', ZHIJIAN_LOG: 'warn' },
  });
  await untilReady(child);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
    },
  };
};

/**
 * The whole program as a newcomer starts it: `serve`, with the evaluation province that it made on an empty directory.
 * `ZHIJIAN_ORIGIN` names one that runs already.
 */
export const startProgram = async (): Promise<RunningProgram> => {
  const given = process.env['ZHIJIAN_ORIGIN'];
  if (given !== undefined && given !== '') return { origin: given, stop: async () => undefined };
  const data = await provinceCopy(async (empty) => (await serveOn(empty)).stop());
  const { origin, stop } = await serveOn(data);
  return {
    origin,
    stop: async () => {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
};
