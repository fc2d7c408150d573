import { Alert } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { ChoiceFilter, DataList, DaysLeft, Filters, formatCount, formatDate, Page, StateTabs, TextFilter, useAddress, useDataset, useList, useSpeech, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { listNotices } from '../contract.ts';
import { identityProcess, noticeProcess, noticeStates, partyLabels } from '../notice.ts';
import { conclusionLabels, daysWords } from './words.ts';

/** Result notices by state: to serve, running with the days left, over. */
const NoticesPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const [, change] = useAddress();
  const [dataset] = useDataset();
  const state = useStateFilter(noticeStates);
  const query = useList(listNotices, { state });
  const overdue = query.data?.overdue ?? 0;
  return (
    <Page title={say({ zh: '结果告知', en: 'Result notices' })} withDataset>
      {overdue > 0 && (
        <Alert
          className="above"
          type="error"
          showIcon
          title={
            <a
              href={`?state=to-serve&overdue=true&dataset=${dataset}`}
              onClick={(event) => {
                event.preventDefault();
                change({ state: 'to-serve', overdue: 'true', cursor: undefined });
              }}
            >
              {say({
                zh: `有 ${formatCount(overdue)} 份告知书超过送达期限仍未送达，点此查看`,
                en: `${formatCount(overdue, 'en')} notices are overdue for service; show them`,
              })}
            </a>
          }
        />
      )}
      <StateTabs states={noticeStates} labels={noticeProcess.states} counts={query.data?.counts} clears={['overdue']} />
      <Filters>
        <TextFilter name="q" title={{ zh: '收件人或编号', en: 'Addressee or number' }} />
        <ChoiceFilter name="identity" title={{ zh: '产品确认', en: 'Whose product' }} labels={identityProcess.states} />
      </Filters>
      <DataList
        name="notices"
        query={query}
        onOpen={(row) => void navigate({ to: `/notices/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的告知书。检验报告生效后，系统自动制作告知书。',
          en: 'No notice matches. They are drawn up when a report takes effect.',
        }}
        columns={[
          { key: 'addressee', title: { zh: '收件人', en: 'Addressee' }, width: 220, render: (row) => row.addressee },
          { key: 'party', title: { zh: '身份', en: 'As' }, width: 72, render: (row) => say(partyLabels[row.party]) },
          { key: 'number', title: { zh: '编号', en: 'Number' }, width: 190, render: (row) => row.number },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 104,
            render: (row) => say(noticeProcess.states[row.state]),
          },
          { key: 'product', title: { zh: '产品', en: 'Product' }, width: 124, render: (row) => row.product },
          {
            key: 'conclusion',
            title: { zh: '检验结论', en: 'Conclusion' },
            width: 84,
            render: (row) => say(conclusionLabels[row.conclusion]),
          },
          { key: 'city', title: { zh: '所在地', en: 'Place' }, width: 84, render: (row) => row.city ?? '—' },
          {
            key: 'due',
            title: { zh: '期限', en: 'Until' },
            width: 124,
            render: (row) => {
              const due = row.state === 'to-serve' ? row.dueOn : row.objectionUntil;
              return due === null ? '—' : formatDate(due, language);
            },
          },
          {
            key: 'left',
            title: { zh: '剩余', en: 'Left' },
            width: 124,
            render: (row) => <DaysLeft days={row.daysLeft} words={daysWords(row)} />,
          },
        ]}
      />
    </Page>
  );
};
export default NoticesPage;
