import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Fastify, { type FastifyInstance } from 'fastify';
import { createServer } from '#apps/server/server.ts';
import { withTransaction } from '#platform/database/index.ts';
import { createLogger } from '#platform/telemetry/index.ts';
import { atMost, type Benchmark, rounded } from './figure.ts';
import { importOnce } from './import.ts';
import { sharedServices } from './province.ts';

const run = promisify(execFile);

export interface Load {
  readonly perSecond: number;
  readonly p99: number;
  readonly requests: number;
  readonly bad: number;
}

/** The program's server on the shared database; its log is written, but nowhere. */
export const openServer = async (): Promise<FastifyInstance> =>
  createServer(await sharedServices(), { logger: createLogger({ destination: { write: () => undefined } }) });

export const listen = async (app: FastifyInstance): Promise<number> => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
};

/** A Fastify route that has nothing to do but to send the same bytes. */
const bareServer = async (portal: FastifyInstance, paths: readonly string[]): Promise<FastifyInstance> => {
  const bytes = new Map<string, Buffer>();
  for (const path of paths) {
    const answer = await portal.inject({ url: path, headers: { 'accept-encoding': 'gzip' } });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
    bytes.set(path, answer.rawPayload);
  }
  const bare = Fastify();
  bare.get('/enterprise/:id', (request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-encoding', 'gzip').send(bytes.get(request.url)),
  );
  return bare;
};

/** Enterprises spread over the register. */
const idsOf = async (count: number): Promise<readonly number[]> => {
  const { database } = await sharedServices();
  const rows = await withTransaction(database, 'system', (tx) =>
    tx.query<{ id: number }>(
      `select id from enterprises.published_enterprise where dataset = 'historical' order by md5(id::text) limit $1`,
      [count],
    ),
  );
  return rows.map(({ id }) => id);
};

/** Looking up enterprises on the portal, against a bare route that returns the same bytes in the same run. */
export const benchPortal: Benchmark = async () => {
  await importOnce();
  const { dataDirectory } = await sharedServices();
  const paths = (await idsOf(20_000)).map((id) => `/enterprise/${id}`);
  const asked = paths.slice(0, 100);
  const portal = await openServer();
  const bare = await bareServer(portal, asked);
  const [portalPort, barePort] = [await listen(portal), await listen(bare)];
  const load = async (port: number, list: readonly string[], most: number): Promise<Load> => {
    const file = join(dataDirectory, 'paths.txt');
    await writeFile(file, list.join('\n'));
    const script = fileURLToPath(new URL('load.ts', import.meta.url));
    const { stdout } = await run(process.execPath, [script, String(port), file, String(most), '10']);
    const done = JSON.parse(stdout) as Load;
    if (done.bad > 0) throw new Error(`${done.bad} answers were not 200`);
    return done;
  };
  try {
    const bares: Load[] = [];
    const looks: Load[] = [];
    // In turn, the first pair for warming up, so that what else the machine does falls on both.
    for (let turn = 0; turn < 4; turn += 1) {
      bares.push(await load(barePort, asked, 30_000));
      looks.push(await load(portalPort, asked, 30_000));
    }
    const mean = (loads: readonly Load[]): number =>
      loads.slice(1).reduce((sum, { perSecond }) => sum + perSecond, 0) / (loads.length - 1);
    const [peer, look] = [mean(bares), mean(looks)];
    const cold = await load(portalPort, paths.slice(100), paths.length - 100);
    return [
      {
        name: 'portal look-up, 64 connections',
        measured: `${rounded(look)}/s`,
        against: `≥ half of ${rounded(peer)}/s (bare route)`,
        share: peer / 2 / look,
      },
      atMost('portal look-up p99', Math.max(...looks.slice(1).map(({ p99 }) => p99)), 50, 'ms'),
      // The limit does not except pages that are not in the cache: 20,000 enterprises, each asked for once.
      atMost(`portal look-up p99, each page for the first time (${rounded(cold.perSecond)}/s)`, cold.p99, 50, 'ms'),
    ];
  } finally {
    await Promise.all([portal.close(), bare.close()]);
  }
};
