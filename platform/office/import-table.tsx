import { InboxOutlined } from '@ant-design/icons';
import { Alert, Upload } from 'antd';
import type { RouteContract } from '#foundation/contract.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { ImportReport } from '#foundation/import-report.ts';
import { type CallInput, useAct } from './api.ts';
import { useDataset } from './address.ts';
import { formatCount } from './format.ts';
import { useSay } from './language.tsx';
import { PlainTable } from './plain-table.tsx';
import { ProblemNotice } from './states.tsx';

/** Takes tables of one kind, says what became of them and lists the rows that were not taken. */
export const ImportTable = ({ route, columns }: { readonly route: RouteContract; readonly columns: TextPair }) => {
  const say = useSay();
  const [dataset] = useDataset();
  const upload = useAct(route);
  const send = (files: readonly File[]) => {
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    upload.mutate({ query: { dataset }, body: form } as unknown as CallInput<typeof route>);
  };
  const report = upload.data as ImportReport | undefined;
  return (
    <>
      <Upload.Dragger
        multiple
        accept=".xls,.xlsx,.csv"
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file, list) => {
          if (file === list.at(-1)) send(list);
          return false;
        }}
      >
        <p>
          <InboxOutlined aria-hidden />
        </p>
        <p>
          {upload.isPending
            ? say({ zh: '正在读取和保存……', en: 'Reading and storing …' })
            : say({ zh: '点击选择或拖入表格（.xls、.xlsx、.csv）', en: 'Choose or drop tables (.xls, .xlsx, .csv)' })}
        </p>
        <p className="quiet">{say(columns)}</p>
      </Upload.Dragger>
      {upload.error && <ProblemNotice problem={upload.error} />}
      {report && (
        <>
          <Alert
            className="above"
            type={report.rejected > 0 ? 'warning' : 'success'}
            showIcon
            title={say({
              zh: `读取 ${formatCount(report.rows)} 行：新登记 ${formatCount(report.added)}，更新 ${formatCount(report.changed)}，此前已有 ${formatCount(report.unchanged)}，未接受 ${formatCount(report.rejected)} 行`,
              en: `${formatCount(report.rows)} rows read: ${formatCount(report.added)} new, ${formatCount(report.changed)} changed, ${formatCount(report.unchanged)} on record, ${formatCount(report.rejected)} not taken`,
            })}
            description={
              report.rejected > 0
                ? say({
                    zh: '改正下列行后可将整份表格再次导入，已登记的不会重复。',
                    en: 'Correct these rows and import the whole table again; what is on record is not doubled.',
                  })
                : undefined
            }
          />
          {report.rejections.length > 0 && (
            <PlainTable
              rowKey={(row) => `${row.file}${row.sheet}${row.row}${row.column}${row.reason.zh}`}
              dataSource={report.rejections.slice(0, 200)}
              columns={[
                { title: say({ zh: '工作表', en: 'Sheet' }), render: (_, row) => row.sheet || row.file },
                { title: say({ zh: '行', en: 'Row' }), render: (_, row) => (row.row === 0 ? '—' : row.row) },
                { title: say({ zh: '列', en: 'Column' }), render: (_, row) => row.column || '—' },
                { title: say({ zh: '原因', en: 'Reason' }), render: (_, row) => say(row.reason) },
              ]}
            />
          )}
        </>
      )}
    </>
  );
};
