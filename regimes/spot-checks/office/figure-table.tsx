import { Button } from 'antd';
import type { TextPair } from '#foundation/text-pair.ts';
import { formatCount, formatShare, PlainTable, saveCsv, useSay } from '#platform/office/index.ts';
import type { Figure } from '../contract.ts';

export interface Bar extends Figure {
  readonly key: string;
  readonly label: string;
}

const cells = (row: Bar) => [row.label, row.denominator, row.passed, row.failed, row.rate, row.low, row.high];

/** The figures under a chart: denominators always, intervals for small numbers, and everything as a file. */
export const FigureTable = ({
  name,
  rows,
  smallBelow,
  first,
  failuresOnly = false,
}: {
  readonly name: string;
  readonly rows: readonly Bar[];
  readonly smallBelow: number;
  readonly first: TextPair;
  readonly failuresOnly?: boolean;
}) => {
  const say = useSay();
  const head = [
    first,
    { zh: '批次', en: 'Batches' },
    { zh: '合格', en: 'Passed' },
    { zh: '不合格', en: 'Failed' },
    { zh: '合格率', en: 'Rate' },
    { zh: '下限', en: 'Low' },
    { zh: '上限', en: 'High' },
  ].map(say);
  return (
    <div className="figure-table">
      <PlainTable<Bar>
        rowKey="key"
        dataSource={rows}
        pagination={rows.length > 25 ? { pageSize: 25, size: 'small', showSizeChanger: false } : false}
        columns={[
          { title: say(first), render: (_, row) => row.label },
          { title: head[1], align: 'right', className: 'numeric', render: (_, row) => formatCount(row.denominator) },
          ...(failuresOnly
            ? []
            : [
                {
                  title: head[2],
                  align: 'right' as const,
                  className: 'numeric',
                  render: (_: unknown, row: Bar) => formatCount(row.passed),
                },
              ]),
          { title: head[3], align: 'right', className: 'numeric', render: (_, row) => formatCount(row.failed) },
          {
            title: failuresOnly ? say({ zh: '占比', en: 'Share' }) : head[4],
            align: 'right',
            className: 'numeric',
            render: (_, row) =>
              formatShare(failuresOnly && row.denominator > 0 ? row.failed / row.denominator : row.rate),
          },
          ...(failuresOnly
            ? []
            : [
                {
                  title: say({ zh: '95% 区间', en: '95% interval' }),
                  align: 'right' as const,
                  className: 'numeric',
                  render: (_: unknown, row: Bar) => (
                    <span className={row.small ? 'quiet' : undefined}>
                      {row.low === null || row.high === null ? '—' : `${formatShare(row.low)}–${formatShare(row.high)}`}
                      {row.small && say({ zh: '（样本少）', en: ' (few)' })}
                    </span>
                  ),
                },
              ]),
        ]}
      />
      <p className="quiet">
        {say({
          zh: `不足 ${smallBelow} 批次的为小样本，只供参考。`,
          en: `Fewer than ${smallBelow} batches is a small number.`,
        })}{' '}
        <Button size="small" type="link" onClick={() => saveCsv(name, head, rows.map(cells))}>
          {say({ zh: '导出此表', en: 'Export this table' })}
        </Button>
      </p>
    </div>
  );
};
