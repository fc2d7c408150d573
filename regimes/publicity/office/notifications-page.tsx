import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  ActButton,
  DataList,
  formatCount,
  formatInstant,
  Page,
  ProblemNotice,
  StateTabs,
  useAct,
  useList,
  useSay,
  useStateFilter,
} from '#platform/office/index.ts';
import { listNotifications, notifyCheck } from '../notifications/contract.ts';
import { notificationStateLabels, notificationStates } from '../notifications/notification.ts';
import { CheckToActOn } from './check-select.tsx';

/** Notifications of results by check: to how many, who has read, received and answered, what is overdue. */
const NotificationsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const state = useStateFilter(notificationStates);
  const query = useList(listNotifications, { state });
  const notify = useAct(notifyCheck);
  const [checkId, choose] = useState<number>();
  return (
    <Page
      title={say({ zh: '结果通报', en: 'Notifications' })}
      withDataset
      intro={say({
        zh: '省级以上抽查的结果终局后，每天上午自动通报生产者所在市、县人民政府和有关部门，每个单位一件通报函附清单；逾期未签收、未反馈的自动催办。也可选定一次抽查立即通报。',
        en: 'Results of provincial and higher checks go each morning, once they are final, to the governments of the producers’ city and county and to the departments concerned: one letter each, with its list. What is overdue is reminded of. A check can also be notified at once.',
      })}
      acts={
        <>
          <CheckToActOn checkId={checkId} choose={choose} />
          <ActButton
            permission="publicity.notify"
            type="primary"
            disabled={checkId === undefined}
            loading={notify.isPending}
            onClick={() =>
              checkId !== undefined &&
              notify.mutate(
                { body: { checkId } },
                { onSuccess: ({ id }) => void navigate({ to: `/notifications/${id}` }) },
              )
            }
          >
            {say({ zh: '立即通报', en: 'Notify now' })}
          </ActButton>
        </>
      }
    >
      {notify.error && <ProblemNotice problem={notify.error} />}
      <StateTabs states={notificationStates} labels={notificationStateLabels} counts={query.data?.counts} />
      <DataList
        name="notifications"
        query={query}
        onOpen={(row) => void navigate({ to: `/notifications/${row.id}` })}
        emptyBecause={{
          zh: '还没有通报。结果终局后次日上午自动通报，也可在右上方选定一次抽查立即通报。',
          en: 'Nothing was notified yet. Final results go out on the next morning; a check can be notified at once above.',
        }}
        columns={[
          {
            key: 'check',
            title: { zh: '抽查', en: 'Spot check' },
            width: 330,
            render: (row) =>
              `${row.check.title}${row.round > 1 ? say({ zh: `（第 ${row.round} 批）`, en: ` (part ${row.round})` }) : ''}`,
          },
          {
            key: 'what',
            title: { zh: '内容', en: 'What' },
            width: 110,
            render: (row) =>
              row.bulletinId === null
                ? say({ zh: '抽查结果', en: 'Results' })
                : say({ zh: '通报文本', en: 'Bulletin' }),
          },
          {
            key: 'made',
            title: { zh: '通报时间', en: 'Notified' },
            width: 150,
            render: (row) => formatInstant(row.madeAt),
          },
          {
            key: 'results',
            title: { zh: '批次', en: 'Batches' },
            width: 80,
            numeric: true,
            render: (row) => formatCount(row.results),
          },
          {
            key: 'failed',
            title: { zh: '不合格', en: 'Failed' },
            width: 80,
            numeric: true,
            render: (row) => formatCount(row.failed),
          },
          {
            key: 'letters',
            title: { zh: '通报函', en: 'Letters' },
            width: 80,
            numeric: true,
            render: (row) => formatCount(row.letters),
          },
          {
            key: 'read',
            title: { zh: '已读', en: 'Read' },
            width: 70,
            numeric: true,
            render: (row) => formatCount(row.read),
          },
          {
            key: 'received',
            title: { zh: '签收', en: 'Received' },
            width: 70,
            numeric: true,
            render: (row) => formatCount(row.received),
          },
          {
            key: 'answered',
            title: { zh: '反馈', en: 'Answered' },
            width: 70,
            numeric: true,
            render: (row) => formatCount(row.answered),
          },
          {
            key: 'overdue',
            title: { zh: '逾期', en: 'Overdue' },
            width: 90,
            render: (row) =>
              row.overdue === 0 ? (
                '—'
              ) : (
                <Tag color="error">{say({ zh: `逾期 ${row.overdue}`, en: `${row.overdue} overdue` })}</Tag>
              ),
          },
        ]}
      />
    </Page>
  );
};
export default NotificationsPage;
