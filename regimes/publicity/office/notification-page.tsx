import { Alert, Button, Descriptions, Space, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import { otherAuthorityLabels } from '#foundation/authority-kind.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import {
  formatCount,
  formatDate,
  formatInstant,
  Loaded,
  Page,
  PlainTable,
  RemindButton,
  Section,
  useApi,
  useRegionName,
  useSay,
} from '#platform/office/index.ts';
import { getNotification, type NotificationLetter } from '../notifications/contract.ts';

const stateLabels: Readonly<Record<NotificationLetter['state'], TextPair>> = {
  unaddressed: { zh: '无地址，须另行函告', en: 'No address: send it on paper' },
  unread: { zh: '未读', en: 'Not read' },
  read: { zh: '已读', en: 'Read' },
  received: { zh: '已签收', en: 'Received' },
  answered: { zh: '已反馈', en: 'Answered' },
};

const Letters = ({ letters }: { readonly letters: readonly NotificationLetter[] }) => {
  const say = useSay();
  const navigate = useNavigate();
  const nameRegion = useRegionName();
  return (
    <>
      <PlainTable<NotificationLetter>
        rowKey="id"
        dataSource={letters as NotificationLetter[]}
        columns={[
          {
            title: say({ zh: '收件单位', en: 'To' }),
            width: 190,
            render: (_, row) => row.to ?? `${nameRegion(row.place)} · ${say(otherAuthorityLabels[row.department])}`,
          },
          {
            title: say({ zh: '批次', en: 'Batches' }),
            width: 70,
            align: 'right',
            render: (_, row) => formatCount(row.results),
          },
          {
            title: say({ zh: '不合格', en: 'Failed' }),
            width: 80,
            align: 'right',
            render: (_, row) => formatCount(row.failed),
          },
          {
            title: say({ zh: '拒检', en: 'Refusals' }),
            width: 70,
            align: 'right',
            render: (_, row) => formatCount(row.refused),
          },
          {
            title: say({ zh: '状态', en: 'State' }),
            width: 130,
            render: (_, row) => (
              <>
                <Tag>{say(stateLabels[row.state])}</Tag>
                {row.overdue && <Tag color="error">{say({ zh: '逾期', en: 'Overdue' })}</Tag>}
              </>
            ),
          },
          {
            title: say({ zh: '期限', en: 'Due' }),
            width: 130,
            render: (_, row) => (row.dueOn === null ? '—' : formatDate(row.dueOn)),
          },
          {
            title: say({ zh: '催办', en: 'Reminders' }),
            width: 70,
            align: 'right',
            render: (_, row) => formatCount(row.chases),
          },
          { title: say({ zh: '反馈', en: 'Answer' }), width: 190, render: (_, row) => row.answer ?? '—' },
          {
            title: say({ zh: '办理', en: 'Acts' }),
            width: 140,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => void navigate({ to: `/notification-letters/${row.id}` })}>
                  {say({ zh: '清单', en: 'List' })}
                </Button>
                {row.messageId !== null && !row.settled && <RemindButton messageId={row.messageId} />}
              </Space>
            ),
          },
        ]}
      />
    </>
  );
};

/** One notification: each letter with receipt, reading and answer; what is overdue in red, chased by hand. */
const NotificationPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false });
  const query = useApi(getNotification, { params: { id: Number(id) } });
  return (
    <Loaded query={query}>
      {(notification) => (
        <Page
          title={say({ zh: `通报：${notification.check.title}`, en: `Notification: ${notification.check.title}` })}
          state={
            notification.overdue > 0 && (
              <Tag color="error">
                {say({ zh: `逾期 ${notification.overdue}`, en: `${notification.overdue} overdue` })}
              </Tag>
            )
          }
        >
          {notification.unaddressed > 0 && (
            <Alert
              className="above"
              type="warning"
              showIcon
              title={say({
                zh: `${notification.unaddressed} 件没有收件地址（外省），请另行函告`,
                en: `${notification.unaddressed} letters have no address (other provinces): send them on paper`,
              })}
            />
          )}
          <Descriptions
            size="small"
            items={[
              {
                key: 'made',
                label: say({ zh: '通报时间', en: 'Notified' }),
                children: formatInstant(notification.madeAt),
              },
              {
                key: 'results',
                label: say({ zh: '批次', en: 'Batches' }),
                children: formatCount(notification.results),
              },
              { key: 'failed', label: say({ zh: '不合格', en: 'Failed' }), children: formatCount(notification.failed) },
              {
                key: 'refused',
                label: say({ zh: '拒检', en: 'Refusals' }),
                children: formatCount(notification.refused),
              },
              {
                key: 'received',
                label: say({ zh: '已签收', en: 'Received' }),
                children: `${notification.received} / ${notification.letters}`,
              },
              {
                key: 'answered',
                label: say({ zh: '已反馈', en: 'Answered' }),
                children: `${notification.answered} / ${notification.letters}`,
              },
            ]}
          />
          <Section title={say({ zh: '通报函', en: 'Letters' })}>
            <Letters letters={notification.lines} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default NotificationPage;
