import { Alert, Button, Descriptions, Space, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import {
  addressOf,
  AskReason,
  EventTimeline,
  formatDate,
  formatInstant,
  Loaded,
  NextAct,
  Page,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import { paperFileRoute } from '#platform/documents/contract.ts';
import {
  answerMessageRoute,
  chaseMessageRoute,
  getMessageRoute,
  type MessageDetail,
  readMessageRoute,
  receiveMessageRoute,
} from '../contract.ts';
import { messageStateLabels } from '../recipient.ts';

type Verb = MessageDetail['acts'][number]['act'];

const labels: Readonly<Record<Verb, TextPair>> = {
  receive: { zh: '签收', en: 'Give the receipt' },
  answer: { zh: '反馈', en: 'Answer' },
  chase: { zh: '催办', en: 'Remind' },
};
const consequences: Readonly<Record<Verb, TextPair>> = {
  receive: { zh: '签收后，发文机关即可看到签收人和时间。', en: 'The sender then sees who received it and when.' },
  answer: {
    zh: '反馈意见发出后不能更改；尚未签收的同时签收。',
    en: 'An answer stays as it is sent; it gives the receipt too.',
  },
  chase: {
    zh: '将向收件单位发出催办通知，每天最多一次。',
    en: 'A reminder goes to the recipient, at most one a day.',
  },
};

const next = (message: MessageDetail): Parameters<typeof NextAct>[0]['next'] => {
  const open =
    (message.asks === 'receipt' && (message.state === 'unread' || message.state === 'read')) ||
    (message.asks === 'answer' && message.state !== 'answered');
  if (!open) return null;
  return {
    words: message.asks === 'answer' ? labels.answer : labels.receive,
    by: { zh: message.to, en: message.to },
    due: message.dueOn,
  };
};

const Acts = ({ message }: { readonly message: MessageDetail }) => {
  const say = useSay();
  const receive = useAct(receiveMessageRoute);
  const answer = useAct(answerMessageRoute);
  const chase = useAct(chaseMessageRoute);
  const [asked, ask] = useState<Verb>();
  const problem = receive.error ?? answer.error ?? chase.error;
  const params = { id: message.id };
  const done = { onSettled: () => ask(undefined) };
  const take = (verb: Verb, text: string): void => {
    if (verb === 'answer') answer.mutate({ params, body: { answer: text } }, done);
    else (verb === 'receive' ? receive : chase).mutate({ params }, done);
  };
  const offered = message.acts.filter(({ refusal }) => refusal === null);
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <Space wrap className="above">
        {offered.map(({ act }) => (
          <Button
            key={act}
            type={
              act === (message.asks === 'answer' ? 'answer' : 'receive') && message.asks !== null
                ? 'primary'
                : 'default'
            }
            autoInsertSpace={false}
            onClick={() => ask(act)}
          >
            {say(labels[act])}
          </Button>
        ))}
      </Space>
      <AskReason
        title={asked && say(labels[asked])}
        consequence={asked && say(consequences[asked])}
        required={asked === 'answer'}
        pending={receive.isPending || answer.isPending || chase.isPending}
        onClose={() => ask(undefined)}
        onDo={(text) => asked && take(asked, text)}
      />
    </>
  );
};

const Message = ({ message }: { readonly message: MessageDetail }) => {
  const say = useSay();
  const navigate = useNavigate();
  const elsewhere = message.link !== `/inbox/${message.id}`;
  return (
    <>
      <NextAct next={next(message)} />
      {message.overdue && (
        <Alert
          className="above"
          type="error"
          showIcon
          title={say({
            zh: `已逾期：应于 ${formatDate(message.dueOn ?? '')}前办理，已催办 ${message.chases} 次`,
            en: `Overdue since ${formatDate(message.dueOn ?? '', 'en')}; ${message.chases} reminders so far`,
          })}
        />
      )}
      <Acts message={message} />
      <Section title={say({ zh: '内容', en: 'Text' })}>
        <p className="message-body" style={{ whiteSpace: 'pre-wrap', maxWidth: '46em' }}>
          {say(message.body)}
        </p>
        {elsewhere && (
          <Button type="link" style={{ paddingInline: 0 }} onClick={() => void navigate({ to: message.link })}>
            {say({ zh: '打开所涉事项', en: 'Open what it is about' })}
          </Button>
        )}
        {message.papers.length > 0 && (
          <ul className="paper-links">
            {message.papers.map((paper) => (
              <li key={paper.id}>
                {paper.title}{' '}
                <a href={addressOf(paperFileRoute, { params: { paperId: paper.id }, query: { format: 'pdf' } })}>
                  {`PDF ${paper.number}`}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={say({ zh: '收发情况', en: 'Sent and received' })}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'to', label: say({ zh: '收件单位', en: 'To' }), children: message.to },
            { key: 'sent', label: say({ zh: '发出', en: 'Sent' }), children: formatInstant(message.sentAt) },
          ]}
        />
        <EventTimeline events={message.timeline} />
      </Section>
    </>
  );
};

/** One message: its text, what is asked, who has read, received and answered it. Opening it notes that it was read. */
const MessagePage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false });
  const params = { id: Number(id) };
  const query = useApi(getMessageRoute, { params });
  const mayReceive = useMay('delivery.receive');
  const { mutate: read } = useAct(readMessageRoute);
  const opened = query.data;
  const fresh = opened?.mine === true && !opened.seen && mayReceive ? opened.id : undefined;
  useEffect(() => {
    if (fresh !== undefined) read({ params: { id: fresh } });
  }, [fresh, read]);
  return (
    <Page
      title={query.data ? say(query.data.title) : say({ zh: '通知', en: 'Message' })}
      state={query.data && <Tag>{say(messageStateLabels[query.data.state])}</Tag>}
    >
      <Loaded query={query}>{(message) => <Message message={message} />}</Loaded>
    </Page>
  );
};
export default MessagePage;
