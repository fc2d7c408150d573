import { useNavigate } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { TextPair } from '#foundation/text-pair.ts';
import { ChoiceFilter, type DataColumn, DataList, Filters, formatCount, formatDate, Page, TextFilter, useAddress, useApi, useListFilter, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { listPapersRoute, type PaperLine } from '../contract.ts';
import { paperServiceLabels, paperStateLabels, paperStates } from '../life.ts';

const withCount = ({ zh, en }: TextPair, count = 0): TextPair => ({
  zh: `${zh}（${formatCount(count)}）`,
  en: `${en} (${formatCount(count)})`,
});

/** Register of papers: every number that was given, void ones with their reason. */
const PapersPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [address] = useAddress();
  const filter = useListFilter<typeof listPapersRoute>();
  const papers = useApi(listPapersRoute, { query: filter });
  const counts = papers.data?.counts ?? {};
  const kinds = Object.fromEntries((papers.data?.kinds ?? []).map(({ key, title }) => [key, title]));
  const states = Object.fromEntries(
    paperStates.map((state) => [state, withCount(paperStateLabels[state], counts[state])]),
  );
  const services = {
    'to-serve': withCount(paperServiceLabels['to-serve'], papers.data?.service.toServe),
    served: withCount(paperServiceLabels.served, papers.data?.service.served),
  };
  const state = paperStates.find((each) => each === address['state']);
  const total = state ? (counts[state] ?? 0) : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const columns: readonly DataColumn<PaperLine>[] = [
    { key: 'number', title: { zh: '发文字号', en: 'Number' }, width: 240, render: (row) => row.number ?? '—' },
    { key: 'kind', title: { zh: '种类', en: 'Kind' }, width: 140, render: (row) => say(row.kindTitle) },
    { key: 'title', title: { zh: '标题', en: 'Title' }, width: 250, render: (row) => row.title },
    { key: 'to', title: { zh: '主送', en: 'Addressee' }, width: 220, render: (row) => row.addressee },
    { key: 'date', title: { zh: '日期', en: 'Date' }, width: 124, render: (row) => (row.issuedOn ? formatDate(row.issuedOn) : '—') }, // prettier-ignore
    {
      key: 'state',
      title: { zh: '状态', en: 'State' },
      width: 156,
      render: (row) => (
        <>
          <Tag>{say(paperStateLabels[row.state])}</Tag>
          {row.voidReason}
        </>
      ),
    },
    { key: 'authority', title: { zh: '出具机关', en: 'Authority' }, width: 220, optional: true, render: (row) => row.authority }, // prettier-ignore
  ];
  return (
    <Page title={say({ zh: '文书登记簿', en: 'Register of papers' })} withDataset>
      <Filters>
        <TextFilter name="text" title={{ zh: '字号、标题或主送', en: 'Number, title or addressee' }} />
        <ChoiceFilter name="kind" title={{ zh: '种类', en: 'Kind' }} labels={kinds} />
        <ChoiceFilter name="state" title={{ zh: '状态', en: 'State' }} labels={states} />
        <ChoiceFilter name="service" title={{ zh: '送达', en: 'Service' }} labels={services} />
        <TextFilter name="year" title={{ zh: '年份', en: 'Year' }} />
      </Filters>
      <DataList
        name="papers"
        columns={columns}
        query={{ ...papers, data: papers.data && { ...papers.data, total: total } }}
        onOpen={(row) => void navigate({ to: `/papers/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的文书。各项工作中出具的文书会自动登记在这里。',
          en: 'No paper matches. Papers issued in the course of work are entered here by themselves.',
        }}
      />
    </Page>
  );
};
export default PapersPage;
