import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { withTransaction } from '#platform/database/index.ts';
import { atMost, type Benchmark } from './figure.ts';
import { importOnce } from './import.ts';
import { openServer } from './portal.ts';
import { sharedServices } from './province.ts';

const kilobytes = (bytes: number): number => bytes / 1000;

/** The heaviest public page with its style sheet, as sent to a browser that takes gzip. */
const heaviestPage = async (): Promise<{ readonly path: string; readonly bytes: number }> => {
  await importOnce();
  const { database } = await sharedServices();
  const [most] = await withTransaction(database, 'system', (tx) =>
    tx.query<{ id: number }>(
      `select r.producer_id as id from spot_checks.result r join enterprises.published_enterprise e on e.id = r.producer_id
        group by 1 order by count(*) desc, 1 limit 1`,
    ),
  );
  const lists = ['/', '/exposures', '/bulletins', '/statistics', '/data', '/journal', '/corrections'];
  const paths = [...lists, `/search?q=${encodeURIComponent('家具')}`, `/enterprise/${most?.id ?? 0}`];
  const app = await openServer();
  const get = async (url: string) => {
    const answer = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
    return answer;
  };
  try {
    let heaviest = { path: '', bytes: 0 };
    for (const path of paths) {
      const page = (await get(path)).rawPayload.length;
      if (page > heaviest.bytes) heaviest = { path, bytes: page };
    }
    const home = await app.inject('/');
    const styles = /href="([^"]+\.css)"/.exec(home.body)?.[1];
    const sheet = styles === undefined ? 0 : (await get(styles)).rawPayload.length;
    return { path: decodeURIComponent(heaviest.path), bytes: heaviest.bytes + sheet };
  } finally {
    await app.close();
  }
};

/** Scripts that a browser loads before the office shows anything: what the page names and what those import statically. */
const firstScripts = (dist: string): ReadonlySet<string> => {
  const page = readFileSync(`${dist}index.html`, 'utf8');
  const found = new Set<string>();
  const waiting = [...page.matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name ?? '');
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const text = readFileSync(`${dist}assets/${name}`, 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      waiting.push(imported ?? '');
  }
  return found;
};

/** What pages weigh on the wire. */
export const benchWeights: Benchmark = async () => {
  const { path, bytes } = await heaviestPage();
  const figures = [
    atMost(`heaviest portal page with its styles (${path.replace(/\d+/, ':id')})`, kilobytes(bytes), 60, 'kB'),
  ];
  const dist = fileURLToPath(new URL('../apps/office/dist/', import.meta.url));
  if (!existsSync(`${dist}index.html`)) {
    console.error('weights: the office’s pages are not built; npm start builds them');
    return figures;
  }
  const sum = [...firstScripts(dist)].reduce(
    (total, name) => total + gzipSync(readFileSync(`${dist}assets/${name}`)).length,
    0,
  );
  return [...figures, atMost('scripts of the office’s first load', kilobytes(sum), 400, 'kB')];
};
