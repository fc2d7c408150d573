import type { LawTable } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';
import { lawOfRectification } from './law-rectification.ts';

const noticeDay = localDate('2000-03-28');
const before = localDate('1949-10-01');
const dayBefore = localDate('2000-03-27');

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  ...lawOfRectification,
  'warning-cards.levels': {
    title: { zh: '给予黄牌的抽查级别', en: 'Levels of spot check that lead to a yellow card' },
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
        source: {
          zh: '粤府办〔2000〕18号印发之前没有黄牌制度',
          en: 'No yellow cards before notice Yuefuban [2000] No. 18',
        },
        confirmed: true,
      },
      {
        from: noticeDay,
        value: ['national', 'provincial'],
        source: {
          zh: '粤府办〔2000〕18号 四（三）1：省级以上监督抽查',
          en: 'Yuefuban [2000] No. 18, Part 4 (3) 1: spot checks at provincial level or above',
        },
        confirmed: true,
      },
    ],
  },
  'warning-cards.public': {
    title: { zh: '黄牌是否对社会公开', en: 'Whether yellow cards are shown to the public' },
    words: { true: { zh: '公开', en: 'Public' }, false: { zh: '不公开', en: 'Not public' } },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: false,
        source: {
          zh: '粤府办〔2000〕18号未规定公开黄牌，默认不公开',
          en: 'Yuefuban [2000] No. 18 does not say that cards are public; by default they are not',
        },
        confirmed: true,
      },
    ],
  },
} as const satisfies LawTable;
