import { describe, expect, test } from 'vitest';
import { decideOn } from '#foundation/process.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { localDate } from '#foundation/local-date.ts';
import { faultsOf, resolveLaw } from '#platform/law/resolve.ts';
import { exposureRules, nextStep } from './acts.ts';
import { type ExposedSample, productLine, type StatedBasis, withoutSellers } from './basis.ts';
import { exposureGrounds, lawFor } from './explain.ts';
import {
  type ExposureAct,
  exposureActs,
  type ExposureState,
  exposureProcess,
  exposureStates,
  programActs,
} from './exposure.ts';
import { law } from './law.ts';
import { decideProposal, restate } from './proposal-rules.ts';
import { decideConsecutive, decideRectification, decideRefusal, decideSerious, type JudgedCheck, type RefusalFacts } from './rules.ts'; // prettier-ignore

const today = localDate('2026-09-01');
const lawOn = lawFor(resolveLaw(law, 'notice'), today);
const sample: ExposedSample = {
  resultId: 1,
  product: '虚构产品',
  brand: null,
  model: null,
  batch: null,
  items: ['甲醛含量'],
  seller: null,
};

let serial = 0;
const check = (on: string, failed: boolean, more: Partial<JudgedCheck> = {}): JudgedCheck => {
  serial += 1;
  return {
    checkId: serial, authority: '虚构质检总局', level: 'national', kind: 'regular', checkBatch: on, publishedOn: localDate(on),
    lawDay: more.publishedOn === undefined ? localDate(on) : more.publishedOn, sampledOn: null,
    failing: failed ? [{ ...sample, resultId: serial }] : [], passed: failed ? 0 : 1, ...more,
  }; // prettier-ignore
};
const decide = (checks: readonly JudgedCheck[], on = lawOn) => decideConsecutive(checks, false, on);

describe('decideConsecutive', () => {
  test('two failures one after the other are a ground, a pass between them is not', () => {
    const [a, b, c] = [check('2014-01-01', true), check('2015-01-01', true), check('2014-06-01', false)];
    expect(decide([b, a])?.checks.map((one) => one.checkId)).toEqual([a.checkId, b.checkId]);
    expect(decide([a, b, c])).toBeUndefined();
    expect(decide([a])).toBeUndefined();
    expect(decide([])).toBeUndefined();
  });

  test('goes by the day of sampling, and says so where only that of publication is known', () => {
    const early = check('2015-06-01', false, { sampledOn: localDate('2013-12-01') });
    const basis = decide([
      check('2014-01-01', true),
      early,
      check('2016-01-01', true, { sampledOn: localDate('2015-10-01') }),
    ]);
    expect(basis?.checks.map(({ on, by }) => [on, by])).toEqual([
      ['2014-01-01', 'publication'],
      ['2015-10-01', 'sampling'],
    ]);
    const between = check('2017-01-01', false, { sampledOn: localDate('2015-01-01') });
    expect(decide([check('2014-01-01', true), between, check('2016-01-01', true)])).toBeUndefined();
  });

  test('leaves out lower levels and follow-up checks, failed or passed', () => {
    const failures = [check('2014-01-01', true), check('2016-01-01', true)];
    expect(decide([...failures, check('2015-01-01', false, { level: 'municipal' })])).toBeDefined();
    expect(decide([...failures, check('2015-01-01', false, { kind: 'follow-up' })])).toBeDefined();
    expect(decide([check('2014-01-01', true), check('2016-01-01', true, { kind: 'follow-up' })])).toBeUndefined();
    expect(decide([check('2014-01-01', true), check('2016-01-01', true, { level: 'county' })])).toBeUndefined();
    expect(decide([...failures, check('2015-01-01', false, { kind: 'special', level: 'provincial' })])).toBeUndefined();
  });

  test('a check with both verdicts is failed, one without any does not count', () => {
    expect(decide([check('2014-01-01', true, { passed: 3 }), check('2016-01-01', true)])).toBeDefined();
    expect(
      decide([check('2014-01-01', true), check('2015-01-01', false, { passed: 0 }), check('2016-01-01', true)]),
    ).toBeDefined();
  });

  test('tells later passes, takes the last run, and leaves out what has no day', () => {
    const nameless = check('2014-01-01', true, { publishedOn: null });
    const days = ['2012-01-01', '2013-01-01', '2014-01-01', '2015-01-01', '2016-01-01', '2017-01-01'];
    const basis = decide([...days.map((day, index) => check(day, ![2, 5].includes(index))), nameless]);
    expect(basis?.checks.map((one) => one.on)).toEqual(['2015-01-01', '2016-01-01']);
    expect(basis?.laterPasses.map((one) => one.on)).toEqual(['2017-01-01']);
    expect(basis?.undated).toBe(1);
  });

  test('follows the number that the law of the day asks for', () => {
    const three = {
      key: 'publicity.consecutive-failures',
      from: localDate('2016-01-01'),
      to: null,
      value: 3,
      source: { zh: '试行', en: 'trial' },
    };
    const strict = lawFor(resolveLaw(law, 'notice', [three]), today);
    const days = ['2014-01-01', '2015-06-01', '2016-06-01'].map((day) => check(day, true));
    expect(decide(days.slice(1), strict)).toBeUndefined();
    expect(decide(days, strict)?.checks).toHaveLength(3);
    expect(decide(days.slice(0, 2), strict)?.checks).toHaveLength(2);
  });

  test('knows no exposure before the notice', () => {
    expect(decide([check('1999-01-01', true), check('2000-03-27', true)])).toBeUndefined();
  });
});

describe('decideRefusal', () => {
  const where = check('2014-09-17', false);
  const row = (more: Partial<RefusalFacts>): RefusalFacts => ({
    source: 'result',
    id: 1,
    product: '虚构皮鞋',
    categoryId: null,
    ...more,
  });

  test('names each product once, whether a table of results or a list of refusals says it', () => {
    const rows = [
      row({ categoryId: 5 }),
      row({ source: 'list', id: 9, product: ' 虚构皮鞋' }),
      row({ source: 'list', id: 10, product: '虚构童鞋' }),
    ];
    const basis = decideRefusal(where, rows, false, lawOn);
    expect(basis?.refused).toEqual([
      { product: '虚构皮鞋', categoryId: 5, ref: 'result/1' },
      { product: '虚构童鞋', categoryId: null, ref: 'refusal/10' },
    ]);
    expect(decideRefusal(where, rows.toReversed(), false, lawOn)).toEqual(basis);
    expect(basis && productLine(basis)).toBe('虚构皮鞋、虚构童鞋');
  });

  test('is said once and of those alone who are there: no seller', () => {
    const basis = decideRefusal(where, [row({ product: '虚构皮鞋' })], false, lawOn);
    if (!basis) throw new Error('no ground');
    const { zh, en } = exposureGrounds(
      { producer: '虚构拒检厂', category: null, historical: false, basis },
      lawOn,
    ).explanation;
    expect(zh).toMatch(/^[^。]*监督抽查（[^）]*公布[^）]*）中，“虚构拒检厂”拒绝接受监督抽查，涉及产品：虚构皮鞋。/);
    expect(zh.split('。')[0]?.match(/公布/g)).toHaveLength(1);
    expect(zh).toContain('该产品及其生产者符合曝光条件');
    expect(en).toContain('The product and its producer meet the grounds');
    expect(`${zh}${en}`).not.toMatch(/[{}]/);
  });

  test('counts at the levels of the law only', () => {
    expect(decideRefusal({ ...where, level: 'municipal' }, [row({})], false, lawOn)).toBeUndefined();
    expect(decideRefusal(where, [], false, lawOn)).toBeUndefined();
  });
});

describe('decideSerious', () => {
  const at = check('2026-03-01', true, { level: 'provincial' });

  test('takes samples with a failing item of class A at provincial level or above, never those that merely failed', () => {
    const basis = decideSerious(at, [sample, { ...sample, resultId: 2, items: [] }], false, lawOn);
    expect(basis?.samples.map(({ resultId }) => resultId)).toEqual([1]);
    expect(decideSerious(at, [{ ...sample, items: [] }], false, lawOn)).toBeUndefined();
    expect(decideSerious(at, [], false, lawOn)).toBeUndefined();
    for (const level of ['municipal', 'county'])
      expect(decideSerious({ ...at, level }, [sample], false, lawOn)).toBeUndefined();
    expect(decideSerious({ ...at, lawDay: localDate('1999-12-31') }, [sample], false, lawOn)).toBeUndefined();
  });

  test('says what it is, names sellers, and leaves out one that was spared', () => {
    const basis = decideSerious(at, [{ ...sample, seller: { id: 8, name: '虚构商场' } }], false, lawOn);
    if (!basis) throw new Error('no ground');
    const story = { producer: '虚构制造厂', category: '虚构种类', historical: false, basis };
    const grounds = exposureGrounds(story, lawOn);
    expect(grounds.explanation.zh).toContain('有A类（严重）项目不合格，属劣质产品：甲醛含量');
    expect(grounds.explanation.zh).toContain('仅仅不合格的不在此列');
    expect(grounds.facts.map((fact) => fact.ref)).toEqual(['result/1', 'enterprise/8']);
    expect(JSON.stringify(exposureGrounds({ ...story, basis: withoutSellers(basis, [8]) }, lawOn))).not.toContain(
      '虚构商场',
    );
    expect(grounds.explanation.en).not.toMatch(/[{}]/);
  });
});

test('a refusal to rectify is a ground where the card rests on a check that counts', () => {
  const card = {
    ...check('2026-03-01', true, { level: 'provincial' }),
    cardId: 7,
    cardNumber: '粤质黄〔2026〕7号',
    product: '虚构种类',
    retailer: false,
  };
  const basis = decideRectification(card, localDate('2026-06-01'), lawOn);
  expect(decideRectification({ ...card, level: 'municipal' }, localDate('2026-06-01'), lawOn)).toBeUndefined();
  if (!basis) throw new Error('no ground');
  expect(productLine(basis)).toBe('虚构种类');
  const grounds = exposureGrounds({ producer: '虚构制造厂', category: '虚构种类', historical: false, basis }, lawOn);
  expect(grounds.explanation.zh).toContain('经责令整改（粤质黄〔2026〕7号），于2026年6月1日认定拒不整改');
  expect(grounds.facts.map((fact) => fact.ref)).toEqual(['card/7']);
});

test('what an officer states says in both languages that the name on the label is misused, and asks for a check that counts', () => {
  const firm = { id: 8, name: '虚构商场', uncertain: false, retailer: false };
  const proposal = {
    ground: 'fake',
    product: '“虚构牌”水壶',
    facts: '在虚构商场查获。',
    check: { ...check('2026-03-01', true, { level: 'provincial' }), withheld: false },
    producer: null,
    misused: { name: '虚构被冒用厂', id: 9 },
    sellers: [firm],
    files: 1,
    results: [],
  } as const;
  const level = { zh: '省级', en: 'provincial' };
  const stated = decideProposal(proposal, level, lawOn);
  if (!stated.ok) throw new Error(stated.refusal.code);
  const basis = { ...stated.value, evidence: ['ab'] };
  const story = { producer: null, category: null, historical: false, basis };
  const grounds = exposureGrounds(story, lawOn);
  expect(grounds.explanation.zh).toContain('“虚构被冒用厂”不是曝光对象。实际生产者不明。由承办人提出，附证据1份');
  expect(grounds.explanation.zh).toContain('中，“‘虚构牌’水壶”属假冒产品');
  expect(grounds.explanation.zh).toContain('该产品及其销售者符合曝光条件');
  expect(grounds.explanation.en).toContain('is used without right');
  expect(grounds.explanation.en).not.toMatch(/[{}]/);
  expect(JSON.stringify(exposureGrounds({ ...story, basis: withoutSellers(basis, [8]) }, lawOn))).not.toContain(
    '虚构商场',
  );
  const old = { ...proposal, check: { ...proposal.check, lawDay: localDate('1999-12-31') } };
  for (const refused of [old, { ...proposal, check: { ...proposal.check, level: 'county' } }])
    expect(decideProposal(refused, level, lawOn)).toMatchObject({ refusal: { code: 'exposure-check-level' } });
});

describe('what an officer stated, restated when results change', () => {
  const [a, b] = [{ product: '虚构甲壶', verdict: 'fail' }, { product: '虚构乙壶', verdict: 'refused' }] as const; // prettier-ignore
  const basis: StatedBasis = {
    ground: 'stated',
    of: 'fake',
    check: { checkId: 4, authority: '虚构省局', level: 'provincial', publishedOn: null },
    product: '虚构壶',
    maker: 'known',
    misused: null,
    sellers: [],
    facts: '查获',
    evidence: ['ab'],
    results: [a, b],
    retailer: false,
  };
  test('stands unchanged with all that it rests on, whatever came since', () => {
    expect(restate(basis, 4, [b, { product: '虚构丙壶', verdict: 'fail' }, a])).toBe(basis);
    expect(restate({ ...basis, results: [] }, 4, [a])).toEqual({ ...basis, results: [] });
  });
  test('keeps what is left, and the number under which its check came back', () => {
    expect(restate(basis, 4, [a])).toEqual({ ...basis, results: [a] });
    expect(restate(basis, 9, [a, b])).toEqual({ ...basis, check: { ...basis.check, checkId: 9 } });
    expect(restate(basis, 4, [{ ...a, verdict: 'refused' }, b])).toEqual({ ...basis, results: [b] });
  });
  test('is without ground when its check is gone, or the last result that it rested on', () => {
    expect(restate(basis, null, [a, b])).toBeNull();
    expect(restate(basis, 4, [])).toBeNull();
    const { results: _, ...old } = basis;
    expect(restate(old, 4, [])).toBe(old);
  });
});

describe('the state table', () => {
  const final: readonly ExposureState[] = ['dismissed', 'taken-down', 'revoked'];

  test('names known acts only, and every act is used', () => {
    const used = exposureStates.flatMap((state) => Object.keys(exposureProcess.transitions[state]));
    expect(new Set(used)).toEqual(new Set([...exposureActs, ...programActs]));
  });

  test('every state can be reached, and left or is final', () => {
    expectSoundProcess<ExposureState, ExposureAct>(exposureProcess, 'proposed', final);
  });

  test('every act is decided in every state; two people release; a review comes before taking down', () => {
    for (const state of exposureStates)
      for (const act of exposureActs) {
        const decided = decideOn(
          exposureRules,
          {
            state,
            underReview: false,
            unpublished: false,
            waivedBy: [],
            proposedBy: 'p',
            submittedBy: 'a',
            decidedBy: 'b',
          },
          act,
          'c',
        );
        if (decided.ok)
          expect((exposureProcess.transitions[state] as Partial<Record<ExposureAct, ExposureState>>)[act]).toBe(
            decided.value,
          );
        else expect(decided.refusal.text.zh).not.toMatch(/[{}]/);
      }
    const released = {
      state: 'released',
      underReview: true,
      unpublished: false,
      waivedBy: [],
      proposedBy: null,
      submittedBy: 'a',
      decidedBy: 'b',
    } as const;
    expect(decideOn(exposureRules, { ...released, state: 'submitted' }, 'decide', 'a')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(
      decideOn(exposureRules, { ...released, state: 'submitted', unpublished: true }, 'decide', 'c'),
    ).toMatchObject({
      refusal: { code: 'results-unpublished' },
    });
    const proposed = { ...released, state: 'proposed', underReview: false, submittedBy: null } as const;
    expect(decideOn(exposureRules, proposed, 'drop', 'c')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    expect(decideOn(exposureRules, { ...proposed, proposedBy: 'c' }, 'drop', 'c').ok).toBe(true);
    expect(decideOn(exposureRules, { ...proposed, state: 'submitted', proposedBy: 'c' }, 'decide', 'c')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(decideOn(exposureRules, { ...released, underReview: false }, 'keep', 'c').ok).toBe(false);
    expect(decideOn(exposureRules, { ...released, underReview: false }, 'revoke', 'c').ok).toBe(true);
    expect(decideOn(exposureRules, released, 'take-down', 'c')).toMatchObject({
      refusal: { code: 'state-not-allowed' },
    });
    expect(decideOn(exposureRules, released, 'revoke', 'b')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(decideOn(exposureRules, released, 'revoke', 'c')).toMatchObject({ ok: true });
    for (const state of exposureStates)
      expect(nextStep({ state, underReview: true }) === null).toBe(state === 'lapsed' || final.includes(state));
  });
});

test('in words: facts, clause, parameters with their source, later passes, unknown sampling dates', () => {
  const failed = check('2014-01-05', true, { failing: [{ ...sample, seller: { id: 8, name: '虚构商场' } }] });
  const basis = decide([
    failed,
    check('2015-01-05', true, { sampledOn: localDate('2014-11-02') }),
    check('2016-01-05', false),
  ]);
  if (!basis) throw new Error('no ground');
  const grounds = exposureGrounds({ producer: '虚构制造厂', category: '虚构种类', historical: true, basis }, lawOn);
  expect(grounds.explanation.zh).toBe(
    '“虚构制造厂”生产的虚构种类在监督抽查中连续2次不合格：虚构质检总局监督抽查（国家级，2014年1月5日公布，抽样日期不明，以公布日期排序）；' +
      '虚构质检总局监督抽查（国家级，2014年11月2日抽样）。依据粤府办〔2000〕18号 第四部分，省级以上监督抽查中连续两次不合格的产品及其生产者、销售者应予曝光。' +
      '“连续抽查不合格的次数”为2次（粤府办〔2000〕18号 第四部分：连续两次抽查不合格；自2000年3月28日起）。' +
      '“可予曝光的抽查级别”为国家级、省级（粤府办〔2000〕18号 第四部分：省级以上监督抽查；自2000年3月28日起）。' +
      '“不计入连续次数的抽查种类”为跟踪抽查（跟踪抽查、复查和复检是对前一次不合格的处理，不是另一次抽查（本系统的解释，文件未写明）；自2000年3月28日起，来源待核实）。' +
      '此后该类产品有1次抽查合格：虚构质检总局监督抽查（国家级，2016年1月5日公布，抽样日期不明，以公布日期排序）。该产品及其生产者、销售者符合曝光条件。本条来自历史公开数据。',
  );
  expect(grounds.facts.map((fact) => fact.ref?.split('/')[0])).toEqual(['result', 'result', 'enterprise', 'check']);
  expect(grounds.parameters.map((parameter) => parameter.key)).toEqual([
    'publicity.consecutive-failures',
    'publicity.levels',
    'publicity.excluded-kinds',
  ]);
  expect(grounds.explanation.en).not.toMatch(/[{}]/);
});

test('the law table has neither gaps nor overlaps', () => {
  expect(Object.entries(law).flatMap(([key, parameter]) => faultsOf(key, parameter))).toEqual([]);
});
