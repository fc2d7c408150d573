import { Segmented, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { TextPair } from '#foundation/text-pair.ts';
import {
  ChoiceFilter,
  type DataColumn,
  DataList,
  Filters,
  formatCount,
  formatDate,
  formatInstant,
  Page,
  TextFilter,
  useAddress,
  useApi,
  useListFilter,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import { listMessagesRoute, type MessageLine } from '../contract.ts';
import { messageStateLabels } from '../recipient.ts';

const asked: Readonly<Record<'receipt' | 'answer', TextPair>> = {
  receipt: { zh: '请签收', en: 'receipt' },
  answer: { zh: '请反馈', en: 'answer' },
};

/** What came to my authority, firm or laboratory; and, for an authority, what it has sent. */
const InboxPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const maySent = useMay('delivery.sent');
  const box = address['box'] === 'sent' && maySent ? 'sent' : 'in';
  const filter = useListFilter<typeof listMessagesRoute>({ box });
  const messages = useApi(listMessagesRoute, { query: filter });
  const counts = messages.data?.counts;
  const counted = (zh: string, en: string, count: number | undefined): TextPair => {
    const shown = count === undefined ? '' : formatCount(count);
    return { zh: shown === '' ? zh : `${zh}（${shown}）`, en: shown === '' ? en : `${en} (${shown})` };
  };
  const states: Readonly<Record<string, TextPair>> = {
    unread: counted('未读', 'Not read', counts?.unread),
    open: counted('待签收、反馈', 'To be received or answered', counts?.open),
    overdue: counted('已逾期', 'Overdue', counts?.overdue),
    received: messageStateLabels.received,
    answered: messageStateLabels.answered,
  };
  const columns: readonly DataColumn<MessageLine>[] = [
    {
      key: 'title',
      title: { zh: '标题', en: 'Title' },
      width: 420,
      render: (row) => (row.state === 'unread' && box === 'in' ? <strong>{say(row.title)}</strong> : say(row.title)),
    },
    ...(box === 'sent'
      ? [{ key: 'to', title: { zh: '收件单位', en: 'To' }, width: 220, render: (row: MessageLine) => row.to }]
      : []),
    {
      key: 'sent',
      title: { zh: '发出时间', en: 'Sent' },
      width: 150,
      render: (row) => formatInstant(row.sentAt),
    },
    {
      key: 'state',
      title: { zh: '状态', en: 'State' },
      width: 110,
      render: (row) => <Tag>{say(messageStateLabels[row.state])}</Tag>,
    },
    {
      key: 'due',
      title: { zh: '要求与期限', en: 'Asked, and by when' },
      width: 220,
      render: (row) =>
        row.asks === null ? (
          '—'
        ) : (
          <>
            {say(asked[row.asks])}
            {row.dueOn !== null && ` · ${formatDate(row.dueOn)}`}
            {row.overdue && (
              <>
                {' '}
                <Tag color="error">{say({ zh: '逾期', en: 'Overdue' })}</Tag>
              </>
            )}
          </>
        ),
    },
    ...(box === 'sent'
      ? [
          {
            key: 'chases',
            title: { zh: '催办次数', en: 'Reminders' },
            width: 90,
            numeric: true,
            render: (row: MessageLine) => formatCount(row.chases),
          },
        ]
      : []),
  ];
  return (
    <Page title={say({ zh: '收件箱', en: 'Inbox' })} withDataset>
      {maySent && (
        <Segmented<'in' | 'sent'>
          className="above"
          value={box}
          aria-label={say({ zh: '收到的或发出的', en: 'Received or sent' })}
          options={[
            { value: 'in', label: say({ zh: '收到的', en: 'Received' }) },
            { value: 'sent', label: say({ zh: '本机关发出的', en: 'Sent by my authority' }) },
          ]}
          onChange={(value) =>
            change({ box: value === 'sent' ? 'sent' : undefined, state: undefined, cursor: undefined })
          }
        />
      )}
      <Filters>
        <TextFilter name="text" title={{ zh: '标题', en: 'Title' }} />
        <ChoiceFilter name="state" title={{ zh: '状态', en: 'State' }} labels={states} />
      </Filters>
      <DataList
        name={`messages-${box}`}
        columns={columns}
        query={{
          ...messages,
          data: messages.data && {
            ...messages.data,
            ...(address['state'] === undefined ? { total: messages.data.counts.all } : {}),
          },
        }}
        onOpen={(row) => void navigate({ to: `/inbox/${row.id}` })}
        emptyBecause={
          box === 'in'
            ? {
                zh: '没有符合条件的通知。发给本单位的通知、文书会自动出现在这里。',
                en: 'No message matches. What is sent to you appears here by itself.',
              }
            : {
                zh: '没有符合条件的通知。通报、许可证事项等办理时会自动发出并记录在这里。',
                en: 'No message matches. Notifications and other notices are sent in the course of work and listed here.',
              }
        }
      />
    </Page>
  );
};
export default InboxPage;
