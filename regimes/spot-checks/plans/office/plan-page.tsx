import { labelsOf } from '#foundation/process-labels.ts';
import { Alert, Descriptions, Space, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ActsBar, ActWithReason, EventTimeline, formatCount, formatDate, formatInstant, Loaded, NextAct, Page, PlainTable, ProblemNotice, Section, useAct, useApi, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { checkKindLabels, levelLabels } from '../../spot-check.ts';
import { copyPlan, decideAmendment, editPlan, getPlan, planActs, type PlanDetail } from '../contract.ts';
import { amendmentLabels, type PlanInput, planProcess, siteLabels } from '../plan.ts';
import { PlanProgress } from '../../board/office/plan-progress.tsx';
import { PlanDraws } from '../../draws/office/plan-draws.tsx';
import { PublishResults } from '../../notices/office/publish-results.tsx';
import { AmendmentDialog } from './amendment-dialog.tsx';
import { ScopeGaps } from './scope-gaps.tsx';
import { Withdrawn } from './withdrawn.tsx';
import { draftOf, PlanForm } from './plan-form.tsx';

const yuan = (fen: number): string =>
  new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' }).format(fen / 100);

/** What stands in the plan, as its form takes it. */
export const planInputOf = (plan: PlanDetail): PlanInput => ({
  title: plan.title,
  authorityId: plan.authority.id,
  kind: plan.kind,
  sites: plan.sites,
  startsOn: plan.startsOn,
  endsOn: plan.endsOn,
  budgetFen: plan.budgetFen,
  basis: plan.basis,
  lines: plan.lines
    .filter(({ quotas }) => quotas.length > 0)
    .map((line) => ({
      categoryId: line.category.id,
      ruleId: line.rule?.id ?? null,
      quotas: line.quotas.map(({ region, targets }) => ({ regionCode: region.code, targets })),
      laboratories: line.laboratories.map(({ id }) => id),
      retestLaboratories: line.retestLaboratories.map(({ id }) => id),
    })),
});

const Amendments = ({ plan }: { readonly plan: PlanDetail }) => {
  const { say, language } = useSpeech();
  const approve = useAct(decideAmendment);
  const reject = useAct(decideAmendment);
  const [rejecting, ask] = useState(false);
  if (plan.amendments.length === 0) return null;
  return (
    <Section title={say({ zh: '计划变更', en: 'Amendments' })}>
      {approve.error && <ProblemNotice problem={approve.error} />}
      {plan.amendments.map((amendment) => (
        <Descriptions
          key={amendment.id}
          size="small"
          column={{ xs: 1, md: 2 }}
          title={
            <Space wrap>
              <Tag>{say(amendmentLabels[amendment.state])}</Tag>
              {amendment.revision !== null &&
                say({ zh: `第 ${amendment.revision} 次变更`, en: `Revision ${amendment.revision}` })}
            </Space>
          }
          items={[
            { key: 'reason', label: say({ zh: '理由', en: 'Reason' }), children: amendment.reason },
            {
              key: 'changes',
              label: say({ zh: '内容', en: 'Changes' }),
              children: [
                amendment.changes.startsOn &&
                  say({
                    zh: `开始 ${formatDate(amendment.changes.startsOn)}`,
                    en: `from ${amendment.changes.startsOn}`,
                  }),
                amendment.changes.endsOn &&
                  say({ zh: `结束 ${formatDate(amendment.changes.endsOn)}`, en: `until ${amendment.changes.endsOn}` }),
                amendment.changes.budgetFen !== undefined &&
                  say({
                    zh: `预算 ${yuan(amendment.changes.budgetFen)}`,
                    en: `budget ${yuan(amendment.changes.budgetFen)}`,
                  }),
                amendment.changes.lines &&
                  say({
                    zh: `种类和数量（共 ${formatCount(amendment.changes.lines.flatMap(({ quotas }) => quotas).reduce((sum, { targets }) => sum + targets, 0))} 家）`,
                    en: `categories and numbers (${formatCount(amendment.changes.lines.flatMap(({ quotas }) => quotas).reduce((sum, { targets }) => sum + targets, 0))} firms)`,
                  }),
              ]
                .filter(Boolean)
                .join(language === 'zh' ? '；' : '; '),
            },
            {
              key: 'by',
              label: say({ zh: '提出', en: 'Proposed' }),
              children: `${amendment.proposedBy ?? ''} ${formatInstant(amendment.proposedAt)}`,
            },
            ...(amendment.decidedAt === null
              ? []
              : [
                  {
                    key: 'decided',
                    label: say({ zh: '审定', en: 'Decided' }),
                    children: `${amendment.decidedBy ?? ''} ${formatInstant(amendment.decidedAt)} ${amendment.decisionReason ?? ''}`,
                  },
                ]),
          ]}
        />
      ))}
      <Withdrawn plan={plan} />
      {plan.amendments.some(({ state }) => state === 'proposed') && (
        <Space wrap>
          <ActButton
            permission="spot-checks.approve"
            type="primary"
            loading={approve.isPending}
            because={
              plan.mayDecideAmendment
                ? undefined
                : say({
                    zh: '提出人不能审定，请由另一位签发人办理',
                    en: 'Not by who proposed it; another approver must decide',
                  })
            }
            onClick={() =>
              approve.mutate({ params: { planId: plan.id }, body: { version: plan.version, decision: 'approved' } })
            }
          >
            {say({ zh: '批准变更', en: 'Approve the amendment' })}
          </ActButton>
          <ActButton
            permission="spot-checks.approve"
            because={
              plan.mayDecideAmendment
                ? undefined
                : say({
                    zh: '提出人不能审定，请由另一位签发人办理',
                    en: 'Not by who proposed it; another approver must decide',
                  })
            }
            onClick={() => ask(true)}
          >
            {say({ zh: '不予批准', en: 'Reject it' })}
          </ActButton>
        </Space>
      )}
      <ActWithReason
        title={rejecting ? say({ zh: '不予批准变更', en: 'Reject the amendment' }) : undefined}
        act={reject}
        input={(reason) => ({
          params: { planId: plan.id },
          body: { version: plan.version, decision: 'rejected' as const, reason },
        })}
        onClose={() => ask(false)}
      />
    </Section>
  );
};

/** One plan: its lines, what comes next, amendments and what happened. */
const PlanPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const params = { planId: id };
  const query = useApi(getPlan, { params });
  const edit = useAct(editPlan);
  const copy = useAct(copyPlan);
  const acts = {
    submit: useAct(planActs.submit),
    discard: useAct(planActs.discard),
    approve: useAct(planActs.approve),
    return: useAct(planActs.return),
    close: useAct(planActs.close),
  };
  const [editing, setEditing] = useState(false);
  const [amending, setAmending] = useState(false);
  const problem = edit.error ?? copy.error;
  return (
    <Loaded query={query}>
      {(plan) => (
        <Page
          title={plan.title}
          state={
            <Space wrap>
              <Tag>{say(planProcess.states[plan.state])}</Tag>
              {plan.number !== null && <span className="quiet">{plan.number}</span>}
            </Space>
          }
          acts={
            <Space wrap>
              {plan.state === 'draft' && (
                <ActButton permission="spot-checks.plan" onClick={() => setEditing(!editing)}>
                  {editing ? say({ zh: '不改了', en: 'Stop editing' }) : say({ zh: '修改草案', en: 'Edit the draft' })}
                </ActButton>
              )}
              {plan.state === 'approved' && (
                <ActButton
                  permission="spot-checks.plan"
                  because={
                    plan.mayAmend
                      ? undefined
                      : say({
                          zh: '已有一项变更待审，或您不管辖此地区',
                          en: 'An amendment waits for its decision, or the region is not yours',
                        })
                  }
                  onClick={() => setAmending(true)}
                >
                  {say({ zh: '提出变更', en: 'Propose an amendment' })}
                </ActButton>
              )}
              <ActButton
                permission="spot-checks.plan"
                loading={copy.isPending}
                onClick={() =>
                  copy.mutate({ params }, { onSuccess: (next) => void navigate({ to: `/plans/${next.id}` }) })
                }
              >
                {say({ zh: '复制为下一年度', en: 'Copy for next year' })}
              </ActButton>
              {plan.toPublish > 0 && <PublishResults plan={plan} />}
              <ActsBar
                acts={plan.acts}
                labels={labelsOf(planProcess)}
                main={plan.state === 'draft' ? 'submit' : plan.state === 'submitted' ? 'approve' : null}
                consequence={(act) =>
                  act === 'approve'
                    ? {
                        zh: '批准后计划编号并冻结，此后只能以变更修改。',
                        en: 'It is numbered and frozen; from then on only amendments change it.',
                      }
                    : undefined
                }
                pending={Object.values(acts).some((act) => act.isPending)}
                onAct={(act, reason) =>
                  acts[act].mutateAsync({
                    params,
                    body: { version: plan.version, ...(reason === '' ? {} : { reason }) },
                  })
                }
              />
            </Space>
          }
        >
          {problem && <ProblemNotice problem={problem} />}
          <NextAct next={plan.next} />
          <ScopeGaps plan={plan} />
          {plan.lines.some(({ rule }) => rule?.state === 'withdrawn') && plan.state === 'draft' && (
            <Alert
              type="warning"
              showIcon
              title={say({
                zh: '有产品种类选用的检验细则已被新版替代，请修改草案后重新选择该种类。',
                en: 'Some inspection rules have been replaced; edit the draft and choose the category again.',
              })}
            />
          )}
          {editing && plan.state === 'draft' ? (
            <PlanForm
              key={plan.version}
              dataset={plan.dataset}
              initial={draftOf(planInputOf(plan))}
              saving={edit.isPending}
              onSave={(input) =>
                edit.mutate(
                  { params, body: { version: plan.version, plan: input } },
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
                  { key: 'authority', label: say({ zh: '组织机关', en: 'Authority' }), children: plan.authority.name },
                  { key: 'level', label: say({ zh: '级别', en: 'Level' }), children: say(levelLabels[plan.level]) },
                  {
                    key: 'kind',
                    label: say({ zh: '抽查类别', en: 'Kind' }),
                    children: say(checkKindLabels[plan.kind]),
                  },
                  { key: 'region', label: say({ zh: '地域', en: 'Region' }), children: plan.region.name },
                  {
                    key: 'dates',
                    label: say({ zh: '抽样期间', en: 'Sampling' }),
                    children: `${formatDate(plan.startsOn, language)} – ${formatDate(plan.endsOn, language)}`,
                  },
                  {
                    key: 'sites',
                    label: say({ zh: '抽样地点', en: 'Sites' }),
                    children: plan.sites.map((site) => say(siteLabels[site])).join('；'),
                  },
                  {
                    key: 'targets',
                    label: say({ zh: '抽查企业数', en: 'Targets' }),
                    children: formatCount(plan.targets, language),
                  },
                  { key: 'budget', label: say({ zh: '经费预算', en: 'Budget' }), children: yuan(plan.budgetFen) },
                  {
                    key: 'basis',
                    label: say({ zh: '任务来源', en: 'Basis' }),
                    children: plan.basis === '' ? '—' : plan.basis,
                  },
                ]}
              />
              <Section title={say({ zh: '产品种类和数量', en: 'Categories and numbers' })}>
                <PlainTable
                  rowKey="id"
                  dataSource={plan.lines}
                  locale={{
                    emptyText: say({
                      zh: '还没有产品种类，请“修改草案”填写。',
                      en: 'No category yet; edit the draft.',
                    }),
                  }}
                  columns={[
                    { title: say({ zh: '产品种类', en: 'Category' }), render: (_, line) => line.category.name },
                    {
                      title: say({ zh: '检验细则', en: 'Rules' }),
                      render: (_, line) =>
                        line.rule === null ? (
                          '—'
                        ) : (
                          <a href={`/office/rules/${line.rule.id}`}>
                            {say({
                              zh: `${line.rule.title}（第 ${line.rule.revision} 版）`,
                              en: `${line.rule.title} (rev. ${line.rule.revision})`,
                            })}
                          </a>
                        ),
                    },
                    {
                      title: say({ zh: '地区和企业数', en: 'Divisions and firms' }),
                      render: (_, line) =>
                        line.quotas.length === 0
                          ? say({ zh: '已撤出，已开始的继续办结', en: 'Withdrawn; what had begun goes on' })
                          : line.quotas.map(({ region, targets }) => `${region.name} ${targets}`).join('、'),
                    },
                    {
                      title: say({ zh: '合计', en: 'Total' }),
                      align: 'right',
                      render: (_, line) =>
                        formatCount(
                          line.quotas.reduce((sum, { targets }) => sum + targets, 0),
                          language,
                        ),
                    },
                    {
                      title: say({ zh: '承检机构', en: 'Laboratories' }),
                      render: (_, line) => line.laboratories.map(({ name }) => name).join('、'),
                    },
                    {
                      title: say({ zh: '复检机构', en: 'Retests' }),
                      render: (_, line) => line.retestLaboratories.map(({ name }) => name).join('、'),
                    },
                  ]}
                />
              </Section>
            </>
          )}
          {(plan.state === 'approved' || plan.state === 'closed') && <PlanProgress planId={plan.id} />}
          <PlanDraws planId={plan.id} approved={plan.state === 'approved'} />
          <Amendments plan={plan} />
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={plan.events} />
          </Section>
          {amending && <AmendmentDialog plan={plan} input={planInputOf(plan)} onClose={() => setAmending(false)} />}
        </Page>
      )}
    </Loaded>
  );
};
export default PlanPage;
