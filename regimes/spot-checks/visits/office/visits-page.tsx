import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ChoiceFilter, DataList, Filters, Page, StateTabs, TextFilter, useDataset, useList, useSpeech, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { listVisits } from '../contract.ts';
import { visitProcess, visitStates } from '../visit.ts';
import { NameTargetDialog } from './name-target-dialog.tsx';
import { visitColumns } from './visit-columns.tsx';

/** Visits by state, newest first. */
const VisitsPage = () => {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const [naming, name] = useState(false);
  const state = useStateFilter(visitStates);
  const query = useList(listVisits, { state });
  return (
    <Page
      title={say({ zh: '抽样任务', en: 'Visits' })}
      withDataset
      acts={
        <ActButton permission="spot-checks.plan" onClick={() => name(true)}>
          {say({ zh: '指定对象', en: 'Name a target' })}
        </ActButton>
      }
    >
      <StateTabs states={visitStates} labels={visitProcess.states} counts={query.data?.counts} />
      <Filters>
        <TextFilter name="q" title={{ zh: '企业、计划', en: 'Firm or plan' }} />
        <TextFilter name="city" title={{ zh: '市或县区代码', en: 'Code of city or county' }} />
        <ChoiceFilter
          name="overdue"
          title={{ zh: '期限', en: 'Due' }}
          labels={{ true: { zh: '已逾期', en: 'Overdue' } }}
        />
        <ChoiceFilter
          name="waiting"
          title={{ zh: '待办', en: 'Waiting' }}
          labels={{
            naming: { zh: '指定对象待审定', en: 'Named, to confirm' },
            reassignment: { zh: '人员更换待审定', en: 'Change of inspectors' },
            message: { zh: '现场消息待处理', en: 'Message from the field' },
          }}
        />
      </Filters>
      <DataList
        name="visits"
        columns={visitColumns}
        query={query}
        onOpen={(row) => void navigate({ to: `/visits/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的抽样任务。定期、专项抽查经随机抽取产生任务；跟踪、应急抽查在计划中指定对象。',
          en: 'No visit matches. Regular and special checks are drawn; follow-up and urgent plans name their targets.',
        }}
      />
      {naming && (
        <NameTargetDialog
          dataset={dataset}
          onClose={() => name(false)}
          onDone={(visitId) => void navigate({ to: `/visits/${visitId}` })}
        />
      )}
    </Page>
  );
};
export default VisitsPage;
