import { Card, Space, Tag } from 'antd';
import { pair } from '#foundation/text-pair.ts';
import { formatDate, Loaded, Nothing, Page, useApi, useSpeech } from '#platform/office/index.ts';
import { myRectifications } from '../contract.ts';
import { rectificationProcess } from '../rectification.ts';
import { daysWords } from './words.ts';

/** Orders to rectify that a firm was served, with the days that are left. */
const MyRectificationsPage = () => {
  const { say, language } = useSpeech();
  const query = useApi(myRectifications);
  return (
    <Page
      title={say(pair('责令整改', 'Orders to rectify'))}
      intro={say(
        pair(
          '这里是贵企业收到的责令整改。请在期限内报告原因、措施、库存和已售产品的处理情况，并申请复查；确有困难的，可在期满前申请延期一次。',
          'Orders to rectify that you were served. Report causes, measures, stock and sold goods in time and apply for the re-check; you may ask for one extension.',
        ),
      )}
    >
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing why={pair('没有责令整改。', 'There is none.')} />
          ) : (
            rows.map((row) => {
              const left = daysWords(row.daysLeft);
              return (
                <Card key={row.id} size="small" className="above">
                  <Space wrap>
                    <a className="opens" href={`/office/rectifications/${row.id}`}>
                      <strong>{row.category}</strong>
                    </a>
                    <Tag>{say(rectificationProcess.states[row.state])}</Tag>
                    {left !== null && <strong>{say(left)}</strong>}
                  </Space>
                  <div className="quiet">
                    {row.number}
                    {row.clock !== null && ` · ${say(pair('期限', 'until'))} ${formatDate(row.clock, language)}`}
                  </div>
                </Card>
              );
            })
          )
        }
      </Loaded>
    </Page>
  );
};
export default MyRectificationsPage;
