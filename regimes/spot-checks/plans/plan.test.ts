import { expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { ruleProcess } from './inspection-rule.ts';
import { type PlanInput, planProcess } from './plan.ts';
import { copyForNextYear, decideSubmission } from './rules.ts';

test('every state of a plan and of rules is reached and left', () => {
  expectSoundProcess(planProcess, 'draft', ['closed', 'discarded']);
  expectSoundProcess(ruleProcess, 'draft', ['withdrawn']);
});

const line = { category: '虚构水壶', ruleInForce: true, laboratories: 1, ofAnotherDataset: false, strangers: [] };
const day = localDate('2026-03-01');

test('a plan is submitted only when it can be carried out', () => {
  expect(decideSubmission([line], undefined, day).ok).toBe(true);
  const codes = [
    decideSubmission([], undefined, day),
    decideSubmission([{ ...line, ruleInForce: false }], undefined, day),
    decideSubmission([{ ...line, laboratories: 0 }], undefined, day),
    decideSubmission([{ ...line, strangers: ['虚构市'] }], undefined, day),
  ].map((result) => (result.ok ? 'ok' : result.refusal.code));
  expect(codes).toEqual(['plan-has-no-lines', 'line-without-rules', 'line-without-laboratory', 'quota-outside-plan']);
});

test('what a higher authority checks is not checked again, by article 15 of the law of the day', () => {
  const refused = decideSubmission([line], { plan: '省局计划', category: '虚构水壶' }, day);
  expect(refused).toMatchObject({
    refusal: {
      code: 'covered-by-higher-plan',
      citation: { text: { zh: expect.stringContaining('第十五条') } },
      text: { zh: expect.stringContaining('省局计划') },
    },
  });
});

test('a copy moves on by a year, leap day included', () => {
  const plan = { title: '2024年虚构抽查', startsOn: '2024-02-29', endsOn: '2024-12-31' } as PlanInput;
  expect(copyForNextYear(plan)).toMatchObject({
    title: '2025年虚构抽查',
    startsOn: '2025-02-28',
    endsOn: '2025-12-31',
  });
});
