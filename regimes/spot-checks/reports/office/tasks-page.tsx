import { Button, Space } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { ActButton, Page, useSay } from '#platform/office/index.ts';
import { listTasks } from '../contract.ts';
import { reportStates } from '../report.ts';
import { ReportList } from './report-list.tsx';

/** What a laboratory has to do: the earliest due first. */
const TasksPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <Page
      title={say({ zh: '检验任务', en: 'Tests' })}
      withDataset
      acts={
        <Space wrap>
          <Button autoInsertSpace={false} onClick={() => void navigate({ to: '/arriving-samples' })}>
            {say({ zh: '收样', en: 'Receive samples' })}
          </Button>
          <ActButton
            permission="spot-checks.test"
            type="primary"
            onClick={() => void navigate({ to: '/laboratory-values' })}
          >
            {say({ zh: '批量导入实测值', en: 'Values from a table' })}
          </ActButton>
        </Space>
      }
    >
      <ReportList
        contract={listTasks}
        states={reportStates}
        ofLaboratory
        emptyBecause={{
          zh: '没有符合条件的检验任务。样品收样后，检验任务会自动出现在这里。',
          en: 'No test matches. A test appears here as soon as its sample is received.',
        }}
      />
    </Page>
  );
};
export default TasksPage;
