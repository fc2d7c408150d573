import { Select, Space } from 'antd';
import { useState } from 'react';
import {
  ActButton,
  ActWithReason,
  DataList,
  Page,
  useAct,
  useAddress,
  useApi,
  useDataset,
  useSay,
} from '#platform/office/index.ts';
import { listRegions } from '#registers/regions/contract.ts';
import { confirmRegions, listAddresses } from '../contract.ts';

/** The address queue: comes before any local follow-up. A name that contains a city is a suggestion only. */
const AddressesPage = () => {
  const say = useSay();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const query = useApi(listAddresses, { query: { dataset, cursor: address['cursor'] } });
  const cities = useApi(listRegions, { query: { level: 'city' } });
  const confirm = useAct(confirmRegions);
  const [chosen, choose] = useState<Readonly<Record<number, string>>>({});
  const [selected, select] = useState<number[]>([]);
  const [asking, ask] = useState(false);
  const rows = query.data?.items ?? [];
  const cityOf = (row: (typeof rows)[number]) => chosen[row.id] ?? row.suggestedCityCode ?? undefined;
  const ready = rows.filter((row) => selected.includes(row.id) && cityOf(row) !== undefined);
  return (
    <Page
      title={say({ zh: '所在市待定', en: 'City to confirm' })}
      withDataset
      intro={say({
        zh: '公布的表只写到省。名称或地址中出现的市只是线索，经人确认后才用于统计和交办。',
        en: 'Published tables give the province only. A city in the name or address is a hint; it counts once a person confirms it.',
      })}
    >
      <DataList
        name="addresses"
        query={{
          ...query,
          data: query.data && {
            rows,
            total: query.data.total,
            next: query.data.next,
          },
        }}
        selection={{ ids: selected, onChange: select }}
        emptyBecause={{
          zh: '有不合格记录的本省企业都已确定所在市。',
          en: 'Every enterprise with failures has its city.',
        }}
        tools={
          <Space>
            <ActButton
              size="small"
              permission="enterprises.settle"
              disabled={ready.length === 0}
              onClick={() => ask(true)}
            >
              {say({ zh: `确认所选 ${ready.length} 家的所在市`, en: `Confirm ${ready.length} chosen` })}
            </ActButton>
          </Space>
        }
        columns={[
          {
            key: 'name',
            title: { zh: '企业', en: 'Enterprise' },
            width: 320,
            render: (row) => <a href={`/office/enterprises/${row.id}`}>{row.name}</a>,
          },
          { key: 'address', title: { zh: '地址', en: 'Address' }, width: 240, render: (row) => row.address ?? '—' },
          {
            key: 'failures',
            title: { zh: '不合格批次', en: 'Failures' },
            width: 100,
            numeric: true,
            render: (row) => row.failures,
          },
          {
            key: 'city',
            title: { zh: '所在市', en: 'City' },
            width: 200,
            render: (row) => (
              <Select
                size="small"
                className="filter"
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={say({ zh: `${row.name}的所在市`, en: `City of ${row.name}` })}
                placeholder={say({ zh: '请选择', en: 'Choose' })}
                value={cityOf(row) ?? null}
                onChange={(code: string | null) => choose({ ...chosen, [row.id]: code ?? '' })}
                options={(cities.data?.items ?? []).map((city) => ({ value: city.code, label: city.name }))}
              />
            ),
          },
          {
            key: 'hint',
            title: { zh: '线索', en: 'Hint' },
            width: 120,
            render: (row) =>
              row.conflicting ? say({ zh: '来源不一致', en: 'Sources disagree' }) : (row.suggestedCity ?? '—'),
          },
        ]}
      />
      <ActWithReason
        title={asking ? say({ zh: '确认所在市', en: 'Confirm the city' }) : undefined}
        act={confirm}
        input={(reason) => ({
          body: { items: ready.map((row) => ({ enterpriseId: row.id, cityCode: cityOf(row) ?? '' })), reason },
        })}
        onDone={() => select([])}
        onClose={() => ask(false)}
      />
    </Page>
  );
};
export default AddressesPage;
