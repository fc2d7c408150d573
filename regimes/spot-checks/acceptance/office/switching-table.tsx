import { inspectionStates, switchingRules, type InspectionState } from '#foundation/acceptance-sampling/switching.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { PlainTable, useSay } from '#platform/office/index.ts';

const labels: Readonly<Record<InspectionState, TextPair>> = {
  normal: { zh: '正常检验', en: 'Normal' },
  tightened: { zh: '加严检验', en: 'Tightened' },
  reduced: { zh: '放宽检验', en: 'Reduced' },
  discontinued: { zh: '暂停检验', en: 'Discontinued' },
};

interface Change {
  readonly to: InspectionState;
  readonly when: TextPair;
}

const rows = inspectionStates.flatMap((from) =>
  Object.values<Change>(switchingRules[from]).map(({ to, when }) => ({ key: `${from} ${to}`, from, to, when })),
);

/** The switching rules of GB/T 2828.1, from the same table that decides. */
export const SwitchingTable = () => {
  const say = useSay();
  return (
    <PlainTable
      dataSource={rows}
      // Sentences wrap instead of widening the table.
      scroll={{}}
      columns={[
        { title: say({ zh: '目前', en: 'Now' }), width: 92, render: (_, row) => say(labels[row.from]) },
        { title: say({ zh: '转为', en: 'Then' }), width: 92, render: (_, row) => say(labels[row.to]) },
        { title: say({ zh: '条件', en: 'When' }), render: (_, row) => say(row.when) },
      ]}
    />
  );
};
