import { z } from 'zod';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { exposureGroundLabels, type ExposureGround } from './exposure.ts';

export const outletKinds = ['press', 'broadcast', 'agency', 'online'] as const;
export type OutletKind = (typeof outletKinds)[number];
export const outletKindLabels: Readonly<Record<OutletKind, TextPair>> = {
  press: pair('报刊', 'Press'),
  broadcast: pair('广播电视', 'Radio and television'),
  agency: pair('通讯社', 'News agency'),
  online: pair('网络媒体', 'Online'),
};

/** An exposure as the media are given it. */
export const mediaLineSchema = z.object({
  id: z.number().int(),
  producer: z.string(),
  place: z.string(),
  sellers: z.array(z.string()),
  product: z.string(),
  ground: z.string(),
  explanation: z.string(),
  releasedAt: z.string(),
});
export type MediaLine = z.output<typeof mediaLineSchema>;

/** The announcement 公告 of exposures and the release 新闻通稿 for the media: the same facts, in two forms. */
export const announcementFields = z.object({
  authority: z.string(),
  citation: z.string(),
  lines: z.array(mediaLineSchema),
});
type Fields = z.output<typeof announcementFields>;

const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
const groundWords = (ground: string): string => exposureGroundLabels[ground as ExposureGround].zh;

const table = (lines: readonly MediaLine[]) => ({
  type: 'table' as const,
  caption: '曝光产品及其生产者、销售者',
  columns: [
    { title: '序号', width: 4, align: 'center' as const },
    { title: '产品', width: 14 },
    { title: '生产者', width: 16 },
    { title: '所在地', width: 10 },
    { title: '销售者', width: 14 },
    { title: '事由', width: 10 },
  ],
  rows: lines.map((line, index) => [
    String(index + 1),
    line.product,
    line.producer,
    line.place,
    line.sellers.join('、') || '/',
    groundWords(line.ground),
  ]),
});

export const composeAnnouncement = ({ citation, lines }: Fields) => ({
  title: '关于曝光部分产品及其生产者、销售者的公告',
  addressee: '',
  blocks: [
    paragraph(`依据${citation}，现将下列产品及其生产者、销售者予以曝光。名单按产品和企业名称排列，不是排名。`),
    table(lines),
    paragraph('以上只针对所列抽查涉及的产品。整改、复查情况和撤下的日期，见公众网站各项曝光。'),
  ],
});

export const composePressRelease = ({ authority, citation, lines }: Fields) => ({
  title: `${authority}曝光${lines.length}项产品质量问题`,
  addressee: '各新闻单位',
  blocks: [
    paragraph(
      `${authority}依据${citation}，对省级以上监督抽查中发现的${lines.length}项问题予以曝光，有关企业事先均已告知并听取意见。`,
    ),
    ...lines.map((line, index) => paragraph(`${index + 1}．${line.explanation}`)),
    paragraph('附：曝光产品及其生产者、销售者一览表（见资料包）。报道请以本稿和附表为准；有更正的，以公众网站为准。'),
  ],
});

/** The same as plain text, for whoever pastes it. */
export const textOfRelease = (fields: Fields): string => {
  const { title, addressee, blocks } = composePressRelease(fields);
  return [title, `${addressee}：`, ...blocks.map(({ text }) => text)].join('\r\n\r\n') + '\r\n';
};

/** Columns of the table in the package. */
export const mediaColumns: readonly {
  readonly header: string;
  readonly width: number;
  readonly value: (line: MediaLine) => string;
}[] = [
  { header: '产品', width: 24, value: (line) => line.product },
  { header: '生产者', width: 36, value: (line) => line.producer },
  { header: '所在地', width: 16, value: (line) => line.place },
  { header: '销售者', width: 36, value: (line) => line.sellers.join('、') },
  { header: '事由', width: 16, value: (line) => groundWords(line.ground) },
  { header: '依据', width: 80, value: (line) => line.explanation },
  { header: '公布时间', width: 20, value: (line) => line.releasedAt },
];
