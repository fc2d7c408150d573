import { pair, type TextPair } from '../text-pair.ts';

/** How a producer's lots are inspected, one after the other; `discontinued` waits for improvement (GB/T 2828.1 clause 9). */
export const inspectionStates = ['normal', 'tightened', 'reduced', 'discontinued'] as const;
export type InspectionState = (typeof inspectionStates)[number];

interface Change {
  readonly to: InspectionState;
  readonly when: TextPair;
}

/** Every change of state that the standard knows. */
export const switchingRules = {
  normal: {
    tighten: {
      to: 'tightened',
      when: pair(
        '连续5批或不到5批中有2批不接收：转为加严检验',
        'Two of five or fewer lots in a row not accepted: tightened inspection',
      ),
    },
    reduce: {
      to: 'reduced',
      when: pair(
        '转移得分达到30分，生产稳定，且主管部门同意：转为放宽检验',
        'Switching score of 30 or more, steady production and consent of the authority: reduced inspection',
      ),
    },
  },
  tightened: {
    restore: {
      to: 'normal',
      when: pair('连续5批接收：恢复正常检验', 'Five lots in a row accepted: normal inspection again'),
    },
    discontinue: {
      to: 'discontinued',
      when: pair(
        '加严检验中累计5批不接收：暂停检验',
        'Five lots not accepted while tightened: inspection is discontinued',
      ),
    },
  },
  reduced: {
    restore: {
      to: 'normal',
      when: pair(
        '有1批不接收，或生产不稳定、停顿：恢复正常检验',
        'One lot not accepted, or production unsteady or interrupted: normal inspection again',
      ),
    },
  },
  discontinued: {
    resume: {
      to: 'tightened',
      when: pair(
        '供方已采取改进措施且主管部门认可：从加严检验恢复',
        'The supplier has acted and the authority agrees: inspection resumes, tightened',
      ),
    },
  },
} as const satisfies Record<InspectionState, Readonly<Record<string, Change>>>;

/** Where a series of lots stands. */
export interface SwitchingStanding {
  readonly state: InspectionState;
  /** Switching score of normal inspection. */
  readonly score: number;
  /** Outcomes of the latest lots in this state, five at most, true for accepted. */
  readonly recent: readonly boolean[];
  /** Lots not accepted since inspection was tightened. */
  readonly notAccepted: number;
}

/** A lot at its first submission; lots submitted again do not count. */
export interface InspectedLot {
  readonly accepted: boolean;
  /** Acceptance number of the plan that was used. */
  readonly ac: number;
  /** The lot would also have been accepted with the AQL one step tighter; asked for when `ac` is 2 or more. */
  readonly acceptedOneStepTighter: boolean;
  /** Production is steady, and the authority consents to reduced inspection. */
  readonly steady: boolean;
}

const enter = (state: InspectionState): SwitchingStanding => ({ state, score: 0, recent: [], notAccepted: 0 });

/** The first lot is inspected normally. */
export const startOfSwitching = enter('normal');

const scoreForReduced = 30;

const scoreAfter = (score: number, lot: InspectedLot): number => {
  if (!lot.accepted) return 0;
  if (lot.ac < 2) return score + 2;
  return lot.acceptedOneStepTighter ? score + 3 : 0;
};

/** Where the series stands after one more lot. A lot while inspection is discontinued changes nothing. */
export const afterLot = (standing: SwitchingStanding, lot: InspectedLot): SwitchingStanding => {
  const recent = [...standing.recent, lot.accepted].slice(-5);
  const refused = recent.filter((accepted) => !accepted).length;
  const notAccepted = standing.notAccepted + (lot.accepted ? 0 : 1);
  switch (standing.state) {
    case 'normal': {
      if (refused >= 2) return enter(switchingRules.normal.tighten.to);
      const score = scoreAfter(standing.score, lot);
      if (score >= scoreForReduced && lot.steady) return enter(switchingRules.normal.reduce.to);
      return { ...standing, score, recent };
    }
    case 'tightened':
      if (notAccepted >= 5) return enter(switchingRules.tightened.discontinue.to);
      if (recent.length === 5 && refused === 0) return enter(switchingRules.tightened.restore.to);
      return { ...standing, recent, notAccepted };
    case 'reduced':
      return lot.accepted && lot.steady ? { ...standing, recent } : enter(switchingRules.reduced.restore.to);
    case 'discontinued':
      return standing;
  }
};

/** Inspection begins again, tightened, after improvement; in every other state nothing changes. */
export const resumeInspection = (standing: SwitchingStanding): SwitchingStanding =>
  standing.state === 'discontinued' ? enter(switchingRules.discontinued.resume.to) : standing;
