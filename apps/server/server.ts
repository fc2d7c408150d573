import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { registerPortal } from '#apps/portal/index.ts';
import { missingMigrations, type Reading } from '#platform/database/index.ts';
import {
  createHttpServer,
  fieldPolicy,
  officePolicy,
  publicPolicy,
  registerStaticFiles,
} from '#platform/http/index.ts';
import { latestSeal, shownSeal } from '#platform/journal/index.ts';
import { paperFile } from '#platform/documents/index.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import type { Logger } from '#platform/telemetry/index.ts';
import type { Config } from './config.ts';
import { migrationFolders } from './services.ts';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const version = async (): Promise<string> =>
  (JSON.parse(await readFile(beside('../../package.json'), 'utf8')) as { version: string }).version;

/** What the portal shows of the journal's last seal. */
const publicSeal = async (reading: Reading) => {
  const seal = await latestSeal(reading);
  if (!seal) return undefined;
  const { size, root, at } = shownSeal(seal);
  return { size, root, sealedAt: at };
};

/** Answers yes once and for all when the database has every migration of this program. */
const migrationsOf = (services: Services): (() => Promise<readonly string[]>) => {
  const folders = migrationFolders(services.composition.manifests);
  let current = false;
  return async () => {
    if (current) return [];
    const missing = await missingMigrations(services.database, folders);
    current = missing.length === 0;
    return missing;
  };
};

/** The whole server, not listening yet: interface, office under /office/, the page for the field under /field/, portal at /. */
export const createServer = async (
  services: Services,
  options: { readonly logger: Logger } & Pick<Config, 'trustProxy' | 'metricsToken' | 'fileLimit'>,
): Promise<FastifyInstance> => {
  const { logger, trustProxy, metricsToken, fileLimit } = options;
  return createHttpServer({
    services,
    logger,
    version: await version(),
    missingMigrations: migrationsOf(services),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    ...(fileLimit === undefined ? {} : { fileLimit }),
    pages: async (app) => {
      const { database, province } = services;
      const drawCheck = await readFile(beside('../portal/dist/draw-check.js'), 'utf8').catch(() => undefined);
      const openPaper = (paperId: number, format: 'pdf' | 'docx') => paperFile(systemCall(services), paperId, format);
      registerPortal(app, { database, province, latestSeal: publicSeal, drawCheck, openPaper });
      const icon = await readFile(beside('../office/public/favicon.svg'));
      app.get('/favicon.svg', (_request, reply) =>
        reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon),
      );
      // The last font of the public pages, for machines without a Chinese one: only the slices that a page needs are fetched.
      await registerStaticFiles(app, {
        directory: fileURLToPath(new URL('.', import.meta.resolve('@fontsource-variable/noto-sans-sc'))),
        prefix: '/fonts/',
        policy: publicPolicy,
        keep: 'public, max-age=604800',
      });
      await registerStaticFiles(app, {
        directory: beside('../office/dist'),
        prefix: '/office/',
        policy: officePolicy,
        missing: '办公页面尚未生成，请用 npm start 启动。/ The office’s pages are not built; start with npm start.\n',
      });
      await registerStaticFiles(app, {
        directory: beside('../field/dist'),
        prefix: '/field/',
        policy: fieldPolicy,
        missing:
          '现场页面尚未生成，请用 npm start 启动。/ The page for the field is not built; start with npm start.\n',
      });
    },
  });
};
