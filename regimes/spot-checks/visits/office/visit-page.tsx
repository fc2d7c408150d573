import { labelsOf } from '#foundation/process-labels.ts';
import { Descriptions, Image, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ActsBar, addressOf, EventTimeline, formatDate, formatInstant, Loaded, NextAct, Page, PaperLinks, Section, useAct, useApi, useMay, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import type { TextPair } from '#foundation/text-pair.ts';
import { siteLabels } from '../../plans/plan.ts';
import { getVisit, getVisitFile, visitActs, type VisitDetail } from '../contract.ts';
import { sampleProcess } from '../sample.ts';
import { visitProcess, type VisitState, type VisitVerb } from '../visit.ts';
import { CorrectSheet } from './correct-sheet.tsx';
import { LawfulDialog, ProposeDialog } from './visit-dialogs.tsx';
import { VisitMessages } from './visit-messages.tsx';

/** Acts that ask for more than a reason have dialogs of their own. */
const special = ['no-sample', 'rightful-refusal', 'propose'] as const;
type Special = (typeof special)[number];
type Plain = Exclude<VisitVerb, Special>;
const isSpecial = (verb: VisitVerb): verb is Special => (special as readonly VisitVerb[]).includes(verb);

const labels = labelsOf(visitProcess);
const mainAct: Partial<Record<VisitState, Plain>> = { assigned: 'start', started: 'finish', ordered: 'admit' };
const consequences: Partial<Record<Plain, TextPair>> = {
  start: {
    zh: '确认两名以上抽样人员已到场，并已向企业出示有效身份证件。抽查通知书随即出具并编号，请当场向企业出示。',
    en: 'You confirm that two inspectors at least are there and have shown valid identity cards. The numbered notice is issued at once: show it to the firm on the spot.',
  },
  order: {
    zh: '将对企业警告并责令限期接受抽查；期满仍拒绝的，由其他人员认定拒检，可依法曝光。',
    en: 'The firm is warned and ordered to admit the inspectors; if it still refuses after the day, another person finds that it refused, a ground for exposure.',
  },
  refuse: {
    zh: '认定后抽样任务终结，拒检将作为结果记入企业档案，并成为曝光的依据。',
    en: 'The visit ends; the refusal enters the enterprise’s record and is a ground for exposure.',
  },
  cancel: { zh: '取消后不能恢复。', en: 'It can’t be undone.' },
  confirm: {
    zh: '审定后抽样人员即可前往抽样。请核对对象、指定理由、抽样地点和抽样人员。',
    en: 'From then on the inspectors may go there. Look at the target, the reason, the site and the inspectors.',
  },
  dismiss: { zh: '该任务取消，不能恢复。', en: 'The visit is cancelled; it can’t be undone.' },
};
const fileLabels: Readonly<Record<VisitDetail['files'][number]['kind'], TextPair>> = {
  photo: { zh: '照片', en: 'Photo' },
  'inspector-signature': { zh: '抽样人员签名', en: 'Inspector’s signature' },
  'firm-signature': { zh: '受检单位签名', en: 'Firm’s signature' },
  paper: { zh: '文书', en: 'Paper' },
};

const useActs = () => ({
  start: useAct(visitActs.start),
  finish: useAct(visitActs.finish),
  order: useAct(visitActs.order),
  'not-found': useAct(visitActs['not-found']),
  stopped: useAct(visitActs.stopped),
  admit: useAct(visitActs.admit),
  refuse: useAct(visitActs.refuse),
  cancel: useAct(visitActs.cancel),
  reassign: useAct(visitActs.reassign),
  decline: useAct(visitActs.decline),
  confirm: useAct(visitActs.confirm),
  dismiss: useAct(visitActs.dismiss),
});

const Facts = ({ visit }: { readonly visit: VisitDetail }) => {
  const { say, language } = useSpeech();
  const item = (key: string, label: TextPair, children: React.ReactNode) => ({ key, label: say(label), children });
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        item('enterprise', { zh: '受检单位', en: 'Firm' }, <a href={`/office/enterprises/${visit.enterprise.id}`}>{visit.enterprise.name}</a>), // prettier-ignore
        item('address', { zh: '地址', en: 'Address' }, visit.address ?? '—'),
        item('category', { zh: '产品种类', en: 'Category' }, visit.category.name),
        item('place', { zh: '所在地', en: 'Place' }, visit.place?.name ?? '—'),
        item('plan', { zh: '计划', en: 'Plan' }, visit.plan ? <a href={`/office/plans/${visit.plan.id}`}>{[visit.plan.title, visit.plan.number].filter(Boolean).join(' ')}</a> : '—'), // prettier-ignore
        item('how', { zh: '对象产生', en: 'How it was chosen' }, visit.namedBecause === null ? say({ zh: '随机抽取', en: 'Drawn' }) : say({ zh: `指定：${visit.namedBecause}`, en: `Named: ${visit.namedBecause}` })), // prettier-ignore
        item('inspectors', { zh: '抽样人员', en: 'Inspectors' }, visit.inspectors.map(({ name, leads }) => (leads ? say({ zh: `${name}（带队）`, en: `${name} (leads)` }) : name)).join('、')), // prettier-ignore
        item('laboratory', { zh: '承检机构', en: 'Laboratory' }, visit.laboratory?.name ?? '—'),
        item('site', { zh: '抽样地点', en: 'Site' }, say(siteLabels[visit.site])),
        item('due', { zh: '完成期限', en: 'Due' }, formatDate(visit.dueOn, language)),
        item('started', { zh: '开始', en: 'Started' }, formatInstant(visit.startedAt) || '—'),
        item('ended', { zh: '结束', en: 'Ended' }, formatInstant(visit.endedAt) || '—'),
        ...(visit.reasonWords === null ? [] : [item('case', { zh: '法定情形', en: 'Case of the law' }, say(visit.reasonWords))]), // prettier-ignore
        ...(visit.reason === null ? [] : [item('reason', { zh: '说明', en: 'In words' }, visit.reason)]),
        ...(visit.orderedUntil === null ? [] : [item('until', { zh: '责令改正期限', en: 'Ordered until' }, formatDate(visit.orderedUntil, language))]), // prettier-ignore
      ]}
    />
  );
};

/** One visit: what comes next, facts, samples, photos and signatures, messages from the field, what happened. */
const VisitPage = () => {
  const { say } = useSpeech();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getVisit, { params: { visitId: id } });
  const acts = useActs();
  const samples = useMay('spot-checks.sample');
  const [asked, ask] = useState<Special>();
  return (
    <Loaded query={query}>
      {(visit) => (
        <Page
          title={visit.enterprise.name}
          state={
            <Space wrap>
              <Tag>{say(visitProcess.states[visit.state])}</Tag>
              {visit.unconfirmed && <Tag color="orange">{say({ zh: '指定对象待审定', en: 'To be confirmed' })}</Tag>}
              {visit.overdue && <Tag color="red">{say({ zh: '逾期', en: 'Overdue' })}</Tag>}
            </Space>
          }
          acts={
            <Space wrap>
              <ActsBar<Plain>
                acts={visit.acts.flatMap((offered) =>
                  isSpecial(offered.act) ? [] : [{ ...offered, act: offered.act }],
                )}
                labels={labels}
                main={visit.unconfirmed ? 'confirm' : (mainAct[visit.state] ?? null)}
                consequence={(verb) => consequences[verb]}
                pending={Object.values(acts).some((act) => act.isPending)}
                onAct={(verb, reason) =>
                  acts[verb].mutateAsync({
                    params: { visitId: visit.id },
                    body: { version: visit.version, ...(reason === '' ? {} : { reason }) },
                  })
                }
              />
              {visit.acts.flatMap(({ act, permission, refusal }) =>
                isSpecial(act)
                  ? [
                      <ActButton
                        key={act}
                        permission={permission}
                        because={refusal ? say(refusal.text) : undefined}
                        onClick={() => ask(act)}
                      >
                        {say(labels[act])}
                      </ActButton>,
                    ]
                  : [],
              )}
            </Space>
          }
        >
          <NextAct next={visit.next} />
          <Facts visit={visit} />
          {visit.reassignments.length > 0 && (
            <Section title={say({ zh: '人员更换', en: 'Changes of inspectors' })}>
              {visit.reassignments.map((change) => (
                <p key={change.id}>
                  <Tag>
                    {say(
                      {
                        proposed: { zh: '待审定', en: 'To decide' },
                        approved: { zh: '已同意', en: 'Approved' },
                        declined: { zh: '未同意', en: 'Declined' },
                      }[change.state],
                    )}{' '}
                    {/* prettier-ignore */}
                  </Tag>
                  {change.inspectors.map(({ name }) => name).join('、')} · {change.reason} · {change.proposedBy}{' '}
                  {formatInstant(change.proposedAt)}
                  {change.decidedBy !== null && ` → ${change.decidedBy} ${change.decisionReason ?? ''}`}
                </p>
              ))}
            </Section>
          )}
          {visit.samples.length > 0 && (
            <Section title={say({ zh: '样品', en: 'Samples' })}>
              <ul>
                {visit.samples.map((sample) => (
                  <li key={sample.id}>
                    <a href={`/office/samples/${sample.id}`}>
                      {sample.number} {sample.productName}
                    </a>{' '}
                    <Tag>{say(sampleProcess.states[sample.state])}</Tag>
                    {samples && (sample.state === 'sealed' || sample.state === 'sent') && (
                      <CorrectSheet sampleId={sample.id} quiet />
                    )}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {visit.files.length > 0 && (
            <Section title={say({ zh: '照片和签名', en: 'Photos and signatures' })}>
              <Image.PreviewGroup>
                <Space wrap align="start">
                  {visit.files.map((file) => (
                    <figure key={file.id} className="visit-file">
                      <Image
                        height={120}
                        alt={`${say(fileLabels[file.kind])} ${file.caption}`}
                        src={addressOf(getVisitFile, { params: { visitId: visit.id, fileId: file.id } })}
                      />
                      <figcaption className="quiet">
                        {say(fileLabels[file.kind])} {file.caption} {formatInstant(file.takenAt)}
                        {file.latitude !== null &&
                          ` (${file.latitude}, ${file.longitude ?? ''} ±${file.accuracy ?? '?'} m)`}
                      </figcaption>
                    </figure>
                  ))}
                </Space>
              </Image.PreviewGroup>
            </Section>
          )}
          <VisitMessages visit={visit} />
          <Section title={say({ zh: '文书', en: 'Papers' })}>
            <PaperLinks subject={`visit/${visit.id}`} dataset={visit.dataset} />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={visit.events} />
          </Section>
          <LawfulDialog
            key={`lawful-${asked ?? ''}`}
            visit={visit}
            verb={asked === 'propose' ? undefined : asked}
            onClose={() => ask(undefined)}
          />
          <ProposeDialog visit={visit} open={asked === 'propose'} onClose={() => ask(undefined)} />
        </Page>
      )}
    </Loaded>
  );
};
export default VisitPage;
