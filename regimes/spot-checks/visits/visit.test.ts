import { describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import type { Result } from '#foundation/refusal.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { loopLaw } from '../law-loop.ts';
import {
  clockWarning,
  decideInspectors,
  decideReason,
  decideRefusal,
  decideSheet,
  exclusionOf,
  sheetChanges,
} from './rules.ts';
import { reserveProcess, reserveStates, sampleProcess, sampleStates } from './sample.ts';
import { sheetInput } from './sheet-input.ts';
import { madeUpSheet } from './testing/visits.ts';
import { isOver, noSampleReasons, rightfulRefusals, visitProcess, visitStates } from './visit.ts';

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const today = localDate('2026-09-01');

test('every state of a visit and of a sample is reached and left', () => {
  expectSoundProcess(visitProcess, 'assigned', ['no-sample', 'refused', 'not-found', 'stopped', 'cancelled']);
  expectSoundProcess(sampleProcess, 'sealed', ['final', 'void']);
  // A sample without a reserve never leaves that state, and no act leads there.
  const { none: _none, ...states } = reserveProcess.states;
  expectSoundProcess({ ...reserveProcess, states }, 'kept', ['disposed']);
  expect(visitStates.filter(isOver)).toHaveLength(6);
  expect(Object.keys(visitProcess.states)).toEqual([...visitStates]);
  expect(Object.keys(sampleProcess.states)).toEqual([...sampleStates]);
  expect(Object.keys(reserveProcess.states)).toEqual([...reserveStates]);
});
test('every reason that the law names has its words', () => {
  for (const { value } of loopLaw['spot-checks.no-sample-reasons'].values)
    expect(Object.keys(noSampleReasons)).toEqual(expect.arrayContaining([...value]));
  for (const { value } of loopLaw['spot-checks.rightful-refusals'].values)
    expect(Object.keys(rightfulRefusals)).toEqual(expect.arrayContaining([...value]));
  expect(code(decideReason('lot-too-small', ['lot-too-small']))).toBe('ok');
  expect(decideReason(undefined, ['lot-too-small'])).toMatchObject({
    refusal: { code: 'reason-not-lawful', text: { zh: expect.stringContaining('抽样基数不足') } },
  });
});

describe('inspectors', () => {
  const one = {
    id: 1,
    name: '甲',
    active: true,
    certified: true,
    covers: true,
    qualified: true,
    conflict: null,
    account: null,
  };
  const two = { ...one, id: 2, name: '乙' };
  test('are two at least, one of them leading, each in service, of the place, qualified, without conflict', () => {
    expect(code(decideInspectors([1, 2], 1, [one, two]))).toBe('ok');
    const codes = [
      decideInspectors([1], 1, [one]),
      decideInspectors([1, 1], 1, [one]),
      decideInspectors([1, 2], 3, [one, two]),
      decideInspectors([1, 3], 1, [one, two]),
      decideInspectors([1, 2], 1, [one, { ...two, active: false }]),
      decideInspectors([1, 2], 1, [one, { ...two, certified: false }]),
      decideInspectors([1, 2], 1, [one, { ...two, covers: false }]),
      decideInspectors([1, 2], 1, [one, { ...two, qualified: false }]),
      decideInspectors([1, 2], 1, [one, { ...two, conflict: '持有股份' }]),
    ].map(code);
    expect(
      code(
        decideInspectors([1, 2], 1, [
          { ...one, account: 'a' },
          { ...two, account: 'a' },
        ]),
      ),
    ).toBe('two-inspectors');
    expect(
      code(
        decideInspectors([1, 2], 1, [
          { ...one, account: 'a' },
          { ...two, account: 'b' },
        ]),
      ),
    ).toBe('ok');
    expect(codes).toEqual([
      'two-inspectors',
      'two-inspectors',
      'two-inspectors',
      'not-found',
      'inspector-not-in-service',
      'inspector-not-in-service',
      'inspector-from-elsewhere',
      'inspector-not-qualified',
      'inspector-conflict',
    ]);
  });
});

test('what began since the draw forbids a visit; follow-up and urgent checks repeat lawfully', () => {
  const facts = { status: 'active', drawn: true, lately: null, exempt: undefined };
  const lately = { by: '省级抽查', on: '2026-08-20' };
  expect(exclusionOf(facts)).toBeUndefined();
  expect(exclusionOf({ ...facts, status: 'closed' })?.words.zh).toContain('关闭');
  expect(exclusionOf({ ...facts, lately })?.words.zh).toContain('2026-08-20');
  expect(exclusionOf({ ...facts, lately, drawn: false })).toBeUndefined();
  const words = { zh: '自昨日起免检', en: 'exempt since yesterday' };
  expect(exclusionOf({ ...facts, exempt: { words } })?.words).toBe(words);
});

describe('a sheet', () => {
  const visit = { assignedOn: localDate('2026-08-20'), leastLot: 50 };
  test('stands with a lot large enough and a day that can be', () => {
    expect(code(decideSheet(madeUpSheet('虚构厂'), visit, today))).toBe('ok');
    expect(code(decideSheet(madeUpSheet('虚构厂', { lotSize: 49 }), visit, today))).toBe('lot-too-small');
    expect(code(decideSheet(madeUpSheet('虚构厂', { lotSize: null }), visit, today))).toBe('lot-too-small');
    expect(code(decideSheet(madeUpSheet('虚构厂', { lotSize: null }), { ...visit, leastLot: null }, today))).toBe('ok');
    expect(code(decideSheet(madeUpSheet('虚构厂', { sampledOn: '2026-09-02' }), visit, today))).toBe('date-in-future');
    expect(code(decideSheet(madeUpSheet('虚构厂', { sampledOn: '2026-08-19' }), visit, today))).toBe(
      'sampled-before-assigned',
    );
  });

  test('uses no seal twice and is signed, or says who saw that it was not', () => {
    const sheet = madeUpSheet('虚构厂');
    expect(sheetInput.safeParse(sheet).success).toBe(true);
    for (const wrong of [
      { ...sheet, seals: [] },
      { ...sheet, seals: ['XG0000001', 'XG0000001'] },
      { ...sheet, reserve: { ...sheet.reserve, seals: sheet.seals } },
      { ...sheet, reserve: { ...sheet.reserve, seals: [] } },
      { ...sheet, signedBy: '', witness: '' },
    ])
      expect(sheetInput.safeParse(wrong).success).toBe(false);
    expect(sheetInput.safeParse({ ...sheet, signedBy: '', witness: '村委会见证人' }).success).toBe(true);
  });

  test('corrected says field by field what it said before', () => {
    const sheet = madeUpSheet('虚构厂');
    expect(sheetChanges(sheet, sheet)).toEqual([]);
    const after = { ...sheet, product: { ...sheet.product, model: '1.8L' }, seals: ['XG9'] };
    expect(sheetChanges(sheet, after)).toEqual([
      { field: 'product.model', from: '1.5L', to: '1.8L' },
      { field: 'seals', from: sheet.seals, to: ['XG9'] },
    ]);
  });
});

test('a refusal is found only after the last day of the order', () => {
  expect(code(decideRefusal(localDate('2026-09-01'), today))).toBe('order-still-runs');
  expect(code(decideRefusal(localDate('2026-08-31'), today))).toBe('ok');
});

test('a clock more than five minutes off is told, both ways', () => {
  expect(clockWarning(300)).toBeNull();
  expect(clockWarning(-300)).toBeNull();
  expect(clockWarning(null)).toBeNull();
  expect(clockWarning(600)?.zh).toContain('慢约10分钟');
  expect(clockWarning(-86_400)?.zh).toContain('快约1440分钟');
});
