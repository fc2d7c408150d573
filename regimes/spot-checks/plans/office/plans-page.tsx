import { useNavigate } from '@tanstack/react-router';
import {
  ActButton,
  ChoiceFilter,
  DataList,
  Filters,
  formatCount,
  formatDate,
  Page,
  StateTabs,
  TextFilter,
  useDataset,
  useList,
  useSpeech,
  useStateFilter,
} from '#platform/office/index.ts';
import { checkKindLabels, levelLabels } from '../../spot-check.ts';
import { listPlans } from '../contract.ts';
import { planProcess, planStates } from '../plan.ts';

/** Plans by state, newest first. */
const PlansPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const state = useStateFilter(planStates);
  const query = useList(listPlans, { state });
  return (
    <Page
      title={say({ zh: '抽查计划', en: 'Plans' })}
      withDataset
      acts={
        <ActButton
          permission="spot-checks.plan"
          type="primary"
          onClick={() => void navigate({ to: '/plans/new', search: { dataset } as never })}
        >
          {say({ zh: '起草计划', en: 'Draft a plan' })}
        </ActButton>
      }
    >
      <StateTabs states={planStates} labels={planProcess.states} counts={query.data?.counts} />
      <Filters>
        <TextFilter name="q" title={{ zh: '名称或编号', en: 'Title or number' }} />
        <ChoiceFilter name="level" title={{ zh: '级别', en: 'Level' }} labels={levelLabels} />
        <ChoiceFilter name="kind" title={{ zh: '抽查类别', en: 'Kind' }} labels={checkKindLabels} />
      </Filters>
      <DataList
        name="plans"
        query={query}
        onOpen={(row) => void navigate({ to: `/plans/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的计划。可以起草新计划，或打开去年的计划“复制为下一年度”。',
          en: 'No plan matches. Draft one, or open last year’s and copy it.',
        }}
        columns={[
          { key: 'title', title: { zh: '计划', en: 'Plan' }, width: 230, render: (row) => row.title },
          { key: 'number', title: { zh: '编号', en: 'Number' }, width: 170, render: (row) => row.number ?? '—' },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 80,
            render: (row) => say(planProcess.states[row.state]),
          },
          { key: 'authority', title: { zh: '机关', en: 'Authority' }, width: 112, render: (row) => row.authority.name },
          { key: 'level', title: { zh: '级别', en: 'Level' }, width: 64, render: (row) => say(levelLabels[row.level]) },
          {
            key: 'kind',
            title: { zh: '类别', en: 'Kind' },
            width: 80,
            render: (row) => say(checkKindLabels[row.kind]),
          },
          {
            key: 'dates',
            title: { zh: '抽样期间', en: 'Sampling' },
            width: 244,
            render: (row) => `${formatDate(row.startsOn, language)} – ${formatDate(row.endsOn, language)}`,
          },
          {
            key: 'categories',
            title: { zh: '种类', en: 'Categories' },
            width: 60,
            numeric: true,
            render: (row) => row.categories,
          },
          {
            key: 'targets',
            title: { zh: '抽查企业数', en: 'Targets' },
            width: 92,
            numeric: true,
            render: (row) => formatCount(row.targets, language),
          },
        ]}
      />
    </Page>
  );
};
export default PlansPage;
