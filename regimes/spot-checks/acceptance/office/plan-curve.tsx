import { Button } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { formatCount, formatShare, PlainTable, saveCsv, useSay } from '#platform/office/index.ts';
import type { Curve } from '../contract.ts';

const ShareCurve = lazy(async () => ({ default: (await import('#platform/office/share-curve.tsx')).ShareCurve }));

/** 0.039246 → 3.9246%: the digits of the exact answer, moved by two places, none rounded away. */
const percent = (share: string): string => `${(Number(share) * 100).toFixed(4)}%`;

/** The operating characteristic, drawn with both risks marked, and the same as a table that can be saved. */
export const PlanCurve = ({ curve, name }: { readonly curve: Curve; readonly name: string }) => {
  const say = useSay();
  const [lotName, processName] = [
    say({ zh: '本批（超几何分布）', en: 'This lot (hypergeometric)' }),
    say({ zh: '生产过程（二项分布）', en: 'Process (binomial)' }),
  ];
  const producer = say({
    zh: `生产方风险 ${formatShare(Number(curve.producer.risk))}`,
    en: `Producer’s risk ${formatShare(Number(curve.producer.risk))}`,
  });
  const consumer = say({
    zh: `使用方风险 ${formatShare(Number(curve.consumer.risk))}`,
    en: `Consumer’s risk ${formatShare(Number(curve.consumer.risk))}`,
  });
  const curves = useMemo(
    () => [
      { name: lotName, points: curve.points.map((point) => [Number(point.p), Number(point.accepted)] as const) },
      {
        name: processName,
        dashed: true,
        points: curve.points.map((point) => [Number(point.p), Number(point.acceptedProcess)] as const),
      },
    ],
    [curve, lotName, processName],
  );
  const marks = useMemo(
    () => [
      { text: producer, x: Number(curve.producer.p), from: 1, to: 1 - Number(curve.producer.risk) },
      { text: consumer, x: Number(curve.consumer.p), from: Number(curve.consumer.risk), to: 0 },
    ],
    [curve, producer, consumer],
  );
  const head = [
    say({ zh: '不合格品数', en: 'Nonconforming' }),
    say({ zh: '不合格品率', en: 'Share' }),
    say({ zh: '本批接收', en: 'Lot accepted' }),
    say({ zh: '过程接收', en: 'Process accepted' }),
  ];
  return (
    <>
      <Suspense fallback={<div className="chart" />}>
        <ShareCurve
          label={say({
            zh: '抽检特性曲线：不合格品率越高，接收概率越低；数据见下表',
            en: 'Operating characteristic: the worse the lot, the less likely it is accepted; the table below holds the figures',
          })}
          xName={say({ zh: '不合格品率', en: 'Share nonconforming' })}
          curves={curves}
          marks={marks}
        />
      </Suspense>
      <p className="quiet">
        {say({
          zh: '纵轴为接收概率。实线：本批，超几何分布；虚线：生产过程，二项分布。',
          en: 'Upright: probability of acceptance. Solid: this lot, hypergeometric; dashed: the process, binomial.',
        })}
      </p>
      <ul className="plan-words">
        <li>
          {say({
            zh: `生产方风险：批中有 ${curve.producer.nonconforming} 件不合格（不劣于接收质量限）而不被接收的概率为 ${percent(curve.producer.risk)}；过程恰为接收质量限时为 ${percent(curve.producer.riskProcess)}。`,
            en: `Producer’s risk: a lot with ${curve.producer.nonconforming} nonconforming items (no worse than the AQL) is not accepted with ${percent(curve.producer.risk)}; from a process exactly at the AQL, ${percent(curve.producer.riskProcess)}.`,
          })}
        </li>
        <li>
          {say({
            zh: `使用方风险：批中有 ${curve.consumer.nonconforming} 件不合格（${percent(curve.consumer.p)}）仍被接收的概率为 ${percent(curve.consumer.risk)}；更差的批被接收的概率不超过此值。`,
            en: `Consumer’s risk: a lot with ${curve.consumer.nonconforming} nonconforming items (${percent(curve.consumer.p)}) is still accepted with ${percent(curve.consumer.risk)}; a worse lot with no more than that.`,
          })}
        </li>
        <li>
          {say({
            zh: `平均检出质量上限：不接收的批全数挑选后，放行产品的平均不合格品率不超过 ${percent(curve.aoql.share)}。`,
            en: `Average outgoing quality limit: where lots not accepted are sorted, what goes out is on average at most ${percent(curve.aoql.share)} nonconforming.`,
          })}
        </li>
      </ul>
      <PlainTable<Curve['points'][number]>
        rowKey="nonconforming"
        dataSource={curve.points}
        pagination={curve.points.length > 15 ? { pageSize: 15, size: 'small', showSizeChanger: false } : false}
        columns={[
          { title: head[0], align: 'right', className: 'numeric', render: (_, row) => formatCount(row.nonconforming) },
          { title: head[1], align: 'right', className: 'numeric', render: (_, row) => percent(row.p) },
          { title: head[2], align: 'right', className: 'numeric', render: (_, row) => percent(row.accepted) },
          { title: head[3], align: 'right', className: 'numeric', render: (_, row) => percent(row.acceptedProcess) },
        ]}
      />
      <p className="quiet">
        {say({
          zh: `概率按整数分数精确计算，最后修约至小数点后 ${curve.digits} 位。`,
          en: `Probabilities are computed exactly as fractions of whole numbers and rounded once, to ${curve.digits} places.`,
        })}{' '}
        <Button
          size="small"
          type="link"
          onClick={() =>
            saveCsv(
              name,
              head,
              curve.points.map((row) => [row.nonconforming, row.p, row.accepted, row.acceptedProcess]),
            )
          }
        >
          {say({ zh: '导出此表', en: 'Export this table' })}
        </Button>
      </p>
    </>
  );
};
