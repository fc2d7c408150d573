import { lazy, Suspense, useMemo } from 'react';
import { useSay } from '#platform/office/index.ts';
import { FigureTable, type Bar } from './figure-table.tsx';

const RateLine = lazy(async () => ({ default: (await import('#platform/office/chart.tsx')).RateLine }));

/** Pass rate over time, drawn and tabled; periods with few batches are left out of the line. */
export const Trend = ({ rows, smallBelow }: { readonly rows: readonly Bar[]; readonly smallBelow: number }) => {
  const say = useSay();
  const categories = useMemo(() => rows.map((row) => row.label), [rows]);
  const name = say({ zh: '批次合格率', en: 'Pass rate' });
  const series = useMemo(() => [{ name, values: rows.map((row) => (row.small ? null : row.rate)) }], [rows, name]);
  return (
    <>
      <Suspense fallback={<div className="chart" />}>
        <RateLine
          label={say({
            zh: '批次合格率走势，数据见下表',
            en: 'Pass rate over time; the table below holds the figures',
          })}
          categories={categories}
          series={series}
        />
      </Suspense>
      <FigureTable name="trend" rows={rows} smallBelow={smallBelow} first={{ zh: '时间', en: 'Period' }} />
    </>
  );
};
