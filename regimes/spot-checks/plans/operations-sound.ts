import { type LocalDate } from '#foundation/local-date.ts';
import type { Result } from '#foundation/refusal.ts';
import { scopeOn, scopesOf } from '#registers/laboratories/index.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { decideScopes, decideSubmission, type ScopeGap } from './rules.ts';
import { checkLines, findCovering, type LockedPlan, testsOf } from './storage.ts';

/** The day on which the scope of a plan's laboratories is asked for: the first of sampling, or today once that has gone by. */
export const scopeDay = (startsOn: string, today: LocalDate): LocalDate =>
  startsOn > today ? (startsOn as LocalDate) : today;

/** What laboratories of a plan, those for retests too, may not test on a day. */
export const findScopeGaps = async (tx: Tx, planId: number, day: LocalDate): Promise<ScopeGap[]> => {
  const tests = await testsOf(tx, planId);
  const scopes = await scopesOf(tx, [...new Set(tests.map(({ laboratoryId }) => laboratoryId))]);
  return tests.flatMap(({ category, laboratory, laboratoryId, items }): ScopeGap[] => {
    const within = scopeOn(scopes.get(laboratoryId) ?? [], day);
    if (within === undefined) return [{ laboratory, category, entered: false, items: [] }];
    const outside = items.filter(({ item, method }) => !within({ category, item, method })).map(({ item }) => item);
    return outside.length === 0 ? [] : [{ laboratory, category, entered: true, items: outside }];
  });
};

/** Whether the plan, as it is stored now, could be carried out and may stand. Where a scope was never entered, demonstration data only warns. */
export const decidePlan = async (
  act: Act,
  { id, dataset }: Pick<LockedPlan, 'id' | 'dataset'>,
  startsOn: LocalDate,
): Promise<Result<undefined>> => {
  const complete = decideSubmission(await checkLines(act.tx, id), await findCovering(act.tx, id), startsOn);
  if (!complete.ok) return complete;
  const day = scopeDay(startsOn, act.call.today);
  const required = act.law.get<boolean>('spot-checks.scope-required', day).value && dataset !== 'demo';
  return decideScopes(await findScopeGaps(act.tx, id, day), required, day);
};
