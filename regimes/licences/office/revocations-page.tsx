import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { DataList, formatDate, Page, StateTabs, useList, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { listRevocations } from '../contracts/revocations.ts';
import { revocationProcess, revocationStates } from '../revocation.ts';

/** Revocations by state. */
const RevocationsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const query = useList(listRevocations);
  const { data } = query;
  return (
    <Page
      title={say({ zh: '许可证吊销', en: 'Revocations of licences' })}
      intro={say({
        zh: '省局对本局颁发的生产许可证，经告知和听证程序后由另一人决定。在许可证页面提出。',
        en: 'Production licences that the provincial bureau has issued, after notice and hearing, decided by another person. Proposed on the page of the licence.',
      })}
      withDataset
    >
      <StateTabs states={revocationStates} labels={revocationProcess.states} counts={data?.counts} />
      <DataList
        name="revocations"
        query={query}
        onOpen={(row) => void navigate({ to: `/revocations/${row.id}` })}
        emptyBecause={{
          zh: '没有吊销事项。红牌后复查仍不合格的，可在许可证页面提出吊销。',
          en: 'None. Where a product fails again after a red card, propose it on the page of the licence.',
        }}
        columns={[
          { key: 'number', title: { zh: '许可证编号', en: 'Number' }, width: 200, render: (row) => row.number },
          { key: 'holder', title: { zh: '持证企业', en: 'Holder' }, width: 280, render: (row) => row.holder.name },
          { key: 'products', title: { zh: '产品种类', en: 'Products' }, width: 180, render: (row) => row.products.join('、') }, // prettier-ignore
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 160,
            render: (row) => <Tag>{say(revocationProcess.states[row.state])}</Tag>,
          },
          {
            key: 'until',
            title: { zh: '听证申请截止', en: 'Hearing until' },
            width: 140,
            render: (row) => (row.hearingUntil === null ? '—' : formatDate(row.hearingUntil)),
          },
        ]}
      />
    </Page>
  );
};
export default RevocationsPage;
