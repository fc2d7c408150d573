import { pair, type TextPair } from '../text-pair.ts';

/** GB/T 16306 retests a declared quality level from a lot above 250 items of which the sample is less than a tenth. */
export interface RetestApplicability {
  readonly applies: boolean;
  readonly why: TextPair;
}

/** Whether GB/T 16306 (inspection again after a supervision sampling) can be used for a lot and its sample. */
export const retestApplicability = (lot: number, n: number): RetestApplicability => {
  if (lot <= 250)
    return {
      applies: false,
      why: pair(
        `批量 ${lot} 不大于 250，不适用 GB/T 16306；小总体按 GB/T 2828.11 核查`,
        `The lot of ${lot} is not above 250, so GB/T 16306 does not apply; small lots are assessed by GB/T 2828.11`,
      ),
    };
  if (lot <= n * 10)
    return {
      applies: false,
      why: pair(
        `批量 ${lot} 不大于样本量 ${n} 的 10 倍，不适用 GB/T 16306`,
        `The lot of ${lot} is not above ten times the sample of ${n}, so GB/T 16306 does not apply`,
      ),
    };
  return {
    applies: true,
    why: pair(
      `批量 ${lot} 大于 250 且大于样本量 ${n} 的 10 倍，可按 GB/T 16306 复检`,
      `The lot of ${lot} is above 250 and above ten times the sample of ${n}: GB/T 16306 applies`,
    ),
  };
};
