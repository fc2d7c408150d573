import { Space, Tag } from 'antd';
import { EventTimeline, NextAct, Page, PaperLinks, Section, useMay, useSay } from '#platform/office/index.ts';
import type { NoticeDetail } from '../contract.ts';
import { noticeProcess, partyLabels } from '../notice.ts';
import { NoticeActs } from './notice-acts.tsx';
import { NoticeFacts } from './notice-facts.tsx';
import { ObjectionsSection } from './objections-section.tsx';
import { ServiceForm } from './service-form.tsx';
import { daysWords } from './words.ts';

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
      {notice.state === 'to-serve' ? serves && <ServiceForm notice={notice} /> : <NoticeActs notice={notice} />}
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
