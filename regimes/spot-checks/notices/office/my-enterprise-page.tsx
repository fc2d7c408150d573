import { Alert, Card, Space, Tag } from 'antd';
import {
  formatDate,
  Loaded,
  Nothing,
  Page,
  PaperLinks,
  Section,
  useApi,
  useDataset,
  useSpeech,
} from '#platform/office/index.ts';
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
            zh: `如对结果有异议，请在${formatDate(notice.objectionUntil)}（含当日）前提出；不提出的，结果在此后终局。`,
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
            zh: `结果已于${formatDate(notice.finalOn)}终局`,
            en: `Final on ${formatDate(notice.finalOn, language)}`,
          })}
        </div>
      )}
    </Card>
  );
};

/** What an enterprise sees of itself: what waits for it first, then everything that was told to it. */
const MyEnterprisePage = () => {
  const { say } = useSpeech();
  const query = useApi(myEnterprise);
  const [dataset] = useDataset();
  return (
    <Loaded query={query}>
      {({ enterprises, notices }) => {
        const open = notices.filter(waits);
        const rest = notices.filter((notice) => !waits(notice));
        return (
          <Page
            title={enterprises.map(({ name }) => name).join('、')}
            windowTitle={say({ zh: '我的企业', en: 'My enterprise' })}
          >
            <Alert
              className="above"
              type="info"
              title={say({
                zh: '这里列出监督抽查中与贵企业有关的结果。一批样品不合格，不等于处罚。您有权在期限内提出异议、申请复检；没有异议的，不需要做任何事。有不清楚的，请联系告知书上的机关。',
                en: 'Here are the results of spot checks that concern you. A failed sample is not yet a penalty. You may object and ask for a retest in time; if you agree you need not do anything. Ask the authority on the notice if anything is unclear.',
              })}
            />
            <Section title={say({ zh: `需要您处理（${open.length}）`, en: `Waiting for you (${open.length})` })}>
              {open.length === 0 ? (
                <Nothing why={{ zh: '目前没有需要您处理的事项。', en: 'Nothing waits for you now.' }} />
              ) : (
                open.map((notice) => <NoticeCard key={notice.id} notice={notice} />)
              )}
            </Section>
            {rest.length > 0 && (
              <Section title={say({ zh: '其他告知书和结果', en: 'Other notices and results' })}>
                {rest.map((notice) => (
                  <NoticeCard key={notice.id} notice={notice} />
                ))}
              </Section>
            )}
            <Section title={say({ zh: '发给本企业的文书', en: 'Papers that went to you' })}>
              <PaperLinks dataset={dataset} />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
};
export default MyEnterprisePage;
