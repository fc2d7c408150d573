import { Space } from 'antd';
import { useState } from 'react';
import {
  ActButton,
  ActWithReason,
  DataList,
  formatCount,
  Page,
  useAct,
  useAddress,
  useApi,
  useDataset,
  useRegionName,
  useSay,
} from '#platform/office/index.ts';
import { decideMatch, listMatches } from '../contract.ts';
import { type EnterpriseSummary, matchReasonLabels } from '../enterprise.ts';

type Decision = 'same' | 'different';
const labels = {
  same: { zh: '是同一企业', en: 'The same' },
  different: { zh: '不是同一企业', en: 'Different' },
} as const;

/** One side of a match with what tells it apart: its code, its place, its address. */
const Side = ({ side }: { readonly side: EnterpriseSummary & { readonly address: string | null } }) => {
  const say = useSay();
  const nameRegion = useRegionName();
  const code = side.countyCode ?? side.cityCode ?? side.provinceCode;
  const place = code === null ? say({ zh: '所在地不明', en: 'place not known' }) : nameRegion(code);
  return (
    <>
      <a href={`/office/enterprises/${side.id}`}>{side.name}</a>
      <div className="quiet">
        {side.creditCode ?? say({ zh: '无统一社会信用代码', en: 'no credit code' })} · {side.address ?? place}
      </div>
    </>
  );
};

/** Uncertain matches: nothing is merged without a person. */
const MatchesPage = () => {
  const say = useSay();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const query = useApi(listMatches, { query: { dataset, cursor: address['cursor'] } });
  const decide = useAct(decideMatch);
  const [asked, ask] = useState<{ readonly id: number; readonly decision: Decision }>();
  return (
    <Page
      title={say({ zh: '疑似同一企业', en: 'Uncertain matches' })}
      withDataset
      intro={say({
        zh: '名称相同或相近，但不能断定是同一企业的，由人认定。认定之前各自独立，不合并、不对公众显示。',
        en: 'Names that are equal or close but not surely one firm. Until a person decides they stay apart.',
      })}
    >
      <DataList
        name="matches"
        query={{
          ...query,
          data: query.data && {
            rows: query.data.items,
            total: query.data.total,
            next: query.data.next,
          },
        }}
        emptyBecause={{ zh: '没有待认定的企业。', en: 'No match waits for a decision.' }}
        columns={[
          {
            key: 'left',
            title: { zh: '企业甲', en: 'One' },
            width: 330,
            render: (row) => <Side side={row.left} />,
          },
          {
            key: 'right',
            title: { zh: '企业乙', en: 'Other' },
            width: 330,
            render: (row) => <Side side={row.right} />,
          },
          {
            key: 'reason',
            title: { zh: '为何疑似', en: 'Why' },
            width: 170,
            render: (row) => say(matchReasonLabels[row.reason]),
          },
          {
            key: 'acts',
            title: { zh: '认定', en: 'Decide' },
            width: 240,
            render: (row) => (
              <Space>
                {(['same', 'different'] as const).map((decision) => (
                  <ActButton
                    key={decision}
                    size="small"
                    permission="enterprises.settle"
                    onClick={() => ask({ id: row.id, decision })}
                  >
                    {say(labels[decision])}
                  </ActButton>
                ))}
              </Space>
            ),
          },
        ]}
      />
      <ActWithReason
        title={asked && say(labels[asked.decision])}
        consequence={
          asked?.decision === 'same'
            ? say({
                zh: '两条记录将合并，抽查结果和建议随之更新。',
                en: 'The entries are merged; results and proposals follow.',
              })
            : undefined
        }
        act={decide}
        input={(reason) => asked && { params: { id: asked.id }, body: { decision: asked.decision, reason } }}
        onClose={() => ask(undefined)}
      />
      <p className="quiet">
        {query.data &&
          say({
            zh: `尚有 ${formatCount(query.data.total)} 对待认定。`,
            en: `${formatCount(query.data.total)} pairs wait.`,
          })}
      </p>
    </Page>
  );
};
export default MatchesPage;
