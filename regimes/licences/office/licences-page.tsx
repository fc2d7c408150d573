import { Button, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ChoiceFilter, type DataColumn, DataList, Filters, formatDate, ImportTable, Page, Say, StateTabs, TextFilter, useList, useMay, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { importLicences } from '../contracts/imports.ts';
import { type LicenceLine, listLicences } from '../contracts/licences.ts';
import { licenceKindLabels, standingLabels, standings } from '../licence.ts';
import { StandingTag } from './standing-tag.tsx';

const licenceListColumns: readonly DataColumn<LicenceLine>[] = [
  { key: 'number', title: { zh: '编号', en: 'Number' }, width: 200, render: (row) => row.number },
  {
    key: 'kind',
    title: { zh: '种类', en: 'Kind' },
    width: 130,
    render: (row) => <Say words={licenceKindLabels[row.kind]} />,
  },
  { key: 'holder', title: { zh: '持证企业', en: 'Holder' }, width: 260, render: (row) => row.holder.name },
  { key: 'products', title: { zh: '产品种类', en: 'Products' }, width: 180, render: (row) => row.products.join('、') },
  {
    key: 'until',
    title: { zh: '有效期至', en: 'Valid until' },
    width: 120,
    render: (row) => formatDate(row.validUntil),
  },
  {
    key: 'standing',
    title: { zh: '状态', en: 'State' },
    width: 170,
    render: (row) => (
      <>
        <StandingTag standing={row.standing} />
        {row.held.length > 0 && row.standing === 'valid' && (
          <Tag color="orange">
            <Say words={{ zh: `${row.held.length} 个产品暂停`, en: `${row.held.length} suspended` }} />
          </Tag>
        )}
      </>
    ),
  },
  { key: 'issuer', title: { zh: '发证方', en: 'Issuer' }, width: 200, optional: true, render: (row) => row.issuer },
];

/** Licences and certificates by standing; tables of them are imported here. */
const LicencesPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const mayImport = useMay('licences.record');
  const [importing, open] = useState(false);
  const query = useList(listLicences);
  const { data } = query;
  return (
    <Page
      title={say({ zh: '许可证与认证证书', en: 'Licences and certificates' })}
      withDataset
      acts={
        mayImport && (
          <Button onClick={() => open(!importing)}>
            {importing ? say({ zh: '收起导入', en: 'Close import' }) : say({ zh: '导入表格', en: 'Import a table' })}
          </Button>
        )
      }
    >
      {importing && (
        <ImportTable
          route={importLicences}
          columns={{
            zh: '表头：证书编号、种类、企业名称、统一社会信用代码、产品种类、产品单元、发证机关、发证日期、有效期起、有效期至、注销日期、吊销日期',
            en: 'Header: 证书编号, 种类, 企业名称, 统一社会信用代码, 产品种类, 产品单元, 发证机关, 发证日期, 有效期起, 有效期至, 注销日期, 吊销日期',
          }}
        />
      )}
      <StateTabs states={standings} labels={standingLabels} counts={data?.counts} name="standing" />
      <Filters>
        <TextFilter name="q" title={{ zh: '企业名称或编号', en: 'Holder or number' }} />
        <ChoiceFilter name="kind" title={{ zh: '种类', en: 'Kind' }} labels={licenceKindLabels} />
        <ChoiceFilter
          name="held"
          title={{ zh: '暂停使用', en: 'Suspension' }}
          labels={{ true: { zh: '有产品暂停使用', en: 'Some product is suspended' } }}
        />
      </Filters>
      <DataList
        name="licences"
        columns={licenceListColumns}
        query={query}
        onOpen={(row) => void navigate({ to: `/licences/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的许可证或证书。由省局从表格导入后显示在这里。',
          en: 'None matches. They appear here once the provincial bureau has imported a table.',
        }}
      />
    </Page>
  );
};
export default LicencesPage;
