import { useNavigate } from '@tanstack/react-router';
import { ActButton, ChoiceFilter, DataList, Filters, formatInstant, Page, TextFilter, useDataset, useList, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { listRules } from '../contract-rules.ts';
import { ruleProcess } from '../inspection-rule.ts';

/** Inspection rules by category, the newest revision first. */
const RulesPage = () => {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const query = useList(listRules);
  return (
    <Page
      title={say({ zh: '检验细则', en: 'Inspection rules' })}
      intro={say({
        zh: '每个产品种类按现行细则检验：项目、方法、标准值、项目类别和判定规则。施行后不改，只出新版。',
        en: 'Each category is tested by the rules in force: items, methods, limits, classes, verdict rule. Once in force they are not changed, only followed by a new revision.',
      })}
      withDataset
      acts={
        <ActButton
          permission="spot-checks.plan"
          type="primary"
          onClick={() => void navigate({ to: '/rules/new', search: { dataset } as never })}
        >
          {say({ zh: '起草检验细则', en: 'Draft rules' })}
        </ActButton>
      }
    >
      <Filters>
        <TextFilter name="q" title={{ zh: '产品种类或名称', en: 'Category or title' }} />
        <ChoiceFilter name="state" title={{ zh: '状态', en: 'State' }} labels={ruleProcess.states} />
      </Filters>
      <DataList
        name="rules"
        query={{
          ...query,
          data: query.data && { rows: query.data.rows, total: query.data.rows.length },
        }}
        onOpen={(row) => void navigate({ to: `/rules/${row.id}` })}
        emptyBecause={{
          zh: '没有符合条件的检验细则。制定计划前，请先为产品种类起草检验细则。',
          en: 'No rules match. Before planning, draft rules for the category.',
        }}
        columns={[
          {
            key: 'category',
            title: { zh: '产品种类', en: 'Category' },
            width: 200,
            render: (row) => row.category.name,
          },
          { key: 'title', title: { zh: '名称', en: 'Title' }, width: 280, render: (row) => row.title },
          {
            key: 'revision',
            title: { zh: '版次', en: 'Revision' },
            width: 80,
            numeric: true,
            render: (row) => row.revision,
          },
          { key: 'items', title: { zh: '项目数', en: 'Items' }, width: 80, numeric: true, render: (row) => row.items },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 110,
            render: (row) => say(ruleProcess.states[row.state]),
          },
          {
            key: 'decided',
            title: { zh: '施行时间', en: 'In force since' },
            width: 160,
            render: (row) => (row.decidedAt === null ? '—' : formatInstant(row.decidedAt)),
          },
        ]}
      />
    </Page>
  );
};
export default RulesPage;
