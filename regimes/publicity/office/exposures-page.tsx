import { Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import {
  ActButton,
  addressOf,
  type CallInput,
  ChoiceFilter,
  type DataColumn,
  DataList,
  ExportMenu,
  Filters,
  formatDate,
  Page,
  placeWords,
  Say,
  StateTabs,
  TextFilter,
  UnderReview,
  useAct,
  useApi,
  useBulk,
  useListFilter,
  useSay,
  useStateFilter,
  wholeFilter,
} from '#platform/office/index.ts';
import {
  decideExposures,
  dismissExposures,
  exportExposures,
  listExposures,
  releaseExposures,
  returnExposures,
  submitExposures,
  type ExposureLine,
} from '../contract.ts';
import { consequences } from '../acts.ts';
import {
  exposureGroundLabels,
  exposureProcess,
  exposureStateLabels,
  exposureStates,
  unknownMaker,
  type ExposureState,
} from '../exposure.ts';

const columns: readonly DataColumn<ExposureLine>[] = [
  {
    key: 'producer',
    title: { zh: '生产者', en: 'Producer' },
    width: 280,
    render: (row) => (row.producer.id === null ? <Say words={unknownMaker} /> : row.producer.name),
  },
  { key: 'product', title: { zh: '产品', en: 'Product' }, width: 160, render: (row) => row.product },
  {
    key: 'ground',
    title: { zh: '依据', en: 'Ground' },
    width: 140,
    render: (row) => <Say words={exposureGroundLabels[row.ground]} />,
  },
  { key: 'last', title: { zh: '最近一次', en: 'Last check' }, width: 120, render: (row) => formatDate(row.lastOn) },
  {
    key: 'later',
    title: { zh: '此后合格', en: 'Later passes' },
    width: 90,
    numeric: true,
    render: (row) => row.laterPasses,
  },
  {
    key: 'place',
    title: { zh: '所在地', en: 'Place' },
    width: 120,
    render: (row) => row.city?.name ?? <Say words={placeWords(row)} />,
  },
  {
    key: 'state',
    title: { zh: '状态', en: 'State' },
    width: 130,
    render: (row) => (
      <>
        <Tag>
          <Say words={exposureStateLabels[row.state]} />
        </Tag>
        {row.underReview && <UnderReview />}
      </>
    ),
  },
];

type Selection = NonNullable<CallInput<typeof submitExposures>['body']>['selection'];
type ListAct = 'submit' | 'return' | 'decide' | 'release' | 'dismiss';
const actsIn: Partial<Record<ExposureState, readonly ListAct[]>> = {
  proposed: ['submit'],
  submitted: ['decide', 'return', 'dismiss'],
  ready: ['release'],
};

/** Exposures by state: proposed by the program, decided by people. */
const ExposuresPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const state = useStateFilter(exposureStates) ?? 'proposed';
  const filter = useListFilter<typeof listExposures>({ state });
  const list = useApi(listExposures, { query: filter });
  const bulk = useBulk<ListAct, ExposureLine, Selection>({
    acts: {
      submit: useAct(submitExposures),
      return: useAct(returnExposures),
      decide: useAct(decideExposures),
      release: useAct(releaseExposures),
      dismiss: useAct(dismissExposures),
    },
    rules: exposureProcess.acts,
    open: actsIn[state] ?? [],
    // What names a firm in public is chosen by hand; proposals may be submitted all at once.
    onAll: ['submit'],
    rows: list.data?.rows ?? [],
    total: list.data?.total ?? 0,
    nameOf: (row) => row.producer.name,
    choose: (exposures) => ({ exposures }),
    all: (count) => ({ filter: wholeFilter(filter), count }),
    consequence: (act) => consequences[act],
  });
  return (
    <Page
      title={say({ zh: '曝光', en: 'Exposure' })}
      withDataset
      acts={
        <>
          <ActButton
            permission="publicity.submit"
            type="primary"
            onClick={() => void navigate({ to: '/exposures/propose' })}
          >
            {say({ zh: '提出曝光建议', en: 'Propose an exposure' })}
          </ActButton>
          <ExportMenu
            title={{ zh: '导出全部符合条件的', en: 'Export all that matches' }}
            address={(format) => addressOf(exportExposures, { query: { ...filter, cursor: undefined, format } })}
          />
        </>
      }
    >
      <StateTabs
        states={exposureStates}
        labels={exposureStateLabels}
        counts={list.data?.counts}
        first="proposed"
        onChange={bulk.clear}
      />
      <Filters>
        <TextFilter name="text" title={{ zh: '企业或产品名称', en: 'Producer or product' }} />
        <ChoiceFilter name="ground" title={{ zh: '依据', en: 'Ground' }} labels={exposureGroundLabels} />
        <ChoiceFilter
          name="region"
          title={{ zh: '所在地', en: 'Place' }}
          labels={{ unknown: { zh: '市未确定', en: 'City unknown' } }}
        />
      </Filters>
      {bulk.outcome}
      <DataList
        name="exposures"
        columns={columns}
        query={list}
        onOpen={(row) => void navigate({ to: `/exposures/${row.id}` })}
        selection={bulk.selection}
        emptyBecause={{
          zh: '没有符合条件的曝光。连续两次不合格、拒检等由程序在“建议曝光”中提出；程序看不到的，由承办人提出并附证据。',
          en: 'None matches. Consecutive failures, refusals and the like are proposed here; what the program can’t see an officer proposes with evidence.',
        }}
        tools={bulk.tools}
      />
      {bulk.question}
    </Page>
  );
};
export default ExposuresPage;
