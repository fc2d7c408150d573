import { labelsOf } from '#foundation/process-labels.ts';
import { z } from 'zod';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

export const reportStates = ['open', 'tested', 'reviewed', 'queried', 'effective', 'void'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportStateSchema = z.enum(reportStates);

export const reportVerbs = ['test', 'review', 'return', 'approve', 'send-back', 'confirm', 'correct', 'void'] as const;
export type ReportVerb = (typeof reportVerbs)[number];

/** A test report: tested, reviewed and approved by three persons of one laboratory. What was voided stays. */
export const reportProcess = {
  room: 'spot-checks',
  kind: 'report',
  name: pair('检验报告', 'The report'),
  states: {
    open: pair('检验中', 'Being tested'),
    tested: pair('待审核', 'To review'),
    reviewed: pair('待批准', 'To approve'),
    queried: pair('结论待核', 'Conclusion queried'),
    effective: pair('有效', 'In effect'),
    void: pair('作废', 'Void'),
  },
  acts: {
    test: { label: pair('完成检验', 'Complete the test'), permission: 'spot-checks.test' },
    review: { label: pair('审核通过', 'Pass the review'), permission: 'spot-checks.verify' },
    approve: { label: pair('批准签发', 'Approve'), permission: 'spot-checks.certify' },
    return: { label: pair('退回主检', 'Return to the tester'), permission: 'spot-checks.verify', reason: true },
    'send-back': {
      label: pair('退回主检（批准人）', 'Send back to the tester'),
      permission: 'spot-checks.certify',
      reason: true,
    },
    confirm: { label: pair('书面确认结论', 'Confirm in writing'), permission: 'spot-checks.certify', reason: true },
    correct: { label: pair('更正报告', 'Correct the report'), permission: 'spot-checks.certify', reason: true },
    void: { label: pair('作废并重新出具', 'Void and issue anew'), permission: 'spot-checks.certify', reason: true },
  },
  transitions: {
    open: { test: 'tested' },
    tested: { review: 'reviewed', return: 'open' },
    reviewed: { approve: 'effective', query: 'queried', 'send-back': 'open' },
    queried: { confirm: 'effective', correct: 'void' },
    effective: { void: 'void' },
    void: {},
  },
} as const satisfies Process<ReportState, ReportVerb, 'query'>;

/** What the timeline says besides the acts. */
export const reportEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(reportProcess),
  open: pair('收样，开始检验', 'Sample received, test begun'),
  reopen: pair('更正前一份报告，重新检验', 'Opened to correct the former report'),
  enter: pair('录入实测值', 'Values entered'),
  upload: pair('批量导入实测值', 'Values brought in by a table'),
};

export const reportJournal = journalWordsOf(reportProcess, '/reports/$id', reportEventWords);

export const purposes = ['first', 'retest'] as const;
export const statedVerdicts = ['pass', 'fail'] as const;
export type Stated = (typeof statedVerdicts)[number];
/** The longest measured value that is kept; it stays as typed. */
export const longestMeasured = 200;

/** One item as it is tested. `verdict` is the engine's, `stated` the laboratory's own. */
export interface TestedItem {
  readonly item: string;
  readonly limit: string;
  readonly class: 'A' | 'B' | 'C';
  readonly comparison: 'full' | 'rounded';
  readonly measured: string | null;
  readonly verdict: 'pass' | 'fail' | 'unreadable' | null;
  readonly stated: Stated | null;
}
export const purposeLabels: Readonly<Record<(typeof purposes)[number], TextPair>> = {
  first: pair('初检', 'First test'),
  retest: pair('复检', 'Retest'),
};

export const statedLabels: Readonly<Record<Stated, TextPair>> = {
  pass: pair('符合', 'Conforms'),
  fail: pair('不符合', 'Does not conform'),
};
export const conclusionLabels: Readonly<Record<Stated | 'open', TextPair>> = {
  pass: pair('合格', 'Passes'),
  fail: pair('不合格', 'Fails'),
  open: pair('未定', 'Open'),
};
