import { escapeHtml, readerOf } from '#platform/portal/index.ts';
import {
  announcedText,
  type PublicAnnouncement,
  type PublicBulletin,
  type PublicCommendation,
  type PublicExposure,
} from '#regimes/publicity/portal/index.ts';

/** Atom feed of bulletins, exposures, announcements and commendations, newest first. `origin` is the address of the portal. */
export const atomFeed = (
  origin: string,
  {
    bulletins,
    exposures,
    announcements,
    commendations,
  }: {
    readonly bulletins: readonly PublicBulletin[];
    readonly exposures: readonly PublicExposure[];
    readonly announcements: readonly PublicAnnouncement[];
    readonly commendations: readonly PublicCommendation[];
  },
): string => {
  const entries = [
    ...bulletins.map((bulletin) => ({
      path: `/bulletins/${bulletin.id}`,
      title: bulletin.correctsId === null ? bulletin.title : `更正：${bulletin.title}`,
      at: bulletin.releasedAt,
      summary: bulletin.body.slice(0, 300),
    })),
    ...exposures.map((exposure) => ({
      path: `/exposures/${exposure.id}`,
      title: `曝光：${exposure.producer} ${exposure.product}`,
      at: exposure.releasedAt,
      summary: exposure.grounds.explanation.zh,
    })),
    ...announcements.map((announcement) => ({
      path: `/announcements/${announcement.id}`,
      title: `公告：${announcement.producer} ${announcement.category}`,
      at: announcement.announcedOn,
      summary: announcedText(announcement, readerOf('/announcements', {})),
    })),
    ...commendations.map((commendation) => ({
      path: `/commendations/${commendation.id}`,
      title: `高标准产品：${commendation.producer} ${commendation.product}`,
      at: commendation.releasedAt,
      summary: commendation.grounds.explanation.zh,
    })),
  ].toSorted((left, right) => (left.at < right.at ? 1 : -1));
  const stamp = (at: string) => new Date(at).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>产品质量监督：通报、曝光、公告和高标准产品</title>
<id>${escapeHtml(origin)}/feed.xml</id>
<link rel="self" href="${escapeHtml(origin)}/feed.xml"/>
<updated>${stamp(entries[0]?.at ?? '2000-03-28T00:00:00Z')}</updated>
<author><name>质量监督部门</name></author>
${entries
  .slice(0, 100)
  .map(
    (entry) =>
      `<entry><title>${escapeHtml(entry.title)}</title><id>${escapeHtml(origin + entry.path)}</id><link href="${escapeHtml(origin + entry.path)}"/><updated>${stamp(entry.at)}</updated><summary>${escapeHtml(entry.summary)}</summary></entry>`,
  )
  .join('\n')}
</feed>
`;
};
