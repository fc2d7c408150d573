import { Alert, Button, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { RouteOutput } from '#foundation/contract.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import {
  formatCount,
  Loaded,
  Nothing,
  Page,
  PlainTable,
  useApi,
  useRegionName,
  useSay,
} from '#platform/office/index.ts';
import { getLetter } from '../notifications/contract.ts';

type Line = RouteOutput<typeof getLetter>['lines'][number];

const verdicts: Readonly<Record<Line['verdict'], TextPair>> = {
  fail: { zh: '不合格', en: 'Failed' },
  refused: { zh: '拒检', en: 'Refused' },
  none: { zh: '未判定', en: 'Not judged' },
};

/** A letter of notification as its recipient reads it: what failed or was refused in his area. */
const LetterPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const nameRegion = useRegionName();
  const { id } = useParams({ strict: false });
  const query = useApi(getLetter, { params: { id: Number(id) } });
  return (
    <Loaded query={query}>
      {(letter) => (
        <Page
          title={say({ zh: `通报清单：${letter.check.title}`, en: `List: ${letter.check.title}` })}
          intro={say({
            zh: `${letter.check.authority} · ${nameRegion(letter.place)} · 共 ${formatCount(letter.results)} 批次，不合格 ${formatCount(letter.failed)} 批次，拒检 ${formatCount(letter.refused)} 起`,
            en: `${letter.check.authority} · ${nameRegion(letter.place)} · ${letter.results} batches, ${letter.failed} failed, ${letter.refused} refusals`,
          })}
          acts={
            letter.messageId !== null && (
              <Button type="primary" onClick={() => void navigate({ to: `/inbox/${letter.messageId}` })}>
                {say({ zh: '签收、反馈', en: 'Receipt and answer' })}
              </Button>
            )
          }
        >
          {letter.more && (
            <Alert
              className="above"
              type="info"
              title={say({ zh: '清单较长，只显示前 1000 条。', en: 'The list is long; the first 1,000 are shown.' })}
            />
          )}
          {letter.lines.length === 0 ? (
            <Nothing
              why={
                letter.bulletinId === null
                  ? { zh: '本地区的产品全部合格。', en: 'All products of this area passed.' }
                  : { zh: '通报文本见公众网站“抽查通报”。', en: 'The bulletin itself stands on the portal.' }
              }
            />
          ) : (
            <PlainTable<Line>
              rowKey="resultId"
              dataSource={letter.lines as Line[]}
              columns={[
                { title: say({ zh: '生产者', en: 'Producer' }), width: 240, render: (_, row) => row.producer ?? '—' },
                {
                  title: say({ zh: '所在地', en: 'Place' }),
                  width: 130,
                  render: (_, row) => (row.place === null ? '—' : nameRegion(row.place)),
                },
                { title: say({ zh: '产品种类', en: 'Category' }), width: 130, dataIndex: 'category' },
                { title: say({ zh: '产品', en: 'Product' }), width: 200, dataIndex: 'product' },
                {
                  title: say({ zh: '结果', en: 'Result' }),
                  width: 150,
                  render: (_, row) => (
                    <>
                      {say(verdicts[row.verdict])}
                      {row.gone && (
                        <Tag color="warning">
                          {say({ zh: '此结果已更改或撤回', en: 'Changed or taken back since' })}
                        </Tag>
                      )}
                    </>
                  ),
                },
                {
                  title: say({ zh: '不合格项目', en: 'Failing items' }),
                  width: 240,
                  render: (_, row) => row.failingItems.join('、') || '—',
                },
              ]}
            />
          )}
        </Page>
      )}
    </Loaded>
  );
};
export default LetterPage;
