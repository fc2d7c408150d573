import { Button, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  addressOf,
  type CallInput,
  ChoiceFilter,
  type DataColumn,
  DataList,
  ExportMenu,
  Filters,
  formatDate,
  ImportTable,
  Page,
  placeWords,
  saveCsv,
  Say,
  StateTabs,
  TextFilter,
  UnderReview,
  useAct,
  useApi,
  useBulk,
  useListFilter,
  useMay,
  useSay,
  useStateFilter,
  wholeFilter,
} from '#platform/office/index.ts';
import {
  dismissCards,
  exportCards,
  importPaperCards,
  issueCards,
  listCards,
  returnCards,
  submitCards,
  type CardLine,
} from '../contract.ts';
import { paperCardColumns } from '../paper-era.ts';
import {
  cardProcess,
  cardKindLabels,
  cardStateLabels,
  cardStates,
  verbLabels,
  type CardState,
} from '../warning-card.ts';

const columns: readonly DataColumn<CardLine>[] = [
  {
    key: 'kind',
    title: { zh: '种类', en: 'Kind' },
    width: 80,
    render: (row) => (
      <span className={`card-kind card-${row.kind}`}>
        <Say words={cardKindLabels[row.kind]} />
      </span>
    ),
  },
  { key: 'producer', title: { zh: '生产者', en: 'Producer' }, width: 230, render: (row) => row.producer.name },
  { key: 'category', title: { zh: '产品种类', en: 'Category' }, width: 130, render: (row) => row.category.name },
  {
    key: 'samples',
    title: { zh: '不合格样品', en: 'Failing' },
    width: 92,
    numeric: true,
    render: (row) => row.failingSamples,
  },
  {
    key: 'published',
    title: { zh: '公布日期', en: 'Published' },
    width: 124,
    render: (row) => formatDate(row.publishedOn),
  },
  {
    key: 'city',
    title: { zh: '所在地', en: 'Place' },
    width: 100,
    render: (row) => row.city?.name ?? <Say words={placeWords(row)} />,
  },
  {
    key: 'state',
    title: { zh: '状态', en: 'State' },
    width: 100,
    render: (row) => (
      <>
        <Tag>
          <Say words={cardStateLabels[row.state]} />
        </Tag>
        {row.underReview && <UnderReview />}
      </>
    ),
  },
  { key: 'number', title: { zh: '文号', en: 'Number' }, width: 200, render: (row) => row.number },
  {
    key: 'check',
    title: { zh: '抽查', en: 'Spot check' },
    width: 240,
    optional: true,
    render: (row) => row.check.title,
  },
];

type Selection = NonNullable<CallInput<typeof submitCards>['body']>['selection'];
type BulkAct = 'submit' | 'return' | 'issue' | 'dismiss';
const actsIn: Partial<Record<CardState, readonly BulkAct[]>> = {
  proposed: ['submit'],
  submitted: ['issue', 'return', 'dismiss'],
};

const paperCardHeaders = Object.values(paperCardColumns).map(([header]) => header);

/** Cards by state; chosen ones, or all that match, can be acted on together. */
const CardsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const state = useStateFilter(cardStates) ?? 'proposed';
  const filter = useListFilter<typeof listCards>({ state });
  const cards = useApi(listCards, { query: filter });
  const [importing, open] = useState(false);
  const mayImport = useMay('warning-cards.submit');
  const bulk = useBulk<BulkAct, CardLine, Selection>({
    acts: {
      submit: useAct(submitCards),
      return: useAct(returnCards),
      issue: useAct(issueCards),
      dismiss: useAct(dismissCards),
    },
    rules: cardProcess.acts,
    open: actsIn[state] ?? [],
    onAll: ['submit', 'return', 'issue', 'dismiss'],
    rows: cards.data?.rows ?? [],
    total: cards.data?.total ?? 0,
    nameOf: (row) => row.producer.name,
    choose: (things) => ({ cards: things }),
    all: (count) => ({ filter: wholeFilter(filter), count }),
    consequence: bulkWords,
  });
  return (
    <Page
      title={say({ zh: '黄牌与移送函', en: 'Yellow cards and transfer letters' })}
      withDataset
      acts={
        <>
          {mayImport && (
            <Button onClick={() => open(!importing)}>
              {importing
                ? say({ zh: '收起补录', en: 'Close' })
                : say({ zh: '补录纸质黄牌', en: 'Cards issued on paper' })}
            </Button>
          )}
          <ExportMenu
            title={{ zh: '导出全部符合条件的', en: 'Export all that matches' }}
            address={(format) => addressOf(exportCards, { query: { ...filter, cursor: undefined, format } })}
          />
        </>
      }
    >
      {importing && (
        <>
          <ImportTable
            route={importPaperCards}
            columns={{
              zh: `表头：${paperCardHeaders.join('、')}。先导入该次抽查的结果；补录后由另一人发出，沿用原编号、日期，不再出具文书。`,
              en: `Header: ${paperCardHeaders.join(', ')}. Import the results of the check first; another person then issues the card under its old number and days, without a new paper.`,
            }}
          />
          <p>
            <Button size="small" onClick={() => saveCsv('纸质黄牌补录', paperCardHeaders, [])}>
              {say({ zh: '下载空白表', en: 'Download an empty table' })}
            </Button>
          </p>
        </>
      )}
      <StateTabs
        states={cardStates}
        labels={cardStateLabels}
        counts={cards.data?.counts}
        first="proposed"
        onChange={bulk.clear}
      />
      <Filters>
        <TextFilter name="text" title={{ zh: '企业名称或文号', en: 'Name or number' }} />
        <ChoiceFilter name="kind" title={{ zh: '种类', en: 'Kind' }} labels={cardKindLabels} />
        <ChoiceFilter
          name="region"
          title={{ zh: '所在地', en: 'Place' }}
          labels={{ unknown: { zh: '市未确定', en: 'City unknown' } }}
        />
        <ChoiceFilter
          name="underReview"
          title={{ zh: '复核', en: 'Review' }}
          labels={{ true: { zh: '复核中', en: 'Under review' } }}
        />
      </Filters>
      {bulk.outcome}
      <DataList
        name="cards"
        columns={columns}
        query={cards}
        onOpen={(row) => void navigate({ to: `/cards/${row.id}` })}
        selection={bulk.selection}
        emptyBecause={{
          zh: '没有符合条件的黄牌或移送函。导入省级以上抽查结果后，程序会在这里提出建议。',
          en: 'None matches. After results of provincial or higher checks are imported, proposals appear here.',
        }}
        tools={bulk.tools}
      />
      {bulk.question}
    </Page>
  );
};

const bulkWords = (act: BulkAct, count: number) =>
  act === 'issue'
    ? {
        zh: `将发出 ${count} 件。发出后取得文号，只能经复核撤销。黄牌同时生成责令整改通知书（待送达），企业该产品的许可证、认证证书当日起暂停使用；移送函和历史公开数据的不起算期限、不暂停许可证使用。`,
        en: `${count} will be issued. They get numbers and can only be revoked after review. With a yellow card an order to rectify is drawn up, to be served, and licences and certificates for the product are suspended from that day; letters and historical data start no time limit and suspend nothing.`,
      }
    : { zh: `将对 ${count} 件办理“${verbLabels[act].zh}”。`, en: `${verbLabels[act].en}: ${count}.` };

export default CardsPage;
