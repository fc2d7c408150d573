import { Input } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { DataList, Nothing, Page, useAddress, useApi, useDataset, useSay } from '#platform/office/index.ts';
import { searchEnterprises } from '../contract.ts';
import { statusLabels } from '../enterprise.ts';

/** Finds enterprises by part of a name, pinyin initials or credit code. */
const EnterprisesPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const [dataset] = useDataset();
  const q = address['q'] ?? '';
  const enough = [...q].length >= 2;
  const found = useApi(searchEnterprises, { query: { q, dataset, limit: 50 } }, { enabled: enough });
  return (
    <Page title={say({ zh: '企业', en: 'Enterprises' })} withDataset>
      <Input.Search
        className="wide-select"
        defaultValue={q}
        allowClear
        enterButton={say({ zh: '查找', en: 'Find' })}
        aria-label={say({ zh: '查找企业', en: 'Find enterprises' })}
        placeholder={say({ zh: '名称、拼音首字母或统一社会信用代码', en: 'Name, pinyin initials or credit code' })}
        onSearch={(words) => change({ q: words.trim() })}
      />
      {!enough ? (
        <Nothing why={{ zh: '请输入两个字以上查找企业。', en: 'Type two characters or more.' }} />
      ) : (
        <DataList
          name="enterprises"
          query={{ ...found, data: found.data && { rows: found.data.items } }}
          onOpen={(row) => void navigate({ to: `/enterprises/${row.id}` })}
          emptyBecause={
            found.data?.tooGeneral === true
              ? { zh: '符合的企业太多，请多输入几个字。', en: 'Too many match; type more.' }
              : {
                  zh: '没有查到。可减少字数、只输入字号，或切换数据集。',
                  en: 'Nothing found. Try fewer words or another dataset.',
                }
          }
          columns={[
            { key: 'name', title: { zh: '名称', en: 'Name' }, width: 340, render: (row) => row.name },
            {
              key: 'code',
              title: { zh: '统一社会信用代码', en: 'Credit code' },
              width: 190,
              render: (row) => row.creditCode ?? '—',
            },
            {
              key: 'status',
              title: { zh: '状态', en: 'Status' },
              width: 100,
              render: (row) => say(statusLabels[row.status]),
            },
          ]}
        />
      )}
    </Page>
  );
};
export default EnterprisesPage;
