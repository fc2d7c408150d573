import type { TextPair } from '../text-pair.ts';
import { pair } from '../text-pair.ts';
import type { Method } from './compare.ts';
import type { Bound, Limit, LimitFault } from './limit.ts';
import type { Measured, MeasuredFault } from './parse-measured.ts';

const limitFaults: Readonly<Record<LimitFault, TextPair>> = {
  'direction-missing': pair(
    '标准值只有一个数，未写明是上限还是下限',
    'The limit is a bare number: it does not say whether it is an upper or a lower limit',
  ),
  'ends-reversed': pair('标准值的下限不小于上限', 'The lower end of the limit is not below the upper one'),
  'relative-or-absolute': pair(
    '标准值的百分数偏差可以理解为相对值或绝对值',
    'The deviation in percent may be relative or absolute',
  ),
  'exponent-lost': pair(
    '标准值中 10 的指数可能丢失了上标',
    'The exponent of 10 in the limit seems to have lost its raised position',
  ),
  'units-differ': pair('标准值两端的单位不同', 'The two ends of the limit are in different units'),
  'grade-or-range': pair('标准值可以理解为一个级别或一个范围', 'The limit may be one grade or a range of grades'),
  'not-understood': pair('标准值无法识别', 'The limit cannot be read'),
};

const measuredFaults: Readonly<Record<MeasuredFault, TextPair>> = {
  'several-values': pair(
    '实测值有多个数，未写明以哪个为准',
    'Several values were measured; the table does not say which one counts',
  ),
  'detection-limit': pair(
    '实测值写的是检出限，不是测得的数',
    'What is given is a detection limit, not a measured value',
  ),
  'with-uncertainty': pair('实测值带有偏差或不确定度', 'The measured value carries a deviation or an uncertainty'),
  'exponent-lost': pair(
    '实测值中 10 的指数可能丢失了上标',
    'The exponent of 10 in the measured value seems to have lost its raised position',
  ),
  'not-understood': pair('实测值无法识别', 'The measured value cannot be read'),
};

const methodName: Readonly<Record<Method, TextPair>> = {
  full: pair('全数值比较', 'full value'),
  rounded: pair('修约值比较', 'rounded value'),
};

const limitDigits = (end: Bound): string => end.value.toFixed(Math.max(0, end.interval.decimalPlaces()));

const signOf = (side: 'lower' | 'upper', end: Bound): string =>
  side === 'upper' ? (end.inclusive ? '≤' : '<') : end.inclusive ? '≥' : '>';

const bySide = (kind: Measured['kind']): TextPair =>
  kind === 'below' ? pair('低于', 'below ') : kind === 'above' ? pair('高于', 'above ') : pair('', '');

/** Why an item was judged as it was, in words. */
export const reasons = {
  limitFault: (why: LimitFault): TextPair => limitFaults[why],
  noLimit: pair('没有给出标准值', 'No limit is given'),
  percentOnOneSide: pair(
    '只有实测值写了百分号，标准值没有',
    'Only the measured value has a percent sign, the limit has none',
  ),
  unitsDiffer: (measured: string, limit: string): TextPair =>
    pair(
      `实测值的单位（${measured}）与标准值的单位（${limit}）不同`,
      `The measured value is in ${measured}, the limit in ${limit}`,
    ),
  notDetected: pair('要求不得检出，未检出', 'Must not be detected; was not detected'),
  detected: pair('要求不得检出，实际检出', 'Must not be detected; was detected'),
  zeroOrNegative: pair(
    '要求不得检出，实测值不是“未检出”也不是正数',
    'Must not be detected; the value is neither “not detected” nor positive',
  ),
  detectionLimitUnknown: pair(
    '检出限未知，不能与标准值比较',
    'The detection limit is unknown, so the value cannot be held against the limit',
  ),
  statedConforming: (words: string): TextPair =>
    pair(`要求“${words}”，检验结果为符合`, `The demand is “${words}”; the test states conformity`),
  statedFailing: (words: string): TextPair =>
    pair(`要求“${words}”，检验结果为不符合`, `The demand is “${words}”; the test states non-conformity`),
  sameWords: (words: string): TextPair =>
    pair(`实测与要求一致：“${words}”`, `What was found is what is demanded: “${words}”`),
  textNeedsPerson: (words: string): TextPair =>
    pair(`要求“${words}”是文字描述，须由人判断`, `The demand “${words}” is in words; a person must judge`),
  measured: (measured: Measured): TextPair => {
    switch (measured.kind) {
      case 'none':
        return pair('没有给出实测值', 'No measured value is given');
      case 'conforms':
      case 'does-not-conform':
        return pair('实测值是结论性文字，没有测得的数', 'The measured value is a conclusion in words, not a number');
      case 'unreadable':
        return measuredFaults[measured.why];
      default:
        return pair(
          '实测值不是数值，不能与标准值比较',
          'The measured value is no number and cannot be held against the limit',
        );
    }
  },
  compared: (
    measured: Measured,
    text: string,
    side: 'lower' | 'upper',
    end: Bound,
    keeps: boolean | undefined,
    method: Method,
  ): TextPair => {
    const by = bySide(measured.kind);
    const limit = `${signOf(side, end)}${limitDigits(end)}`;
    const outcome =
      keeps === undefined
        ? pair('无法确定是否符合', 'it is not certain whether it conforms')
        : keeps
          ? pair('符合', 'it conforms')
          : pair('不符合', 'it does not conform');
    const rounded = method === 'rounded' ? pair('修约后', 'after rounding ') : pair('', '');
    return pair(
      `实测值${rounded.zh}${by.zh} ${text}，标准值 ${limit}，${outcome.zh}（${methodName[method].zh}）`,
      `Measured ${rounded.en}${by.en}${text}, limit ${limit}: ${outcome.en} (${methodName[method].en})`,
    );
  },
  within: (text: string, { lower, upper }: Extract<Limit, { kind: 'numeric' }>, method: Method): TextPair => {
    const ends = [
      lower && `${signOf('lower', lower)}${limitDigits(lower)}`,
      upper && `${signOf('upper', upper)}${limitDigits(upper)}`,
    ];
    return pair(
      `实测值${method === 'rounded' ? '修约后' : ''} ${text}，标准值 ${ends.join(' 且 ')}，符合（${methodName[method].zh}）`,
      `Measured ${method === 'rounded' ? 'after rounding ' : ''}${text}, limit ${ends.join(' and ')}: it conforms (${methodName[method].en})`,
    );
  },
} as const;
