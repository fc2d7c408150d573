import { Descriptions } from 'antd';
import { formatCount, PlainTable, Section, useSay } from '#platform/office/index.ts';
import type { ImportReport } from '../contract.ts';

/** What an import did, in figures and in words. */
export const ReportView = ({ report }: { readonly report: ImportReport }) => {
  const say = useSay();
  const figure = (zh: string, en: string, value: number) => ({
    key: en,
    label: say({ zh, en }),
    children: formatCount(value),
  });
  return (
    <Section title={say({ zh: '导入报告', en: 'Report' })}>
      <Descriptions
        className="above"
        size="small"
        bordered
        column={{ xs: 2, md: 4 }}
        items={[
          figure('读取行数', 'Rows read', report.rows),
          figure('保存', 'Stored', report.accepted),
          figure('此前已有', 'Known already', report.duplicates),
          figure('未能读取', 'Unreadable', report.rejected),
          figure('合格', 'Passed', report.verdicts.pass),
          figure('不合格', 'Failed', report.verdicts.fail),
          figure('拒检', 'Refused', report.verdicts.refused),
          figure('未给结论', 'No verdict', report.verdicts.none),
          figure('黄牌建议', 'Yellow cards proposed', report.proposals.yellow),
          figure('移送函建议', 'Transfers proposed', report.proposals.transfer),
          figure('曝光建议', 'Exposures proposed', report.proposals.exposure),
          figure(
            '待人工处理',
            'Waiting for a person',
            Object.values(report.queues).reduce((sum, count) => sum + count, 0),
          ),
        ]}
      />
      {report.explanations.map((words) => (
        <p key={words.zh}>{say(words)}</p>
      ))}
      <PlainTable
        rowKey={(row) => `${row.file}/${row.name}`}
        dataSource={report.files.flatMap((file) => file.sheets.map((sheet) => ({ file: file.file, ...sheet })))}
        columns={[
          { title: say({ zh: '文件', en: 'File' }), dataIndex: 'file' },
          { title: say({ zh: '工作表', en: 'Sheet' }), dataIndex: 'name' },
          { title: say({ zh: '行', en: 'Rows' }), align: 'right', render: (_, row) => formatCount(row.rows) },
          { title: say({ zh: '保存', en: 'Stored' }), align: 'right', render: (_, row) => formatCount(row.accepted) },
          { title: say({ zh: '已有', en: 'Known' }), align: 'right', render: (_, row) => formatCount(row.duplicates) },
          {
            title: say({ zh: '未能读取', en: 'Unreadable' }),
            align: 'right',
            render: (_, row) => formatCount(row.rejected),
          },
          { title: say({ zh: '说明', en: 'Note' }), render: (_, row) => row.refusal && say(row.refusal.text) },
        ]}
      />
    </Section>
  );
};
