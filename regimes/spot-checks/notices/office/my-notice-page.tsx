import { Alert, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import {
  EventTimeline,
  formatDate,
  Loaded,
  Page,
  PaperLinks,
  Section,
  useApi,
  useSay,
} from '#platform/office/index.ts';
import { myNotice, type NoticeDetail } from '../contract.ts';
import { noticeProcess } from '../notice.ts';
import { NoticeActs } from './notice-acts.tsx';
import { NoticeFacts } from './notice-facts.tsx';
import { ObjectionsSection } from './objections-section.tsx';
import { daysWords } from './words.ts';

/** His rights and what follows, in the words of a letter. */
const Rights = ({ notice }: { readonly notice: NoticeDetail }) => {
  const say = useSay();
  const until = (day: string | null) => ({ zh: formatDate(day), en: formatDate(day, 'en') });
  const object = until(notice.objectionUntil);
  const identity = until(notice.identityUntil);
  const points = [
    notice.identity === 'asked' && {
      zh: `样品是从市场上抽取的。请在${identity.zh}前说明它是不是贵企业的产品；到期不答复的，视为确认。能够证明不是的，结果不记在贵企业名下。`,
      en: `The sample was taken on the market. Say by ${identity.en} whether it is yours; silence counts as yes. If you can prove that it is not, nothing is entered against you.`,
    },
    notice.state === 'served' && {
      zh: `对结果有异议的，可以在${object.zh}（含当日）前提出，并可申请由另一家机构复检。最后一天仍然有效，过了这一天就不能再提出。`,
      en: `If you disagree you may object by ${object.en}, that day included, and ask for a retest by another laboratory. After that day no objection is possible.`,
    },
    notice.state === 'served' && {
      zh: '没有异议的，不需要做任何事；也可以点“放弃异议”，让结果早日确定。',
      en: 'If you agree you need not do anything; you may also waive the objection so that the result becomes final sooner.',
    },
    notice.finalVerdict === null &&
      notice.conclusion === 'fail' && {
        zh: '成为最终结果后，不合格的记入抽查记录，机关可能给予黄牌警告并要求整改；之前不会公开。',
        en: 'Once final, a failing result enters the record, and the authority may give a yellow card and ask for rectification. Before that it is not published.',
      },
    notice.finalVerdict !== null && {
      zh: '结果已经确定，现在不需要您做任何事；如被要求整改，会另行通知。',
      en: 'The result is final and nothing is asked of you now; you will be told if rectification is required.',
    },
  ].filter((point) => point !== false);
  return (
    <Alert
      className="above"
      type="info"
      title={say({ zh: '您的权利和接下来的事', en: 'Your rights and what comes next' })}
      description={
        <ul>
          {points.map((point) => (
            <li key={point.en}>{say(point)}</li>
          ))}
        </ul>
      }
    />
  );
};

/** One result notice as its enterprise reads it. */
const MyNoticePage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  return (
    <Loaded query={useApi(myNotice, { params: { noticeId: id } })}>
      {(notice) => {
        const left = daysWords(notice);
        return (
          <Page
            title={say({ zh: `结果告知书 ${notice.number}`, en: `Result notice ${notice.number}` })}
            state={
              <Space wrap>
                <Tag>{say(noticeProcess.states[notice.state])}</Tag>
                {left !== null && <strong>{say(left)}</strong>}
              </Space>
            }
          >
            <Rights notice={notice} />
            <NoticeActs notice={notice} />
            <NoticeFacts notice={notice} />
            <ObjectionsSection notice={notice} />
            <Section title={say({ zh: '文书', en: 'Papers' })}>
              <PaperLinks subject={`notice/${notice.id}`} dataset={notice.dataset} />
            </Section>
            <Section title={say({ zh: '经过', en: 'What happened' })}>
              <EventTimeline events={notice.events} />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
};
export default MyNoticePage;
