import { Alert, Descriptions, Input, Modal, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import { ActButton, DateField, EventTimeline, formatDate, Loaded, Page, PaperLinks, PlainTable, ProblemNotice, Section, useAct, useApi, useMay, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { getLicence, type LicenceDetail, recordIssuerAct, recordLicenceAct } from '../contracts/licences.ts';
import {
  type IssuerAct,
  issuerAnswerLabels,
  type LicenceAct,
  licenceActLabels,
  licenceKindLabels,
} from '../licence.ts';
import { HoldAct } from './hold-act.tsx';
import { ProposeRevocation } from './propose-revocation.tsx';
import { StandingTag } from './standing-tag.tsx';

/** Asks from which day an act counts, and why. */
const RecordAct = ({
  licence,
  act,
  permission,
  onClose,
}: {
  readonly licence: LicenceDetail;
  readonly act: LicenceAct | undefined;
  readonly permission: string | undefined;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const byOfficer = useAct(recordLicenceAct);
  const byBody = useAct(recordIssuerAct);
  const record = permission === 'licences.answer' ? byBody : byOfficer;
  const [on, setOn] = useState<string>();
  const [reason, setReason] = useState('');
  const isRenewal = act === 'renew';
  return (
    <Modal
      open={act !== undefined}
      title={act && say(licenceActLabels[act])}
      destroyOnHidden
      okText={act && say(licenceActLabels[act])}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ disabled: on === undefined || reason.trim() === '', loading: record.isPending }}
      afterClose={() => {
        setOn(undefined);
        setReason('');
        record.reset();
      }}
      onCancel={onClose}
      onOk={() => {
        if (act !== undefined && on !== undefined)
          record.mutate(
            {
              params: { licenceId: licence.id },
              body: { version: licence.version, act: act as IssuerAct, on, reason },
            },
            { onSuccess: onClose },
          );
      }}
    >
      {record.error && <ProblemNotice problem={record.error} />}
      <Space orientation="vertical" className="wide">
        <label htmlFor="licence-act-on">
          {say(isRenewal ? { zh: '新的有效期止', en: 'New last day' } : { zh: '自哪一天起', en: 'From which day' })}
        </label>
        <DateField id="licence-act-on" value={on ?? ''} onChange={(text) => setOn(text || undefined)} />
        <Input.TextArea
          rows={3}
          value={reason}
          maxLength={2000}
          aria-label={say({ zh: '依据的文件和理由', en: 'The paper it rests on, and why' })}
          placeholder={say({ zh: '依据的文件和理由（必填）', en: 'The paper it rests on, and why (required)' })}
          onChange={(event) => setReason(event.target.value)}
        />
      </Space>
    </Modal>
  );
};

/** One licence: how it stands for each product, what suspends it, what happened. */
const LicencePage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getLicence, { params: { licenceId: id } });
  const [asked, ask] = useState<LicenceDetail['acts'][number]>();
  const seesFirms = useMay('enterprises.read');
  const seesCards = useMay('warning-cards.read');
  const mayRecord = useMay('licences.record');
  const mayPropose = useMay('licences.propose');
  return (
    <Loaded query={query}>
      {(licence) => (
        <Page
          title={`${say(licenceKindLabels[licence.kind])} ${licence.number}`}
          state={
            <>
              <StandingTag standing={licence.standing} />
              <Tag>{say(datasetLabel[licence.dataset])}</Tag>
            </>
          }
          acts={
            <Space wrap>
              {licence.acts.map((offered) => (
                <ActButton
                  key={offered.act}
                  permission={offered.permission}
                  because={offered.refusal ? say(offered.refusal.text) : undefined}
                  onClick={() => ask(offered)}
                >
                  {say(licenceActLabels[offered.act])}
                </ActButton>
              ))}
              {mayPropose &&
                licence.issuerKind === 'authority' &&
                licence.acts.some(({ act }) => act === 'issuer-revoke') && <ProposeRevocation licenceId={licence.id} />}
            </Space>
          }
        >
          <RecordAct licence={licence} act={asked?.act} permission={asked?.permission} onClose={() => ask(undefined)} />
          {licence.held.length > 0 && (
            <Alert
              className="above"
              type="warning"
              showIcon
              title={say({
                zh: `暂停使用：${licence.held.join('、')}。${licence.standing === 'valid' ? '其他产品不受影响。' : ''}`,
                en: `Suspended for ${licence.held.join(', ')}.${licence.standing === 'valid' ? ' Other products are not affected.' : ''}`,
              })}
            />
          )}
          {licence.bar !== null && (
            <Alert
              className="above"
              type="error"
              showIcon
              title={say({
                zh: `吊销后${licence.bar.years}年内不得再次申请同一产品的许可证，至${formatDate(licence.bar.until)}止。`,
                en: `For ${licence.bar.years} years after the revocation the holder may not apply for the same product again, until ${formatDate(licence.bar.until, 'en')}.`,
              })}
              description={say({
                zh: `依据：${licence.bar.basis.zh}${licence.bar.confirmed ? '' : '（待核实）'}`,
                en: `${licence.bar.basis.en}${licence.bar.confirmed ? '' : ' (not confirmed)'}`,
              })}
            />
          )}
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'holder',
                label: say({ zh: '持证企业', en: 'Holder' }),
                children: seesFirms ? (
                  <a href={`/office/enterprises/${licence.holder.id}`}>{licence.holder.name}</a>
                ) : (
                  licence.holder.name
                ),
              },
              {
                key: 'code',
                label: say({ zh: '统一社会信用代码', en: 'Credit code' }),
                children: licence.creditCode ?? '—',
              },
              { key: 'place', label: say({ zh: '所在地', en: 'Place' }), children: licence.place ?? '—' },
              { key: 'issuer', label: say({ zh: '发证方', en: 'Issuer' }), children: licence.issuer },
              {
                key: 'issued',
                label: say({ zh: '发证日期', en: 'Issued on' }),
                children: formatDate(licence.issuedOn),
              },
              {
                key: 'term',
                label: say({ zh: '有效期', en: 'Term' }),
                children: `${formatDate(licence.validFrom)} — ${formatDate(licence.validUntil)}`,
              },
              ...(licence.surrenderedOn === null
                ? []
                : [
                    {
                      key: 'surrendered',
                      label: say({ zh: '注销日期', en: 'Surrendered on' }),
                      children: formatDate(licence.surrenderedOn),
                    },
                  ]),
              ...(licence.revokedOn === null
                ? []
                : [
                    {
                      key: 'revoked',
                      label: say({ zh: '吊销日期', en: 'Revoked on' }),
                      children: formatDate(licence.revokedOn),
                    },
                  ]),
            ]}
          />
          <Section title={say({ zh: '许可范围', en: 'Scope' })}>
            <PlainTable
              rowKey={(row) => row.category.id}
              dataSource={licence.scope}
              columns={[
                { title: say({ zh: '产品种类', en: 'Category' }), render: (_, row) => row.category.name },
                { title: say({ zh: '产品单元', en: 'Product unit' }), render: (_, row) => row.unit || '—' },
                {
                  title: say({ zh: '今日状态', en: 'Today' }),
                  render: (_, row) => <StandingTag standing={row.standing} />,
                },
              ]}
            />
          </Section>
          {licence.holds.length > 0 && (
            <Section title={say({ zh: '暂停使用记录', en: 'Suspensions' })}>
              <PlainTable
                rowKey="id"
                dataSource={licence.holds}
                columns={[
                  {
                    title: say({ zh: '产品种类', en: 'Category' }),
                    render: (_, row) => row.category?.name ?? say({ zh: '整张证', en: 'All of it' }),
                  },
                  {
                    title: say({ zh: '依据', en: 'Ground' }),
                    render: (_, row) =>
                      row.cardId === null ? (
                        say({ zh: '发证方决定', en: 'Act of the issuer' })
                      ) : !seesCards ? (
                        (row.cardNumber ?? say({ zh: '黄牌、红牌', en: 'Warning card' }))
                      ) : (
                        <a href={`/office/cards/${row.cardId}`}>
                          {row.cardNumber ?? say({ zh: '黄牌、红牌', en: 'Warning card' })}
                        </a>
                      ),
                  },
                  { title: say({ zh: '自', en: 'From' }), render: (_, row) => formatDate(row.from) },
                  {
                    title: say({ zh: '结束', en: 'Ended' }),
                    render: (_, row) =>
                      row.endedOn === null
                        ? say({ zh: '暂停中', en: 'still on' })
                        : `${formatDate(row.endedOn)}${row.endCause ? ` · ${say(row.endCause)}` : ''}`,
                  },
                  {
                    title: say({ zh: '发证方', en: 'Issuer' }),
                    render: (_, row) => (
                      <>
                        {row.issuerToldOn !== null &&
                          say({
                            zh: `${formatDate(row.issuerToldOn)}通知 `,
                            en: `told ${formatDate(row.issuerToldOn, 'en')} `,
                          })}
                        {row.issuerAnswer !== null && say(issuerAnswerLabels[row.issuerAnswer])}
                        {row.requestId === null ? (
                          mayRecord && !licence.own && <HoldAct hold={row} />
                        ) : (
                          <div>
                            <a href={`/office/licence-requests/${row.requestId}`}>
                              {say({ zh: '认证机构处理', en: 'Decision of the body' })}
                            </a>
                          </div>
                        )}
                      </>
                    ),
                  },
                ]}
              />
              {licence.holds
                .filter(({ cardId, endedOn }) => cardId !== null && endedOn === null)
                .map((hold) => (
                  <PaperLinks key={hold.id} subject={`hold/${hold.id}`} dataset={licence.dataset} />
                ))}
            </Section>
          )}
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={licence.events} />
          </Section>
          {licence.others.length > 0 && (
            <Section title={say({ zh: '该企业的其他许可证和证书', en: 'Other licences of the holder' })}>
              <ul>
                {licence.others.map((other) => (
                  <li key={other.id}>
                    <a href={`/office/licences/${other.id}`}>
                      {say(licenceKindLabels[other.kind])} {other.number}
                    </a>{' '}
                    {other.products.join('、')} <StandingTag standing={other.standing} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
};
export default LicencePage;
