import { pair, type TextPair } from '../text-pair.ts';
import type { DeclarationAssessment } from './declared-quality.ts';

/** What to do with a declared quality level, sentence by sentence. */
export const declarationWords = (assessment: DeclarationAssessment): readonly TextPair[] => {
  const { standard, n, limit, risk, declared, retest } = assessment;
  return [
    ...(declared === null
      ? []
      : [
          pair(
            `按声明，该批中不合格品不超过 ${declared} 件。`,
            `By the declaration the lot holds at most ${declared} nonconforming items.`,
          ),
        ]),
    pair(
      `按 ${standard}，最多抽取 ${n} 件；不合格品不超过 ${limit} 件的，不否定声明；超过的，判核查总体不合格。`,
      `By ${standard} draw at most ${n} items; up to ${limit} nonconforming do not contradict the declaration, more do.`,
    ),
    pair(
      `声明属实而被误判的概率为 ${risk}，不超过 0.05（按精确分布计算）；标准印本所列样本量可能取整而略小。`,
      `A right declaration is contradicted with probability ${risk}, within 0.05 (exact distribution); the sizes printed in the standard may be rounded down.`,
    ),
    ...(retest === null ? [] : [pair(`${retest.why.zh}。`, `${retest.why.en}.`)]),
  ];
};
