import { useMemo } from 'react';
import { Drawing } from './drawing.tsx';

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A line of rates over time. The table under it says the same. */
export const RateLine = ({
  label,
  categories,
  series,
}: {
  readonly label: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
}) => {
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 24, bottom: 28 },
      xAxis: { type: 'category', data: [...categories] },
      yAxis: {
        type: 'value',
        min: (range: { min: number }) => Math.max(0, Math.floor(range.min * 20) / 20),
        max: 1,
        axisLabel: { formatter: (value: number) => `${Math.round(value * 100)}%` },
      },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => (typeof value === 'number' ? `${(value * 100).toFixed(2)}%` : '—'),
      },
      color: ['#0b5f63'],
      series: series.map((one) => ({ type: 'line', name: one.name, data: [...one.values], symbolSize: 7 })),
    }),
    [categories, series],
  );
  return <Drawing label={label} option={option} />;
};
