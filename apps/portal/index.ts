import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { datasetLabel, datasets as allDatasets, type Dataset } from '#foundation/dataset.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { publicReading, type Database, type Reading } from '#platform/database/index.ts';
import { verificationPage } from '#platform/documents/index.ts';
import { portalPolicy, publicPolicy, sendWhole } from '#platform/http/index.ts';
import {
  publicPage,
  readerOf,
  sectionOf,
  styles,
  type Html,
  type PageScript,
  type Reader,
} from '#platform/portal/index.ts';
import { listPublicDraws } from '#regimes/spot-checks/index.ts';
import { drawsPage } from '#regimes/spot-checks/draws/portal/index.ts';
import * as pages from '#regimes/publicity/portal/index.ts';
import { commendationRecord, publicRecord as storage } from '#regimes/publicity/index.ts';
import { verifyDrawPage } from '#regimes/spot-checks/portal/index.ts';
import { checkKinds } from '#regimes/spot-checks/spot-check.ts';
import { cachedPage, pageCache, type CachedPage } from './cache.ts';
import { atomFeed } from './feed.ts';
import { openDataCsv, openDataJson, openDataSchema } from './open-data.ts';

export interface PortalOptions {
  readonly database: Database;
  /** GB/T 2260 code of the deployment's province. */
  readonly province: string;
  /** The last seal of the journal, for the page that shows it; read in the page's own transaction. */
  readonly latestSeal: (reading: Reading) => Promise<pages.PublicSeal | undefined>;
  /** The built script that checks a draw; where it has not been built its page explains the check only. */
  readonly drawCheck: string | undefined;
  /** Opens the file of an issued paper that is public. */
  readonly openPaper?: (paperId: number, format: 'pdf' | 'docx') => Promise<PublicFile>;
}

export type PublicFile =
  | { readonly ok: true; readonly stream: Readable; readonly fileName: string; readonly mediaType: string }
  | { readonly ok: false };

interface Made {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** The page has the script that checks a draw. */
  readonly checksDraws?: boolean;
}

type Query = Readonly<Record<string, string | undefined>>;
type Make = (reading: Reading, reader: Reader, query: Query, id: number) => Promise<Made | undefined>;

const stylesPath = `/portal-${createHash('sha256').update(styles).digest('hex').slice(0, 10)}.css`;

const chosenDataset = (held: readonly Dataset[], wanted: string | undefined): Dataset =>
  held.find((dataset) => dataset === wanted) ?? held[0] ?? 'live';

const titled = (reader: Reader, title: TextPair, body: Html): Made => ({
  title: reader.say(title),
  body,
});

/** The public pages by path: what is read, and what it becomes. */
const makers = (options: PortalOptions): Readonly<Record<string, Make>> => {
  const enterprise = storage.publicEnterprises(publicReading(options.database));
  const tabs = (reader: Reader, path: string, held: readonly Dataset[], dataset: Dataset) =>
    pages.datasetTabs(reader, path, held, dataset, (each) => reader.say(datasetLabel[each]));
  /** A list of what is public of one dataset, with links to the other datasets. */
  const list =
    <Row>(
      path: string,
      title: TextPair,
      find: (reading: Reading, dataset: Dataset) => Promise<readonly Row[]>,
      page: (reader: Reader, rows: readonly Row[], dataset: Dataset, tabs: Html | false) => Html,
    ): Make =>
    async (reading, reader, query) => {
      const held = await storage.publishedDatasets(reading);
      const dataset = chosenDataset(held, query['dataset']);
      const rows = await find(reading, dataset);
      return titled(reader, title, page(reader, rows, dataset, tabs(reader, path, held, dataset)));
    };
  /** The trace of what was public once. */
  const trace = <Ended>(
    reader: Reader,
    title: TextPair,
    ended: Ended | undefined,
    page: (reader: Reader, ended: Ended) => Html,
  ): Made | undefined => ended && { ...titled(reader, title, page(reader, ended)), status: 410 };
  return {
    '/': async (reading, reader) => {
      const listed = await storage.countListed(reading, await storage.publishedDatasets(reading));
      return titled(reader, { zh: '查询', en: 'Look up' }, pages.homePage(reader, listed));
    },
    '/search': async (reading, reader, query) => {
      const words = (query['q'] ?? '').trim().slice(0, 100);
      const enough = [...words].length >= 2;
      const [enterprises, results] = enough
        ? await Promise.all([
            storage.searchPublicEnterprises(reading, words),
            storage.searchPublicProducts(reading, words),
          ])
        : [[], []];
      return titled(
        reader,
        { zh: `查询：${words}`, en: `Search: ${words}` },
        pages.searchPage(reader, { words, enterprises, results }),
      );
    },
    '/enterprise/:id': async (_reading, reader, _query, id) => {
      const record = await enterprise(id);
      return record && { title: record.enterprise.name, body: pages.enterprisePage(reader, record) };
    },
    '/exposures': list(
      '/exposures',
      { zh: '曝光名单', en: 'Exposure list' },
      storage.listPublicExposures,
      pages.exposuresPage,
    ),
    '/exposures/:id': async (reading, reader, _query, id) => {
      const exposure = await storage.findPublicExposure(reading, id);
      if (exposure === undefined) {
        const ended = await storage.findEndedExposure(reading, id);
        return trace(reader, { zh: '已撤下的曝光', en: 'Taken down' }, ended, pages.endedExposurePage);
      }
      const [later, since] = await Promise.all([storage.laterPasses(reading, id), storage.aftermathOf(reading, id)]);
      const body = pages.exposurePage(reader, exposure, later, since);
      return { title: `${exposure.producer} ${exposure.product}`, body };
    },
    '/announcements': list(
      '/announcements',
      { zh: '逾期不改正公告', en: 'Announcements' },
      storage.listPublicAnnouncements,
      pages.announcementsPage,
    ),
    '/announcements/:id': async (reading, reader, _query, id) => {
      const one = await storage.findPublicAnnouncement(reading, id);
      if (one !== undefined)
        return { title: `${one.producer} ${one.category}`, body: pages.announcementPage(reader, one) };
      const ended = await storage.findEndedAnnouncement(reading, id);
      return trace(reader, { zh: '已撤销的公告', en: 'Revoked' }, ended, pages.endedAnnouncementPage);
    },
    '/bulletins': list(
      '/bulletins',
      { zh: '抽查通报', en: 'Bulletins' },
      storage.listPublicBulletins,
      pages.bulletinsPage,
    ),
    '/bulletins/:id': async (reading, reader, _query, id) => {
      const bulletin = await storage.findPublicBulletin(reading, id);
      return bulletin && { title: bulletin.title, body: pages.bulletinPage(reader, bulletin) };
    },
    '/commendations': list(
      '/commendations',
      { zh: '高标准产品', en: 'Products made to a higher standard' },
      commendationRecord.listPublicCommendations,
      pages.commendationsPage,
    ),
    '/commendations/:id': async (reading, reader, _query, id) => {
      const commendation = await commendationRecord.findPublicCommendation(reading, id);
      if (commendation !== undefined)
        return {
          title: `${commendation.producer} ${commendation.product}`,
          body: pages.commendationPage(reader, commendation),
        };
      const ended = await commendationRecord.findEndedCommendation(reading, id);
      return trace(reader, { zh: '已撤下的表扬', en: 'Taken down' }, ended, pages.endedCommendationPage);
    },
    '/statistics': async (reading, reader, query) => {
      const held = await storage.publishedDatasets(reading);
      const dataset = chosenDataset(held, query['dataset']);
      const kind = checkKinds.find((each) => each === query['kind']) ?? 'regular';
      const figures = await storage.publicStatistics(reading, dataset, kind, options.province);
      return titled(
        reader,
        { zh: '统计', en: 'Statistics' },
        pages.statisticsPage(reader, figures, tabs(reader, '/statistics', held, dataset)),
      );
    },
    '/draws': async (reading, reader) =>
      titled(reader, { zh: '随机抽取公示', en: 'Draws' }, drawsPage(reader, await listPublicDraws(reading))),
    '/draws/verify': async (_reading, reader) => ({
      ...titled(reader, { zh: '核验抽取结果', en: 'Check a draw' }, verifyDrawPage(reader)),
      checksDraws: true,
    }),
    '/data': async (_reading, reader) => titled(reader, { zh: '开放数据', en: 'Open data' }, pages.dataPage(reader)),
    '/journal': async (reading, reader) =>
      titled(
        reader,
        { zh: '日志封存', en: 'Journal seal' },
        pages.journalPage(reader, await options.latestSeal(reading)),
      ),
    '/corrections': async (_reading, reader) =>
      titled(reader, { zh: '更正', en: 'Corrections' }, pages.correctionsPage(reader)),
  };
};

/** A script under a name that follows its content, and the digest by which the browser knows it. */
const scriptOf = (text: string): PageScript => {
  const digest = createHash('sha256').update(text).digest();
  return {
    src: `/draws/check-${digest.toString('hex').slice(0, 10)}.js`,
    integrity: `sha256-${digest.toString('base64')}`,
  };
};

const send = (request: FastifyRequest, reply: FastifyReply, page: CachedPage): void => {
  const { headers } = request;
  if (headers['if-none-match'] === page.tag) return sendWhole(request, reply, page.unchanged);
  sendWhole(request, reply, (headers['accept-encoding'] ?? '').includes('gzip') ? page.gzip : page.plain);
};

/** Answers at once with a page that is there, without the turns of the loop that a promise takes. */
const answer = (
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage | Promise<CachedPage>,
): Promise<FastifyReply> | undefined => {
  if (page instanceof Promise)
    return page.then((made) => {
      send(request, reply, made);
      return reply;
    });
  send(request, reply, page);
  return undefined;
};

/** Hangs the portal into the server: public pages, open data and the feed, all read as the portal role. */
export const registerPortal = (app: FastifyInstance, options: PortalOptions): void => {
  const { database } = options;
  const reading = publicReading(database);
  const known = makers(options);
  const { drawCheck } = options;
  const script = drawCheck === undefined ? undefined : scriptOf(drawCheck);
  const whole = (reader: Reader, made: Made, current: string): CachedPage =>
    cachedPage(
      {
        status: made.status ?? 200,
        type: 'text/html; charset=utf-8',
        policy: made.checksDraws ? publicPolicy : portalPolicy,
      },
      publicPage(reader, {
        title: made.title,
        current,
        body: made.body,
        styles: stylesPath,
        script: made.checksDraws ? script : undefined,
      }),
    );
  const missing = (reader: Reader): CachedPage =>
    whole(
      reader,
      { title: reader.say({ zh: '没有这个页面', en: 'No such page' }), body: pages.notFoundPage(reader), status: 404 },
      '',
    );

  for (const [path, make] of Object.entries(known)) {
    const current = sectionOf(path);
    const cached = pageCache(async (address) => {
      const url = new URL(address, 'http://portal');
      const query = Object.fromEntries(url.searchParams);
      const id = Number(url.pathname.split('/')[2] ?? 0);
      const reader = readerOf(url.pathname, query);
      const valid = !path.endsWith(':id') || (Number.isSafeInteger(id) && id > 0);
      const made = valid ? await make(reading, reader, query, id) : undefined;
      return made === undefined ? missing(reader) : whole(reader, made, current);
    });
    app.get(path, (request, reply) => answer(request, reply, cached(request.url)));
  }

  // Not cached: whether a paper stands is said as of now. Limited, so that nobody tries codes one after another.
  const limited = { config: { rateLimit: { max: 30, timeWindow: 60_000 } } };
  for (const path of ['/papers', '/papers/:code'])
    app.get(path, limited, async (request, reply) => {
      const { code = '' } = { ...(request.query as Query), ...(request.params as Query) };
      const url = new URL(request.url, 'http://portal');
      const reader = readerOf(url.pathname, Object.fromEntries(url.searchParams));
      const made = await verificationPage(reading, reader, code);
      const page = publicPage(reader, { title: made.title, current: '/papers', body: made.body, styles: stylesPath });
      return reply
        .code(made.status)
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-store', 'content-security-policy': portalPolicy })
        .send(page);
    });

  const lasting = (path: string, type: string, text: string): void => {
    const page = cachedPage({ type, freshness: 'public, max-age=31536000, immutable' }, text);
    app.get(path, (request, reply) => answer(request, reply, page));
  };
  lasting(stylesPath, 'text/css; charset=utf-8', styles);
  if (script && drawCheck !== undefined) lasting(script.src, 'text/javascript; charset=utf-8', drawCheck);
  const feed = pageCache(async (address) => {
    const origin = new URL(address).origin;
    const [dataset] = await storage.publishedDatasets(reading);
    const held = dataset ?? 'live';
    const [bulletins, exposures, announcements, commendations] = await Promise.all([
      storage.listPublicBulletins(reading, held),
      storage.listPublicExposures(reading, held),
      storage.listPublicAnnouncements(reading, held),
      commendationRecord.listPublicCommendations(reading, held),
    ]);
    const text = atomFeed(origin, { bulletins, exposures, announcements, commendations });
    return cachedPage({ type: 'application/atom+xml; charset=utf-8' }, text);
  });
  app.get('/feed.xml', (request, reply) =>
    answer(request, reply, feed(`${request.protocol}://${request.host}/feed.xml`)),
  );
  // Of what is released and stands: that is what the views of the public hold.
  const someFiles = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };
  for (const [path, paperOf] of [
    ['/bulletins', storage.paperOfBulletin],
    ['/announcements', storage.paperOfAnnouncement],
  ] as const)
    for (const format of ['pdf', 'docx'] as const)
      app.get(`${path}/:id/${format}`, someFiles, async (request, reply) => {
        const id = Number((request.params as Query)['id']);
        const paperId = Number.isSafeInteger(id) && id > 0 ? await paperOf(reading, id) : undefined;
        const file = paperId === undefined ? undefined : await options.openPaper?.(paperId, format);
        if (file?.ok !== true) return answer(request, reply, missing(readerOf(path, {})));
        return reply
          .type(file.mediaType)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
          .send(file.stream);
      });
  for (const [name, rows] of [
    ['bulletins', storage.openBulletins],
    ['exposures', storage.openExposures],
    ['announcements', storage.openAnnouncements],
    ['commendations', commendationRecord.openCommendations],
  ] as const) {
    const kept = pageCache(async (address) => {
      const wanted = new URL(address, 'http://portal').searchParams.get('dataset');
      const dataset = allDatasets.find((each) => each === wanted) ?? 'live';
      return cachedPage({ type: 'application/json; charset=utf-8' }, JSON.stringify(await rows(reading, dataset)));
    });
    app.get(`/data/${name}.json`, (request, reply) => answer(request, reply, kept(request.url)));
  }
  app.get('/data/schema.json', async () => openDataSchema);
  for (const [ending, type, open] of [
    ['csv', 'text/csv; charset=utf-8', openDataCsv],
    ['json', 'application/json; charset=utf-8', openDataJson],
  ] as const)
    app.get(`/data/results.${ending}`, async (request, reply) => {
      const wanted = (request.query as Query)['dataset'];
      const dataset = allDatasets.find((each) => each === wanted) ?? 'live';
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="results-${dataset}.${ending}"`)
        .send(open(database, dataset));
    });
};
