import { useMemo } from 'react';
import { Drawing } from './drawing.tsx';

type Point = readonly [x: number, y: number];

export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  /** A second curve is told from the first by its dashes, not by colour alone. */
  readonly dashed?: boolean;
}

/** An upright line from one height to another, with words at its first end. */
export interface Mark {
  readonly text: string;
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

const percent = (value: number): string => `${Number((value * 100).toFixed(2))}%`;
const colours = ['#0b5f63', '#7a5c1e'];
const ink = '#16302f';

/** Shares that depend on shares, as lines with marked heights. The table under it says the same. */
export const ShareCurve = ({
  label,
  xName,
  curves,
  marks,
}: {
  readonly label: string;
  readonly xName: string;
  readonly curves: readonly Curve[];
  readonly marks: readonly Mark[];
}) => {
  const option = useMemo(
    () => ({
      grid: { left: 52, right: 20, top: 34, bottom: 44 },
      xAxis: {
        type: 'value',
        name: xName,
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: ink },
        min: 0,
        max: Math.max(...curves.flatMap(({ points }) => points.map(([x]) => x))),
        axisLabel: { formatter: percent, hideOverlap: true, showMaxLabel: false },
        splitLine: { show: false },
      },
      yAxis: { type: 'value', min: 0, max: 1, axisLabel: { formatter: percent } },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent(Number(value)) },
      series: [
        ...curves.map(({ name, points, dashed }, at) => ({
          type: 'line',
          name,
          data: points.map((point) => [...point]),
          showSymbol: points.length <= 25,
          symbolSize: 6,
          color: colours[at],
          lineStyle: { width: 2, type: dashed === true ? 'dashed' : 'solid' },
        })),
        ...marks.map(({ text, x, from, to }) => ({
          type: 'line',
          data: [
            {
              value: [x, from],
              label: { show: true, formatter: text, position: 'right', offset: [0, -10], color: ink, fontSize: 13 },
            },
            { value: [x, to], label: { show: false } },
          ],
          symbol: 'diamond',
          symbolSize: 9,
          color: ink,
          lineStyle: { width: 3, color: ink },
          tooltip: { show: false },
          z: 5,
        })),
      ],
    }),
    [xName, curves, marks],
  );
  return <Drawing label={label} option={option} />;
};
