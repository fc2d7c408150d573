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

/** What a refusal about the order of steps cites: article 17 as in force that day, or the notice. */
export const chainCitation = (profile: LawProfile, on: LocalDate): Citation =>
  profile === 'current' && on >= lawInForce ? cite('product-quality-law', '17', on) : cite('notice', '4.3.2');

const outcomeOf = (state: RectificationState): StepOutcome | undefined =>
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

/** What the results of a follow-up check mean for a rectification: one failure fails it. `since` is the day from which samples count. */
export const recheckOutcome = (
  results: readonly { readonly verdict: string; readonly sampledOn: LocalDate | null; readonly finalOn: LocalDate }[],
  since: LocalDate,
): 'pass' | 'fail' | undefined => {
  const counted = results.filter(
    ({ verdict, sampledOn, finalOn }) => verdict !== 'none' && (sampledOn ?? finalOn) >= since,
  );
  if (counted.some(({ verdict }) => verdict === 'fail' || verdict === 'refused')) return 'fail';
  return counted.length > 0 ? 'pass' : undefined;
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
