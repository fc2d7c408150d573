import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { DataList, formatDate, Page, StateTabs, useList, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { listRequests } from '../contracts/requests.ts';
import { requestProcess, requestStates } from '../request.ts';

/** What certification bodies are asked about certificates that cards suspend; a body sees its own. */
const RequestsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const query = useList(listRequests);
  const { data } = query;
  return (
    <Page
      title={say({ zh: '认证机构处理', en: 'Certification bodies’ decisions' })}
      intro={say({
        zh: '黄牌、红牌暂停使用的认证证书，由颁发的认证机构决定暂停、撤销或者维持，并说明理由。',
        en: 'Of a certificate that a card suspends, the body that has issued it decides whether it suspends, withdraws or keeps it, and says why.',
      })}
      withDataset
    >
      <StateTabs states={requestStates} labels={requestProcess.states} counts={data?.counts} />
      <DataList
        name="licence-requests"
        query={query}
        onOpen={(row) => void navigate({ to: `/licence-requests/${row.id}` })}
        emptyBecause={{
          zh: '没有需要认证机构处理的证书。黄牌、红牌暂停使用认证证书时，程序自动请颁发的认证机构处理。',
          en: 'None. Where a card suspends a certificate, the program asks the body that has issued it.',
        }}
        columns={[
          { key: 'number', title: { zh: '证书编号', en: 'Number' }, width: 150, render: (row) => row.licence.number },
          { key: 'holder', title: { zh: '持证企业', en: 'Holder' }, width: 260, render: (row) => row.holder.name },
          { key: 'category', title: { zh: '产品种类', en: 'Product' }, width: 150, render: (row) => row.category.name },
          { key: 'card', title: { zh: '黄牌、红牌', en: 'Card' }, width: 216, render: (row) => row.cardNumber },
          {
            key: 'certifier',
            title: { zh: '认证机构', en: 'Body' },
            width: 150,
            optional: true,
            render: (row) => row.certifier.name,
          },
          { key: 'due', title: { zh: '答复期限', en: 'Until' }, width: 120, render: (row) => formatDate(row.dueOn) },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 150,
            render: (row) => <Tag>{say(requestProcess.states[row.state])}</Tag>,
          },
        ]}
      />
    </Page>
  );
};
export default RequestsPage;
