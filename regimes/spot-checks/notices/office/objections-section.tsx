import { labelsOf } from '#foundation/process-labels.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { Button, Descriptions, Space, Tag } from 'antd';
import { useState } from 'react';
import { ActButton, ActsBar, ActWithReason, EventTimeline, formatDate, PaperLinks, ProblemNotice, Section, ServiceForm, useAct, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { type NoticeDetail, objectionActs, orderRetest, recordFormalities, type RetestDetail, tellAbandonment } from '../contract.ts'; // prettier-ignore
import { mannerLabels } from '#foundation/service.ts';
import { objectionProcess, type ObjectionVerb } from '../objection.ts';
import { feeLabels, retestProcess } from '../retest.ts';
import { DesignateForm } from './designate-form.tsx';
import { RecordWord, WrittenWords } from './written-words.tsx';

const objectionLabels = labelsOf(objectionProcess);

const consequences: Readonly<Partial<Record<ObjectionVerb, { readonly zh: string; readonly en: string }>>> = {
  refuse: { zh: '不予受理须说明理由；初检结果不变。', en: 'Give the reason; the first result stands.' },
  accept: {
    zh: '受理后由企业办理复检手续，再由您或同事确定复检机构。',
    en: 'The enterprise completes the formalities; then the laboratory is designated.',
  },
  uphold: {
    zh: '检验报告和告知书作废，本样品不产生结果，不能恢复。',
    en: 'The report and its notices are void and the sample yields no result; this can’t be undone.',
  },
  withdraw: { zh: '撤回后不能再就本结果提出异议。', en: 'You can’t object to this result again.' },
  'confirm-withdrawal': {
    zh: '请先看过扫描件。复核后异议即撤回，企业不能再就本结果提出异议。',
    en: 'Read the scan first. Once confirmed the objection is withdrawn, and the firm can’t object to this result again.',
  },
};

/** Records the service of the notice that a retest counts as given up. */
const Abandonment = ({ objection }: { readonly objection: NoticeDetail['objections'][number] }) => {
  const tell = useAct(tellAbandonment);
  return (
    <ServiceForm
      consequence={{
        zh: '请送达视为放弃复检告知书（见下方文书）。送达生效后异议即办结，初检结果可能随即终局，不能撤回。',
        en: 'Serve the notice that the retest counts as given up (among the papers below). Once its service is in effect the objection is settled and the first result may become final; this can’t be undone.',
      }}
      problem={tell.error}
      pending={tell.isPending}
      onServe={(service) =>
        tell.mutate({ params: { objectionId: objection.id }, body: { version: objection.version, service } })
      }
    />
  );
};

const Retest = ({ retest, dataset }: { readonly retest: RetestDetail; readonly dataset: Dataset }) => {
  const { say, language } = useSpeech();
  const record = useAct(recordFormalities);
  const problem = record.error;
  const day = (value: string | null): string => (value === null ? '—' : formatDate(value, language));
  const params = { retestId: retest.id };
  const offered = (act: string) => retest.acts.find((one) => one.act === act);
  const formalities = offered('record-formalities');
  const designation = offered('designate');
  return (
    <div className="above">
      {problem && <ProblemNotice problem={problem} />}
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        title={
          <Space wrap>
            {say(retestProcess.name)}
            <Tag>{say(retestProcess.states[retest.state])}</Tag>
          </Space>
        }
        items={[
          {
            key: 'formalities',
            label: say({ zh: '办理手续', en: 'Formalities' }),
            children:
              retest.objectionId === null
                ? say({ zh: '机关责令复检，不需办理', en: 'Ordered by the authority; none' })
                : retest.formalitiesOn === null
                  ? say({ zh: `${day(retest.formalitiesUntil)}前`, en: `until ${day(retest.formalitiesUntil)}` })
                  : day(retest.formalitiesOn),
          },
          {
            key: 'laboratory',
            label: say({ zh: '复检机构', en: 'Laboratory' }),
            children:
              retest.laboratory?.name ??
              say({ zh: `${day(retest.designateUntil)}前确定`, en: `until ${day(retest.designateUntil)}` }),
          },
          ...(retest.outcome === null
            ? []
            : [
                {
                  key: 'outcome',
                  label: say({ zh: '复检结论', en: 'Outcome' }),
                  children: say(
                    retest.outcome === 'same'
                      ? { zh: '与初检一致', en: 'As the first result' }
                      : { zh: '与初检不一致，以复检为准', en: 'Differs; the retest counts' },
                  ),
                },
                {
                  key: 'fee',
                  label: say({ zh: '费用承担', en: 'Fee' }),
                  children: retest.feeBy === null ? '—' : say(feeLabels[retest.feeBy]),
                },
              ]),
          ...(retest.reason === null
            ? []
            : [{ key: 'reason', label: say({ zh: '理由', en: 'Reason' }), children: retest.reason }]),
        ]}
      />
      {formalities && retest.objectionId !== null && retest.formalitiesOn === null && (
        <ActButton
          permission={formalities.permission}
          because={formalities.refusal ? say(formalities.refusal.text) : undefined}
          loading={record.isPending}
          onClick={() => record.mutate({ params, body: { version: retest.version } })}
        >
          {say(retestProcess.acts['record-formalities'].label)}
        </ActButton>
      )}
      {designation && (retest.objectionId === null || retest.formalitiesOn !== null) && (
        <DesignateForm retest={retest} offer={designation} />
      )}
      <PaperLinks subject={`retest/${retest.id}`} dataset={dataset} />
      <EventTimeline events={retest.events} />
    </div>
  );
};

/** Objections to a notice and retests of its sample, with what may be done about them. */
export const ObjectionsSection = ({ notice }: { readonly notice: NoticeDetail }) => {
  const { say, language } = useSpeech();
  const acts = {
    refuse: useAct(objectionActs.refuse),
    accept: useAct(objectionActs.accept),
    uphold: useAct(objectionActs.uphold),
    withdraw: useAct(objectionActs.withdraw),
    'confirm-withdrawal': useAct(objectionActs['confirm-withdrawal']),
    'reject-withdrawal': useAct(objectionActs['reject-withdrawal']),
  };
  const order = useAct(orderRetest);
  const [ordering, setOrdering] = useState(false);
  const [recording, record] = useState<number>();
  const { objections, retests, mayOrderRetest } = notice;
  if (objections.length + retests.length === 0 && !mayOrderRetest) return null;
  return (
    <Section title={say({ zh: '异议和复检', en: 'Objections and retests' })}>
      {objections.map((objection) => (
        <div key={objection.id} className="above">
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2 }}
            title={
              <Space wrap>
                {say(objectionProcess.name)}
                <Tag>{say(objectionProcess.states[objection.state])}</Tag>
                {objection.onPaper && <span className="quiet">{say({ zh: '书面提出', en: 'on paper' })}</span>}
              </Space>
            }
            items={[
              {
                key: 'filed',
                label: say({ zh: '提出日期', en: 'Filed' }),
                children: formatDate(objection.filedOn, language),
              },
              {
                key: 'until',
                label: say({ zh: '决定期限', en: 'To be decided by' }),
                children: formatDate(objection.decideUntil, language),
              },
              {
                key: 'wants',
                label: say({ zh: '申请复检', en: 'Asks for a retest' }),
                children: say(objection.wantsRetest ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' }),
              },
              { key: 'grounds', label: say({ zh: '内容和理由', en: 'What and why' }), children: objection.grounds },
              ...(objection.decisionReason === null
                ? []
                : [
                    {
                      key: 'reason',
                      label: say({ zh: '决定理由', en: 'Reason of the decision' }),
                      children: objection.decisionReason,
                    },
                  ]),
              ...(objection.told === null
                ? []
                : [
                    {
                      key: 'told',
                      label: say({ zh: '放弃复检告知', en: 'Told that the retest is given up' }),
                      children: `${say(mannerLabels[objection.told.manner])} · ${say({ zh: '生效', en: 'in effect' })} ${formatDate(objection.told.effectiveOn, language)}（${Object.values(objection.told.proof).join('；')}）`,
                    },
                  ]),
            ]}
          />
          <div className="between">
            <ActsBar
              acts={objection.acts.flatMap((offer) =>
                offer.act === 'tell-abandonment' || offer.act === 'record-withdrawal'
                  ? []
                  : [{ ...offer, act: offer.act }],
              )}
              labels={objectionLabels}
              main="accept"
              consequence={(act) => consequences[act]}
              pending={Object.values(acts).some((act) => act.isPending)}
              onAct={(act, reason) =>
                acts[act].mutateAsync({
                  params: { objectionId: objection.id },
                  body: { version: objection.version, ...(reason === '' ? {} : { reason }) },
                })
              }
            />
          </div>
          {objection.acts.flatMap(({ act, permission, refusal }) =>
            act === 'record-withdrawal'
              ? [
                  <ActButton
                    key={act}
                    permission={permission}
                    because={refusal ? say(refusal.text) : undefined}
                    onClick={() => record(objection.id)}
                  >
                    {say(objectionProcess.acts[act].label)}
                  </ActButton>,
                ]
              : [],
          )}
          <WrittenWords words={notice.writtenWords.filter(({ objectionId }) => objectionId === objection.id)} />
          {recording === objection.id && (
            <RecordWord
              of={{ objectionId: objection.id }}
              version={objection.version}
              onClose={() => record(undefined)}
            />
          )}
          {objection.acts.some(({ act, refusal }) => act === 'tell-abandonment' && !refusal) && (
            <Abandonment objection={objection} />
          )}
          <PaperLinks subject={`objection/${objection.id}`} dataset={notice.dataset} />
          <EventTimeline events={objection.events} />
        </div>
      ))}
      {retests.map((retest) => (
        <Retest key={retest.id} retest={retest} dataset={notice.dataset} />
      ))}
      {mayOrderRetest && (
        <Button autoInsertSpace={false} onClick={() => setOrdering(true)}>
          {say({ zh: '责令复检', en: 'Order a retest' })}
        </Button>
      )}
      <ActWithReason
        title={ordering ? say({ zh: '责令复检', en: 'Order a retest' }) : undefined}
        consequence={say({
          zh: '复检由另一家机构在备样上进行，结论为最终结论。',
          en: 'Another laboratory tests the reserve; its result is final.',
        })}
        act={order}
        input={(reason) => ({ params: { noticeId: notice.id }, body: { reason } })}
        onClose={() => setOrdering(false)}
      />
    </Section>
  );
};
