import { InboxOutlined } from '@ant-design/icons';
import { Alert, Upload } from 'antd';
import { Page, PlainTable, ProblemNotice, Section, useAct, useSay, type CallInput } from '#platform/office/index.ts';
import { uploadValues, type ValuesAnswer } from '../contract.ts';

/** What became of a table, bad rows first. */
const Outcome = ({ answer }: { readonly answer: ValuesAnswer }) => {
  const say = useSay();
  const { rejected, heldBack } = answer;
  return (
    <>
      <Alert
        className="above"
        showIcon
        type={rejected.length > 0 ? 'warning' : 'success'}
        title={say({
          zh: `共${answer.rows}行：存入${answer.items}个项目（${answer.reports}份报告），与已存相同${answer.unchanged}行，有误${rejected.length}行`,
          en: `${answer.rows} rows: ${answer.items} items of ${answer.reports} reports stored, ${answer.unchanged} as they stood, ${rejected.length} wrong`,
        })}
        description={
          <>
            {heldBack.length > 0 && (
              <div>
                {say({
                  zh: `有误的报告整份未存（${heldBack.length}份），改正后重新上传整个表即可，已存的不会重复。`,
                  en: `Reports with a wrong row were left as they were (${heldBack.length}); correct the table and send it again, nothing is stored twice.`,
                })}
              </div>
            )}
            {answer.containsFormulas && (
              <div>
                {say({
                  zh: '表中有公式，按文件中保存的计算结果采用，请核对。',
                  en: 'The table holds formulas; the results saved with them were taken. Please check them.',
                })}
              </div>
            )}
          </>
        }
      />
      {rejected.length > 0 && (
        <Section title={say({ zh: '有误的行', en: 'Wrong rows' })}>
          <PlainTable
            rowKey={(row) => `${row.row} ${row.item}`}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={[...rejected]}
            columns={[
              { title: say({ zh: '行号', en: 'Row' }), align: 'right', render: (_, row) => row.row },
              { title: say({ zh: '抽样单编号', en: 'Sheet' }), render: (_, row) => row.sampleNumber },
              { title: say({ zh: '检验项目', en: 'Item' }), render: (_, row) => row.item },
              { title: say({ zh: '原因', en: 'Why' }), render: (_, row) => say(row.refusal.text) },
            ]}
          />
        </Section>
      )}
    </>
  );
};

/** Brings values in from a table, for many reports at once. */
const ValuesPage = () => {
  const say = useSay();
  const upload = useAct(uploadValues);
  const send = (file: File) => {
    const body = new FormData();
    body.append('file', file, file.name);
    upload.mutate({ body } as unknown as CallInput<typeof uploadValues>);
  };
  return (
    <Page
      title={say({ zh: '批量导入实测值', en: 'Values from a table' })}
      intro={say({
        zh: '表头须有：抽样单编号、检验项目、实测值，可加单项判定（符合或不符合）。实测值按原样保存，系统逐项判定。一份报告只要有一行有误就整份不存，其他报告照常存入。',
        en: 'The header needs 抽样单编号, 检验项目, 实测值, and may have 单项判定. Values are kept as typed and judged item by item. A report with a wrong row is not stored at all; the others are.',
      })}
    >
      {upload.error && <ProblemNotice problem={upload.error} />}
      <Upload.Dragger
        accept=".xlsx,.xls,.csv"
        maxCount={1}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
      >
        <p>
          <InboxOutlined aria-hidden />
        </p>
        <p>
          {upload.isPending
            ? say({ zh: '正在读取和判定…', en: 'Reading and judging…' })
            : say({
                zh: '把表格拖到这里，或点击选择（.xlsx、.xls、.csv）',
                en: 'Drop a table here, or click to choose',
              })}
        </p>
      </Upload.Dragger>
      {upload.data && <Outcome answer={upload.data} />}
    </Page>
  );
};
export default ValuesPage;
