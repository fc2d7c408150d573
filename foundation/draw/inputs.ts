import type { TextPair } from '../text-pair.ts';
import type { Assignment } from './assign.ts';
import { byBytes } from './byte-order.ts';
import { isName, type Pool } from './pool.ts';
import { firstRepeated } from './repeated.ts';
import type { Quota } from './targets.ts';

const repeated = (names: readonly string[]): string | undefined => names[firstRepeated(names) ?? -1];

/** What is wrong with quotas, if anything: each names a stratum of the pool, once, with a whole number. */
export const quotasFault = ({ strata }: Pick<Pool, 'strata'>, quotas: readonly Quota[]): TextPair | undefined => {
  const twice = repeated(quotas.map(({ stratum }) => stratum));
  if (twice !== undefined)
    return { zh: `层“${twice}”的抽取数量写了两次`, en: `the quota of stratum “${twice}” is given twice` };
  const known = new Set(strata.map(({ name }) => name));
  const unknown = quotas.find(({ stratum }) => !known.has(stratum));
  if (unknown) return { zh: `名单中没有层“${unknown.stratum}”`, en: `the pool has no stratum “${unknown.stratum}”` };
  const bad = quotas.find(({ quota }) => !Number.isSafeInteger(quota) || quota < 0);
  return (
    bad && {
      zh: `层“${bad.stratum}”的抽取数量不是整数`,
      en: `the quota of stratum “${bad.stratum}” is no whole number`,
    }
  );
};

/** Whether an entry is in the pool, whose strata are each in order: a set of all ids would cost more than the second draw. */
const holds = ({ ids, strata }: Pool, id: string): boolean =>
  strata.some(({ from, size }) => {
    let [low, high] = [from, from + size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (byBytes(ids[middle] as string, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low < from + size && ids[low] === id;
  });

/** What is wrong with the inputs of the second draw, if anything. */
export const assignmentFault = (pool: Pool, assignment: Assignment): TextPair | undefined => {
  const { groups, inspectors, laboratories, conflicts } = assignment;
  const twice =
    repeated(groups.map(({ name }) => name)) ?? repeated([...inspectors, ...laboratories].map(({ id }) => id));
  if (twice !== undefined) return { zh: `“${twice}”出现了两次`, en: `“${twice}” stands there twice` };
  const names = groups.flatMap(({ name, strata }) => [name, ...strata]);
  const odd = [...names, ...[...inspectors, ...laboratories].map(({ id }) => id), ...conflicts.flat()].find(
    (name) => !isName(name),
  );
  if (odd !== undefined) return { zh: `编号“${odd}”不能使用`, en: `the id “${odd}” cannot be used` };
  const known = new Set(groups.map(({ name }) => name));
  const lost = [...inspectors, ...laboratories].find(({ group }) => !known.has(group));
  if (lost)
    return { zh: `“${lost.id}”所属的资格组不存在`, en: `the qualification group of “${lost.id}” does not exist` };
  const stray = conflicts.map(([, entry]) => entry).find((entry) => !holds(pool, entry));
  return stray === undefined
    ? undefined
    : { zh: `回避关系中的“${stray}”不在名单内`, en: `“${stray}”, named in a conflict, is not in the pool` };
};
