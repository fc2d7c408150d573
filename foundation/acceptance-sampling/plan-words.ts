import { pair, type TextPair } from '../text-pair.ts';
import type { InspectionLevel } from './code-letter.ts';
import type { Severity } from './master-tables.ts';
import type { SamplingPlan } from './sampling-plan.ts';

/** How strictly a lot is inspected, in words. */
export const severityLabels: Readonly<Record<Severity, TextPair>> = {
  normal: pair('正常检验', 'normal inspection'),
  tightened: pair('加严检验', 'tightened inspection'),
  reduced: pair('放宽检验', 'reduced inspection'),
};

/** 特殊检验水平 S-1, 一般检验水平 II. */
export const levelWords = (level: InspectionLevel): TextPair =>
  level.startsWith('S')
    ? pair(`特殊检验水平 ${level}`, `special inspection level ${level}`)
    : pair(`一般检验水平 ${level}`, `general inspection level ${level}`);

const sampling = ({ all, inspected, lot }: SamplingPlan): TextPair =>
  all
    ? pair(
        `样本量不小于批量，${lot} 件全数检验`,
        `The sample is not smaller than the lot: all ${lot} items are inspected`,
      )
    : pair(`从批中随机抽取 ${inspected} 件检验`, `Inspect ${inspected} items drawn at random from the lot`);

/** What to do, sentence by sentence: the plan, the arrow that was followed, and what is not certain about it. */
export const planWords = (plan: SamplingPlan): readonly TextPair[] => {
  const { lot, aql, code, row, ac, re, arrow, confirmed } = plan;
  const counted = Number(aql) > 10 ? pair('不合格数', 'nonconformities') : pair('不合格品数', 'nonconforming items');
  const [severity, level, draw] = [severityLabels[plan.severity], levelWords(plan.level), sampling(plan)];
  return [
    pair(
      `批量 ${lot}，${level.zh}，接收质量限（AQL）${aql}，${severity.zh}：样本量字码 ${code}。`,
      `Lot of ${lot}, ${level.en}, acceptance quality limit (AQL) ${aql}, ${severity.en}: code letter ${code}.`,
    ),
    pair(
      `${draw.zh}；${counted.zh}不超过 ${ac} 的接收，达到 ${re} 的不接收。`,
      `${draw.en}; accept with up to ${ac} ${counted.en}, do not accept with ${re} or more.`,
    ),
    ...(arrow === ''
      ? []
      : [
          pair(
            `字码 ${code} 处为向${arrow === 'down' ? '下' : '上'}箭头，采用箭头所指的第一个方案（字码 ${row}）。`,
            `The table has an arrow ${arrow} at code letter ${code}; the first plan it points to is used (code letter ${row}).`,
          ),
        ]),
    ...(confirmed
      ? []
      : [
          pair(
            '放宽检验的数值由标准的结构推得，未能与标准印本逐项核对，使用前请核对 GB/T 2828.1 表 2-C。',
            'The figures for reduced inspection are derived from the structure of the standard and were not held against a printed copy; check table 2-C of GB/T 2828.1 before use.',
          ),
        ]),
  ];
};
