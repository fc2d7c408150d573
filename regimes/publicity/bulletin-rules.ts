import type { Dataset } from '#foundation/dataset.ts';
import { wilsonInterval } from '#foundation/interval-estimate.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { NextAct } from '#foundation/process.ts';
import type { BulletinAct, BulletinState, FigureCounts, Figures } from './bulletin.ts';

/** Counts as SQL gives them. */
export type RawCounts = Omit<FigureCounts, 'rate'>;

/** Adds the rate: 合格 ÷ (合格 + 不合格), with its interval; none where nothing was judged. */
export const withRate = (counts: RawCounts): FigureCounts => {
  const of = counts.passed + counts.failed;
  return { ...counts, rate: of === 0 ? null : { value: counts.passed / of, ...wilsonInterval(counts.passed, of), of } };
};

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
/** The rate with its denominator and interval; one of few batches says so, and is no measure of a product or a place. */
const rateWords = ({ rate, passed }: FigureCounts, smallBelow: number): string =>
  rate === null
    ? '没有可计算的批次合格率'
    : `批次合格率为${percent(rate.value)}（${passed}÷${rate.of}，95%置信区间${percent(rate.low)}至${percent(rate.high)}${rate.of < smallBelow ? '，批次较少，仅供参考' : ''}）`;

/** A category in a few words: a rate only where there are enough batches for one. */
const categoryWords = (one: Figures['categories'][number], smallBelow: number): string =>
  [
    `${one.name}${one.samples}批次，不合格${one.failed}批次`,
    ...(one.rate !== null && one.rate.of >= smallBelow ? [rateWords(one, smallBelow)] : []),
  ].join('，');

const countWords = (counts: FigureCounts, smallBelow: number): string =>
  [
    `共抽查${counts.producers}家企业的${counts.samples}批次产品，合格${counts.passed}批次，不合格${counts.failed}批次，涉及${counts.failingProducers}家企业`,
    ...(counts.refused > 0 ? [`拒检${counts.refused}批次`] : []),
    ...(counts.noVerdict > 0 ? [`公布表未给结论${counts.noVerdict}批次`] : []),
    rateWords(counts, smallBelow),
  ].join('，');

/** What a bulletin is composed of. */
export interface Composed {
  readonly dataset: Dataset;
  readonly check: { readonly title: string };
  readonly category: string | null;
  readonly corrects: { readonly number: string; readonly title: string } | null;
  readonly figures: Figures;
  /** Denominators below this are few. */
  readonly smallBelow: number;
}

const provenance: Readonly<Record<Dataset, string | null>> = {
  live: null,
  historical: '本通报依据历史公开数据编写，数字为系统所存部分，不是当年官方统计。',
  demo: '本通报依据演示数据编写，企业和结果均为虚构。',
};

/** Title and text of a draft; the author goes on from there. Bulletins are official Chinese papers. */
export const draftOf = ({
  dataset,
  check,
  category,
  corrects,
  figures,
  smallBelow,
}: Composed): { title: string; body: string } => {
  const subject = category === null ? check.title : `${check.title}（${category}）`;
  const sections = [
    corrects && `本通报更正并取代${corrects.number}《${corrects.title}》。`,
    `现将${subject}的结果通报如下。${countWords(figures.total, smallBelow)}。`,
    figures.categories.length > 1 &&
      `按产品种类：${figures.categories.map((one) => categoryWords(one, smallBelow)).join('；')}。${
        figures.categories.some(({ rate }) => rate !== null && rate.of < smallBelow)
          ? `不足${smallBelow}批次的产品种类，批次较少，不计算合格率。`
          : ''
      }`,
    figures.items.length > 0 &&
      `不合格项目：${figures.items
        .slice(0, 10)
        .map(({ item, failed }) => `${item}（${failed}批次）`)
        .join('、')}${figures.items.length > 10 ? '等' : ''}。`,
    figures.failing.length > 0 && `不合格产品及其企业名单共${figures.failing.length}批次，见附表。`,
    figures.unsettled > 0 && `另有${figures.unsettled}批次不合格产品的生产者尚待核实，计入数字，未列入名单。`,
    '以上结果只对所抽查的批次有效。',
    provenance[dataset],
  ];
  return {
    title: corrects ? `关于更正${corrects.number}的通报` : `关于${subject}结果的通报`,
    body: sections.filter((section) => typeof section === 'string').join('\n\n'),
  };
};

/** The one next act of a bulletin. */
export const nextBulletinStep = (state: BulletinState): NextAct<BulletinAct> => {
  switch (state) {
    case 'draft':
      return {
        act: 'submit',
        words: pair('核对文字和数字后报审', 'Check text and figures and submit'),
        by: pair('起草人', 'the author'),
        due: null,
      };
    case 'submitted':
      return {
        act: 'release',
        words: pair('审核后立即发布、定时发布，或退回', 'Examine, then release now or at a time, or return'),
        by: pair('公布签发人（起草人以外）', 'an approver other than the author'),
        due: null,
      };
    case 'scheduled':
      return {
        act: null,
        words: pair('到时由系统发布；可以取消', 'The program releases it at its time; that can be cancelled'),
        by: pair('系统', 'the program'),
        due: null,
      };
    case 'released':
    case 'discarded':
      return null;
  }
};

/** What follows from acts that can’t be taken back, said before them. */
export const bulletinConsequences: Partial<Readonly<Record<BulletinAct, TextPair>>> = {
  release: pair(
    '发布后立即编号、出具公文并在公众网站公布，不能修改或撤回；有误只能另发更正通报。',
    'It is numbered, issued as a paper and on the public site at once and can’t be changed or withdrawn; an error is put right by a further bulletin.',
  ),
  schedule: pair(
    '到时自动编号、出具公文并公布；系统当时没有运行的，恢复后立即发布。',
    'It is numbered, issued and public at that time, or as soon as the program runs again.',
  ),
};
