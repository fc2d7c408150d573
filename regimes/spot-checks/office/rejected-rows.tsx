import { Space } from 'antd';
import { addressOf, DataList, Section, useAddress, useApi, useSay } from '#platform/office/index.ts';
import { downloadRejectedRows, listRejectedRows } from '../contract.ts';

/** Rows that could not be read, with sheet, row, column and reason; to be downloaded, corrected and sent again. */
export const RejectedRows = ({ importId }: { readonly importId: string }) => {
  const say = useSay();
  const [address] = useAddress();
  const params = { importId };
  const query = useApi(listRejectedRows, { params, query: { cursor: address['cursor'] } });
  const file = (format: 'xlsx' | 'csv') => addressOf(downloadRejectedRows, { params, query: { format } });
  const data = query.data && {
    ...query.data,
    rows: query.data.rows.map((row) => ({ ...row, id: `${row.sheetId}/${row.row}` })),
  };
  return (
    <Section
      title={say({ zh: '未能读取的行', en: 'Rows that could not be read' })}
      extra={
        <Space>
          <a href={file('xlsx')}>{say({ zh: '下载改正（.xlsx）', en: 'Download to correct (.xlsx)' })}</a>
          <a href={file('csv')}>.csv</a>
        </Space>
      }
    >
      <p className="quiet">
        {say({
          zh: '改正后作为新文件再次上传即可；此前已保存的行不会重复。',
          en: 'Correct them and upload the file again; rows stored already are not doubled.',
        })}
      </p>
      <DataList
        name="rejected"
        query={{ ...query, data }}
        emptyBecause={{ zh: '没有未能读取的行。', en: 'Every row was read.' }}
        columns={[
          {
            key: 'place',
            title: { zh: '位置', en: 'Place' },
            width: 220,
            render: (row) => `${row.sheet} ${say({ zh: `第 ${row.row} 行`, en: `row ${row.row}` })}`,
          },
          {
            key: 'why',
            title: { zh: '列与原因', en: 'Column and reason' },
            width: 360,
            render: (row) =>
              row.problems.map((problem) => (
                <div key={problem.column + problem.code}>
                  {problem.column}：{say(problem.reason)}
                </div>
              )),
          },
          {
            key: 'cells',
            title: { zh: '内容', en: 'Content' },
            width: 480,
            render: (row) => row.cells.filter((cell) => cell !== '').join(' | '),
          },
        ]}
      />
    </Section>
  );
};
