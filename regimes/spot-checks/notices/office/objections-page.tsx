import { useNavigate } from '@tanstack/react-router';
import { DataList, Filters, formatDate, Page, TextFilter, useAddress, useApi, useDataset, useSpeech, type CallInput, StateTabs, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { listObjections } from '../contract.ts';
import { objectionProcess, objectionStates } from '../objection.ts';
import { retestProcess } from '../retest.ts';

/** Objections and retests: those first that wait for their decision. */
const ObjectionsPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const state = useStateFilter(objectionStates);
  const query = useApi(listObjections, {
    query: { q: address['q'], dataset, state } as NonNullable<CallInput<typeof listObjections>['query']>,
  });
  return (
    <Page title={say({ zh: '异议和复检', en: 'Objections and retests' })} withDataset>
      <StateTabs states={objectionStates} labels={objectionProcess.states} counts={query.data?.counts} />
      <Filters>
        <TextFilter name="q" title={{ zh: '企业或告知书编号', en: 'Enterprise or number' }} />
      </Filters>
      <DataList
        name="objections"
        query={{
          ...query,
          data: query.data && {
            rows: query.data.rows,
            next: null,
            total: query.data.rows.length,
          },
        }}
        onOpen={(row) => void navigate({ to: `/objections/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的异议。企业在期限内提出的异议会列在这里。',
          en: 'No objection matches. Those that enterprises file in time are listed here.',
        }}
        columns={[
          { key: 'addressee', title: { zh: '企业', en: 'Enterprise' }, width: 240, render: (row) => row.addressee },
          { key: 'number', title: { zh: '告知书', en: 'Notice' }, width: 200, render: (row) => row.number },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 130,
            render: (row) => say(objectionProcess.states[row.state]),
          },
          { key: 'product', title: { zh: '产品', en: 'Product' }, width: 140, render: (row) => row.product },
          {
            key: 'filed',
            title: { zh: '提出日期', en: 'Filed' },
            width: 124,
            render: (row) => formatDate(row.filedOn, language),
          },
          {
            key: 'until',
            title: { zh: '决定期限', en: 'Decide by' },
            width: 124,
            render: (row) => formatDate(row.decideUntil, language),
          },
          {
            key: 'retest',
            title: { zh: '复检', en: 'Retest' },
            width: 150,
            render: (row) => (row.retest === null ? '—' : say(retestProcess.states[row.retest])),
          },
        ]}
      />
    </Page>
  );
};
export default ObjectionsPage;
