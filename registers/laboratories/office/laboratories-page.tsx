import { useNavigate } from '@tanstack/react-router';
import { DataList, Filters, formatDate, Page, TextFilter, useAddress, useApi, useDataset, useRegionName, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { listLaboratories } from '../contract.ts';

/** Laboratories by name. */
const LaboratoriesPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const regionName = useRegionName();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const query = useApi(listLaboratories, { query: { dataset, q: address['q'] ?? '' } });
  const rows = query.data?.items;
  return (
    <Page title={say({ zh: '承检机构', en: 'Laboratories' })} withDataset>
      <Filters>
        <TextFilter name="q" title={{ zh: '名称', en: 'Name' }} />
      </Filters>
      <DataList
        name="laboratories"
        query={{ ...query, data: rows && { rows, total: rows.length } }}
        onOpen={(row) => void navigate({ to: `/laboratories/${row.id}` })}
        emptyBecause={{ zh: '没有符合条件的承检机构。', en: 'No laboratory matches.' }}
        columns={[
          { key: 'name', title: { zh: '名称', en: 'Name' }, width: 320, render: (row) => row.name },
          {
            key: 'place',
            title: { zh: '所在地', en: 'Place' },
            width: 140,
            render: (row) => (row.regionCode === null ? '—' : regionName(row.regionCode)),
          },
          {
            key: 'accreditation',
            title: { zh: '资质认定编号', en: 'Accreditation' },
            width: 200,
            render: (row) => row.accreditation ?? '—',
          },
          {
            key: 'until',
            title: { zh: '有效期至', en: 'Valid until' },
            width: 140,
            render: (row) => (row.validTo === null ? '—' : formatDate(row.validTo)),
          },
        ]}
      />
    </Page>
  );
};
export default LaboratoriesPage;
