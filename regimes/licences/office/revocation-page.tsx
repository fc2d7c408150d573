import { Descriptions, Input, Modal, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import { ActButton, DateField, EventTimeline, formatDate, GroundsView, Loaded, NextAct, Page, PaperLinks, ProblemNotice, Section, useAct, useApi, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { getRevocation, revocationActs, type RevocationDetail } from '../contracts/revocations.ts';
import { revocationProcess, type RevocationState, type RevocationVerb } from '../revocation.ts';
import { StandingTag } from './standing-tag.tsx';

/** Asks for the day of a step, and why; says what follows. */
const StepForm = ({
  revocation,
  verb,
  onClose,
}: {
  readonly revocation: RevocationDetail;
  readonly verb: RevocationVerb;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const act = useAct(revocationActs[verb]);
  const rule: { readonly label: { zh: string; en: string }; readonly reason?: true } = revocationProcess.acts[verb];
  const [on, setOn] = useState<string>();
  const [noticedOn, setNoticed] = useState<string>();
  const [reason, write] = useState('');
  const dated = verb === 'notify' || verb === 'request-hearing' || verb === 'hear';
  const reasonLabel =
    rule.reason !== true
      ? { zh: '说明（可不填）', en: 'Note (optional)' }
      : verb === 'notify' || verb === 'hear'
        ? { zh: '文号、凭据（必填）', en: 'Paper and proof (required)' }
        : { zh: '理由（必填）', en: 'Reason (required)' };
  const ready =
    (!dated || on !== undefined) && (verb !== 'hear' || noticedOn !== undefined) && (rule.reason !== true || reason.trim() !== ''); // prettier-ignore
  return (
    <Modal
      open
      title={say(rule.label)}
      okText={say(rule.label)}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ disabled: !ready, loading: act.isPending }}
      onCancel={onClose}
      onOk={() =>
        act.mutate(
          {
            params: { revocationId: revocation.id },
            body: {
              version: revocation.version,
              ...(reason.trim() === '' ? {} : { reason }),
              ...(on === undefined ? {} : { on }),
              ...(noticedOn === undefined ? {} : { noticedOn }),
            },
          },
          { onSuccess: onClose },
        )
      }
    >
      {act.error && <ProblemNotice problem={act.error} />}
      {verb === 'revoke' && (
        <p>
          {say({
            zh: '决定后许可证自今日起吊销，不能恢复；企业在规定年限内不得再次申请，并告知工商登记机关。',
            en: 'From today the licence is revoked for good; the firm may not apply again for the years laid down, and the commerce authority is told.',
          })}
        </p>
      )}
      <Space orientation="vertical" className="wide">
        {dated && (
          <>
            <label htmlFor="revocation-on">
              {say(
                verb === 'notify'
                  ? { zh: '送达日期', en: 'Day of service' }
                  : verb === 'hear'
                    ? { zh: '听证日期', en: 'Day of the hearing' }
                    : { zh: '申请日期', en: 'Day of the request' },
              )}
            </label>
            <DateField id="revocation-on" value={on ?? ''} onChange={(text) => setOn(text || undefined)} />
          </>
        )}
        {verb === 'hear' && (
          <>
            <label htmlFor="revocation-noticed">
              {say({ zh: '通知企业的日期', en: 'Day on which the firm was told' })}
            </label>
            <DateField
              id="revocation-noticed"
              value={noticedOn ?? ''}
              onChange={(text) => setNoticed(text || undefined)}
            />
          </>
        )}
        <label htmlFor="revocation-reason">{say(reasonLabel)}</label>
        <Input.TextArea
          id="revocation-reason"
          rows={3}
          value={reason}
          maxLength={2000}
          onChange={(event) => write(event.target.value)}
        />
      </Space>
    </Modal>
  );
};

/** The step that comes next; whether to revoke or to keep is for who decides. */
const mainOf: Readonly<Partial<Record<RevocationState, RevocationVerb>>> = {
  proposed: 'notify',
  'hearing-requested': 'hear',
};

/** One revocation: what comes next, why, and what happened. */
const RevocationPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getRevocation, { params: { revocationId: id } });
  const [asked, ask] = useState<RevocationVerb>();
  return (
    <Loaded query={query}>
      {(revocation) => (
        <Page
          title={`${say({ zh: '吊销许可证', en: 'Revocation' })} ${revocation.number}`}
          state={
            <>
              <Tag>{say(revocationProcess.states[revocation.state])}</Tag>
              <Tag>{say(datasetLabel[revocation.dataset])}</Tag>
            </>
          }
          acts={
            <Space wrap>
              {revocation.acts.map((offered) => (
                <ActButton
                  key={offered.act}
                  permission={offered.permission}
                  type={offered.act === mainOf[revocation.state] && !offered.refusal ? 'primary' : 'default'}
                  because={offered.refusal ? say(offered.refusal.text) : undefined}
                  onClick={() => ask(offered.act)}
                >
                  {say(revocationProcess.acts[offered.act].label)}
                </ActButton>
              ))}
            </Space>
          }
        >
          {asked && <StepForm revocation={revocation} verb={asked} onClose={() => ask(undefined)} />}
          <NextAct next={revocation.next} />
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'licence',
                label: say({ zh: '许可证', en: 'Licence' }),
                children: (
                  <>
                    <a href={`/office/licences/${revocation.licenceId}`}>{revocation.number}</a>{' '}
                    <StandingTag standing={revocation.licence.standing} />
                  </>
                ),
              },
              {
                key: 'holder',
                label: say({ zh: '持证企业', en: 'Holder' }),
                children: <a href={`/office/enterprises/${revocation.holder.id}`}>{revocation.holder.name}</a>,
              },
              {
                key: 'products',
                label: say({ zh: '产品种类', en: 'Products' }),
                children: revocation.products.join('、'),
              },
              { key: 'by', label: say({ zh: '提出人', en: 'Proposed by' }), children: revocation.proposedBy ?? '—' },
              {
                key: 'served',
                label: say({ zh: '告知送达', en: 'Told on' }),
                children: revocation.servedOn === null ? '—' : formatDate(revocation.servedOn),
              },
              {
                key: 'until',
                label: say({ zh: '听证申请截止', en: 'Hearing until' }),
                children: revocation.hearingUntil === null ? '—' : formatDate(revocation.hearingUntil),
              },
              {
                key: 'heard',
                label: say({ zh: '听证', en: 'Heard on' }),
                children: revocation.heardOn === null ? '—' : formatDate(revocation.heardOn),
              },
              {
                key: 'decided',
                label: say({ zh: '决定', en: 'Decided' }),
                children:
                  revocation.decidedOn === null
                    ? '—'
                    : `${formatDate(revocation.decidedOn)} ${revocation.decisionReason ?? ''}`,
              },
            ]}
          />
          <Section title={say({ zh: '为什么', en: 'Why' })}>
            <GroundsView grounds={revocation.grounds} />
          </Section>
          {revocation.state === 'revoked' && (
            <Section title={say({ zh: '文书', en: 'Papers' })}>
              <PaperLinks subject={`revocation/${revocation.id}`} dataset={revocation.dataset} />
            </Section>
          )}
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={revocation.events} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default RevocationPage;
