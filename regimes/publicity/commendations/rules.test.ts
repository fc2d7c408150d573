import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '#foundation/local-date.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { decideOn } from '#foundation/process.ts';
import {
  commendationActs,
  commendationProcess,
  commendationStates,
  type Contradiction,
  contradictionKinds,
} from './commendation.ts';
import { groundsOf } from './grounds.ts';
import { commendationRules, decideCommendation, higherMark, inAlphabet, type ProductRecord } from './rules.ts';

const law = { checks: 2, grades: ['优等品'], standards: ['Q/XN 1-2025'] };
const day = (text: string) => localDate(text);

const sample = (resultId: number, grade: string | null = '优等品', more: object = {}) => ({
  resultId, product: '虚构毛巾', brand: null, model: null, batch: null, grade, standard: null, disputed: false, ...more,
}); // prettier-ignore
const check = (checkId: number, publishedOn: string, samples = [sample(checkId)]) => ({
  checkId, title: `虚构抽查${checkId}`, authority: '虚构省局', level: 'provincial', publishedOn: day(publishedOn), samples,
}); // prettier-ignore
const record = (more: Partial<ProductRecord> = {}): ProductRecord => ({
  dataset: 'demo',
  inProvince: true,
  uncertain: false,
  since: day('2023-09-01'),
  until: day('2026-09-01'),
  checks: [check(1, '2025-01-10'), check(2, '2026-03-10')],
  contradictions: [],
  ...more,
});
const codeOf = (of: ProductRecord) => {
  const decided = decideCommendation(of, law);
  return decided.ok ? 'ok' : decided.refusal.code;
};

describe('a higher standard on a sample', () => {
  test.each([
    ['优等品', true],
    ['家用I级 优等品 E1级', true],
    ['优等品、E1级', true],
    ['（优等品）', true],
    ['非优等品', false],
    ['一等品', false],
    ['合格品', false],
    ['/', false],
    ['', false],
  ])('%s', (grade, higher) => {
    expect(higherMark({ grade, standard: null }, law) !== undefined).toBe(higher);
  });

  test('an enterprise standard counts only where the province has confirmed that very one', () => {
    expect(higherMark({ grade: null, standard: 'Ｑ/XN  1-2025' }, law)).toEqual({
      kind: 'standard',
      words: 'Ｑ/XN  1-2025',
    });
    expect(higherMark({ grade: null, standard: 'Q/XN 2-2025' }, law)).toBeUndefined();
    expect(higherMark({ grade: null, standard: 'Q/XN 1-2025' }, { grades: [], standards: [] })).toBeUndefined();
  });
});

describe('the rule', () => {
  test('names the checks it rests on, earliest first, and counts what did not bear the mark too', () => {
    const checks = [check(2, '2026-03-10', [sample(2), sample(3, '合格品')]), check(1, '2025-01-10')];
    const decided = decideCommendation(record({ checks }), law);
    expect(decided).toMatchObject({
      ok: true,
      value: { samples: 3, checks: [{ checkId: 1 }, { checkId: 2, samples: [{ resultId: 2 }] }] },
    });
    if (!decided.ok) return;
    const grounds = groundsOf({
      producer: '虚构织造厂',
      category: '毛巾',
      basis: decided.value,
      parameters: [],
      smallBelow: 30,
      levels: ['national', 'provincial'],
    });
    expect(grounds.explanation.zh).toContain(
      '在公布的国家级、省级监督抽查中共检验3批次，3批次合格，其中2批次（2次抽查）标称优等品',
    );
    expect(grounds.explanation.zh).toContain('批次较少（3批次）');
    expect(grounds.explanation.zh).not.toContain('%');
  });

  test('is not met by one check, by many samples of one check, by disputed values', () => {
    expect(codeOf(record({ checks: [check(1, '2025-01-10', [sample(1), sample(2), sample(3)])] }))).toBe(
      'commendation-few',
    );
    const disputed = check(2, '2026-03-10', [sample(2, '优等品', { disputed: true })]);
    expect(codeOf(record({ checks: [check(1, '2025-01-10'), disputed] }))).toBe('commendation-few');
    expect(decideCommendation(record({ checks: [] }), { ...law, checks: 0 }).ok).toBe(false);
  });

  test('says which clause bars it, and the gravest thing first', () => {
    const contradictions: Contradiction[] = [
      { kind: 'licence', on: day('2026-01-01'), name: '粤XN-1' },
      { kind: 'failed', on: day('2024-01-01'), name: '虚构旧抽查' },
      { kind: 'failed', on: day('2026-02-02'), name: '虚构新抽查' },
    ];
    const decided = decideCommendation(record({ contradictions }), law);
    expect(decided).toMatchObject({ refusal: { code: 'commendation-failed', citation: { clause: '2.2.2' } } });
    if (!decided.ok) expect(decided.refusal.text.zh).toContain('虚构新抽查，2026年2月2日');
  });

  const dates = fc.integer({ min: 0, max: 1095 }).map((ago) => addDays(day('2026-09-01'), -ago));
  const contradiction = fc.record({
    kind: fc.constantFrom(...contradictionKinds),
    on: fc.option(dates),
    name: fc.string({ minLength: 1, maxLength: 20 }),
  });
  const records = fc.record({
    dataset: fc.constantFrom('demo' as const, 'live' as const, 'historical' as const),
    inProvince: fc.boolean(),
    uncertain: fc.boolean(),
    since: fc.constant(day('2023-09-01')),
    until: fc.constant(day('2026-09-01')),
    checks: fc.array(
      fc
        .tuple(
          fc.integer({ min: 1, max: 20 }),
          dates,
          fc.array(fc.constantFrom('优等品', '合格品', null), { minLength: 1, maxLength: 4 }),
        )
        .map(([id, on, grades]) =>
          check(
            id,
            on,
            grades.map((grade, at) => sample(id * 10 + at, grade)),
          ),
        ),
      { maxLength: 6 },
    ),
    contradictions: fc.array(contradiction, { maxLength: 3 }),
  });

  test('no commendation while any contradicting record stands, and none without enough marked checks', () => {
    fc.assert(
      fc.property(records, contradiction, (of, more) => {
        const decided = decideCommendation(of, law);
        expect(decideCommendation({ ...of, contradictions: [...of.contradictions, more] }, law).ok).toBe(false);
        if (!decided.ok) return;
        expect(of.contradictions).toEqual([]);
        expect([of.dataset !== 'historical', of.inProvince, of.uncertain]).toEqual([true, true, false]);
        expect(decided.value.checks.length).toBeGreaterThanOrEqual(law.checks);
        for (const { samples } of decided.value.checks) expect(samples.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a contradiction never helps: what is refused stays refused when more stands against it', () => {
    fc.assert(
      fc.property(records, fc.array(contradiction, { minLength: 1, maxLength: 3 }), (of, more) => {
        if (!decideCommendation(of, law).ok)
          expect(decideCommendation({ ...of, contradictions: [...of.contradictions, ...more] }, law).ok).toBe(false);
      }),
    );
  });
});

describe('the public list', () => {
  const entries = [
    { id: 1, category: '灯具', producer: '虚构中山厂', product: '灯' },
    { id: 2, category: '灯具', producer: '虚构安厂', product: '灯' },
    { id: 3, category: '床品', producer: '虚构珠海厂', product: '被' },
    { id: 4, category: '灯具', producer: '虚构安厂', product: '壁灯' },
  ];
  test('stands by category and alphabet', () => {
    expect(inAlphabet(entries).map(({ id }) => id)).toEqual([3, 4, 2, 1]);
  });
  test('no score, count or day of an entry moves it', () => {
    const scored = fc.array(fc.record({ samples: fc.nat(), releasedAt: fc.date().map(String) }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(scored, fc.shuffledSubarray(entries, { minLength: 4 }), (scores, shuffled) => {
        const listed = inAlphabet(shuffled.map((entry, at) => ({ ...entry, ...scores[at] })));
        expect(listed.map(({ id }) => id)).toEqual([3, 4, 2, 1]);
      }),
    );
  });
});

describe('its states', () => {
  test('are all reached and left', () => {
    expectSoundProcess(commendationProcess, 'proposed', ['dismissed', 'left-out', 'lapsed', 'ended']);
  });
  test('no path leads to the public without another person’s decision and the firm being told', () => {
    const walk = (state: (typeof commendationStates)[number], passed: readonly string[]): void => {
      if (passed.includes(state)) return;
      if (state === 'released') expect(passed).toEqual(expect.arrayContaining(['submitted', 'told', 'ready']));
      for (const next of Object.values(commendationProcess.transitions[state])) walk(next, [...passed, state]);
    };
    walk('proposed', []);
  });
  test('who proposed or submitted it does not make it public', () => {
    for (const verb of commendationActs)
      for (const state of commendationStates) {
        const decided = decideOn(commendationRules, { state, proposedBy: 'a', submittedBy: 'b' }, verb, 'a');
        if (decided.ok && ['told', 'released', 'scheduled', 'dismissed'].includes(decided.value))
          expect(['agree', 'withdraw']).toContain(verb);
      }
  });
});
