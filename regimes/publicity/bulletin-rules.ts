import type { Dataset } from '#foundation/dataset.ts';
import { wilsonInterval } from '#foundation/interval-estimate.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { NextStep } from './acts.ts';
import { type BulletinAct, bulletinActLabels, type BulletinState, bulletinStateLabels, bulletinTransitions, type FigureCounts, type Figures } from './bulletin.ts'; // prettier-ignore

/** Counts as SQL gives them. */
export type RawCounts = Omit<FigureCounts, 'rate'>;

/** Adds the rate: 合格 ÷ (合格 + 不合格), with its interval; none where nothing was judged. */
export const withRate = (counts: RawCounts): FigureCounts => {
  const of = counts.passed + counts.failed;
  return { ...counts, rate: of === 0 ? null : { value: counts.passed / of, ...wilsonInterval(counts.passed, of), of } };
};

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const rateWords = ({ rate, passed }: FigureCounts): string =>
  rate === null
    ? '没有可计算的批次合格率'
    : `批次合格率为${percent(rate.value)}（${passed}÷${rate.of}，95%置信区间${percent(rate.low)}至${percent(rate.high)}）`;

const countWords = (counts: FigureCounts): string =>
  [
    `共抽查${counts.producers}家企业的${counts.samples}批次产品，合格${counts.passed}批次，不合格${counts.failed}批次，涉及${counts.failingProducers}家企业`,
    ...(counts.refused > 0 ? [`拒检${counts.refused}批次`] : []),
    ...(counts.noVerdict > 0 ? [`公布表未给结论${counts.noVerdict}批次`] : []),
    rateWords(counts),
  ].join('，');

/** What a bulletin is composed of. */
export interface Composed {
  readonly dataset: Dataset;
  readonly check: { readonly title: string };
  readonly category: string | null;
  readonly corrects: { readonly number: string; readonly title: string } | null;
  readonly figures: Figures;
}

const provenance: Readonly<Record<Dataset, string | null>> = {
  live: null,
  historical: '本通报依据历史公开数据编写，数字为系统所存部分，不是当年官方统计。',
  demo: '本通报依据演示数据编写，企业和结果均为虚构。',
};

/** Title and text of a draft; the author goes on from there. Bulletins are official Chinese papers. */
export const draftOf = ({ dataset, check, category, corrects, figures }: Composed): { title: string; body: string } => {
  const subject = category === null ? check.title : `${check.title}（${category}）`;
  const sections = [
    corrects && `本通报更正并取代${corrects.number}《${corrects.title}》。`,
    `现将${subject}的结果通报如下。${countWords(figures.total)}。`,
    figures.categories.length > 1 &&
      `按产品种类：${figures.categories.map((one) => `${one.name}${one.samples}批次，不合格${one.failed}批次，${rateWords(one)}`).join('；')}。`,
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

/** A bulletin as the rules of acting see it. */
export interface ActedBulletin {
  readonly state: BulletinState;
  readonly writtenBy: string | null;
}

/** Whether an act is taken only with a reason. */
export const bulletinNeedsReason = (act: BulletinAct): boolean => act === 'return';

/** What an act leads to, or why it can't be taken: by the state table and the second pair of eyes. */
export const decideBulletin = (
  bulletin: ActedBulletin,
  act: BulletinAct,
  account: string | null,
): Result<BulletinState> => {
  const next = (bulletinTransitions[bulletin.state] as Partial<Record<BulletinAct, BulletinState>>)[act];
  if (next === undefined)
    return refuse('state-not-allowed', { state: bulletinStateLabels[bulletin.state], act: bulletinActLabels[act] });
  if (act === 'release' && account !== null && account === bulletin.writtenBy) return refuse('four-eyes-same-person');
  return ok(next);
};

/** The one next act of a bulletin. */
export const nextBulletinStep = (state: BulletinState): NextStep<BulletinAct> | null => {
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
        words: pair('审核后发布，或退回', 'Examine, then release or return'),
        by: pair('公布签发人（起草人以外）', 'an approver other than the author'),
        due: null,
      };
    case 'released':
    case 'discarded':
      return null;
  }
};

/** What follows from releasing, said before the act. */
export const bulletinConsequence: TextPair = pair(
  '发布后立即在公众网站公布并编号，不能修改或撤回；有误只能另发更正通报。',
  'It is numbered and on the public site at once and can’t be changed or withdrawn; an error is put right by a further bulletin.',
);

const marks: Readonly<Record<Dataset, string>> = { live: '', historical: '（历史）', demo: '（演示）' };

/** 粤质通报〔2026〕第3号; a number that is not that of a real paper says so. */
export const bulletinNumber = (prefix: string, year: number, ordinal: number, dataset: Dataset): string =>
  `${prefix}〔${year}〕第${ordinal}号${marks[dataset]}`;
