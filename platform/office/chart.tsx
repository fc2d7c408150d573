import { useEffect, useRef, useState } from 'react';

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A line of rates over time. The drawing library is fetched when a chart is first shown; the table under it says the same. */
export const RateLine = ({
  label,
  categories,
  series,
}: {
  readonly label: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
}) => {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let dispose = () => undefined as void;
    let gone = false;
    void import('./chart-library.ts').then(({ chartIn }) => {
      if (gone || place.current === null) return;
      const chart = chartIn(place.current);
      chart.setOption({
        animation: false,
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
      });
      setDrawn(true);
      const resize = () => chart.resize();
      window.addEventListener('resize', resize);
      dispose = () => {
        window.removeEventListener('resize', resize);
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [categories, series]);
  // Empty until it is drawn: what React puts in here the drawing library may keep or throw away.
  return <div ref={place} className="chart" role="img" aria-label={label} aria-busy={!drawn} />;
};
