import type { LawTable } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';

const noticeDay = localDate('2000-03-28');
const before = localDate('1949-10-01');
const dayBefore = localDate('2000-03-27');
const noExposure = {
  zh: '粤府办〔2000〕18号印发之前没有曝光制度',
  en: 'No exposure before notice Yuefuban [2000] No. 18',
};

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  'publicity.levels': {
    title: { zh: '可予曝光的抽查级别', en: 'Levels of spot check that lead to exposure' },
    words: {
      national: { zh: '国家级', en: 'National' },
      provincial: { zh: '省级', en: 'Provincial' },
      municipal: { zh: '市级', en: 'Municipal' },
      county: { zh: '县级', en: 'County' },
    },
    selectedBy: 'publication',
    values: [
      {
        from: before,
        to: dayBefore,
        value: [],
        source: noExposure,
        confirmed: true,
      },
      {
        from: noticeDay,
        value: ['national', 'provincial'],
        source: {
          zh: '粤府办〔2000〕18号 第四部分：省级以上监督抽查',
          en: 'Yuefuban [2000] No. 18, Part 4: spot checks at provincial level or above',
        },
        confirmed: true,
      },
    ],
  },
  'publicity.consecutive-failures': {
    title: { zh: '连续抽查不合格的次数', en: 'Number of consecutive failed checks' },
    unit: { zh: '次', en: 'checks' },
    selectedBy: 'publication',
    values: [
      { from: before, to: dayBefore, value: 2, source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: 2,
        source: {
          zh: '粤府办〔2000〕18号 第四部分：连续两次抽查不合格',
          en: 'Yuefuban [2000] No. 18, Part 4: failed two consecutive checks',
        },
        confirmed: true,
      },
    ],
  },
  'publicity.excluded-kinds': {
    title: { zh: '不计入连续次数的抽查种类', en: 'Kinds of check that do not count as consecutive' },
    words: {
      regular: { zh: '定期抽查', en: 'Regular' },
      special: { zh: '专项抽查', en: 'Special' },
      'follow-up': { zh: '跟踪抽查', en: 'Follow-up' },
      urgent: { zh: '应急抽查', en: 'Urgent' },
    },
    selectedBy: 'publication',
    values: [
      { from: before, to: dayBefore, value: ['follow-up'], source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: ['follow-up'],
        source: {
          zh: '跟踪抽查、复查和复检是对前一次不合格的处理，不是另一次抽查（本系统的解释，文件未写明）',
          en: 'Follow-up checks, re-checks and retests deal with an earlier failure and are no further check (reading of the program; the notice does not say so)',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.number-prefix': {
    title: { zh: '通报的发文字号', en: 'Prefix of the numbers of bulletins' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: '粤质通报',
        source: {
          zh: '本系统默认字号，由各单位按本机关发文字号设定',
          en: 'Default of the program; each authority sets its own',
        },
        confirmed: false,
      },
    ],
  },
} as const satisfies LawTable;
