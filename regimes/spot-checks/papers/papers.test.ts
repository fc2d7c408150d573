import { describe, expect, test } from 'vitest';
import { composeCustodyForm } from './custody-form.ts';
import { composeObjectionDecision } from './objection-decision.ts';
import { composeResultNotice } from './result-notice.ts';
import { composeRetestAbandonment, composeRetestOrder, composeRetestResult } from './retest-papers.ts';
import { composeSamplingSheet } from './sampling-sheet.ts';
import { composeSeal } from './seal.ts';
import { composeTestReport } from './test-report.ts';
import { longName, madeUpAbandonment, madeUpCustody, madeUpDecision, madeUpNotice, madeUpOrder, madeUpResultNotice, madeUpRetest, madeUpReport, madeUpSamplingSheet, madeUpSeal } from './testing/made-up.ts'; // prettier-ignore
import { composeVisitNotice } from './visit-notice.ts';

describe('what the papers say', () => {
  test('notice of spot check', () => expect(composeVisitNotice(madeUpNotice('虚构厂'))).toMatchSnapshot());
  test('sampling sheet, corrected', () => expect(composeSamplingSheet(madeUpSamplingSheet(true))).toMatchSnapshot());
  test('seal', () => expect(composeSeal(madeUpSeal)).toMatchSnapshot());
  test('custody form', () => expect(composeCustodyForm(madeUpCustody)).toMatchSnapshot());
  test('result notice', () => expect(composeResultNotice(madeUpResultNotice())).toMatchSnapshot());
  test('decision on an objection', () =>
    expect((['accepted', 'refused', 'upheld'] as const).map((one) => composeObjectionDecision(madeUpDecision(one)))).toMatchSnapshot()); // prettier-ignore
  test('retest order', () => expect(composeRetestOrder(madeUpOrder)).toMatchSnapshot());
  test('a retest that counts as given up', () => expect(composeRetestAbandonment(madeUpAbandonment)).toMatchSnapshot());
  test('result of a retest, or of a reserve tampered with', () =>
    expect([true, false].map((again) => composeRetestResult(madeUpRetest(again)))).toMatchSnapshot());
  test('test report', () => expect(composeTestReport(madeUpReport(2))).toMatchSnapshot());
});

const printed = (draft: object): string => JSON.stringify(draft);

test('a sheet that the firm would not sign names the witness', () => {
  const fields = madeUpSamplingSheet();
  const said = printed(composeSamplingSheet({ ...fields, sheet: { ...fields.sheet, signedBy: '', witness: '虚构见证人' } })); // prettier-ignore
  expect(said).toContain('拒绝签字，见证人：虚构见证人');
  expect(said).not.toContain('次更正）');
});

test('an uncorrected sheet has no record of corrections, a retest says that it is one', () => {
  expect(printed(composeSamplingSheet(madeUpSamplingSheet()))).not.toContain('更正记录');
  expect(composeTestReport({ ...madeUpReport(), purpose: 'retest' }).title).toBe('检验报告（复检）');
  const again = composeTestReport({ ...madeUpReport(), corrects: '检0001〔2026〕1号', remark: '虚构备注' });
  expect(printed(again)).toContain('本报告代替已作废的检0001〔2026〕1号；虚构备注');
});

test('every item of a long report and the longest name stand whole on it', () => {
  const said = printed(composeTestReport(madeUpReport(60)));
  expect(said).toContain(longName);
  for (let item = 1; item <= 60; item += 1) expect(said).toContain(`虚构方法${item}"`);
});

test('a seller is not asked whose product it is, and rights are numbered on', () => {
  const said = printed(composeResultNotice(madeUpResultNotice(false)));
  expect(said).not.toContain('请确认产品');
  expect(said).toContain('二、你单位的权利');
});
