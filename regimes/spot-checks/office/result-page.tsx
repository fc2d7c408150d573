import { Alert, Descriptions, Tag, Timeline } from 'antd';
import { useParams } from '@tanstack/react-router';
import { datasetLabel } from '#foundation/dataset.ts';
import { formatDate, Loaded, Page, PlainTable, Section, useApi, useSay } from '#platform/office/index.ts';
import { getResult } from '../contract.ts';
import { checkKindLabels, checkName, levelLabels, partyRoleLabels, verdictLabels } from '../spot-check.ts';
import { VerdictTag } from './verdict.tsx';

/** One result: what was found, why it counts so, where it was read. */
const ResultPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getResult, { params: { resultId: id } });
  const field = (zh: string, en: string, children: React.ReactNode) => ({
    key: en,
    label: say({ zh, en }),
    children: children === undefined || children === null || children === '' ? '—' : children,
  });
  return (
    <Loaded query={query}>
      {(result) => (
        <Page
          title={result.product}
          windowTitle={result.product}
          state={
            <>
              <VerdictTag verdict={result.verdict} />
              <Tag>{say(datasetLabel[result.dataset])}</Tag>
            </>
          }
        >
          {result.engineDisagrees && (
            <Alert
              type="warning"
              showIcon
              title={say({
                zh: '按实测值和标准值判定与公布结论不同，请核对。公布结论未被改动。',
                en: 'Measured values and limits lead to another verdict than the published one. Please check; the published verdict stands.',
              })}
            />
          )}
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              field(
                '生产企业',
                'Producer',
                result.producer ? (
                  <a href={`/office/enterprises/${result.producer.id}`}>{result.producer.name}</a>
                ) : (
                  result.producerCell
                ),
              ),
              field('受检单位', 'Inspected unit', result.seller?.name),
              field('产品种类', 'Category', result.category.name),
              field('商标', 'Brand', result.brand),
              field('规格型号', 'Model', result.model),
              field('生产日期或批号', 'Production date or lot', result.productionBatch),
              field('执行标准', 'Standard', result.standard),
              field('承检机构', 'Laboratory', result.laboratory?.name),
              field('抽查', 'Spot check', checkName(result.check)),
              field(
                '级别与类别',
                'Level and kind',
                `${say(levelLabels[result.check.level])} · ${say(checkKindLabels[result.check.kind])}`,
              ),
              field('抽样日期', 'Sampled', formatDate(result.sampledOn)),
              field('公布日期', 'Published', formatDate(result.check.publishedOn)),
              field('不合格项目', 'Failing items', result.failingItems.join('、')),
              ...result.details
                .filter((detail) => detail.value !== result.seller?.name)
                .map((detail) => field(detail.label.zh, detail.label.en, detail.value)),
            ]}
          />
          <Section title={say({ zh: '说明', en: 'Explanation' })}>
            <p>{say(result.explanation)}</p>
          </Section>
          {result.items.length > 0 && (
            <Section title={say({ zh: '检验项目', en: 'Items' })}>
              <PlainTable
                rowKey={(row) => `${row.item}${row.measured}`}
                dataSource={result.items}
                columns={[
                  { title: say({ zh: '项目', en: 'Item' }), dataIndex: 'item' },
                  { title: say({ zh: '实测值', en: 'Measured' }), dataIndex: 'measured', align: 'right' },
                  { title: say({ zh: '标准值', en: 'Limit' }), dataIndex: 'limit', align: 'right' },
                  {
                    title: say({ zh: '判定', en: 'Verdict' }),
                    render: (_, row) =>
                      row.verdict === 'unreadable' ? (
                        <Tag>{say({ zh: '无法判读', en: 'Unreadable' })}</Tag>
                      ) : (
                        <Tag color={row.verdict === 'fail' ? 'red' : 'green'}>{say(verdictLabels[row.verdict])}</Tag>
                      ),
                  },
                  { title: say({ zh: '理由', en: 'Reason' }), render: (_, row) => say(row.reason) },
                ]}
              />
            </Section>
          )}
          {result.parties.length > 0 && (
            <Section title={say({ zh: '涉及企业', en: 'Firms named' })}>
              <ul>
                {result.parties.map((party) => (
                  <li key={`${party.role}${party.enterprise.id}`}>
                    {say(partyRoleLabels[party.role])}：
                    <a href={`/office/enterprises/${party.enterprise.id}`}>{party.enterprise.name}</a>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={say({ zh: '来源', en: 'Sources' })}>
            <Timeline
              items={result.sources.map((source) => ({
                key: `${source.importId}${source.sheet}${source.row}`,
                content: (
                  <a href={`/office/imports/${source.importId}`}>
                    {[source.fileName, source.sheet, say({ zh: `第 ${source.row} 行`, en: `row ${source.row}` })]
                      .filter((words) => words !== '')
                      .join(' · ')}
                  </a>
                ),
              }))}
            />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default ResultPage;
