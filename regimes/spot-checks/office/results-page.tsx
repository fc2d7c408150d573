import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import {
  addressOf,
  type DataColumn,
  DataList,
  ExportMenu,
  formatDate,
  Page,
  Say,
  useApi,
  useListFilter,
  useSpeech,
} from '#platform/office/index.ts';
import { exportResults, listResults, type resultLineSchema } from '../contract.ts';
import { ResultFilters } from './result-filters.tsx';
import { VerdictTag } from './verdict.tsx';

type Line = z.output<typeof resultLineSchema>;

const columns: readonly DataColumn<Line>[] = [
  {
    key: 'published',
    title: { zh: '公布日期', en: 'Published' },
    width: 112,
    render: (row) => formatDate(row.check.publishedOn),
  },
  {
    key: 'producer',
    title: { zh: '生产企业', en: 'Producer' },
    width: 240,
    render: (row) =>
      row.producer ? <a href={`/office/enterprises/${row.producer.id}`}>{row.producer.name}</a> : row.producerCell,
  },
  { key: 'product', title: { zh: '产品名称', en: 'Product' }, width: 150, render: (row) => row.product },
  { key: 'category', title: { zh: '产品种类', en: 'Category' }, width: 130, render: (row) => row.category.name },
  { key: 'model', title: { zh: '规格型号', en: 'Model' }, width: 110, render: (row) => row.model },
  {
    key: 'verdict',
    title: { zh: '结果', en: 'Verdict' },
    width: 80,
    render: (row) => (
      <>
        <VerdictTag verdict={row.verdict} />
        {row.engineDisagrees && (
          <Tag>
            <Say words={{ zh: '待核对', en: 'To check' }} />
          </Tag>
        )}
      </>
    ),
  },
  {
    key: 'items',
    title: { zh: '不合格项目', en: 'Failing items' },
    width: 180,
    render: (row) => row.failingItems.join('、'),
  },
  {
    key: 'city',
    title: { zh: '所在市', en: 'City' },
    width: 90,
    render: (row) => row.city?.name ?? <Say words={{ zh: '未确定', en: 'Not known' }} />,
  },
  {
    key: 'laboratory',
    title: { zh: '承检机构', en: 'Laboratory' },
    width: 220,
    optional: true,
    render: (row) => row.laboratory?.name,
  },
  { key: 'brand', title: { zh: '商标', en: 'Brand' }, width: 100, optional: true, render: (row) => row.brand },
  {
    key: 'batch',
    title: { zh: '生产日期或批号', en: 'Lot' },
    width: 140,
    optional: true,
    render: (row) => row.productionBatch,
  },
  {
    key: 'province',
    title: { zh: '省份', en: 'Province' },
    width: 90,
    optional: true,
    render: (row) => row.province?.name,
  },
  {
    key: 'sampled',
    title: { zh: '抽样日期', en: 'Sampled' },
    width: 120,
    optional: true,
    render: (row) => formatDate(row.sampledOn),
  },
  {
    key: 'check',
    title: { zh: '抽查', en: 'Spot check' },
    width: 220,
    optional: true,
    render: (row) => row.check.title,
  },
];

/** Every result of the dataset, filtered by what stands in the address; all that matches can be exported. */
const ResultsPage = () => {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const query = useListFilter<typeof listResults>();
  const results = useApi(listResults, { query });
  const download = (format: 'xlsx' | 'csv') =>
    addressOf(exportResults, { query: { ...query, cursor: undefined, format } });
  return (
    <Page
      title={say({ zh: '抽查结果', en: 'Results' })}
      withDataset
      acts={<ExportMenu title={{ zh: '导出全部符合条件的结果', en: 'Export all that matches' }} address={download} />}
    >
      <ResultFilters />
      <DataList
        name="results"
        columns={columns}
        query={results}
        onOpen={(row) => void navigate({ to: `/results/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的结果。可以放宽筛选，或切换数据集。',
          en: 'No result matches. Widen the filters or choose another dataset.',
        }}
      />
    </Page>
  );
};
export default ResultsPage;
