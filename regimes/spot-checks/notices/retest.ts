import { labelsOf } from '#foundation/process-labels.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

export const retestStates = ['applied', 'designated', 'tampered', 'abandoned', 'done'] as const;
export type RetestState = (typeof retestStates)[number];
export const retestVerbs = ['record-formalities', 'designate'] as const;
export type RetestVerb = (typeof retestVerbs)[number];

/** A retest on the reserve sample by another laboratory. Its result is final. */
export const retestProcess = {
  room: 'spot-checks',
  kind: 'retest',
  name: pair('复检', 'The retest'),
  states: {
    applied: pair('待确定复检机构', 'Laboratory to be designated'),
    designated: pair('复检中', 'Under way'),
    tampered: pair('备样异常，维持初检结果', 'Reserve tampered with: the first result stands'),
    abandoned: pair('逾期未办手续，视为放弃', 'Abandoned: formalities not done in time'),
    done: pair('已完成', 'Done'),
  },
  acts: {
    'record-formalities': { label: pair('登记手续已办理', 'Record the formalities'), permission: 'spot-checks.serve' },
    designate: { label: pair('确定复检机构', 'Designate the laboratory'), permission: 'spot-checks.decide' },
  },
  transitions: {
    applied: { 'record-formalities': 'applied', designate: 'designated', abandon: 'abandoned' },
    designated: { tamper: 'tampered', finish: 'done' },
    tampered: {},
    abandoned: {},
    done: {},
  },
} as const satisfies Process<RetestState, RetestVerb, 'abandon' | 'tamper' | 'finish'>;

export const retestEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(retestProcess),
  apply: pair('受理复检', 'Retest opened'),
  order: pair('责令复检', 'Retest ordered'),
  abandon: pair('逾期未办手续，视为放弃', 'Abandoned'),
  tamper: pair('备样异常', 'Reserve tampered with'),
  finish: pair('复检报告生效', 'Report of the retest in effect'),
};

export const retestJournal = journalWordsOf(retestProcess, undefined, retestEventWords);

/** Who bears the fee, by outcome: the value of `spot-checks.retest-fee`. */
export interface FeeRule {
  readonly same: FeePayer;
  readonly different: FeePayer;
}
export type FeePayer = 'applicant' | 'authority';
export const feeLabels: Readonly<Record<FeePayer, TextPair>> = {
  applicant: pair('申请人', 'The applicant'),
  authority: pair('组织抽查的机关', 'The authority'),
};
