import { labelsOf } from '#foundation/process-labels.ts';
import { Descriptions, Space, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ActsBar, EventTimeline, Loaded, Page, PlainTable, ProblemNotice, Section, useAct, useApi, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { editRule, getRule, reviseRule, ruleActs } from '../contract-rules.ts';
import { comparisonLabels, itemClassLabels, ruleProcess, verdictRuleLabels } from '../inspection-rule.ts';
import { RuleForm } from './rule-form.tsx';

/** One set of inspection rules. */
const RulePage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const params = { ruleId: id };
  const query = useApi(getRule, { params });
  const edit = useAct(editRule);
  const revise = useAct(reviseRule);
  const acts = {
    submit: useAct(ruleActs.submit),
    return: useAct(ruleActs.return),
    enforce: useAct(ruleActs.enforce),
  };
  const [editing, setEditing] = useState(false);
  const problem = edit.error ?? revise.error;
  return (
    <Loaded query={query}>
      {(rule) => (
        <Page
          title={rule.title}
          state={
            <Space wrap>
              <Tag>{say(ruleProcess.states[rule.state])}</Tag>
              <span className="quiet">{say({ zh: `第 ${rule.revision} 版`, en: `Revision ${rule.revision}` })}</span>
            </Space>
          }
          acts={
            <Space wrap>
              {rule.state === 'draft' && (
                <ActButton permission="spot-checks.plan" onClick={() => setEditing(!editing)}>
                  {editing ? say({ zh: '不改了', en: 'Stop editing' }) : say({ zh: '修改草案', en: 'Edit the draft' })}
                </ActButton>
              )}
              {rule.state === 'in-force' && (
                <ActButton
                  permission="spot-checks.plan"
                  loading={revise.isPending}
                  because={
                    rule.mayRevise
                      ? undefined
                      : say({ zh: '检验细则由省局起草', en: 'Rules are drafted by the provincial bureau' })
                  }
                  onClick={() =>
                    revise.mutate({ params }, { onSuccess: (next) => void navigate({ to: `/rules/${next.id}` }) })
                  }
                >
                  {say({ zh: '起草新版', en: 'Draft a new revision' })}
                </ActButton>
              )}
              <ActsBar
                acts={rule.acts}
                labels={labelsOf(ruleProcess)}
                main={rule.state === 'draft' ? 'submit' : rule.state === 'submitted' ? 'enforce' : null}
                consequence={(act) =>
                  act === 'enforce'
                    ? {
                        zh: '施行后不能再改，原现行版同时被替代；已开始的检验仍按原版。',
                        en: 'It can’t be changed any more and replaces the revision in force; tests under way keep theirs.',
                      }
                    : undefined
                }
                pending={Object.values(acts).some((act) => act.isPending)}
                onAct={(act, reason) =>
                  acts[act].mutateAsync({
                    params,
                    body: { version: rule.version, ...(reason === '' ? {} : { reason }) },
                  })
                }
              />
            </Space>
          }
        >
          {problem && <ProblemNotice problem={problem} />}
          {editing && rule.state === 'draft' ? (
            <RuleForm
              key={rule.version}
              dataset={undefined}
              initial={{ ...rule, items: rule.items.map(({ readable: _, ...item }) => item) }}
              saving={edit.isPending}
              onSave={({ title, basis, verdictRule, sampleQuantity, reserveQuantity, leastLot, items }) =>
                edit.mutate(
                  {
                    params,
                    body: {
                      version: rule.version,
                      rule: { title, basis, verdictRule, sampleQuantity, reserveQuantity, leastLot, items },
                    },
                  },
                  { onSuccess: () => setEditing(false) },
                )
              }
            />
          ) : (
            <>
              <Descriptions
                size="small"
                column={{ xs: 1, sm: 2, lg: 3 }}
                items={[
                  { key: 'category', label: say({ zh: '产品种类', en: 'Category' }), children: rule.category.name },
                  {
                    key: 'basis',
                    label: say({ zh: '依据', en: 'Basis' }),
                    children: rule.basis === '' ? '—' : rule.basis,
                  },
                  {
                    key: 'verdict',
                    label: say({ zh: '判定规则', en: 'Verdict rule' }),
                    children: say(verdictRuleLabels[rule.verdictRule]),
                  },
                  { key: 'sample', label: say({ zh: '检验样品', en: 'Sample' }), children: rule.sampleQuantity },
                  {
                    key: 'reserve',
                    label: say({ zh: '备用样品', en: 'Reserve' }),
                    children: rule.reserveQuantity === '' ? '—' : rule.reserveQuantity,
                  },
                  { key: 'lot', label: say({ zh: '最低抽样基数', en: 'Least lot' }), children: rule.leastLot ?? '—' },
                ]}
              />
              <Section title={say({ zh: '检验项目', en: 'Items' })}>
                <PlainTable
                  rowKey="item"
                  dataSource={rule.items}
                  columns={[
                    { title: say({ zh: '项目', en: 'Item' }), dataIndex: 'item' },
                    {
                      title: say({ zh: '标准值', en: 'Limit' }),
                      render: (_, item) => (
                        <>
                          {item.limit} {item.unit}
                          {!item.readable && <Tag>{say({ zh: '由实验室判定', en: 'judged by the laboratory' })}</Tag>}
                        </>
                      ),
                    },
                    { title: say({ zh: '类别', en: 'Class' }), render: (_, item) => say(itemClassLabels[item.class]) },
                    {
                      title: say({ zh: '比较方法', en: 'Comparison' }),
                      render: (_, item) => say(comparisonLabels[item.comparison]),
                    },
                    { title: say({ zh: '检验方法', en: 'Method' }), dataIndex: 'method' },
                    { title: say({ zh: '标准值依据', en: 'Limit by' }), dataIndex: 'limitStandard' },
                  ]}
                />
              </Section>
            </>
          )}
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={rule.events} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default RulePage;
