import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, DataList, formatDate, formatInstant, Page, StateTabs, useList, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { commendationProcess, commendationStates } from '../commendations/commendation.ts';
import { listCommendations } from '../commendations/contract.ts';
import { ProposeCommendation } from './propose-commendation.tsx';

/** Products made to a higher standard, by state: found by the program or proposed by an officer, decided by another. */
const CommendationsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [proposing, propose] = useState(false);
  const query = useList(listCommendations);
  const { data } = query;
  return (
    <Page
      title={say({ zh: '高标准产品表扬', en: 'Commendations' })}
      withDataset
      intro={say({
        zh: '在省级以上公布的抽查中多次以更高标准检验合格、企业没有不合格和处理记录的产品，由系统每晚按记录提出，也可以人工提出；由另一人决定，告知企业后公布。只说明记录，不是排名或者推荐。',
        en: 'Products that passed published checks by a higher standard, of firms against which the record holds nothing: proposed by the program each night, or by an officer, decided by another person, told to the firm, then shown. No ranking and no recommendation.',
      })}
      acts={
        <ActButton permission="publicity.submit" onClick={() => propose(true)}>
          {say({ zh: '提出表扬', en: 'Propose to commend' })}
        </ActButton>
      }
    >
      {proposing && <ProposeCommendation onClose={() => propose(false)} />}
      <StateTabs states={commendationStates} labels={commendationProcess.states} counts={data?.counts} />
      <DataList
        name="commendations"
        query={query}
        onOpen={(row) => void navigate({ to: `/commendations/${row.id}` })}
        emptyBecause={{
          zh: '没有这样的表扬。系统每晚按记录核对，符合条件的自动提出。',
          en: 'None. The program looks at the record each night and proposes what meets the rule.',
        }}
        columns={[
          { key: 'producer', title: { zh: '企业', en: 'Firm' }, width: 230, render: (row) => row.producer.name },
          {
            key: 'category',
            title: { zh: '产品种类', en: 'Category' },
            width: 140,
            render: (row) => row.category.name,
          },
          { key: 'product', title: { zh: '产品', en: 'Product' }, width: 180, render: (row) => row.product },
          { key: 'city', title: { zh: '所在地', en: 'Place' }, width: 100, render: (row) => row.city?.name ?? '—' },
          {
            key: 'last',
            title: { zh: '最近一次抽查', en: 'Last check' },
            width: 130,
            render: (row) => formatDate(row.lastOn),
          },
          {
            key: 'by',
            title: { zh: '提出', en: 'Proposed by' },
            width: 90,
            render: (row) => say(row.byProgram ? { zh: '系统', en: 'The program' } : { zh: '人工', en: 'An officer' }),
          },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 120,
            render: (row) => <Tag>{say(commendationProcess.states[row.state])}</Tag>,
          },
          {
            key: 'released',
            title: { zh: '公布', en: 'Released' },
            width: 130,
            render: (row) => formatInstant(row.releasedAt),
          },
        ]}
      />
    </Page>
  );
};
export default CommendationsPage;
