import { ok } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type Call, observe, type View } from '#platform/operation/index.ts';
import type { StatisticsFilter } from './contracts/statistics.ts';
import { figureOf, smallNumberKey } from './figures.ts';
import { checkKindLabels } from './spot-check.ts';
import * as storage from './storage/statistics.ts';

const read = { permission: 'spot-checks.read' } as const;

const sourceOf = ({ kind }: StatisticsFilter, checks: number): TextPair => ({
  zh: `来源：已导入的${checkKindLabels[kind].zh} ${checks} 次；批次合格率 = 合格 ÷（合格 + 不合格），不同类别不合并计算`,
  en: `Source: ${checks} imported checks of this kind (${checkKindLabels[kind].en}); pass rate = passed ÷ (passed + failed), kinds are never mixed`,
});

const about = async ({ tx, law, call }: View, filter: StatisticsFilter) => {
  const { checks, asOf } = await storage.aboutData(tx, filter);
  return {
    checks,
    about: { source: sourceOf(filter, checks), asOf, smallBelow: law.get<number>(smallNumberKey, call.today).value },
  };
};

/** Bars with their figures, and the figure of all. */
const bars = (filter: StatisticsFilter, list: (view: View) => Promise<storage.CountRow[]>) => (view: View) =>
  Promise.all([about(view, filter), list(view), storage.countAll(view.tx, filter)]).then(
    ([{ about: head }, rows, total]) =>
      ok({
        ...head,
        rows: rows.map((row) => ({ ...row, ...figureOf(row, head.smallBelow) })),
        total: figureOf(total, head.smallBelow),
      }),
  );

export const summary = (call: Call, filter: StatisticsFilter) =>
  observe(call, read, async (view) => {
    const [{ about: head, checks }, total] = await Promise.all([
      about(view, filter),
      storage.countAll(view.tx, filter),
    ]);
    return ok({
      ...head,
      ...figureOf(total, head.smallBelow),
      refused: total.refused,
      noVerdict: total.noVerdict,
      checks,
      undatedResults: 0,
    });
  });

export const byCity = (call: Call, filter: StatisticsFilter) =>
  observe(call, read, async (view) => {
    const province = filter.province ?? call.services.province;
    const own = { ...filter, province, city: undefined };
    const [{ about: head }, rows, total] = await Promise.all([
      about(view, filter),
      storage.countByCity(view.tx, own, province),
      storage.countAll(view.tx, own),
    ]);
    return ok({
      ...head,
      rows: rows.map((row) => ({ ...row, ...figureOf(row, head.smallBelow) })),
      total: figureOf(total, head.smallBelow),
    });
  });

export const byProduct = (call: Call, filter: StatisticsFilter) =>
  observe(
    call,
    read,
    bars(filter, ({ tx }) => storage.countByCategory(tx, filter)),
  );

export const byPeriod = (call: Call, filter: StatisticsFilter, step: 'month' | 'quarter' | 'year') =>
  observe(
    call,
    read,
    bars(filter, ({ tx }) => storage.countByPeriod(tx, filter, step)),
  );

export const byItem = (call: Call, filter: StatisticsFilter, limit: number) =>
  observe(
    call,
    read,
    bars(filter, ({ tx }) => storage.countByItem(tx, filter, limit)),
  );

export const byLaboratory = (call: Call, filter: StatisticsFilter) =>
  observe(
    call,
    read,
    bars(filter, ({ tx }) => storage.countByLaboratory(tx, filter)),
  );
