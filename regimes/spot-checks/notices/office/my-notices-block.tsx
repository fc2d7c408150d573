import { Card, Space, Tag } from 'antd';
import { formatDate, Loaded, Nothing, Section, useApi, useSpeech } from '#platform/office/index.ts';
import { myEnterprise, type NoticeLine } from '../contract.ts';
import { noticeProcess, partyLabels } from '../notice.ts';
import { conclusionLabels, daysWords } from './words.ts';

const waits = ({ state, identity }: NoticeLine): boolean => state === 'served' || identity === 'asked';

const NoticeCard = ({ notice }: { readonly notice: NoticeLine }) => {
  const { say, language } = useSpeech();
  const left = daysWords(notice);
  return (
    <Card size="small" className="above">
      <Space wrap>
        <a className="opens" href={`/office/my-enterprise/${notice.id}`}>
          <strong>{notice.product}</strong>
        </a>
        <Tag>{say(conclusionLabels[notice.conclusion])}</Tag>
        <Tag>{say(noticeProcess.states[notice.state])}</Tag>
        {left !== null && <strong>{say(left)}</strong>}
      </Space>
      <div className="quiet">
        {notice.number} · {notice.plan} · {say(partyLabels[notice.party])}
      </div>
      {notice.state === 'served' && notice.objectionUntil !== null && (
        <div>
          {say({
            zh: `如对结果有异议，请在${formatDate(notice.objectionUntil)}（含当日）前提出；逾期不提出的，即为最终结果。`,
            en: `If you disagree, object by ${formatDate(notice.objectionUntil, 'en')} (that day included); otherwise the result becomes final afterwards.`,
          })}
        </div>
      )}
      {notice.identity === 'asked' && (
        <div>
          {say({
            zh: '样品抽自市场，请先确认是不是贵企业的产品；逾期不答复的，视为确认。',
            en: 'The sample was taken on the market: please say whether it is your product; silence counts as yes.',
          })}
        </div>
      )}
      {notice.finalOn !== null && (
        <div>
          {say({
            zh: `已于${formatDate(notice.finalOn)}成为最终结果`,
            en: `Final on ${formatDate(notice.finalOn, language)}`,
          })}
        </div>
      )}
    </Card>
  );
};

/** What spot checks found about an enterprise: what it may still answer first, then everything else that was told to it. */
const MyNoticesBlock = () => {
  const { say } = useSpeech();
  const query = useApi(myEnterprise);
  return (
    <Section title={say({ zh: '监督抽查的结果', en: 'Results of spot checks' })}>
      <p className="quiet">
        {say({
          zh: '一批样品不合格，不等于处罚。您有权在期限内提出异议、申请复检；没有异议的，不需要做任何事。有不清楚的，请联系告知书上的机关。',
          en: 'A failed sample is not yet a penalty. You may object and ask for a retest in time; if you agree you need not do anything. Ask the authority on the notice if anything is unclear.',
        })}
      </p>
      <Loaded query={query}>
        {({ notices }) =>
          notices.length === 0 ? (
            <Nothing
              why={{ zh: '还没有告知贵企业的抽查结果。', en: 'No result of a spot check was told to you yet.' }}
            />
          ) : (
            notices
              .toSorted((one, other) => Number(waits(other)) - Number(waits(one)))
              .map((notice) => <NoticeCard key={notice.id} notice={notice} />)
          )
        }
      </Loaded>
    </Section>
  );
};
export default MyNoticesBlock;
