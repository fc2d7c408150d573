import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { OpenServices } from '#apps/server/index.ts';
import { makeUscc } from '#foundation/identifiers/uscc.ts';
import { copyRows, withTransaction } from '#platform/database/index.ts';
import { createTokenRoute } from '#platform/identity/contract.ts';
import { dayAt } from '#platform/operation/index.ts';
import { atMost, type Benchmark, rounded } from './figure.ts';
import { listen, type Load, openServer } from './portal.ts';
import { sharedServices } from './province.ts';

const run = promisify(execFile);
const licences = Math.max(1000, Number(process.env['BENCH_ROWS'] ?? 1_000_000) / 10);
const questions = 20_000;
const codeOf = (n: number): string => makeUscc('91', '440600', `MG${String(n).padStart(6, '0')}`);

/** Made-up producers of one catalogue with a licence each; one in seven of the products is suspended. */
const prepare = (services: OpenServices): Promise<void> =>
  withTransaction(services.database, 'migrator', async (tx) => {
    await tx.query(
      `insert into products.category (dataset, name, name_key) select 'demo', '虚构许可产品' || i, '虚构许可产品' || i from generate_series(1, 50) i`,
    );
    await tx.query(
      `insert into licences.catalogue_entry (dataset, category_id, kind, valid_from, issuer, source, confirmed, state, reason, proposed_at)
       select 'demo', id, 'production-licence', '2005-09-01', '虚构', '虚构', false, 'in-force', '测量', now() from products.category
        where name like '虚构许可产品%'`,
    );
    await copyRows(
      tx,
      'enterprises.enterprise',
      ['dataset', 'name', 'name_key', 'name_core', 'match_key', 'credit_code', 'province_code', 'city_code'],
      Array.from({ length: licences }, (_, n) => {
        const [name, code] = [`虚构持证厂${n}`, codeOf(n)];
        return ['demo', name, name, name, code, code, '440000', '440600'];
      }),
    );
    await tx.query(
      `with made as (
         insert into licences.licence (dataset, number, number_key, kind, holder_id, issuer_kind, issuer, issued_on, valid_from, valid_until, created_at)
         select 'demo', '虚构XK-' || e.id, '虚构xk-' || e.id, 'production-licence', e.id, 'authority', '虚构', '2024-01-01', '2024-01-01', '2030-12-31', now()
           from enterprises.enterprise e where e.name_key like '虚构持证厂%' returning id),
       scoped as (
         insert into licences.scope (licence_id, category_id)
         select m.id, c.id from made m join products.category c on c.name = '虚构许可产品' || (1 + m.id % 50) returning licence_id, category_id)
       insert into licences.hold (dataset, licence_id, category_id, ground, card_id, from_on, created_at)
       select 'demo', licence_id, category_id, 'card', licence_id, '2026-01-01', now() from scoped where licence_id % 7 = 0`,
    );
    await tx.query(
      'analyze enterprises.enterprise; analyze licences.licence; analyze licences.scope; analyze licences.hold',
    );
  });

/** An API token of a made-up commerce authority of one city. */
const tokenOf = async (services: OpenServices): Promise<string> => {
  const accountId = randomUUID();
  await withTransaction(services.database, 'migrator', async (tx) => {
    await tx.query(
      `insert into identity.account (id, login_name, display_name, password_hash) values ($1, $2, '测量', 'none')`,
      [accountId, `bench-${accountId}`],
    );
    await tx.query(
      `insert into identity.role_grant (account_id, role, region_code, valid_from) values ($1, 'commerce-officer', '440600', '2000-01-01')`,
      [accountId],
    );
  });
  const bound = services.composition.routes.find((route) => route.contract === createTokenRoute);
  const call = {
    services,
    actor: {
      accountId,
      kind: 'account',
      name: '测量',
      language: 'zh',
      permissions: new Map([['licences.gate', ['440600']]]),
    },
    requestId: randomUUID(),
    today: dayAt(services.now()),
  } as const;
  const answer = await bound?.handle(
    call,
    { body: { name: '测量', days: 1, permissions: ['licences.gate'] } } as never,
    (async function* () {})(),
  );
  if (answer?.ok !== true || !('value' in answer)) throw new Error('no token was made');
  return (answer.value as { token: string }).token;
};

/** The gate asked for different enterprises over 64 connections; no answer comes from a cache. */
export const benchLicenceGate: Benchmark = async () => {
  const services = await sharedServices();
  await prepare(services);
  const token = await tokenOf(services);
  const paths = Array.from({ length: questions }, (_, n) => {
    const code = codeOf((n * 7919) % licences);
    return `/api/v1/licence-gate?enterprise=${code}&category=${encodeURIComponent(`虚构许可产品${1 + (n % 50)}`)}`;
  });
  const file = join(services.dataDirectory, 'gate-paths.txt');
  await writeFile(file, paths.join('\n'));
  const app = await openServer();
  try {
    const port = await listen(app);
    const script = fileURLToPath(new URL('load.ts', import.meta.url));
    const load = async (most: number): Promise<Load> => {
      const { stdout } = await run(process.execPath, [script, String(port), file, String(most), '20', token]);
      const done = JSON.parse(stdout) as Load;
      if (done.bad > 0) throw new Error(`${done.bad} answers were not 200`);
      return done;
    };
    // A server that has been asked before: the first turn is for warming up.
    await load(3 * questions);
    const done = await load(3 * questions);
    return [atMost(`the gate of licences, p99 of 64 connections (${rounded(done.perSecond)}/s)`, done.p99, 20, 'ms')];
  } finally {
    await app.close();
  }
};
