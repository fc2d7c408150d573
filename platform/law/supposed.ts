import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { LawTable, ResolvedLaw } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import { calendarWith } from '#foundation/working-days.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/types.ts';
import { loadCalendarYears } from './calendar-storage.ts';
import { resolveLaw } from './resolve.ts';
import { sameKind } from './same-kind.ts';
import { loadOverrides } from './storage.ts';

/** Parameters by key, as they are supposed to have been on every day. */
export type Supposition = Readonly<Record<string, unknown>>;

/** Refuses keys that no room declares and values that are not of the parameter's kind. */
export const checkSupposition = (table: LawTable, supposed: Supposition): Result<Supposition> => {
  for (const [key, value] of Object.entries(supposed)) {
    const parameter = Object.hasOwn(table, key) ? table[key] : undefined;
    if (!parameter) return refuse('not-found', { thing: pair(`法律参数“${key}”`, `The legal parameter “${key}”`) });
    if (!parameter.values.some((dated) => sameKind(dated.value, value)))
      return refuse('law-value-kind', {
        parameter: parameter.title,
        example: JSON.stringify(parameter.values.at(-1)?.value),
      });
  }
  return ok(supposed);
};

/** The deployment's law with parameters supposed otherwise, from the first day on. */
export const supposedLaw = async (tx: Tx, services: Services, supposed: Supposition): Promise<ResolvedLaw> => {
  const from = localDate('1900-01-01');
  const source = pair('试算假设', 'Supposed for a trial');
  const overrides = [
    ...(await loadOverrides(tx)),
    ...Object.entries(supposed).map(([key, value]) => ({ key, from, to: null, value, source })),
  ];
  const calendar = calendarWith(await loadCalendarYears(tx));
  return resolveLaw(services.composition.law, services.lawProfile, overrides, calendar);
};
