import { Button } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { DataList, Page, useApi, useDataset, useSay } from '#platform/office/index.ts';
import { listMyVisits } from '../contract.ts';
import { visitColumns } from './visit-columns.tsx';

/** The inspector's own open visits, and the way to the page for the field. */
const MyVisitsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const query = useApi(listMyVisits, { query: { dataset } });
  return (
    <Page
      title={say({ zh: '我的抽样任务', en: 'My visits' })}
      withDataset
      intro={say({
        zh: '现场抽样请用手机打开“现场抽样”页面：下载任务后没有网络也能填写，有网络时自动发送。',
        en: 'In the field, open “Field sampling” on a phone: after downloading it works without a network and sends by itself.',
      })}
      acts={
        <Button type="primary" href="/field/">
          {say({ zh: '打开现场抽样', en: 'Open field sampling' })}
        </Button>
      }
    >
      <DataList
        name="my-visits"
        columns={visitColumns}
        query={query}
        onOpen={(row) => void navigate({ to: `/visits/${row.id}` })}
        emptyBecause={{ zh: '您没有待办的抽样任务。', en: 'You have no open visit.' }}
      />
    </Page>
  );
};
export default MyVisitsPage;
