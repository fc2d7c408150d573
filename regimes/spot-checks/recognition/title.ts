import type { LocalDate } from '#foundation/local-date.ts';
import { readDay } from './cell-days.ts';
import { squeeze } from './header-text.ts';
import type { TitleFacts } from './recognition.ts';

/** From this day on the national authority is the new one, 国家市场监督管理总局 (hung out its sign on 2018-04-10). */
const MARKET_REGULATION_FROM = '2018-04-10';

/** 附表1-30, 附件 2: where the table hangs, not what it is about. */
const attachment = /^附[件表]?\s*\d*([-－—.]\d+)*\s*[:：、]?\s*/;
const tableWords = /抽查|抽检|名单|结果|汇总|一览|后处理|监测|检测/;

/** Where the product category ends and the kind of check begins. */
const categoryEnd =
  /(产品)?(质量)?(国家|省级|省|市级|市|区级|县级|联动|专项|跟踪|风险|生产环节|流通环节|网络|电商|监督|抽查|抽检|不合格|拒检|后处理)/;

const categoryOf = (title: string): string => {
  const plain = title
    .replace(attachment, '')
    .replace(/^(关于)?(公布|发布)?/, '')
    .replace(/^\d{4}(年度?)?/, '')
    .replace(/^第?[\d一二三四五六七八九十]+(批次?|季度|期)/, '')
    .replace(/^(全国|国家|.{2,3}省|.{2,3}市)(级)?(产品质量)?监督(专项)?抽查/, '');
  const end = categoryEnd.exec(plain);
  if (!end || end.index === 0) return '';
  const category = plain.slice(0, end.index);
  // A list of several categories is none: 塑料管材、木家具等产品. Inside brackets it is part of one name.
  const outside = category.replace(/[(（][^()（）]*[)）]?/g, '');
  if (/等(产品|\d+种)?$/.test(outside) || outside.split('、').length > 3) return '';
  return category === '食品相关' ? '食品相关产品' : category.replace(/(.)产品$/, '$1');
};

/** The names that the publishing systems give to files begin with the moment of publication: P020150130…, 20140911100808…. */
const publicationInName = (fileName: string): LocalDate | undefined =>
  readDay(/^P0(\d{8})\d/.exec(fileName)?.[1] ?? /^(20\d{6})\d{6,}/.exec(fileName)?.[1] ?? '');

const checkOf = (text: string): TitleFacts['check'] => {
  if (/跟踪(监督)?抽查|复查|后处理/.test(text)) return 'follow-up';
  if (/专项|联动/.test(text)) return 'special';
  return /监督抽查|监督检查|抽查/.test(text) ? 'regular' : undefined;
};

const levelOf = (text: string): TitleFacts['level'] => {
  if (/国家(级)?(监督|专项|联动)|全国|联动监督抽查/.test(text)) return 'national';
  if (/省级|省(产品质量)?监督|省质量?监督/.test(text)) return 'provincial';
  if (/市级|市(产品质量)?监督/.test(text)) return 'municipal';
  return /[县区]级/.test(text) ? 'county' : undefined;
};

/**
 * Reads the lines above the header, the sheet name and the file name. Only what the words say is given; level, authority and day
 * of publication stay suggestions that the importing person confirms.
 */
export const readTitle = (linesAbove: readonly string[], sheetName: string, fileName: string): TitleFacts => {
  const bareFile = fileName.replace(/^.*[/\\]/, '').replace(/\.\w{2,5}$/, '');
  const fromFile = bareFile.split('_').at(-1)!;
  const candidates = [...linesAbove, sheetName, fromFile];
  const text = candidates.find((line) => tableWords.test(line) && line.trim().length >= 5)?.trim() ?? '';
  const plain = squeeze(text);
  const words = `${plain} ${squeeze(bareFile)}`;
  const published = publicationInName(bareFile);
  const year = /(19|20)\d\d(?=年)/.exec(plain)?.[0] ?? /(19|20)\d\d(?=年)/.exec(words)?.[0] ?? published?.slice(0, 4);
  const level = levelOf(plain) ?? levelOf(words);
  const check = checkOf(plain);
  return {
    text,
    category: categoryOf(text.replace(/\s+/g, '')),
    riskMonitoring: /风险监测/.test(plain),
    ...(check && { check }),
    ...(level && { level }),
    ...(level === 'national' && {
      authority: (published ?? '9999') < MARKET_REGULATION_FROM ? '质检总局' : '市场监管总局',
    }),
    ...(year !== undefined && { year: Number(year) }),
    ...(published && { batch: published.replaceAll('-', ''), publishedOn: published }),
  };
};
