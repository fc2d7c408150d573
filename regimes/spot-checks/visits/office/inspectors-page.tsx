import { Space, Tag } from 'antd';
import { useState } from 'react';
import { ActButton, ChoiceFilter, DataList, Filters, formatDate, Page, TextFilter, useDataset, useList, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { type InspectorLine, listInspectors } from '../contract-inspectors.ts';
import { inspectorStateLabels } from '../inspector.ts';
import { ConflictDialog, InspectorDialog } from './inspector-dialogs.tsx';

/** Register of inspectors, with their declared conflicts of interest. */
const InspectorsPage = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const query = useList(listInspectors);
  const [editing, edit] = useState<InspectorLine | 'new'>();
  const [declaring, declare] = useState<InspectorLine>();
  return (
    <Page
      title={say({ zh: '抽样人员', en: 'Inspectors' })}
      withDataset
      acts={
        <ActButton permission="spot-checks.dispatch" type="primary" onClick={() => edit('new')}>
          {say({ zh: '登记抽样人员', en: 'Register an inspector' })}
        </ActButton>
      }
    >
      <Filters>
        <TextFilter name="q" title={{ zh: '姓名或证号', en: 'Name or certificate' }} />
        <ChoiceFilter name="state" title={{ zh: '状态', en: 'State' }} labels={inspectorStateLabels} />
      </Filters>
      <DataList<InspectorLine>
        name="inspectors"
        query={query}
        emptyBecause={{
          zh: '没有符合条件的抽样人员。登记后才能参加随机抽取和抽样。',
          en: 'No inspector matches. Only registered ones are drawn and assigned.',
        }}
        columns={[
          { key: 'name', title: { zh: '姓名', en: 'Name' }, width: 80, render: (row) => row.name },
          { key: 'certificate', title: { zh: '执法证号', en: 'Certificate' }, width: 120, render: (row) => row.certificateNo }, // prettier-ignore
          { key: 'valid', title: { zh: '有效期至', en: 'Valid until' }, width: 124, render: (row) => (row.validTo === null ? say({ zh: '长期', en: 'No end' }) : formatDate(row.validTo)) }, // prettier-ignore
          { key: 'region', title: { zh: '负责地区', en: 'Division' }, width: 90, render: (row) => row.region.name },
          { key: 'authority', title: { zh: '单位', en: 'Authority' }, width: 152, render: (row) => row.authority.name },
          { key: 'categories', title: { zh: '抽样资格', en: 'Qualified for' }, width: 140, render: (row) => row.categories.map(({ name }) => name).join('、') || say({ zh: '全部种类', en: 'All categories' }) }, // prettier-ignore
          {
            key: 'account',
            title: { zh: '账号', en: 'Account' },
            width: 110,
            optional: true,
            render: (row) => row.loginName ?? '—',
          },
          { key: 'open', title: { zh: '在办', en: 'Open' }, width: 56, numeric: true, render: (row) => row.openVisits },
          { key: 'state', title: { zh: '状态', en: 'State' }, width: 72, render: (row) => <Tag>{say(inspectorStateLabels[row.state])}</Tag> }, // prettier-ignore
          { key: 'conflicts', title: { zh: '应回避企业', en: 'Conflicts of interest' }, width: 150, render: (row) => row.conflicts.map(({ enterprise, reason }) => `${enterprise.name}（${reason}）`).join('；') || '—' }, // prettier-ignore
          {
            key: 'acts',
            title: { zh: '办理', en: 'Acts' },
            width: 150,
            render: (row) => (
              <Space>
                <ActButton permission="spot-checks.dispatch" size="small" onClick={() => edit(row)}>
                  {say({ zh: '修改', en: 'Edit' })}
                </ActButton>
                <ActButton permission="spot-checks.dispatch" size="small" onClick={() => declare(row)}>
                  {say({ zh: '登记回避', en: 'Declare conflict' })}
                </ActButton>
              </Space>
            ),
          },
        ]}
      />
      {editing !== undefined && (
        <InspectorDialog dataset={dataset} inspector={editing} onClose={() => edit(undefined)} />
      )}
      {declaring !== undefined && <ConflictDialog inspector={declaring} onClose={() => declare(undefined)} />}
    </Page>
  );
};
export default InspectorsPage;
