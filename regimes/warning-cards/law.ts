import { levelLabels } from '#foundation/check-level.ts';
import type { LawTable } from '#foundation/law.ts';
import { always, beforeAnyRecord, inTurn, noticeDay } from '#foundation/law-parameters.ts';
import { pair } from '#foundation/text-pair.ts';
import { lawOfRectification } from './law-rectification.ts';

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  ...lawOfRectification,
  'warning-cards.levels': {
    title: pair('给予黄牌的抽查级别', 'Levels of spot check that lead to a yellow card'),
    words: levelLabels,
    selectedBy: 'publication',
    values: inTurn<readonly string[]>(
      {
        from: beforeAnyRecord,
        value: [],
        source: pair('粤府办〔2000〕18号印发之前没有黄牌制度', 'No yellow cards before notice Yuefuban [2000] No. 18'),
        confirmed: true,
      },
      {
        from: noticeDay,
        value: ['national', 'provincial'],
        source: pair(
          '粤府办〔2000〕18号 四（三）1：省级以上监督抽查',
          'Yuefuban [2000] No. 18, Part 4 (3) 1: spot checks at provincial level or above',
        ),
        confirmed: true,
      },
    ),
  },
  'warning-cards.public': {
    title: pair('黄牌是否对社会公开', 'Whether yellow cards are shown to the public'),
    words: { true: pair('公开', 'Public'), false: pair('不公开', 'Not public') },
    selectedBy: 'decision',
    values: always(
      false,
      pair(
        '粤府办〔2000〕18号未规定公开黄牌，默认不公开',
        'Yuefuban [2000] No. 18 does not say that cards are public; by default they are not',
      ),
      { confirmed: true },
    ),
  },
} as const satisfies LawTable;
