import { deadline } from '#foundation/deadline.ts';
import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { effectiveDay, type Manner } from '#foundation/service.ts';
import type { Act } from '#platform/operation/index.ts';
import type { Step } from './rectification.ts';

/** A number of days that the law of a day gives. */
export const lawDays = (act: Act, key: string, on: LocalDate = act.call.today): number =>
  act.law.get<number>(`warning-cards.${key}`, on).value;

/** The last day of the authority's own term; in a year whose holidays are not published yet as it falls, which nobody loses by. */
export const lastDay = (act: Act, from: LocalDate, count: number): LocalDate => {
  const found = deadline(from, { days: count, count: 'natural' }, act.law.calendar);
  return found.ok ? found.value.due : addDays(from, count);
};

/** What a service sets going: the day it counts from, the last day of the firm, and that of the authority, by the law of the day of service. */
export const termsOfService = (
  act: Act,
  step: Step,
  { manner, day }: { readonly manner: Manner; readonly day: LocalDate },
): Result<{ readonly effectiveOn: LocalDate; readonly dueOn: LocalDate; readonly recheckDueOn: LocalDate }> => {
  const effectiveOn = effectiveDay(manner, day, { publicNoticeDays: lawDays(act, 'public-notice-days', day) });
  const days = lawDays(act, step === 'overhaul' ? 'overhaul-days' : 'rectify-days', effectiveOn);
  const term = deadline(effectiveOn, { days, count: 'natural' }, act.law.calendar);
  if (!term.ok) return term;
  return ok({ effectiveOn, dueOn: term.value.due, recheckDueOn: lastDay(act, effectiveOn, lawDays(act, 'recheck-days', effectiveOn)) });
}; // prettier-ignore
