import { useNavigate } from '@tanstack/react-router';
import { pair } from '#foundation/text-pair.ts';
import { ChoiceFilter, DataList, DaysLeft, Filters, formatDate, Page, StateTabs, TextFilter, useList, useSpeech, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { listRectifications } from '../contract.ts';
import { rectificationProcess, rectificationStates, stageLabels, stepLabels } from '../rectification.ts';

/** Rectifications by state, the nearest deadline first. */
const RectificationsPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const state = useStateFilter(rectificationStates);
  const query = useList(listRectifications, { state });
  const counts = query.data?.counts;
  const shown = rectificationStates.filter((each) => each === state || (counts?.[each] ?? 0) > 0);
  return (
    <Page title={say(pair('整改', 'Rectifications'))} withDataset>
      <StateTabs states={shown} labels={rectificationProcess.states} counts={counts} />
      <Filters>
        <TextFilter name="q" title={pair('企业名称或文号', 'Name or number')} />
        <ChoiceFilter name="stage" title={pair('阶段', 'Stage')} labels={stageLabels} />
        <ChoiceFilter name="step" title={pair('法定步骤', 'Step')} labels={stepLabels} />
        <ChoiceFilter name="late" title={pair('期限', 'Clock')} labels={{ true: pair('已逾期', 'Overdue') }} />
      </Filters>
      <DataList
        name="rectifications"
        query={query}
        onOpen={(row) => void navigate({ to: `/rectifications/${row.id}` })}
        emptyBecause={pair(
          '没有符合条件的整改。黄牌发出后，系统随即下达责令整改通知书；历史公开数据不起算期限。',
          'None matches. With each yellow card an order to rectify is issued; historical cards start nothing.',
        )}
        columns={[
          { key: 'firm', title: pair('生产者', 'Producer'), width: 226, render: (row) => row.firm.name },
          { key: 'category', title: pair('产品种类', 'Category'), width: 116, render: (row) => row.category },
          {
            key: 'state',
            title: pair('状态', 'State'),
            width: 142,
            render: (row) => say(rectificationProcess.states[row.state]),
          },
          { key: 'step', title: pair('步骤', 'Step'), width: 128, render: (row) => say(stepLabels[row.step]) },
          { key: 'city', title: pair('所在地', 'Place'), width: 80, render: (row) => row.city ?? '—' },
          {
            key: 'clock',
            title: pair('期限', 'Until'),
            width: 124,
            render: (row) => (row.clock === null ? '—' : formatDate(row.clock, language)),
          },
          {
            key: 'left',
            title: pair('剩余', 'Left'),
            width: 104,
            render: (row) => <DaysLeft days={row.daysLeft} />,
          },
          { key: 'number', title: pair('文书', 'Paper'), width: 200, render: (row) => row.number },
        ]}
      />
    </Page>
  );
};
export default RectificationsPage;
