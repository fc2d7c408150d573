import { Space, Tag } from 'antd';
import {
  EventTimeline,
  NextAct,
  Page,
  PaperLinks,
  Section,
  ServiceForm,
  useAct,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import { type NoticeDetail, serveNotice } from '../contract.ts';
import { noticeProcess, partyLabels } from '../notice.ts';
import { NoticeActs } from './notice-acts.tsx';
import { NoticeFacts } from './notice-facts.tsx';
import { ObjectionsSection } from './objections-section.tsx';
import { daysWords } from './words.ts';

/** Service of this notice, where the reader may record it. */
const Service = ({ notice }: { readonly notice: NoticeDetail }) => {
  const serve = useAct(serveNotice);
  return (
    <ServiceForm
      consequence={{
        zh: '登记后，企业的异议期限从送达生效日起算，不能撤回。请核对日期和凭据。',
        en: 'From the effective day the time to object runs, and this can’t be undone. Check the day and the proof.',
      }}
      problem={serve.error}
      pending={serve.isPending}
      onServe={(service) =>
        serve.mutate({ params: { noticeId: notice.id }, body: { version: notice.version, service } })
      }
    />
  );
};

/** One notice as officials see it: what comes next, its service, what was found, objections and retests, what happened. */
export const NoticeView = ({ notice }: { readonly notice: NoticeDetail }) => {
  const say = useSay();
  const serves = useMay('spot-checks.serve');
  const left = daysWords(notice);
  return (
    <Page
      title={say({ zh: `结果告知书 ${notice.number}`, en: `Result notice ${notice.number}` })}
      state={
        <Space wrap>
          <Tag>{say(noticeProcess.states[notice.state])}</Tag>
          {left !== null && <Tag color={(notice.daysLeft ?? 0) < 0 ? 'red' : undefined}>{say(left)}</Tag>}
        </Space>
      }
    >
      <NextAct next={notice.next} />
      {notice.state === 'to-serve' ? serves && <Service notice={notice} /> : <NoticeActs notice={notice} />}
      <NoticeFacts notice={notice} />
      <ObjectionsSection notice={notice} />
      {notice.others.length > 0 && (
        <Section title={say({ zh: '同一样品的其他告知书', en: 'Other notices about this sample' })}>
          <ul>
            {notice.others.map((other) => (
              <li key={other.id}>
                <a href={`/office/notices/${other.id}`}>
                  {other.number} · {other.addressee}（{say(partyLabels[other.party])}）
                </a>{' '}
                {say(noticeProcess.states[other.state])}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say({ zh: '文书', en: 'Papers' })}>
        <PaperLinks subject={`notice/${notice.id}`} dataset={notice.dataset} />
      </Section>
      <Section title={say({ zh: '经过', en: 'What happened' })}>
        <EventTimeline events={notice.events} />
      </Section>
    </Page>
  );
};
