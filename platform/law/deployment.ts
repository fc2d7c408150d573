import type { ResolvedLaw } from '#foundation/law.ts';
import { calendarWith } from '#foundation/working-days.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/types.ts';
import { loadCalendarYears } from './calendar-storage.ts';
import { resolveLaw } from './resolve.ts';
import { loadOverrides } from './storage.ts';

/** The law as it holds in this deployment at this moment; works as app and as engine. */
export const lawOfDeployment = async (tx: Tx, services: Services): Promise<ResolvedLaw> => {
  const [overrides, years] = await Promise.all([loadOverrides(tx), loadCalendarYears(tx)]);
  return resolveLaw(services.composition.law, services.lawProfile, overrides, calendarWith(years));
};
