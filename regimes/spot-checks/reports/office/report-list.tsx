import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { TextPair } from '#foundation/text-pair.ts';
import { ChoiceFilter, DataList, Filters, formatDate, StateTabs, TextFilter, useList, useSpeech, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import type { listTasks, ReportLine } from '../contract.ts';
import { conclusionLabels, purposeLabels, reportProcess, type ReportState, reportStates } from '../report.ts';

/** The last day, and in words where it is over. */
const Due = ({ row }: { readonly row: ReportLine }) => {
  const { say, language } = useSpeech();
  if (row.dueOn === null) return <>—</>;
  return (
    <>
      {formatDate(row.dueOn, language)} {row.overdue && <Tag color="red">{say({ zh: '逾期', en: 'overdue' })}</Tag>}
    </>
  );
};

/** Reports by state, the earliest due first: a laboratory's own, or those handed up to officials. */
export const ReportList = ({
  contract,
  states,
  emptyBecause,
  ofLaboratory,
}: {
  readonly contract: typeof listTasks;
  readonly states: readonly ReportState[];
  readonly emptyBecause: TextPair;
  readonly ofLaboratory: boolean;
}) => {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const state = useStateFilter(reportStates);
  const query = useList(contract, { state });
  const { data } = query;
  return (
    <>
      <StateTabs states={states} labels={reportProcess.states} counts={data?.counts} />
      <Filters>
        <TextFilter name="q" title={{ zh: '编号或产品', en: 'Number or product' }} />
        <ChoiceFilter name="purpose" title={{ zh: '初检或复检', en: 'First test or retest' }} labels={purposeLabels} />
        <ChoiceFilter
          name="overdue"
          title={{ zh: '期限', en: 'Term' }}
          labels={{ true: { zh: `已逾期 ${data?.overdue ?? ''}`, en: `Overdue ${data?.overdue ?? ''}` } }}
        />
      </Filters>
      <DataList
        name={ofLaboratory ? 'laboratory-reports' : 'reports'}
        query={query}
        onOpen={(row) => void navigate({ to: `/reports/${row.id}` })}
        emptyBecause={emptyBecause}
        columns={[
          { key: 'due', title: { zh: '检验期限', en: 'Due' }, width: 124, render: (row) => <Due row={row} /> },
          { key: 'sample', title: { zh: '抽样单编号', en: 'Sheet' }, width: 188, render: (row) => row.sampleNumber },
          { key: 'product', title: { zh: '产品', en: 'Product' }, width: 110, render: (row) => row.productName },
          {
            key: 'category',
            title: { zh: '产品种类', en: 'Category' },
            width: 110,
            render: (row) => row.category.name,
          },
          {
            key: 'laboratory',
            title: { zh: '承检机构', en: 'Laboratory' },
            width: 150,
            optional: ofLaboratory,
            render: (row) => row.laboratory.name,
          },
          {
            key: 'purpose',
            title: { zh: '检验', en: 'Test' },
            width: 52,
            render: (row) => say(purposeLabels[row.purpose]),
          },
          {
            key: 'measured',
            title: { zh: '已录入', en: 'Entered' },
            width: 64,
            numeric: true,
            render: (row) => `${row.measured}/${row.items}`,
          },
          { key: 'number', title: { zh: '报告编号', en: 'Report' }, width: 188, render: (row) => row.number ?? '—' },
          {
            key: 'conclusion',
            title: { zh: '结论', en: 'Conclusion' },
            width: 56,
            render: (row) => (row.conclusion === null ? '—' : say(conclusionLabels[row.conclusion])),
          },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 90,
            render: (row) => (
              <Tag {...(row.state === 'queried' ? { color: 'orange' } : {})}>
                {say(reportProcess.states[row.state])}
              </Tag>
            ),
          },
        ]}
      />
    </>
  );
};
