import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import { cite, printedCitation } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { byNumber, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { issuePaper } from '#platform/documents/index.ts';
import { type Act, type Call, insist, observe, perform } from '#platform/operation/index.ts';
import { writeCsv, writeXlsx } from '#platform/spreadsheets/index.ts';
import { bureauOf } from '#registers/authorities/index.ts';
import { findBulletin } from './bulletins-storage.ts';
import { announcement, pressRelease } from './documents.ts';
import { mediaColumns, textOfRelease } from './media.ts';
import { findRelease, insertHandovers, insertRelease, linesOfRelease, listOutlets, mediaLines, type Outlet, pageOfReleases, saveOutlet } from './media-storage.ts'; // prettier-ignore
import { issuer } from './operations-papers.ts';

const read = { permission: 'publicity.read' } as const;
const theRelease = pair('该次发布', 'The release');
const citation = printedCitation(cite('notice', '4.2')).zh;

/** Enters a release of exposures for the media, and issues its announcement and press release. Call as engine, once they are public. */
export const releaseToMedia = async (act: Act, dataset: Dataset, exposureIds: readonly number[]): Promise<void> => {
  const at = act.call.services.now();
  const id = await insertRelease(act.tx, { dataset, exposureIds, bulletinId: null, at });
  const authority = await issuer(act);
  const fields = { authority: authority.name, citation, lines: await mediaLines(act.tx, exposureIds) };
  for (const { key } of [announcement, pressRelease])
    insist(
      await issuePaper(act, {
        kind: key,
        subject: `release/${id}`,
        dataset,
        authority,
        place: act.call.services.province,
        to: { name: '' },
        fields,
      }),
    );
};

/** Releases, newest first, with the media that were given each. */
export const listReleases = (call: Call, { dataset, ...page }: PageQuery & { readonly dataset: Dataset }) =>
  inPages(byNumber, page, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => ok(cut(await pageOfReleases(tx, dataset, after ?? null, most)))),
  );

export const listMedia = (call: Call) => observe(call, read, async ({ tx }) => ok({ rows: await listOutlets(tx) }));

/** Enters a medium into the list, or changes it. */
export const saveMedium = (
  call: Call,
  id: number | null,
  input: Omit<Outlet, 'id'>,
): Promise<Result<{ readonly id: number }>> =>
  perform(
    call,
    { permission: 'publicity.write', region: call.services.province, act: 'publicity.save-outlet' },
    async (act) => {
      await act.asEngine();
      const saved = await saveOutlet(act.tx, id, input);
      if (saved === undefined)
        return id === null
          ? refuse('already-exists', { thing: pair('该名称的媒体', 'A medium of this name') })
          : refuse('conflict');
      act.journal({
        act: 'publicity.save-outlet',
        subject: `outlet/${saved}`,
        payload: { name: input.name, active: input.active },
      });
      return ok({ id: saved });
    },
  );

/** Notes which media were given a release. */
export const handOver = (
  call: Call,
  id: number,
  outletIds: readonly number[],
): Promise<Result<{ readonly handed: number }>> =>
  perform(
    call,
    { permission: 'publicity.write', region: call.services.province, act: 'publicity.hand-over' },
    async (act) => {
      await act.asEngine();
      const release = await findRelease(act.tx, id);
      if (!release) return refuse('not-found', { thing: theRelease });
      const handed = await insertHandovers(act.tx, id, outletIds, call.actor.accountId, call.services.now());
      act.journal({
        act: 'publicity.hand-over',
        subject: `release/${id}`,
        dataset: release.dataset,
        payload: { outletIds },
      });
      return ok({ handed });
    },
  );

const textFile = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`);

/** Files of a release of exposures: text, tables, data. What is no longer shown is left out and counted. */
const filesOfExposures = async (
  authority: string,
  lines: Awaited<ReturnType<typeof linesOfRelease>>,
  ended: number,
) => {
  const columns = mediaColumns.map(({ header, width }) => ({ header, width }));
  const rows = () => lines.map((line) => mediaColumns.map(({ value }) => value(line)));
  return {
    '新闻通稿.txt': textFile(textOfRelease({ authority, citation, lines })),
    '曝光一览表.xlsx': new Uint8Array(await buffer(writeXlsx(columns, rows(), { sheetName: '曝光' }))),
    '曝光一览表.csv': new Uint8Array(await buffer(writeCsv(columns, rows()))),
    '数据.json': Buffer.from(JSON.stringify({ exposures: lines }, null, 2)),
    ...(ended > 0 && {
      '说明.txt': textFile(`本次发布中有${ended}项已撤下或撤销，未列入本资料包，请勿再行报道。\r\n`),
    }),
  };
};

/** The package of a release as a file: made from what still stands, so that nothing is handed on that was taken back. */
export const packageOf = async (call: Call, id: number) => {
  const found = await observe(call, read, async ({ tx }) => {
    const release = await findRelease(tx, id);
    if (!release) return refuse('not-found', { thing: theRelease });
    const bulletin = release.bulletin === null ? undefined : await findBulletin(tx, release.bulletin.id);
    const authority = await bureauOf(tx, call.services.province, call.today);
    return ok({ release, bulletin, authority, lines: release.bulletin === null ? await linesOfRelease(tx, id) : [] });
  });
  if (!found.ok) return found;
  const { release, bulletin, authority, lines } = found.value;
  const files =
    bulletin === undefined
      ? await filesOfExposures(authority, lines, release.ended)
      : {
          '通报.txt': textFile(
            `${bulletin.title}\r\n${bulletin.number ?? ''}\r\n\r\n${bulletin.body.replaceAll('\n', '\r\n')}\r\n`,
          ),
          '数据.json': Buffer.from(
            JSON.stringify({ number: bulletin.number, title: bulletin.title, figures: bulletin.figures }, null, 2),
          ),
          ...(bulletin.correctedBy.length > 0 && {
            '说明.txt': textFile('本通报已被更正，请以更正后的通报为准。\r\n'),
          }),
        };
  const zip = zipSync(files, { mtime: new Date(release.releasedAt) });
  return {
    ok: true as const,
    stream: Readable.from([Buffer.from(zip)]),
    fileName: `media-${release.dataset}-${id}.zip`,
    mediaType: 'application/zip',
  };
};
