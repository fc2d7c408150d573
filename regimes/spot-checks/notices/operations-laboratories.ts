import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import { type Act, type Call, observe } from '#platform/operation/index.ts';
import { scopeOn, scopesOf } from '#registers/laboratories/index.ts';
import { decideScopes, type ScopeGap } from '../plans/rules.ts';
import { retestProcess } from './retest.ts';
import { laboratoriesFor, type RetestLaboratory, type RetestTask, retestTask } from './storage-laboratories.ts';

/** What each laboratory is not accredited for among the items of the first test; those that cover all are left out. */
const gapsOf = async (
  tx: Tx,
  laboratories: readonly RetestLaboratory[],
  { category, items }: RetestTask,
  day: LocalDate,
): Promise<ReadonlyMap<number, ScopeGap>> => {
  const ids = laboratories.map(({ id }) => id);
  const scopes = await scopesOf(tx, ids);
  return new Map(
    laboratories.flatMap(({ id, name }) => {
      const within = scopeOn(scopes.get(id) ?? [], day);
      const outside = items.flatMap((one) => (within?.({ category, ...one }) === false ? [one.item] : []));
      return within === undefined || outside.length > 0
        ? [[id, { laboratory: name, category, entered: within !== undefined, items: outside }] as const]
        : [];
    }),
  );
};

/** A laboratory whose scope was never entered may test in demonstration data alone, unless the parameter says otherwise. */
const mustHaveScope = ({ law }: Pick<Act, 'law'>, dataset: Dataset, day: LocalDate): boolean =>
  dataset !== 'demo' && law.get<boolean>('spot-checks.scope-required', day).value;

/**
 * The laboratories that may do a retest: another than the first, accredited for every item of the first test and still so today.
 * Those that the plan names come first.
 */
export const listRetestLaboratories = (call: Call, retestId: number) =>
  observe(call, { permission: 'spot-checks.decide' }, async ({ tx, law }) => {
    const task = await retestTask(tx, retestId);
    if (!task) return refuse('not-found', { thing: retestProcess.name });
    const all = await laboratoriesFor(tx, task, call.today);
    const gaps = await gapsOf(tx, all, task, call.today);
    const required = mustHaveScope({ law }, task.dataset, call.today);
    return ok({
      rows: all.flatMap(({ id, name, planned }) => {
        const gap = gaps.get(id);
        if (gap && (gap.entered || required)) return [];
        return [{ id, name, planned, scopeEntered: gap === undefined }];
      }),
    });
  });

/** Whether a laboratory is accredited for the items of a retest. Call as engine. */
export const decideRetestScope = async (
  act: Act,
  retestId: number,
  laboratoryId: number,
): Promise<Result<undefined>> => {
  const { today } = act.call;
  const task = await retestTask(act.tx, retestId);
  if (!task) return refuse('not-found', { thing: retestProcess.name });
  const [laboratory] = await laboratoriesFor(act.tx, task, null, laboratoryId);
  // Of another dataset, or none: said where the reserve is called.
  if (!laboratory) return ok(undefined);
  if (laboratory.validTo !== null && laboratory.validTo < today)
    return refuse('laboratory-accreditation-over', { laboratory: laboratory.name, day: laboratory.validTo });
  const gaps = await gapsOf(act.tx, [laboratory], task, today);
  return decideScopes([...gaps.values()], mustHaveScope(act, task.dataset, today), today);
};
