import { Button, Card, Popconfirm, Space, Tag } from 'antd';
import { pair } from '#foundation/text-pair.ts';
import { daysLeftWords, formatDate, Loaded, ProblemNotice, Section, useAct, useApi, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { commendationEndingLabels, commendationProcess } from '../commendations/commendation.ts';
import { commendationRoutes, myCommendations, type OwnCommendation } from '../commendations/contract.ts';

const consequence = {
  agree: pair('同意后，由省局发布；以后仍可请求撤下。', 'The bureau then releases it; you may still ask to be left out later.'),
  'leave-out': pair(
    '不公布，或者立即从公开网站撤下；公开网站不再显示贵单位名称。',
    'It is not shown, or taken down at once, and the public site no longer names you.',
  ),
} as const; // prettier-ignore

const OwnCard = ({ own }: { readonly own: OwnCommendation }) => {
  const { say, language } = useSpeech();
  const agree = useAct(commendationRoutes.agree);
  const leave = useAct(commendationRoutes['leave-out']);
  const acts = { agree, 'leave-out': leave };
  const problem = agree.error ?? leave.error;
  return (
    <Card size="small" className="above">
      {problem && <ProblemNotice problem={problem} />}
      <Space wrap>
        <strong>{own.product}</strong>
        <Tag>{say(commendationProcess.states[own.state])}</Tag>
        {own.daysLeft !== null && <strong>{say(daysLeftWords(own.daysLeft))}</strong>}
        {own.acts.map(({ act }) =>
          act !== 'agree' && act !== 'leave-out' ? null : (
            <Popconfirm
              key={act}
              title={say(commendationProcess.acts[act].label)}
              description={say(consequence[act])}
              okText={say(commendationProcess.acts[act].label)}
              cancelText={say(pair('返回', 'Back'))}
              onConfirm={() => acts[act].mutate({ params: { commendationId: own.id }, body: { version: own.version } })}
            >
              <Button
                type={act === 'agree' ? 'primary' : 'default'}
                autoInsertSpace={false}
                loading={acts[act].isPending}
              >
                {say(commendationProcess.acts[act].label)}
              </Button>
            </Popconfirm>
          ),
        )}
      </Space>
      <div className="quiet">
        {own.state === 'told' &&
          `${say(pair('请在此日前答复', 'Answer until'))} ${formatDate(own.answerUntil, language)}`}
        {own.state === 'released' &&
          own.shownUntil !== null &&
          `${say(pair('公布至', 'Shown until'))} ${formatDate(own.shownUntil, language)}`}
        {own.ending !== null && say(commendationEndingLabels[own.ending])}
      </div>
      <p>{say(own.explanation)}</p>
    </Card>
  );
};

/** What is to be said of a firm for its high standard, and its right to be left out. */
const MyCommendationsBlock = () => {
  const { say } = useSpeech();
  const query = useApi(myCommendations);
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <Section title={say(pair('高标准产品', 'Products made to a higher standard'))}>
            <p className="quiet">
              {say(
                pair(
                  '公布只说明监督记录，不得用于宣传为推荐或者排名；您随时可以请求不公布。',
                  'It says what the record holds and may not be advertised as a recommendation or a rank; you may ask to be left out at any time.',
                ),
              )}
            </p>
            {rows.map((own) => (
              <OwnCard key={own.id} own={own} />
            ))}
          </Section>
        )
      }
    </Loaded>
  );
};
export default MyCommendationsBlock;
