import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { composeCustodyForm, custodyFormFields } from './custody-form.ts';
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

/** The official papers 文书 of a spot check. */
export const spotCheckPapers = [visitNotice, samplingSheet, seal, custodyForm, testReport];
