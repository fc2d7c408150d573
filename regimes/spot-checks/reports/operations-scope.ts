import type { Dataset } from '#foundation/dataset.ts';
import type { Refused } from '#foundation/refusal.ts';
import { scopeOf, scopeOn } from '#registers/laboratories/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { decideScope } from './rules.ts';

/** Who tests what, as the accredited scope is asked. */
interface Task {
  readonly laboratoryId: number;
  readonly dataset: Dataset;
  readonly category: string;
}

/**
 * Whether laboratories may test items today: each laboratory's scope is read once an act. Where none was entered the parameter
 * `spot-checks.scope-required` says; in demonstration data it is only warned.
 */
export const scopes = (act: Act) => {
  const known = new Map<number, ReturnType<typeof scopeOn>>();
  const required = act.law.get<boolean>('spot-checks.scope-required', act.call.today).value;
  return async (
    { laboratoryId, dataset, category }: Task,
    items: readonly { readonly item: string; readonly method: string }[],
  ): Promise<Refused | undefined> => {
    if (!known.has(laboratoryId)) known.set(laboratoryId, scopeOn(await scopeOf(act.tx, laboratoryId), act.call.today));
    return decideScope(items, category, known.get(laboratoryId), required && dataset !== 'demo');
  };
};
