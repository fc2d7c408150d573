import { labelsOf } from '#foundation/process-labels.ts';
import { Descriptions, Input, Modal, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ActsBar, EventTimeline, formatInstant, Loaded, NextAct, Page, PaperLinks, PlainTable, ProblemNotice, Section, useAct, useApi, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import type { TextPair } from '#foundation/text-pair.ts';
import { getSample, reserveActs, sampleActs, type SampleDetail } from '../contract-samples.ts';
import { custodySteps, reserveKeepers, reserveProcess, type ReserveVerb, sampleProcess, type SampleVerb, sealConditions } from '../sample.ts'; // prettier-ignore
import { CorrectSheet } from './correct-sheet.tsx';
import { SheetView, sheetFieldLabel, sheetValue } from './sheet-view.tsx';

const labels = labelsOf(sampleProcess);
const reserveLabels = labelsOf(reserveProcess);
const consequences: Partial<Record<SampleVerb, TextPair>> = {
  receive: { zh: '确认封样完好、与抽样单一致。收样后检验期限开始计算。', en: 'You confirm that the seal is intact and all is as on the sheet. The time for the test begins.' }, // prettier-ignore
  reject: { zh: '封样破损或与抽样单不符的，停止检验，由调度人员决定重新抽样或作废。', en: 'Seal broken or not as on the sheet: the test stops; the dispatcher has it sampled again or declares it void.' }, // prettier-ignore
  resample: { zh: '该样品作废，抽样任务重新进入待抽样。', en: 'The sample becomes void and the visit is made again.' },
};

/** Under which number a sample, or a reserve that a retest has called, is on its way. */
const SendDialog = ({
  sample,
  part,
  onClose,
}: {
  readonly sample: SampleDetail;
  readonly part: 'main' | 'reserve';
  readonly onClose: () => void;
}) => {
  const { say } = useSpeech();
  const sends = { main: useAct(sampleActs.send), reserve: useAct(reserveActs['send-reserve']) };
  const send = sends[part];
  const title = say(part === 'main' ? labels.send : reserveLabels['send-reserve']);
  const [courierNumber, setCourier] = useState('');
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ disabled: courierNumber + note === '', loading: send.isPending }}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          { params: { sampleId: sample.id }, body: { version: sample.version, courierNumber, note } },
          { onSuccess: onClose },
        )
      }
    >
      {send.error && <ProblemNotice problem={send.error} />}
      <Space orientation="vertical" className="wide">
        <Input
          aria-label={say({ zh: '快递单号', en: 'Consignment number' })}
          placeholder={say({ zh: '快递单号', en: 'Consignment number' })}
          value={courierNumber}
          onChange={(event) => setCourier(event.target.value)}
        />
        <Input
          aria-label={say({ zh: '备注', en: 'Note' })}
          placeholder={say({ zh: '备注（专人送达的写明送达人）', en: 'Note: who carries it' })}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Space>
    </Modal>
  );
};

const Custody = ({ sample }: { readonly sample: SampleDetail }) => {
  const { say } = useSpeech();
  return (
    <PlainTable<SampleDetail['custody'][number]>
      rowKey="id"
      dataSource={sample.custody}
      columns={[
        { title: say({ zh: '时间', en: 'When' }), render: (_, row) => formatInstant(row.at) },
        { title: say({ zh: '样品', en: 'Part' }), render: (_, row) => say(row.part === 'main' ? { zh: '检验样品', en: 'Sample' } : { zh: '备样', en: 'Reserve' }) }, // prettier-ignore
        { title: say({ zh: '环节', en: 'Step' }), render: (_, row) => say(custodySteps[row.step]) },
        { title: say({ zh: '交出', en: 'From' }), dataIndex: 'from' },
        { title: say({ zh: '接收', en: 'To' }), dataIndex: 'to' },
        { title: say({ zh: '快递单号', en: 'Consignment' }), render: (_, row) => row.courierNumber || '—' },
        { title: say({ zh: '封样', en: 'Seal' }), render: (_, row) => say(sealConditions[row.seal]) },
        { title: say({ zh: '备注', en: 'Note' }), render: (_, row) => row.note || '—' },
        { title: say({ zh: '记录人', en: 'Noted by' }), dataIndex: 'by' },
      ]}
    />
  );
};

/** One sample: what comes next, its chain of custody, its sheet with corrections, its reserve. */
const SamplePage = () => {
  const { say } = useSpeech();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getSample, { params: { sampleId: id } });
  const acts = { void: useAct(sampleActs.void), receive: useAct(sampleActs.receive), reject: useAct(sampleActs.reject), resample: useAct(sampleActs.resample) }; // prettier-ignore
  const reserve = { 'receive-reserve': useAct(reserveActs['receive-reserve']), 'tamper-reserve': useAct(reserveActs['tamper-reserve']), 'dispose-reserve': useAct(reserveActs['dispose-reserve']) }; // prettier-ignore
  const [asked, ask] = useState<'main' | 'reserve'>();
  const all = [...Object.values(acts), ...Object.values(reserve)];
  const body = (sample: SampleDetail, reason: string) => ({
    params: { sampleId: sample.id },
    body: { version: sample.version, ...(reason === '' ? {} : { reason }) },
  });
  return (
    <Loaded query={query}>
      {(sample) => (
        <Page
          title={`${sample.number} ${sample.productName}`}
          state={<Tag>{say(sampleProcess.states[sample.state])}</Tag>}
          acts={
            <Space wrap>
              {sample.acts.flatMap(({ act, permission, refusal }) =>
                act === 'send'
                  ? [
                      <ActButton
                        key={act}
                        permission={permission}
                        type="primary"
                        because={refusal ? say(refusal.text) : undefined}
                        onClick={() => ask('main')}
                      >
                        {' '}
                        {/* prettier-ignore */}
                        {say(labels.send)}
                      </ActButton>,
                    ]
                  : [],
              )}
              <ActsBar<Exclude<SampleVerb, 'send'>>
                key="acts"
                acts={sample.acts.flatMap((one) => (one.act === 'send' ? [] : [{ ...one, act: one.act }]))}
                labels={labels}
                main={sample.state === 'sent' ? 'receive' : sample.state === 'rejected' ? 'resample' : null}
                consequence={(verb) => consequences[verb]}
                pending={all.some((act) => act.isPending)}
                onAct={(verb, reason) => acts[verb].mutateAsync(body(sample, reason))}
              />
            </Space>
          }
        >
          <NextAct next={sample.next} />
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'visit', label: say({ zh: '抽样任务', en: 'Visit' }), children: <a href={`/office/visits/${sample.visitId}`}>{say({ zh: '查看抽样任务', en: 'See the visit' })}</a> }, // prettier-ignore
              { key: 'plan', label: say({ zh: '计划', en: 'Plan' }), children: sample.plan?.title ?? '—' },
              { key: 'producer', label: say({ zh: '标称生产者', en: 'Producer as named' }), children: sample.producerName }, // prettier-ignore
              { key: 'laboratory', label: say({ zh: '承检机构', en: 'Laboratory' }), children: sample.laboratory?.name ?? '—' }, // prettier-ignore
              { key: 'seals', label: say({ zh: '封样编号', en: 'Seals' }), children: sample.seals.join('、') },
              { key: 'revision', label: say({ zh: '更正次数', en: 'Corrections' }), children: sample.sheetRevision },
            ]}
          />
          <Section title={say({ zh: '样品流转', en: 'Chain of custody' })}>
            <Custody sample={sample} />
          </Section>
          <Section
            title={say({ zh: '备样', en: 'Reserve' })}
            extra={
              <Space wrap>
                {sample.reserveActs.flatMap(({ act, permission, refusal }) =>
                  act === 'send-reserve'
                    ? [
                        <ActButton
                          key={act}
                          permission={permission}
                          because={refusal ? say(refusal.text) : undefined}
                          onClick={() => ask('reserve')}
                        >
                          {' '}
                          {/* prettier-ignore */}
                          {say(reserveLabels[act])}
                        </ActButton>,
                      ]
                    : [],
                )}
                <ActsBar<Exclude<ReserveVerb, 'send-reserve'>>
                  key="acts"
                  acts={sample.reserveActs.flatMap((one) =>
                    one.act === 'send-reserve' ? [] : [{ ...one, act: one.act }],
                  )}
                  labels={reserveLabels}
                  main={null}
                  consequence={(verb) =>
                    verb === 'tamper-reserve'
                      ? {
                          zh: '备样不再用于复检，初检结果有效。',
                          en: 'The reserve is not tested; the first result stands.',
                        }
                      : undefined
                  }
                  pending={all.some((act) => act.isPending)}
                  onAct={(verb, reason) => reserve[verb].mutateAsync(body(sample, reason))}
                />
              </Space>
            }
          >
            <p>
              <Tag>{say(reserveProcess.states[sample.reserveState])}</Tag> {sample.reserveQuantity} ·{' '}
              {say(reserveKeepers[sample.reserveKeptBy])} · {sample.reserveSeals.join('、')}
              {sample.retestLaboratory && ` → ${sample.retestLaboratory.name}`}
            </p>
          </Section>
          <Section title={say({ zh: '抽样单', en: 'Sampling sheet' })} extra={<CorrectSheet sampleId={sample.id} />}>
            <SheetView sheet={sample.sheet} />
          </Section>
          {sample.corrections.length > 0 && (
            <Section title={say({ zh: '更正记录', en: 'Corrections' })}>
              {sample.corrections.map((correction) => (
                <div key={correction.revision}>
                  <strong>{say({ zh: `第${correction.revision}次`, en: `No. ${correction.revision}` })}</strong>{' '}
                  {formatInstant(correction.at)} {correction.by} · {correction.reason} ·{' '}
                  {say({ zh: `企业签字：${correction.signedBy}`, en: `signed by ${correction.signedBy}` })}
                  <ul>
                    {correction.changes.map(({ field, from, to }) => (
                      <li key={field}>
                        {say(sheetFieldLabel(field))}：<del>{sheetValue(field, from, say)}</del> →{' '}
                        {sheetValue(field, to, say)}
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </Section>
          )}
          <Section title={say({ zh: '文书', en: 'Papers' })}>
            <PaperLinks subject={`sample/${sample.id}`} dataset={sample.dataset} />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={sample.events} />
          </Section>
          {asked && <SendDialog sample={sample} part={asked} onClose={() => ask(undefined)} />}
        </Page>
      )}
    </Loaded>
  );
};
export default SamplePage;
