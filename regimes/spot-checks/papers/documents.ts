import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { composeCustodyForm, custodyFormFields } from './custody-form.ts';
import { composeObjectionDecision, objectionDecisionFields } from './objection-decision.ts';
import { composeResultNotice, resultNoticeFields } from './result-notice.ts';
import { composeRetestAbandonment, composeRetestOrder, composeRetestResult, retestAbandonmentFields, retestOrderFields, retestResultFields } from './retest-papers.ts'; // prettier-ignore
import { composeSamplingSheet, samplingSheetFields } from './sampling-sheet.ts';
import { composeSeal, sealFields } from './seal.ts';
import { composeTestReport, testReportFields } from './test-report.ts';
import { composeVisitNotice, visitNoticeFields } from './visit-notice.ts';

export const visitNotice = paperKind({
  key: 'spot-checks.visit-notice',
  title: pair('监督抽查通知书', 'Notice of spot check'),
  word: '抽通',
  layout: 'letter',
  fields: visitNoticeFields,
  compose: composeVisitNotice,
});

export const samplingSheet = paperKind({
  key: 'spot-checks.sampling-sheet',
  title: pair('抽样单', 'Sampling sheet'),
  word: '抽单',
  layout: 'form',
  fields: samplingSheetFields,
  compose: composeSamplingSheet,
  follows: true,
});

export const seal = paperKind({
  key: 'spot-checks.seal',
  title: pair('封条', 'Seal'),
  word: '封',
  layout: 'form',
  fields: sealFields,
  compose: composeSeal,
  follows: true,
});

export const custodyForm = paperKind({
  key: 'spot-checks.custody-form',
  title: pair('样品流转单', 'Custody form'),
  word: '流转',
  layout: 'form',
  fields: custodyFormFields,
  compose: composeCustodyForm,
});

export const testReport = paperKind({
  key: 'spot-checks.test-report',
  title: pair('检验报告', 'Test report'),
  // The mark of a laboratory says it all: 检0017〔2026〕3号.
  word: '',
  layout: 'form',
  fields: testReportFields,
  compose: composeTestReport,
  follows: true,
});

export const resultNotice = paperKind({
  key: 'spot-checks.result-notice',
  title: pair('检验结果告知书', 'Result notice'),
  word: '告',
  layout: 'letter',
  fields: resultNoticeFields,
  compose: composeResultNotice,
  follows: true,
});

export const objectionDecision = paperKind({
  key: 'spot-checks.objection-decision',
  title: pair('异议处理通知书', 'Decision on an objection'),
  word: '异',
  layout: 'letter',
  fields: objectionDecisionFields,
  compose: composeObjectionDecision,
  served: true,
});

export const retestOrder = paperKind({
  key: 'spot-checks.retest-order',
  title: pair('复检通知书', 'Retest order'),
  word: '复检',
  layout: 'letter',
  fields: retestOrderFields,
  compose: composeRetestOrder,
});

export const retestAbandonment = paperKind({
  key: 'spot-checks.retest-abandonment',
  title: pair('视为放弃复检告知书', 'Notice of an abandoned retest'),
  word: '复弃',
  layout: 'letter',
  fields: retestAbandonmentFields,
  compose: composeRetestAbandonment,
});

export const retestResult = paperKind({
  key: 'spot-checks.retest-result',
  title: pair('复检结果通知书', 'Result of the retest'),
  word: '复告',
  layout: 'letter',
  fields: retestResultFields,
  compose: composeRetestResult,
});

/** The official papers 文书 of a spot check. */
export const spotCheckPapers = [
  visitNotice,
  samplingSheet,
  seal,
  custodyForm,
  testReport,
  resultNotice,
  objectionDecision,
  retestOrder,
  retestAbandonment,
  retestResult,
];
