import { cite, type Citation } from '#foundation/citation.ts';
import { deadline } from '#foundation/deadline.ts';
import type { LawProfile } from '#foundation/law.ts';
import { addDays, daysBetween, type LocalDate, localDate, printDate } from '#foundation/local-date.ts';
import { decideAct } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Calendar } from '#foundation/working-days.ts';
import {
  type AnswerInput,
  rectificationProcess,
  type RectificationState,
  type RectificationVerb,
  type SeriousCriterion,
  type Step,
  stepLabels,
} from './rectification.ts';

/** Why a step of the law may follow: how the one before ended. */
export type StepOutcome = 'overdue' | 'refused' | 'failed';

/** One step of the chain: what may be taken after what. The value of the parameter `warning-cards.chain` is a list of them, in order. */
export interface ChainStep {
  readonly step: Step;
  /** How the step before must have ended. The first step has none: it goes with the card. */
  readonly after: readonly StepOutcome[];
}

/** What the rules of a rectification look at. */
export interface Standing {
  readonly state: RectificationState;
  readonly step: Step;
  /** The state that a pause, an end or a proposal has left, to which it leads back. */
  readonly before: RectificationState | null;
  /** Proposed for being serious, hence outside the order of steps. */
  readonly serious: boolean;
}

const lawInForce = localDate('2000-09-01');

/** Whether the steps are those of article 17 as amended in 2000, and not of the notice alone. */
export const underArticle17 = (profile: LawProfile, on: LocalDate): boolean =>
  profile === 'current' && on >= lawInForce;

/** What a refusal about the order of steps cites: article 17 as in force that day, or the notice. */
export const chainCitation = (profile: LawProfile, on: LocalDate): Citation =>
  underArticle17(profile, on) ? cite('product-quality-law', '17', on) : cite('notice', '4.3.2');

/** The clause that a step rests on: the notice gives the order to rectify with the yellow card, and what follows with the red one. */
export const stepCitation = (step: Step, profile: LawProfile, on: LocalDate): Citation =>
  step === 'order' && !underArticle17(profile, on) ? cite('notice', '4.3.1') : chainCitation(profile, on);

/** How a step ended, where its state is such an end. */
export const outcomeOf = (state: RectificationState): StepOutcome | undefined =>
  state === 'overdue' || state === 'refused' || state === 'failed' ? state : undefined;

/**
 * The step that follows, or why none may: article 17 lets no step be left out, and some follow only a failed re-check.
 * @param at the step in which it stands, and the state that ended it
 */
export const followingStep = (
  chain: readonly ChainStep[],
  at: { readonly step: Step; readonly state: RectificationState },
  citation: Citation,
): Result<Step> => {
  const next = chain[chain.findIndex(({ step }) => step === at.step) + 1];
  const outcome = outcomeOf(at.state);
  if (!next || chain.every(({ step }) => step !== at.step))
    return refuse('no-further-step', { step: stepLabels[at.step] }, citation);
  if (outcome === undefined || !next.after.includes(outcome))
    return refuse(
      'step-not-due',
      { step: stepLabels[next.step], state: rectificationProcess.states[at.state] },
      citation,
    );
  return ok(next.step);
};

/** The step for a serious problem: the overhaul at once under the notice; under article 17 the penalties of chapter five, outside the chain. */
export const seriousStep = (
  allowed: readonly string[],
  criterion: SeriousCriterion,
  at: Step,
  citation: Citation,
): Result<Step> => {
  if (!allowed.includes(criterion)) return refuse('serious-outside-chain', {}, citation);
  return at === 'order' || at === 'announcement'
    ? ok('overhaul')
    : refuse('no-further-step', { step: stepLabels[at] }, citation);
};

/** Where a step begins: an order or a red card is served, an announcement stands in public, a revocation waits for who has the power. */
export const stateOfStep = (step: Step): RectificationState =>
  step === 'announcement' ? 'announced' : step === 'revocation' ? 'revocation' : 'to-serve';

/** What an act leads to: the state table, and for the ways back the state before. */
export const leadsTo = (
  standing: Standing,
  verb: RectificationVerb,
  account: string | null,
  notBy: readonly (string | null)[] = [],
): Result<RectificationState> => {
  const decided = decideAct(rectificationProcess, standing.state, verb, account, notBy);
  if (!decided.ok) return decided;
  return verb === 'resume' || verb === 'reopen' || verb === 'return-step'
    ? ok(standing.before ?? decided.value)
    : decided;
};

/** The law of an extension. */
export interface ExtensionLaw {
  readonly days: number;
  /** Days before the last one by which it must be asked for. */
  readonly askBefore: number;
  readonly citation: Citation | undefined;
}

/** One extension, asked for in time, in the first step alone. */
export const mayAskExtension = (
  thing: { readonly dueOn: LocalDate | null; readonly extended: boolean; readonly asked: boolean; readonly step: Step },
  on: LocalDate,
  law: ExtensionLaw,
): Result<undefined> => {
  if (law.days === 0 || thing.dueOn === null || thing.step !== 'order')
    return refuse('extension-not-provided', {}, law.citation);
  if (thing.extended || thing.asked) return refuse('extension-once', {}, law.citation);
  const last = addDays(thing.dueOn, -law.askBefore);
  return on <= last ? ok(undefined) : refuse('extension-too-late', { day: printDate(last) }, law.citation);
};

/** The new last day: at most so many days after the old one. */
export const extendedTo = (dueOn: LocalDate, days: number, calendar: Calendar): Result<LocalDate> => {
  const found = deadline(dueOn, { days, count: 'natural' }, calendar);
  return found.ok ? ok(found.value.due) : found;
};

/** What a report must keep to: nothing handled that was not there, nothing called back that was not sold. */
export const checkAnswer = (answer: AnswerInput, today: LocalDate): Result<undefined> => {
  if (answer.stockHandled > answer.stock)
    return refuse('more-handled-than-there', {
      part: pair('已处理的库存', 'stock handled'),
      whole: pair('库存', 'stock'),
    });
  if (answer.recalled > answer.sold)
    return refuse('more-handled-than-there', { part: pair('已召回', 'called back'), whole: pair('已售', 'sold') });
  if (answer.filedOn !== undefined && localDate(answer.filedOn) > today)
    return refuse('date-in-future', { value: answer.filedOn, today });
  return ok(undefined);
};

/**
 * From which day on a failure counts. Article 17 lets the overhaul follow a re-check after the announcement, in its time, and the revocation
 * one after the term of the overhaul; what failed earlier may not stand in for it.
 * @param announcedRecheckFrom days after the announcement from which it is re-checked
 */
export const failuresCountFrom = (
  at: {
    readonly step: Step;
    readonly recheckFrom: LocalDate;
    readonly announcedOn: LocalDate | null;
    readonly dueOn: LocalDate | null;
  },
  articled: boolean,
  announcedRecheckFrom: number,
): LocalDate => {
  const first =
    !articled || at.step === 'order' || at.step === 'revocation'
      ? at.recheckFrom
      : at.step === 'announcement'
        ? addDays(at.announcedOn ?? at.recheckFrom, announcedRecheckFrom)
        : addDays(at.dueOn ?? at.recheckFrom, 1);
  return first > at.recheckFrom ? first : at.recheckFrom;
};

/**
 * What the results of a follow-up check mean for a rectification, and which of them says so: one failure fails it. What passed counts from
 * `since` on, but not where something failed on that day or later.
 */
export const recheckOutcome = <
  One extends { readonly verdict: string; readonly sampledOn: LocalDate | null; readonly finalOn: LocalDate },
>(
  results: readonly One[],
  since: LocalDate,
  failuresSince: LocalDate = since,
): { readonly outcome: 'pass' | 'fail'; readonly by: One } | undefined => {
  const dayOf = ({ sampledOn, finalOn }: One): LocalDate => sampledOn ?? finalOn;
  const counted = results.filter((one) => one.verdict !== 'none' && dayOf(one) >= since);
  const failed = counted.filter(({ verdict }) => verdict !== 'pass');
  const decisive = failed.find((one) => dayOf(one) >= failuresSince);
  if (decisive) return { outcome: 'fail', by: decisive };
  const passed = counted.find((one) => one.verdict === 'pass' && failed.every((other) => dayOf(other) < dayOf(one)));
  return passed && { outcome: 'pass', by: passed };
};

/** Whether a re-check after the announcement is in its time: not before so many days, and whether it is late. */
export const recheckWindow = (
  announcedOn: LocalDate,
  today: LocalDate,
  window: { readonly from: number; readonly to: number },
  citation: Citation,
): Result<undefined> =>
  daysBetween(announcedOn, today) < window.from
    ? refuse('recheck-too-early', { day: printDate(addDays(announcedOn, window.from)) }, citation)
    : ok(undefined);
