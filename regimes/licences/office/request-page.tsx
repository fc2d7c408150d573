import { Descriptions, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import { ActsBar, daysLeftWords, EventTimeline, EvidenceList, formatDate, Loaded, NextAct, Page, PaperLinks, Section, useApi, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { getRequest } from '../contracts/requests.ts';
import { requestProcess, type RequestVerb } from '../request.ts';
import { AnswerForm } from './answer-form.tsx';
import { StandingTag } from './standing-tag.tsx';

const labels = Object.fromEntries(
  Object.entries(requestProcess.acts).map(([verb, { label }]) => [verb, label]),
) as Record<RequestVerb, { zh: string; en: string }>;

/** One request: which certificate, why, until when; what its body has decided, with the paper and the reasons. */
const RequestPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getRequest, { params: { requestId: id } });
  const [asked, ask] = useState<RequestVerb>();
  return (
    <Loaded query={query}>
      {(request) => (
        <Page
          title={say({
            zh: `请认证机构处理：${request.licence.number}`,
            en: `Request about ${request.licence.number}`,
          })}
          state={
            <Space wrap>
              <Tag>{say(requestProcess.states[request.state])}</Tag>
              {request.daysLeft !== null && (
                <Tag color={request.daysLeft < 0 ? 'red' : undefined}>{say(daysLeftWords(request.daysLeft))}</Tag>
              )}
              <Tag>{say(datasetLabel[request.dataset])}</Tag>
            </Space>
          }
          acts={
            <ActsBar
              acts={request.acts}
              labels={labels}
              main={null}
              consequence={() => undefined}
              pending={false}
              onAct={() => Promise.resolve()}
              onOpen={(verb) => {
                ask(verb);
                return true;
              }}
            />
          }
        >
          {asked && <AnswerForm request={request} verb={asked} onClose={() => ask(undefined)} />}
          <NextAct next={request.next} />
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'certificate',
                label: say({ zh: '证书', en: 'Certificate' }),
                children: (
                  <>
                    <a href={`/office/licences/${request.licence.id}`}>{request.licence.number}</a>{' '}
                    <StandingTag standing={request.certificate.standing} />
                  </>
                ),
              },
              { key: 'body', label: say({ zh: '认证机构', en: 'Body' }), children: request.certifier.name },
              { key: 'holder', label: say({ zh: '持证企业', en: 'Holder' }), children: request.holder.name },
              { key: 'category', label: say({ zh: '产品种类', en: 'Product' }), children: request.category.name },
              { key: 'card', label: say({ zh: '黄牌、红牌', en: 'Card' }), children: request.cardNumber },
              {
                key: 'term',
                label: say({ zh: '请求日期和期限', en: 'Asked on, and until' }),
                children: `${formatDate(request.askedOn)} — ${formatDate(request.dueOn)}`,
              },
              ...(request.decidedOn === null
                ? []
                : [
                    {
                      key: 'decided',
                      label: say({ zh: '决定日期', en: 'Day of the decision' }),
                      children: formatDate(request.decidedOn),
                    },
                    {
                      key: 'document',
                      label: say({ zh: '决定文号', en: 'Number of the paper' }),
                      children: request.documentNumber,
                    },
                    { key: 'reason', label: say({ zh: '理由', en: 'Reason' }), children: request.reason },
                    {
                      key: 'files',
                      label: say({ zh: '附件', en: 'Files' }),
                      children: <EvidenceList files={request.files} />,
                    },
                  ]),
            ]}
          />
          <Section title={say({ zh: '文书', en: 'Papers' })}>
            <PaperLinks subject={`hold/${request.holdId}`} dataset={request.dataset} />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={request.events} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default RequestPage;
