import { Descriptions, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { datasetLabel } from '#foundation/dataset.ts';
import { ActsBar, EventTimeline, formatDate, GroundsView, Loaded, NextAct, Page, Section, useAct, useApi, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { getLead, leadActs } from '../contracts/leads.ts';
import { leadProcess, leadSourceLabels, type LeadVerb } from '../lead.ts';
import { licenceKindLabels } from '../licence.ts';
import { StandingTag } from './standing-tag.tsx';

const labels = {
  'hand-over': leadProcess.acts['hand-over'].label,
  dismiss: leadProcess.acts.dismiss.label,
} as const satisfies Record<LeadVerb, unknown>;

/** One lead: what names the enterprise as producer, what is missing, what became of it. */
const LeadPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getLead, { params: { leadId: id } });
  const acts = { 'hand-over': useAct(leadActs['hand-over']), dismiss: useAct(leadActs.dismiss) };
  return (
    <Loaded query={query}>
      {(lead) => (
        <Page
          title={`${say({ zh: '无证生产线索', en: 'Lead' })}：${lead.enterprise.name}`}
          state={
            <>
              <Tag>{say(leadProcess.states[lead.state])}</Tag>
              <Tag>{say(datasetLabel[lead.dataset])}</Tag>
            </>
          }
          acts={
            <ActsBar
              acts={lead.acts}
              labels={labels}
              main="hand-over"
              consequence={(verb) =>
                verb === 'hand-over'
                  ? { zh: '请写明移交给哪个部门及理由。', en: 'Say to which department, and why.' }
                  : {
                      zh: '请写明核查情况；此后只有更晚的证据才会再次形成线索。',
                      en: 'Say what was found; only later evidence makes a lead again.',
                    }
              }
              pending={Object.values(acts).some((act) => act.isPending)}
              onAct={(verb, reason) =>
                acts[verb].mutateAsync({ params: { leadId: lead.id }, body: { version: lead.version, reason } })
              }
            />
          }
        >
          <NextAct
            next={
              lead.state === 'open'
                ? {
                    words: { zh: '到企业核查是否生产该产品', en: 'See at the enterprise whether it makes the product' },
                    by: { zh: '所在地质量监督部门', en: 'quality authority of the place' },
                    due: null,
                  }
                : null
            }
          />
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'enterprise',
                label: say({ zh: '生产企业', en: 'Producer' }),
                children: <a href={`/office/enterprises/${lead.enterprise.id}`}>{lead.enterprise.name}</a>,
              },
              { key: 'category', label: say({ zh: '产品种类', en: 'Product' }), children: lead.category.name },
              {
                key: 'missing',
                label: say({ zh: '缺少', en: 'Missing' }),
                children: lead.kinds.map((kind) => say(licenceKindLabels[kind])).join('、'),
              },
              {
                key: 'sources',
                label: say({ zh: '来源', en: 'Sources' }),
                children: lead.sources.map((source) => say(leadSourceLabels[source])).join('、'),
              },
              { key: 'latest', label: say({ zh: '最近一次', en: 'Latest' }), children: formatDate(lead.latestOn) },
              {
                key: 'decision',
                label: say({ zh: '处理情况', en: 'What became of it' }),
                children: lead.decisionReason ?? '—',
              },
            ]}
          />
          <Section title={say({ zh: '为什么', en: 'Why' })}>
            <GroundsView grounds={lead.grounds} />
          </Section>
          <Section title={say({ zh: '该企业现有的许可证和证书', en: 'Licences of the enterprise today' })}>
            {lead.licences.length === 0 ? (
              <p className="quiet">{say({ zh: '没有登记。', en: 'None on record.' })}</p>
            ) : (
              <ul>
                {lead.licences.map((licence) => (
                  <li key={licence.id}>
                    <a href={`/office/licences/${licence.id}`}>
                      {say(licenceKindLabels[licence.kind])} {licence.number}
                    </a>{' '}
                    {licence.products.join('、')} <StandingTag standing={licence.standing} />
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={lead.events} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default LeadPage;
