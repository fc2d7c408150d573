import { cite } from '#foundation/citation.ts';
import { deadline } from '#foundation/deadline.ts';
import { type LocalDate, localDate, printDate } from '#foundation/local-date.ts';
import { ok, refusal, refuse, type Refusal, type Result } from '#foundation/refusal.ts';
import type { Calendar } from '#foundation/working-days.ts';
import type { IdentityState, NoticeState, Party } from './notice.ts';
import type { ObjectionState } from './objection.ts';
import type { FeePayer, FeeRule, RetestState } from './retest.ts';

/** Where a party is, as the register knows it. */
export interface Place {
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
}

/** Division whose officers act; null for a party elsewhere or of unknown place: then the provincial bureau acts itself. */
export const placeWithin = ({ provinceCode, cityCode, countyCode }: Place, province: string): string | null =>
  provinceCode === province ? (countyCode ?? cityCode) : null;

const lawInForce = localDate('2000-09-01');

/** Article 15 as in force on a day; the law of 1993 said nothing of it. */
const article15 = (on: LocalDate) => (on >= lawInForce ? cite('product-quality-law', '15', on) : undefined);

/** A service that can have happened: not before its report, not after today. */
export const decideService = (day: LocalDate, reportOn: LocalDate, today: LocalDate): Result<undefined> => {
  if (day > today) return refuse('date-in-future', { value: day, today });
  if (day < reportOn) return refuse('served-before-report', { day: printDate(day), report: printDate(reportOn) });
  return ok(undefined);
};

/** A service that tells of an abandoned retest: not before it was abandoned, not after today. */
export const decideTelling = (day: LocalDate, givenUpOn: LocalDate, today: LocalDate): Result<undefined> => {
  if (day > today) return refuse('date-in-future', { value: day, today });
  return day < givenUpOn
    ? refuse('served-before-abandoned', { day: printDate(day), abandoned: printDate(givenUpOn) })
    : ok(undefined);
};

/** Why an objection of a day comes too late, or nothing. On the last day it is in time. */
export const lateness = (
  clock: { readonly effectiveOn: LocalDate | null; readonly objectionUntil: LocalDate | null },
  day: LocalDate,
): Refusal | undefined =>
  clock.objectionUntil === null || day <= clock.objectionUntil
    ? undefined
    : refusal(
        'objection-too-late',
        { day: printDate(clock.objectionUntil) },
        article15(clock.effectiveOn ?? clock.objectionUntil),
      );

/** The last day of a term, or null where its calendar is not on file yet. */
export const dueOrNull = (
  from: LocalDate,
  days: number,
  count: 'natural' | 'working',
  calendar: Calendar,
): LocalDate | null => {
  const found = deadline(from, { days, count }, calendar);
  return found.ok ? found.value.due : null;
};

export interface FinalNotice {
  readonly party: Party;
  readonly state: NoticeState;
  /** Service with its manner, day and proof is on file. */
  readonly proven: boolean;
  readonly identity: IdentityState;
}

/** What the end of a sample is decided from. */
export interface FinalFacts {
  readonly state: string;
  readonly hasSeller: boolean;
  readonly notices: readonly FinalNotice[];
  readonly objections: readonly ObjectionState[];
  readonly retests: readonly RetestState[];
}

export type FinalDecision =
  | { readonly outcome: 'final'; readonly by: 'first' | 'retest'; readonly producerDenied: boolean }
  | {
      readonly outcome: 'wait';
      readonly for: 'notices' | 'service' | 'clock' | 'identity' | 'objection' | 'retest';
    };

const over: readonly NoticeState[] = ['waived', 'lapsed', 'settled'];

/**
 * A result is final when every party was served with proof and its clock has lapsed, was waived, or its objection was refused or
 * settled; when the named producer has said or let pass whether the product is his; and no objection or retest is open.
 */
export const decideFinal = ({ state, hasSeller, notices, objections, retests }: FinalFacts): FinalDecision => {
  const standing = notices.filter((notice) => notice.state !== 'void');
  const has = (party: Party): boolean => standing.some((notice) => notice.party === party);
  if (state !== 'noticed' || !has('producer') || (hasSeller && !has('seller')))
    return { outcome: 'wait', for: 'notices' };
  if (standing.some(({ proven }) => !proven)) return { outcome: 'wait', for: 'service' };
  if (objections.some((objection) => objection === 'filed' || objection === 'retest'))
    return { outcome: 'wait', for: 'objection' };
  if (objections.includes('given-up')) return { outcome: 'wait', for: 'service' };
  if (retests.some((retest) => retest === 'applied' || retest === 'designated'))
    return { outcome: 'wait', for: 'retest' };
  if (standing.some((notice) => !over.includes(notice.state))) return { outcome: 'wait', for: 'clock' };
  if (standing.some(({ identity }) => identity === 'asked' || identity === 'denied'))
    return { outcome: 'wait', for: 'identity' };
  return {
    outcome: 'final',
    by: retests.includes('done') ? 'retest' : 'first',
    producerDenied: standing.some(({ party, identity }) => party === 'producer' && identity === 'denial-proven'),
  };
};

/** What a retest found against the first report, and who bears its fee. */
export const retestOutcome = (
  first: string,
  again: string,
  fee: FeeRule,
): { readonly outcome: 'same' | 'different'; readonly feeBy: FeePayer } => {
  const outcome = first === again ? 'same' : 'different';
  return { outcome, feeBy: fee[outcome] };
};

/** Whether a laboratory may do a retest: never the first one; one that the plan does not name only with a reason. */
export const decideLaboratory = (
  laboratoryId: number,
  first: number | null,
  ofPlan: readonly number[],
  reason: string | null,
): Result<undefined> => {
  if (laboratoryId === first) return refuse('retest-same-laboratory');
  if (!ofPlan.includes(laboratoryId) && reason === null) return refuse('retest-laboratory-not-planned');
  return ok(undefined);
};
