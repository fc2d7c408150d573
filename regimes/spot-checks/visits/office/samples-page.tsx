import { useNavigate } from '@tanstack/react-router';
import { DataList, Filters, formatDate, Page, StateTabs, TextFilter, useList, useSpeech, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { listSamples } from '../contract-samples.ts';
import { reserveProcess, sampleProcess, sampleStates } from '../sample.ts';

/** Samples by state, newest first. */
const SamplesPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const state = useStateFilter(sampleStates);
  const query = useList(listSamples, { state });
  return (
    <Page title={say({ zh: '样品', en: 'Samples' })} withDataset>
      <StateTabs states={sampleStates} labels={sampleProcess.states} counts={query.data?.counts} />
      <Filters>
        <TextFilter name="q" title={{ zh: '抽样单号、封样编号、产品、生产者', en: 'Sheet, seal, product, producer' }} />
      </Filters>
      <DataList
        name="samples"
        query={query}
        onOpen={(row) => void navigate({ to: `/samples/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的样品。抽样人员提交抽样单后，样品在这里出现。',
          en: 'No sample matches. Samples appear here once inspectors submit their sheets.',
        }}
        columns={[
          { key: 'number', title: { zh: '抽样单号', en: 'Sheet' }, width: 190, render: (row) => row.number },
          { key: 'product', title: { zh: '产品', en: 'Product' }, width: 130, render: (row) => row.productName },
          { key: 'producer', title: { zh: '标称生产者', en: 'Producer as named' }, width: 220, render: (row) => row.producerName }, // prettier-ignore
          { key: 'place', title: { zh: '抽样地', en: 'Place' }, width: 90, render: (row) => row.place?.name ?? '—' },
          { key: 'laboratory', title: { zh: '承检机构', en: 'Laboratory' }, width: 190, render: (row) => row.laboratory?.name ?? '—' }, // prettier-ignore
          { key: 'sampled', title: { zh: '抽样日期', en: 'Sampled' }, width: 124, render: (row) => formatDate(row.sampledOn, language) }, // prettier-ignore
          { key: 'state', title: { zh: '状态', en: 'State' }, width: 84, render: (row) => say(sampleProcess.states[row.state]) }, // prettier-ignore
          { key: 'reserve', title: { zh: '备样', en: 'Reserve' }, width: 96, render: (row) => say(reserveProcess.states[row.reserveState]) }, // prettier-ignore
        ]}
      />
    </Page>
  );
};
export default SamplesPage;
