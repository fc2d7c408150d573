import { describe, expect, test } from 'vitest';
import { decideOn } from '#foundation/process.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { localDate } from '#foundation/local-date.ts';
import { faultsOf, resolveLaw } from '#platform/law/resolve.ts';
import { cardRules, consequenceOf, nextStep } from './acts.ts';
import { cardGrounds, type CardStory, lawFor } from './explain.ts';
import { law } from './law.ts';
import { type CardCase, decideCard, inOrder } from './rules.ts';
import {
  type CardAct,
  cardActs,
  cardProcess,
  type CardState,
  cardStates,
  type FailingSample,
  programActs,
} from './warning-card.ts';

const call = { services: { province: '440000' }, today: localDate('2026-09-01') };
const lawOn = lawFor(resolveLaw(law, 'notice'), call);
const day = localDate('2015-03-15');
const sample: FailingSample = {
  resultId: 1,
  product: '虚构产品',
  brand: null,
  model: null,
  batch: null,
  sampledOn: null,
  items: ['甲醛含量'],
  disagrees: false,
};
const subject: CardCase = {
  dataset: 'live',
  level: 'provincial',
  publishedOn: day,
  provinceCode: '440000',
  retailer: false,
  admitted: false,
  samples: [sample],
};

describe('decideCard', () => {
  test.each([
    ['own province', {}, { outcome: 'propose', kind: 'yellow', historical: false }],
    ['elsewhere', { provinceCode: '330000' }, { outcome: 'propose', kind: 'transfer', historical: false }],
    ['historical', { dataset: 'historical' }, { outcome: 'propose', kind: 'yellow', historical: true }],
    ['national check', { level: 'national' }, { outcome: 'propose', kind: 'yellow', historical: false }],
    ['municipal check', { level: 'municipal' }, { outcome: 'none', reason: 'level-not-counted' }],
    ['county check of a shop', { level: 'county', retailer: true }, { outcome: 'none', reason: 'level-not-counted' }],
    ['shop', { retailer: true }, { outcome: 'hold', kind: 'yellow', reason: 'retailer', historical: false }],
    [
      'shop verified as producer',
      { retailer: true, admitted: true },
      { outcome: 'propose', kind: 'yellow', historical: false },
    ],
    [
      'province unknown',
      { provinceCode: null },
      { outcome: 'hold', kind: 'undetermined', reason: 'province-unknown', historical: false },
    ],
    ['no failing sample', { samples: [] }, { outcome: 'none', reason: 'no-failing-sample' }],
  ] as const)('%s', (_, more, decision) => {
    expect(decideCard({ ...subject, ...more }, lawOn(day))).toEqual(decision);
  });

  test('knows no card before the notice', () => {
    const early = localDate('2000-03-27');
    expect(decideCard({ ...subject, publishedOn: early }, lawOn(early))).toMatchObject({ outcome: 'none' });
    expect(decideCard(subject, lawOn(localDate('2000-03-28')))).toMatchObject({ outcome: 'propose' });
  });

  test('follows an override of the levels', () => {
    const value = {
      key: 'warning-cards.levels',
      from: localDate('2015-01-01'),
      to: null,
      value: ['municipal'],
      source: { zh: '试行', en: 'trial' },
    };
    const overridden = lawFor(resolveLaw(law, 'notice', [value]), call);
    expect(decideCard({ ...subject, level: 'municipal' }, overridden(day))).toMatchObject({ outcome: 'propose' });
    expect(decideCard(subject, overridden(day))).toMatchObject({ outcome: 'none' });
  });
});

test('samples stand in an order of their own', () => {
  const other = { ...sample, resultId: 2, product: '一号' };
  expect(inOrder([sample, other])).toEqual(inOrder([other, sample]));
});

describe('the state table', () => {
  const final: readonly CardState[] = ['dismissed', 'revoked'];

  test('names known acts only, and every act is used', () => {
    const used = cardStates.flatMap((state) => Object.keys(cardProcess.transitions[state]));
    expect(new Set(used)).toEqual(new Set([...cardActs, ...programActs]));
  });

  test('every state can be reached, and left or is final', () => {
    expectSoundProcess<CardState, CardAct>(cardProcess, 'held', final);
  });

  test('every act is decided in every state, and a refusal says why', () => {
    for (const state of cardStates)
      for (const act of cardActs) {
        const decided = decideOn(
          cardRules,
          { state, kind: 'yellow', heldReason: null, underReview: false, submittedBy: 'a', decidedBy: 'b' },
          act,
          'c',
        );
        if (decided.ok)
          expect((cardProcess.transitions[state] as Partial<Record<CardAct, CardState>>)[act]).toBe(decided.value);
        else expect(decided.refusal.text.zh).not.toMatch(/[{}]/);
      }
  });

  test('what still waits has a next step, what is final has none', () => {
    for (const state of cardStates)
      expect(nextStep({ state, heldReason: null, underReview: true }) === null).toBe(
        state === 'lapsed' || final.includes(state),
      );
  });
});

describe('what is said before a card is issued', () => {
  const yellow = { kind: 'yellow', historical: false, onPaper: false } as const;

  test('names the order and its term, its service, the orders to sellers, and the suspension at once', () => {
    const { zh, en } = consequenceOf(yellow, 60);
    for (const what of ['责令整改通知书', '送达', '60 日', '销售者', '当日起暂停使用', '无证生产线索'])
      expect(zh).toContain(what);
    for (const what of ['60 days', 'suspended from that day', 'lead of unlicensed production'])
      expect(en).toContain(what);
  });

  test('nothing of it of historical data and letters; no new order of a card issued on paper', () => {
    for (const other of [{ ...yellow, historical: true }, { ...yellow, kind: 'transfer' } as const])
      expect(consequenceOf(other, 60).zh).not.toMatch(/责令整改|当日起/);
    const onPaper = consequenceOf({ ...yellow, onPaper: true }, 60).zh;
    expect(onPaper).not.toContain('生成责令整改通知书');
    expect(onPaper).toContain('接着办理');
    expect(onPaper).toContain('当日起暂停使用');
  });
});

describe('in words', () => {
  const story: CardStory = {
    kind: 'yellow', heldReason: null, historical: true, producer: '虚构制造厂', province: '广东省', category: '虚构种类',
    check: { id: 7, authority: '虚构质检总局', level: 'national', publishedOn: day, lawDay: day }, samples: [{ ...sample, model: 'A-1', disagrees: true }],
  }; // prettier-ignore

  test('one paragraph with facts, clause, parameter, source and what follows', () => {
    const grounds = cardGrounds(story, lawOn(day));
    expect(grounds.explanation.zh).toBe(
      '虚构质检总局于2015年3月15日公布的监督抽查（国家级）中，“虚构制造厂”生产的虚构种类有1批次样品不合格，不合格项目：甲醛含量。' +
        '依据粤府办〔2000〕18号 四（三）1，对省级以上监督抽查不合格产品的生产者给予黄牌警告。' +
        '“给予黄牌的抽查级别”为国家级、省级（粤府办〔2000〕18号 四（三）1：省级以上监督抽查；自2000年3月28日起）。' +
        '生产者在本省，应由省局发出黄牌。本条来自历史公开数据，不由此起算期限，也不暂停许可证使用。',
    );
    expect(grounds.explanation.en).toContain('since 28 March 2000');
    expect(grounds.facts).toEqual([
      {
        text: {
          zh: '“虚构产品”（规格型号：A-1）不合格，不合格项目：甲醛含量。按实测值和标准值判定与公布结论不同，须核对。',
          en: '“虚构产品” (model: A-1) failed; failing items: 甲醛含量. Measured values and limits lead to another verdict; to be checked.',
        },
        ref: 'result/1',
      },
    ]);
    expect(grounds.parameters[0]).toMatchObject({ key: 'warning-cards.levels', confirmed: true, overridden: false });
  });

  test('a letter names the province, a shop the doubt', () => {
    const letter = cardGrounds({ ...story, kind: 'transfer', province: '浙江省', historical: false }, lawOn(day));
    expect(letter.explanation.zh).toContain('浙江省，不在本省，应移送');
    const shop = cardGrounds({ ...story, heldReason: 'retailer' }, lawOn(day));
    expect(shop.explanation.zh).toContain('须先核实生产者，故暂不提出');
  });
});

test('the law table has neither gaps nor overlaps', () => {
  expect(Object.entries(law).flatMap(([key, parameter]) => faultsOf(key, parameter))).toEqual([]);
});
