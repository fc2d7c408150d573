import { Alert, Button, Dropdown, Space, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  ActButton,
  addressOf,
  AskReason,
  ChoiceFilter,
  DataList,
  Filters,
  formatDate,
  Page,
  ProblemNotice,
  Say,
  StateTabs,
  TextFilter,
  useAct,
  useAddress,
  useApi,
  useDataset,
  useSay,
  useStateFilter,
  type CallInput,
  type DataColumn,
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
  verbLabels,
  type ExposureState,
} from '../exposure.ts';

const unknownPlace = (province: string | undefined) =>
  province === undefined
    ? { zh: '未确定', en: 'Not known' }
    : { zh: `${province}（市未确定）`, en: `${province} (city not known)` };

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
    render: (row) => row.city?.name ?? <Say words={unknownPlace(row.province?.name)} />,
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
        {row.underReview && (
          <Tag color="orange">
            <Say words={{ zh: '复核中', en: 'Under review' }} />
          </Tag>
        )}
      </>
    ),
  },
];

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
  const [address] = useAddress();
  const [dataset] = useDataset();
  const state = useStateFilter(exposureStates) ?? 'proposed';
  const filter = { ...address, dataset, state } as NonNullable<CallInput<typeof listExposures>['query']>;
  const list = useApi(listExposures, { query: filter });
  const [chosen, choose] = useState<number[]>([]);
  const [asked, ask] = useState<ListAct>();
  const acts = {
    submit: useAct(submitExposures),
    return: useAct(returnExposures),
    decide: useAct(decideExposures),
    release: useAct(releaseExposures),
    dismiss: useAct(dismissExposures),
  };
  const outcome = Object.values(acts).find((act) => act.data !== undefined)?.data;
  const problem = Object.values(acts).find((act) => act.error !== null)?.error;
  const perform = (reason: string) => {
    if (asked === undefined) return;
    const exposures = (list.data?.rows ?? [])
      .filter((row) => chosen.includes(row.id))
      .map((row) => ({ id: row.id, version: row.version }));
    acts[asked].mutate(
      { body: { selection: { exposures }, ...(reason === '' ? {} : { reason }) } },
      {
        onSettled: () => {
          ask(undefined);
          choose([]);
        },
      },
    );
  };
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
          <Dropdown
            menu={{
              items: (['xlsx', 'csv'] as const).map((format) => ({
                key: format,
                label: (
                  <a href={addressOf(exportExposures, { query: { ...filter, cursor: undefined, format } })}>
                    .{format}
                  </a>
                ),
              })),
            }}
          >
            <Button>{say({ zh: '导出全部符合条件的', en: 'Export all that matches' })}</Button>
          </Dropdown>
        </>
      }
    >
      <StateTabs
        states={exposureStates}
        labels={exposureStateLabels}
        counts={list.data?.counts}
        first="proposed"
        onChange={() => choose([])}
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
      {problem && <ProblemNotice problem={problem} />}
      {outcome && (
        <Alert
          type={outcome.refused > 0 ? 'warning' : 'success'}
          closable
          showIcon
          title={say({
            zh: `已办理 ${outcome.done} 件，未办理 ${outcome.refused} 件`,
            en: `${outcome.done} done, ${outcome.refused} refused`,
          })}
          description={outcome.refusals.slice(0, 5).map((one) => (
            <div key={one.id}>{say(one.refusal.text)}</div>
          ))}
        />
      )}
      <DataList
        name="exposures"
        columns={columns}
        query={{ ...list, data: list.data && { ...list.data, total: { count: list.data.total, exact: true } } }}
        onOpen={(row) => void navigate({ to: `/exposures/${row.id}` })}
        selection={{ ids: chosen, onChange: choose }}
        emptyBecause={{
          zh: '没有符合条件的曝光。连续两次不合格、拒检等由程序在“建议曝光”中提出；程序看不到的，由承办人提出并附证据。',
          en: 'None matches. Consecutive failures, refusals and the like are proposed here; what the program can’t see an officer proposes with evidence.',
        }}
        tools={
          <Space wrap>
            {(actsIn[state] ?? []).map((act) => (
              <ActButton
                key={act}
                size="small"
                permission={exposureProcess.acts[act].permission}
                disabled={chosen.length === 0}
                onClick={() => ask(act)}
              >
                {say(verbLabels[act])}
                {say({ zh: `所选 ${chosen.length} 件`, en: ` ${chosen.length} chosen` })}
              </ActButton>
            ))}
          </Space>
        }
      />
      <AskReason
        title={asked && say(verbLabels[asked])}
        consequence={asked && consequences[asked] && say(consequences[asked])}
        required={asked !== undefined && 'reason' in exposureProcess.acts[asked]}
        pending={Object.values(acts).some((act) => act.isPending)}
        onDo={perform}
        onClose={() => ask(undefined)}
      />
    </Page>
  );
};
export default ExposuresPage;
