import { InboxOutlined } from '@ant-design/icons';
import { Radio, Tag, Upload } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  DataList,
  formatCount,
  formatInstant,
  Page,
  ProblemNotice,
  Section,
  useAct,
  useAddress,
  useApi,
  useMay,
  useSay,
  type CallInput,
} from '#platform/office/index.ts';
import { listImports, uploadImport } from '../contract.ts';
import { importTransitions } from '../import-state.ts';

/** Upload of published tables, and the imports so far. */
const ImportsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [address] = useAddress();
  const may = useMay('spot-checks.import');
  const [dataset, choose] = useState<'historical' | 'live'>('historical');
  const imports = useApi(listImports, { query: { cursor: address['cursor'] } }, { refetchInterval: 5_000 });
  const upload = useAct(uploadImport);
  const send = async (files: readonly File[]) => {
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    const created = await upload.mutateAsync({ query: { dataset }, body: form } as unknown as CallInput<
      typeof uploadImport
    >);
    await navigate({ to: `/imports/${created.id}` });
  };
  return (
    <Page title={say({ zh: '导入抽查结果', en: 'Import results' })}>
      {may && (
        <>
          <p>
            <Radio.Group
              value={dataset}
              onChange={(event) => choose(event.target.value as 'historical' | 'live')}
              options={[
                {
                  value: 'historical',
                  label: say({
                    zh: '历年已公布的结果（不起算期限）',
                    en: 'Results published in past years (no time limit runs)',
                  }),
                },
                { value: 'live', label: say({ zh: '本期正式结果', en: 'Current results' }) },
              ]}
            />
          </p>
          <Upload.Dragger
            multiple
            accept=".xls,.xlsx,.csv"
            showUploadList={false}
            disabled={upload.isPending}
            beforeUpload={(file, list) => {
              if (file === list.at(-1)) void send(list).catch(() => undefined);
              return false;
            }}
          >
            <p>
              <InboxOutlined aria-hidden />
            </p>
            <p>
              {upload.isPending
                ? say({ zh: '正在上传和识别……', en: 'Uploading and recognising …' })
                : say({
                    zh: '点击选择或拖入公布的表格（.xls、.xlsx、.csv，可多份）',
                    en: 'Choose or drop published tables (.xls, .xlsx, .csv; several at once)',
                  })}
            </p>
            <p className="quiet">
              {say({
                zh: '先识别、后核对，确认之前不保存任何结果。',
                en: 'They are recognised first; nothing is stored before you confirm.',
              })}
            </p>
          </Upload.Dragger>
          {upload.error && <ProblemNotice problem={upload.error} />}
        </>
      )}
      <Section title={say({ zh: '导入记录', en: 'Imports' })}>
        <DataList
          name="imports"
          query={imports}
          onOpen={(row) => void navigate({ to: `/imports/${row.id}` })}
          emptyBecause={{ zh: '还没有导入过表格。', en: 'No table has been imported yet.' }}
          columns={[
            { key: 'at', title: { zh: '时间', en: 'When' }, width: 140, render: (row) => formatInstant(row.startedAt) },
            {
              key: 'files',
              title: { zh: '文件', en: 'Files' },
              width: 360,
              render: (row) => row.files.map((file) => file.name).join('、'),
            },
            {
              key: 'state',
              title: { zh: '状态', en: 'State' },
              width: 90,
              render: (row) => <Tag>{say(importTransitions[row.state].label)}</Tag>,
            },
            {
              key: 'accepted',
              title: { zh: '已保存', en: 'Stored' },
              width: 90,
              numeric: true,
              render: (row) => formatCount(row.accepted),
            },
            {
              key: 'rejected',
              title: { zh: '未能读取', en: 'Unreadable' },
              width: 90,
              numeric: true,
              render: (row) => formatCount(row.rejected),
            },
            { key: 'by', title: { zh: '经办', en: 'By' }, width: 120, render: (row) => row.startedBy },
          ]}
        />
      </Section>
    </Page>
  );
};
export default ImportsPage;
