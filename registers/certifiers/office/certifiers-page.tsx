import { DataList, Filters, Page, TextFilter, useAddress, useApi, useDataset, useSay } from '#platform/office/index.ts';
import { listCertifiers } from '../contract.ts';

/** Certification bodies by name. */
const CertifiersPage = () => {
  const say = useSay();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const query = useApi(listCertifiers, { query: { dataset, q: address['q'] ?? '' } });
  const rows = query.data?.items;
  return (
    <Page title={say({ zh: '认证机构', en: 'Certification bodies' })} withDataset>
      <Filters>
        <TextFilter name="q" title={{ zh: '名称', en: 'Name' }} />
      </Filters>
      <DataList
        name="certifiers"
        query={{ ...query, data: rows && { rows, total: rows.length } }}
        emptyBecause={{
          zh: '没有符合条件的认证机构。导入认证证书时，发证的认证机构随之登记。',
          en: 'No certification body matches. Those that issue the certificates of a table are entered with it.',
        }}
        columns={[
          { key: 'name', title: { zh: '名称', en: 'Name' }, width: 360, render: (row) => row.name },
          {
            key: 'approval',
            title: { zh: '批准书编号', en: 'Number of the approval' },
            width: 240,
            render: (row) => row.approval ?? '—',
          },
        ]}
      />
    </Page>
  );
};
export default CertifiersPage;
