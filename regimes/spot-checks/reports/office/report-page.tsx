import { labelsOf } from '#foundation/process-labels.ts';
import { Alert, Descriptions, Space, Tag } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ActsBar, EventTimeline, formatDate, formatInstant, Loaded, NextAct, Page, PaperLinks, ProblemNotice, Section, useAct, useApi, useMay, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { verdictRuleLabels } from '../../plans/inspection-rule.ts';
import { enterValues, getReport, reportActs, type ReportDetail } from '../contract.ts';
import { conclusionLabels, purposeLabels, reportProcess, type ReportVerb } from '../report.ts';
import { ConcludeDialog } from './conclude-dialog.tsx';
import { ItemValues } from './item-values.tsx';

const consequences: Readonly<Partial<Record<ReportVerb, { readonly zh: string; readonly en: string }>>> = {
  approve: {
    zh: '批准后报告编号并生效；结论与系统判定不一致的，转为“结论待核”。',
    en: 'It is numbered and takes effect; where conclusion and program differ it is queried.',
  },
  confirm: {
    zh: '请写明确认结论的理由。确认后报告按贵机构的结论生效。',
    en: 'Say why you confirm it. The report then takes effect with your conclusion.',
  },
  correct: {
    zh: '本报告作废并保留，另开一份更正的报告，重新检验、审核、批准。',
    en: 'This report is voided and kept; another is opened and goes through all three hands.',
  },
  void: {
    zh: '结果送达前发现错误的，本报告作废并保留，另开一份重新出具。送达后不能作废。',
    en: 'For an error found before a notice is served: it is voided and kept, another is opened.',
  },
};

const Signatures = ({ report }: { readonly report: ReportDetail }) => {
  const say = useSay();
  const signed = ({ by, at }: ReportDetail['tested']) => (at === null ? '—' : `${by ?? ''} ${formatInstant(at)}`);
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 3 }}
      items={[
        { key: 'tested', label: say({ zh: '主检', en: 'Tested' }), children: signed(report.tested) },
        { key: 'reviewed', label: say({ zh: '审核', en: 'Reviewed' }), children: signed(report.reviewed) },
        { key: 'approved', label: say({ zh: '批准', en: 'Approved' }), children: signed(report.approved) },
      ]}
    />
  );
};

const Facts = ({ report }: { readonly report: ReportDetail }) => {
  const say = useSay();
  const or = (text: string | null) => (text === null || text === '' ? '—' : text);
  const other = (one: ReportDetail['corrects']) =>
    one && <Link to={`/reports/${one.id}`}>{one.number ?? say({ zh: '未编号', en: 'not numbered yet' })}</Link>;
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 2, lg: 3 }}
      items={[
        { key: 'sheet', label: say({ zh: '抽样单编号', en: 'Sheet' }), children: report.sampleNumber },
        { key: 'product', label: say({ zh: '产品', en: 'Product' }), children: report.productName },
        { key: 'model', label: say({ zh: '规格型号', en: 'Model' }), children: or(report.model) },
        { key: 'brand', label: say({ zh: '商标', en: 'Brand' }), children: or(report.brand) },
        { key: 'batch', label: say({ zh: '生产日期或批号', en: 'Batch' }), children: or(report.batch) },
        { key: 'standard', label: say({ zh: '执行标准', en: 'Standard' }), children: or(report.standard) },
        { key: 'category', label: say({ zh: '产品种类', en: 'Category' }), children: report.category.name },
        { key: 'laboratory', label: say({ zh: '承检机构', en: 'Laboratory' }), children: report.laboratory.name },
        {
          key: 'due',
          label: say({ zh: '检验期限', en: 'Due' }),
          children: or(report.dueOn && formatDate(report.dueOn)),
        },
        { key: 'rules', label: say({ zh: '检验细则', en: 'Rules' }), children: or(report.rules) },
        {
          key: 'rule',
          label: say({ zh: '判定规则', en: 'Verdict rule' }),
          children: say(verdictRuleLabels[report.verdictRule]),
        },
        {
          key: 'finding',
          label: say({ zh: '系统逐项判定', en: 'By the items' }),
          children: say(conclusionLabels[report.finding]),
        },
        ...(report.conclusion === null
          ? []
          : [
              {
                key: 'conclusion',
                label: say({ zh: '检验结论', en: 'Conclusion' }),
                children: (
                  <Space wrap>
                    <strong>{say(conclusionLabels[report.conclusion])}</strong>
                    {report.serious && <Tag color="red">{say({ zh: '严重不合格', en: 'serious' })}</Tag>}
                  </Space>
                ),
              },
              {
                key: 'failing',
                label: say({ zh: '不合格项目', en: 'Failing items' }),
                children: or(report.failingItems.join('、')),
              },
            ]),
        ...(report.remark === ''
          ? []
          : [{ key: 'remark', label: say({ zh: '备注', en: 'Remark' }), children: report.remark }]),
        ...(report.corrects === null
          ? []
          : [{ key: 'corrects', label: say({ zh: '更正', en: 'Corrects' }), children: other(report.corrects) }]),
        ...(report.correctedBy === null
          ? []
          : [
              {
                key: 'by',
                label: say({ zh: '已由新报告更正', en: 'Corrected by' }),
                children: other(report.correctedBy),
              },
            ]),
      ]}
    />
  );
};

/** What must be seen before anything else: a query, a void, a scope that nobody entered. */
const Notices = ({ report }: { readonly report: ReportDetail }) => {
  const say = useSay();
  return (
    <>
      {report.state === 'queried' && (
        <Alert
          className="above"
          type="warning"
          showIcon
          title={say({
            zh: '检验结论与系统逐项判定不一致，待承检机构书面确认或更正。',
            en: 'The conclusion differs from the judgement by the items; the laboratory confirms in writing or corrects.',
          })}
        />
      )}
      {report.confirmation !== null && (
        <Alert
          className="above"
          type="info"
          title={say({ zh: `承检机构书面确认：${report.confirmation}`, en: `Confirmed in writing: ${report.confirmation}` })} // prettier-ignore
        />
      )}
      {report.voidReason !== null && (
        <Alert
          className="above"
          type="error"
          title={say({ zh: `已作废：${report.voidReason}`, en: `Void: ${report.voidReason}` })}
        />
      )}
      {!report.scopeEntered && report.state === 'open' && (
        <Alert
          className="above"
          type="warning"
          showIcon
          title={
            report.dataset === 'demo'
              ? say({
                  zh: '本机构尚未登记检验能力范围。演示数据允许检验；正式数据中须先登记。',
                  en: 'No accredited scope was entered for this laboratory. Demonstration data may be tested all the same; current data may not.',
                })
              : say({
                  zh: '本机构尚未登记检验能力范围，登记前一般不得检验，请联系主管机关。',
                  en: 'No accredited scope was entered for this laboratory; before that it may usually not test. Ask the authority.',
                })
          }
        />
      )}
    </>
  );
};

/** One report: what is tested, its values with their verdicts, three signatures, what comes next. */
const ReportPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const params = { reportId: id };
  const query = useApi(getReport, { params });
  const enter = useAct(enterValues);
  const acts: Record<ReportVerb, ReturnType<typeof useAct<(typeof reportActs)['test']>>> = {
    test: useAct(reportActs.test),
    review: useAct(reportActs.review),
    return: useAct(reportActs.return),
    approve: useAct(reportActs.approve),
    'send-back': useAct(reportActs['send-back']),
    confirm: useAct(reportActs.confirm),
    correct: useAct(reportActs.correct),
    void: useAct(reportActs.void),
  };
  const ofLaboratory = useMay('spot-checks.laboratory');
  const [concluding, conclude] = useState(false);
  const [unsaved, tellUnsaved] = useState(false);
  const all = Object.values(acts);
  const problem = enter.error ?? all.find((act) => act.error)?.error;
  const labels = labelsOf(reportProcess);
  return (
    <Loaded query={query}>
      {(report) => (
        <Page
          title={say({ zh: `检验报告 ${report.sampleNumber}`, en: `Report ${report.sampleNumber}` })}
          state={
            <Space wrap>
              <Tag>{say(reportProcess.states[report.state])}</Tag>
              <Tag>{say(purposeLabels[report.purpose])}</Tag>
              {report.number !== null && <span className="quiet">{report.number}</span>}
            </Space>
          }
          acts={
            ofLaboratory && (
              <Space wrap>
                {report.acts
                  .filter(({ act }) => act === 'test')
                  .map((offered) => (
                    <ActButton
                      key={offered.act}
                      permission={offered.permission}
                      type="primary"
                      because={
                        offered.refusal
                          ? say(offered.refusal.text)
                          : unsaved
                            ? say({ zh: '请先保存实测值', en: 'Save the values first' })
                            : undefined
                      }
                      onClick={() => conclude(true)}
                    >
                      {say(labels.test)}
                    </ActButton>
                  ))}
                <ActsBar
                  key="acts"
                  acts={report.acts.filter(({ act }) => act !== 'test')}
                  labels={labels}
                  main={report.state === 'tested' ? 'review' : report.state === 'reviewed' ? 'approve' : null}
                  consequence={(act) => consequences[act]}
                  pending={all.some((act) => act.isPending)}
                  onAct={(act, reason) =>
                    acts[act].mutateAsync({
                      params,
                      body: { version: report.version, ...(reason === '' ? {} : { reason }) },
                    })
                  }
                />
              </Space>
            )
          }
        >
          {problem && <ProblemNotice problem={problem} />}
          <NextAct next={report.next} />
          <Notices report={report} />
          <Facts report={report} />
          <Section title={say({ zh: '检验项目', en: 'Items' })}>
            <ItemValues
              key={report.id}
              report={report}
              saving={enter.isPending}
              onUnsaved={tellUnsaved}
              onSave={(values, saved) =>
                enter.mutate({ params, body: { version: report.version, values: [...values] } }, { onSuccess: saved })
              }
            />
          </Section>
          <Section title={say({ zh: '签字', en: 'Signatures' })}>
            <Signatures report={report} />
          </Section>
          <Section title={say({ zh: '文书', en: 'Papers' })}>
            <PaperLinks subject={`report/${report.id}`} dataset={report.dataset} />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={report.events} />
          </Section>
          {concluding && (
            <ConcludeDialog
              report={report}
              pending={acts.test.isPending}
              onConclude={(conclusion, remark) =>
                acts.test.mutate(
                  { params, body: { version: report.version, conclusion, remark } },
                  { onSettled: () => conclude(false) },
                )
              }
              onClose={() => conclude(false)}
            />
          )}
        </Page>
      )}
    </Loaded>
  );
};
export default ReportPage;
