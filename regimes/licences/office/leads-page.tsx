import { Alert, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { ActButton, ChoiceFilter, DataList, Filters, formatCount, formatDate, Page, ProblemNotice, StateTabs, TextFilter, useAct, useDataset, useList, useSay, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { compareNow, listLeads } from '../contracts/leads.ts';
import { leadProcess, leadSourceLabels, leadStates } from '../lead.ts';
import { licenceKindLabels } from '../licence.ts';

const shown = leadStates.filter((state) => state !== 'merged');

/** Leads of unlicensed production by state. */
const LeadsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const state = useStateFilter(shown) ?? 'open';
  const query = useList(listLeads, { state });
  const compare = useAct(compareNow);
  const { data } = query;
  return (
    <Page
      title={say({ zh: '无证生产线索', en: 'Leads of unlicensed production' })}
      intro={say({
        zh: '程序每晚比对监督抽查、市场销售、营业执照和许可证登记：谁生产目录内产品而没有有效的许可证或证书。线索须经核查，不等于认定违法。',
        en: 'Every night checks, sales, business licences and the register are compared: who makes a product of the catalogue without a valid licence. A lead is to be looked into; it finds nobody guilty.',
      })}
      withDataset
      acts={
        <ActButton
          permission="licences.leads"
          loading={compare.isPending}
          onClick={() => compare.mutate({ body: { dataset } })}
        >
          {say({ zh: '立即比对', en: 'Compare now' })}
        </ActButton>
      }
    >
      {compare.error && <ProblemNotice problem={compare.error} />}
      {compare.data && (
        <Alert
          className="above"
          type="success"
          showIcon
          closable
          title={say({
            zh: `比对完成，新发现 ${formatCount(compare.data.found)} 条线索`,
            en: `Compared: ${formatCount(compare.data.found)} new leads`,
          })}
        />
      )}
      <StateTabs states={shown} labels={leadProcess.states} counts={data?.counts} first="open" />
      <Filters>
        <TextFilter name="q" title={{ zh: '企业或产品', en: 'Enterprise or product' }} />
        <ChoiceFilter name="source" title={{ zh: '来源', en: 'Source' }} labels={leadSourceLabels} />
      </Filters>
      <DataList
        name="licence-leads"
        query={query}
        onOpen={(row) => void navigate({ to: `/licence-leads/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的线索。',
          en: 'No lead matches.',
        }}
        columns={[
          {
            key: 'enterprise',
            title: { zh: '生产企业', en: 'Producer' },
            width: 270,
            render: (row) => row.enterprise.name,
          },
          { key: 'city', title: { zh: '所在市', en: 'City' }, width: 100, render: (row) => row.city ?? '—' },
          { key: 'category', title: { zh: '产品种类', en: 'Product' }, width: 160, render: (row) => row.category.name },
          {
            key: 'kinds',
            title: { zh: '缺少', en: 'Missing' },
            width: 160,
            render: (row) => row.kinds.map((kind) => say(licenceKindLabels[kind])).join('、'),
          },
          {
            key: 'sources',
            title: { zh: '来源', en: 'Sources' },
            width: 200,
            render: (row) => row.sources.map((source) => <Tag key={source}>{say(leadSourceLabels[source])}</Tag>),
          },
          {
            key: 'latest',
            title: { zh: '最近一次', en: 'Latest' },
            width: 124,
            render: (row) => formatDate(row.latestOn),
          },
        ]}
      />
    </Page>
  );
};
export default LeadsPage;
